// Watches the alignment of the first two arms while the run goes on: work within a share
// of the ticks, readings now and then.
//
// An engine that was made or restored is one not seen before, and watching begins
// with it: so it does after a recovery, a jump back, and with every new run.

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./messages.js").Arrays} Arrays
 * @typedef {import("./pair.js").Pair} Pair
 */

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

  /** Begins to watch where that is new. @param {Pair} pair */
  follow(pair) {
    for (const engine of enginesOf(pair)) {
      if (this.#known.has(engine)) continue;
      this.#known.add(engine);
      const can = engine.watchLive(WINDOW);
      if (engine === pair.intact) this.watched = can;
      this.#read = { at: Number.NEGATIVE_INFINITY, tick: -1 };
    }
  }

  /** Does the work that the ticks since the last call allow. @param {Pair} pair @param {number} share */
  work(pair, share) {
    this.follow(pair);
    if (!this.watched) return;
    for (const engine of enginesOf(pair)) engine.liveKeepUp(share);
  }

  /** What is known, if it is time; null otherwise. @param {Pair} pair @param {boolean} wanted even if it is not
   * @returns {Arrays | null} */
  read(pair, wanted) {
    this.follow(pair);
    const { at, tick } = this.#read;
    const due = pair.tick !== tick && this.now() - at >= READ_MS;
    if (!this.watched || !(due || wanted)) return null;
    this.#read = { at: this.now(), tick: pair.tick };
    return { intact: pair.intact.live(), twin: pair.twin ? pair.twin.live() : null, more: [] };
  }
}

/** @param {Pair} pair */
function enginesOf({ intact, twin }) {
  return twin ? [intact, twin] : [intact];
}
