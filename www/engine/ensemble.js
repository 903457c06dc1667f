// One to four arms on one clock: the engines, their command log and their checkpoints.
//
// Setup, seed and log are the run: going back restores the newest checkpoint
// before the wanted tick and applies the same commands at the same ticks.

import { Kept } from "./kept.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./engine.js").EngineModule} EngineModule
 *
 * @typedef {import("./messages.js").Arrays} Arrays
 *
 * `arms`: ids, the first of them that of the brain that the page is about; all have the same seed and clock.
 * @typedef {{experiment: Uint8Array, arms: readonly string[], seed: number, log?: Uint8Array}} Setup
 *
 * A command as it was taken: at which tick, and its bytes.
 * @typedef {{tick: number, bytes: Uint8Array}} Entry
 * `cursor`: how many entries of the log the snapshots already contain; `states`: one snapshot per arm.
 * @typedef {{tick: number, cursor: number, states: Uint8Array[]}} Checkpoint
 * @typedef {{checkpoint: Checkpoint | null, log: Entry[], tick: number}} Resume
 */

/** Ticks between two signs of life during a long run. */
const CHUNK = 500;
/** Checkpoints stand at most this far apart where it goes fast, and on the last part of a jump. */
const SPACED_TICKS = 2500;
const NEAR_TICKS = 4 * SPACED_TICKS;

export class Ensemble {
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
    /** One per arm. @type {Engine[]} */
    this.engines = setup.arms.map((arm) => this.#create(arm));
    this.keep();
  }

  /** Comment lines that say all that made this run: file, arms, seed, parameters, how far it is, and its commands. */
  head() {
    const { experiment, arms, seed } = this.setup;
    const { head } = this.module.sheet(experiment, arms, String(seed));
    const log = new TextDecoder().decode(this.first.log()).replace(/\s*\n\s*/g, " ");
    return `${head}# tick ${this.tick}\n# commands ${log}\n`;
  }

  /** Trials that have begun since this was last asked. */
  takeBegun() {
    return this.begun.splice(0);
  }

  /** The engine that the page is about. */
  get first() {
    const [first] = this.engines;
    if (!first) throw new Error("no engine is left");
    return first;
  }

  /** @param {string} arm */
  #create(arm) {
    const engine = this.module.create(this.setup.experiment, arm, this.setup.seed);
    if (this.setup.log) engine.replay(this.setup.log);
    return engine;
  }

  get tick() {
    return this.first.tick();
  }

  get finished() {
    return this.first.finished();
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
    for (const engine of this.engines) engine.step(ticks);
    this.begun.push(...this.first.begun());
  }

  #applyDue() {
    for (
      let entry = this.log[this.cursor];
      entry && entry.tick <= this.tick;
      entry = this.log[this.cursor]
    ) {
      this.#tell(entry.bytes);
      this.cursor += 1;
    }
  }

  /** @param {Uint8Array} bytes a command */
  #tell(bytes) {
    for (const engine of this.engines) engine.send(bytes);
  }

  /** Sends a new command now; what had been logged for later is given up.
   * @param {Uint8Array} bytes
   * @returns {Entry}
   */
  send(bytes) {
    this.#applyDue();
    const entry = { tick: this.tick, bytes };
    this.#tell(bytes);
    this.kept.forgetAfter(this.tick);
    this.log.length = this.cursor;
    this.log.push(entry);
    this.cursor += 1;
    return entry;
  }

  /** Snapshots all arms as they are now.
   * @returns {Checkpoint}
   */
  checkpoint() {
    const states = this.engines.map((engine) => engine.snapshot());
    return { tick: this.tick, cursor: this.cursor, states };
  }

  /** What each arm has to say, or each of the first few.
   * @param {(engine: Engine) => Float32Array} read
   * @param {number} [most]
   * @returns {Arrays}
   */
  arrays(read, most) {
    return [read(this.first), ...this.engines.slice(1, most).map(read)];
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
    const engines = checkpoint.states.map((state, i) =>
      (this.engines[i] ?? this.first).thaw(state),
    );
    this.free();
    this.engines = engines;
    this.cursor = checkpoint.cursor;
  }

  /** Comes back to where lost engines had been.
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
    for (const engine of this.engines) engine.free();
  }
}
