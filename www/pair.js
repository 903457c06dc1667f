// Two arms on one clock: the engines, their command log and their checkpoints.
//
// Setup, seed and log are the run: going back restores the newest checkpoint
// before the wanted tick and applies the same commands at the same ticks.

import { Kept } from "./kept.js";

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

/** Ticks between two signs of life during a long run. */
const CHUNK = 500;
/** Checkpoints stand at most this far apart where it goes fast, and on the last part of a jump. */
const SPACED_TICKS = 2500;
const NEAR_TICKS = 4 * SPACED_TICKS;

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
    this.kept = new Kept();
    /** Trials that have begun and were not yet told of: pairs of a trial, from 0, and the tick of its cue. @type {number[]} */
    this.begun = [];
    this.intact = this.#create(setup.arm);
    this.twin = setup.twin === null ? null : this.#create(setup.twin);
    this.keep();
  }

  /** Trials that have begun since this was last asked. */
  takeBegun() {
    return this.begun.splice(0);
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
   * @param {() => unknown} [alive] called between portions; true: enough for now
   */
  run(ticks, alive = () => false) {
    const end = this.tick + ticks;
    while (this.tick < end && !this.finished) {
      this.#applyDue();
      const next = this.log[this.cursor]?.tick ?? end;
      const to = Math.min(end, next, this.tick + CHUNK);
      this.#step(to - this.tick);
      if (alive() === true) return;
    }
  }

  /** @param {number} ticks */
  #step(ticks) {
    this.intact.step(ticks);
    this.twin?.step(ticks);
    this.begun.push(...this.intact.begun());
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
    this.kept.forgetAfter(this.tick);
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

  /** Keeps a checkpoint to go back to. */
  keep() {
    this.kept.add(this.checkpoint());
  }

  /** The same where the last one is far. */
  keepSpaced() {
    const last = this.kept.before(this.tick)?.tick ?? Number.NEGATIVE_INFINITY;
    if (this.tick - last >= SPACED_TICKS) this.keep();
  }

  /** Goes to a tick, back or forth; `alive` as in `run`: called again it goes on.
   * @param {number} tick
   * @param {() => unknown} [alive]
   */
  seek(tick, alive = () => false) {
    const from = this.kept.before(tick);
    if (from && (tick < this.tick || from.tick > this.tick)) this.restore(from);
    this.run(Math.max(0, tick - this.tick), () => {
      if (tick - this.tick < NEAR_TICKS) this.keepSpaced();
      return alive();
    });
    if (this.tick >= tick) this.#applyDue();
  }

  /** @param {Checkpoint} checkpoint */
  restore(checkpoint) {
    const intact = this.intact.thaw(checkpoint.intact);
    const twin = checkpoint.twin && this.twin ? this.twin.thaw(checkpoint.twin) : null;
    this.free();
    this.intact = intact;
    this.twin = twin;
    this.cursor = checkpoint.cursor;
  }

  /** Comes back to where a lost pair had been.
   * @param {Resume} resume
   * @param {() => unknown} [alive]
   */
  resume(resume, alive) {
    this.log = resume.log.slice();
    if (resume.checkpoint) {
      this.restore(resume.checkpoint);
      this.kept.add(resume.checkpoint);
    }
    this.seek(resume.tick, alive);
  }

  free() {
    this.intact.free();
    this.twin?.free();
  }
}
