// Two arms on one clock: the engines, their command log and their checkpoints.
//
// Setup, seed and log are the run: going back restores the newest checkpoint
// before the wanted tick and applies the same commands at the same ticks.

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").EngineModule} EngineModule
 *
 * @typedef {{experiment: Uint8Array, arm: string, twin: string | null, seed: number, log?: Uint8Array}} Setup
 * A command as it was taken: at which tick, and its bytes.
 * @typedef {{tick: number, bytes: Uint8Array}} Entry
 * `cursor`: how many entries of the log the snapshots already contain.
 * @typedef {{tick: number, cursor: number, intact: Uint8Array, twin: Uint8Array | null}} Checkpoint
 * @typedef {{checkpoint: Checkpoint | null, log: Entry[], tick: number}} Resume
 */

const KEPT = 8;
/** Ticks between two signs of life during a long run. */
const CHUNK = 500;

export class Pair {
  /**
   * @param {EngineModule} module
   * @param {Setup} setup
   */
  constructor(module, setup) {
    this.module = module;
    this.setup = setup;
    /** @type {Entry[]} */
    this.log = [];
    this.cursor = 0;
    /** @type {Checkpoint[]} */
    this.checkpoints = [];
    this.intact = this.#create(setup.arm);
    this.twin = setup.twin === null ? null : this.#create(setup.twin);
    this.keep();
  }

  /** @param {string} arm */
  #create(arm) {
    const engine = this.module.create(this.setup.experiment, arm, this.setup.seed);
    if (this.setup.log) engine.replay(this.setup.log);
    return engine;
  }

  get tick() {
    return this.intact.tick();
  }

  get finished() {
    return this.intact.finished();
  }

  /** Runs whole ticks, applying logged commands where they stand.
   * @param {number} ticks
   * @param {() => void} [alive] called between portions
   */
  run(ticks, alive = () => {}) {
    const end = this.tick + ticks;
    while (this.tick < end && !this.finished) {
      this.#applyDue();
      const next = this.log[this.cursor]?.tick ?? end;
      const to = Math.min(end, next, this.tick + CHUNK);
      this.#step(to - this.tick);
      alive();
    }
  }

  /** @param {number} ticks */
  #step(ticks) {
    this.intact.step(ticks);
    this.twin?.step(ticks);
  }

  #applyDue() {
    for (
      let entry = this.log[this.cursor];
      entry && entry.tick <= this.tick;
      entry = this.log[this.cursor]
    ) {
      this.intact.send(entry.bytes);
      this.twin?.send(entry.bytes);
      this.cursor += 1;
    }
  }

  /** Sends a new command now; what had been logged for later is given up.
   * @param {Uint8Array} bytes
   * @returns {Entry}
   */
  send(bytes) {
    this.#applyDue();
    const entry = { tick: this.tick, bytes };
    this.intact.send(bytes);
    this.twin?.send(bytes);
    this.log.length = this.cursor;
    this.log.push(entry);
    this.cursor += 1;
    return entry;
  }

  /** Snapshots both arms as they are now.
   * @returns {Checkpoint}
   */
  checkpoint() {
    const twin = this.twin ? this.twin.snapshot() : null;
    return { tick: this.tick, cursor: this.cursor, intact: this.intact.snapshot(), twin };
  }

  /** Keeps a checkpoint to go back to; the first stays, of the others the last eight. */
  keep() {
    this.checkpoints = this.checkpoints.filter((kept) => kept.tick < this.tick);
    this.checkpoints.push(this.checkpoint());
    if (this.checkpoints.length > KEPT + 1) this.checkpoints.splice(1, 1);
  }

  /** Goes to a tick, back or forth.
   * @param {number} tick
   * @param {() => void} [alive]
   */
  seek(tick, alive) {
    if (tick < this.tick) {
      const from = this.checkpoints.findLast((kept) => kept.tick <= tick);
      if (from) this.restore(from);
    }
    this.run(Math.max(0, tick - this.tick), alive);
    this.#applyDue();
  }

  /** @param {Checkpoint} checkpoint */
  restore(checkpoint) {
    const intact = this.module.restore(checkpoint.intact);
    const twin = checkpoint.twin ? this.module.restore(checkpoint.twin) : null;
    this.free();
    this.intact = intact;
    this.twin = twin;
    this.cursor = checkpoint.cursor;
  }

  /** Comes back to where a lost pair had been.
   * @param {Resume} resume
   * @param {() => void} [alive]
   */
  resume(resume, alive) {
    this.log = resume.log.slice();
    if (resume.checkpoint) {
      this.restore(resume.checkpoint);
      this.checkpoints.push(resume.checkpoint);
    }
    this.seek(resume.tick, alive);
  }

  free() {
    this.intact.free();
    this.twin?.free();
  }
}
