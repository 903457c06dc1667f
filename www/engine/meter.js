// Watches the alignment of the first two arms while the run goes on: work within a share
// of the ticks, readings now and then.
//
// An engine that was made or restored is one not seen before, and watching begins
// with it: so it does after a recovery, a jump back, and with every new run.

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./messages.js").Arrays} Arrays
 * @typedef {import("./ensemble.js").Ensemble} Ensemble
 */

/** Arms that are watched, from the first. */
const WATCHED = 2;
/** Trials over which changes and gradient are means. */
export const WINDOW = 50;
/** Work as a share of what ticks cost: at full speed, and where the display waits for neither. */
export const SHARE = 0.1;
export const IDLE_SHARE = 1;
/** Up to this factor the engines have time to spare. */
const IDLE_FACTOR = 10;
/** A reading costs as much as six units of work. */
const READ_MS = 250;

/** @param {number} factor model seconds per second of the wall */
export const shareAt = (factor) => (factor <= IDLE_FACTOR ? IDLE_SHARE : SHARE);

export class Meter {
  /** @param {() => number} now */
  constructor(now) {
    this.now = now;
    /** Whether the running task asks for actions. */
    this.watched = false;
  }

  /** Engines that have been asked. @type {WeakSet<Engine>} */
  #known = new WeakSet();
  #read = { at: Number.NEGATIVE_INFINITY, tick: -1 };

  /** Begins to watch where that is new. @param {Ensemble} ensemble */
  follow(ensemble) {
    for (const engine of watchedOf(ensemble)) {
      if (this.#known.has(engine)) continue;
      this.#known.add(engine);
      const can = engine.watchLive(WINDOW);
      if (engine === ensemble.first) this.watched = can;
      this.#read = { at: Number.NEGATIVE_INFINITY, tick: -1 };
    }
  }

  /** Does the work that the ticks since the last call allow. @param {Ensemble} ensemble @param {number} share */
  work(ensemble, share) {
    this.follow(ensemble);
    if (!this.watched) return;
    for (const engine of watchedOf(ensemble)) engine.liveKeepUp(share);
  }

  /** What is known, if it is time; null otherwise. @param {Ensemble} ensemble @param {boolean} wanted even if it is not
   * @returns {Arrays | null} */
  read(ensemble, wanted) {
    this.follow(ensemble);
    const { at, tick } = this.#read;
    const due = ensemble.tick !== tick && this.now() - at >= READ_MS;
    if (!this.watched || !(due || wanted)) return null;
    this.#read = { at: this.now(), tick: ensemble.tick };
    return ensemble.arrays((engine) => engine.live(), WATCHED);
  }
}

/** @param {Ensemble} ensemble */
const watchedOf = ({ engines }) => engines.slice(0, WATCHED);
