/**
 * What is known of the run's trials: the tick of each cue, what became of each,
 * and how far the run has been. Going back forgets nothing; a command does, for
 * what comes after it is then another run.
 */

/** @typedef {import("../engine/frame.js").Views} Views */

export class Past {
  /** @param {readonly string[]} names of outcomes, by the number in the record @param {number} dt ms per tick */
  constructor(names, dt) {
    this.names = names;
    this.dt = dt;
    /** Tick of the cue by trial, from 0. @type {Map<number, number>} */
    this.cues = new Map();
    /** @type {Map<number, string>} */
    this.outcomes = new Map();
    /** The newest tick reached, and its trial. */
    this.newest = { tick: 0, trial: 0 };
    /** From the beginning of a trial's window to its cue, ms. */
    this.leadMs = 0;
    /** Counts changes of what is known. */
    this.version = 0;
  }

  /** A new run. */
  restart() {
    this.cues.clear();
    this.outcomes.clear();
    this.newest = { tick: 0, trial: 0 };
    this.version += 1;
  }

  /** @param {{tick: number, trial: number, leadMs: number, begun: readonly number[]}} frame */
  readFrame({ tick, trial, leadMs, begun }) {
    this.leadMs = leadMs;
    for (let i = 0; i + 1 < begun.length; i += 2) this.cues.set(begun[i] ?? 0, begun[i + 1] ?? 0);
    if (tick > this.newest.tick) this.newest = { tick, trial: Math.max(trial, this.newest.trial) };
  }

  /** @param {Views} record */
  readRecord(record) {
    const from = record.get("outcome_from")[0] ?? 0;
    const codes = record.get("outcome");
    const n = Math.min(record.get("curve_n")[0] ?? 0, codes.length);
    for (let i = 0; i < n; i++) {
      const name = this.names[codes[i] ?? -1];
      if (name === undefined || this.outcomes.get(from + i) === name) continue;
      this.outcomes.set(from + i, name);
      this.version += 1;
    }
  }

  /** What comes after this moment will be different. @param {{tick: number, trial: number}} now */
  branch(now) {
    for (const trial of this.outcomes.keys()) if (trial >= now.trial) this.outcomes.delete(trial);
    for (const trial of this.cues.keys()) if (trial > now.trial) this.cues.delete(trial);
    this.newest = { ...now };
    this.version += 1;
  }

  /** Where to go for a trial: its cue, or as far as the run has been. @param {number} trial from 0 */
  tickOf(trial) {
    const cue = this.cues.get(trial);
    return cue === undefined ? (trial >= this.newest.trial ? this.newest.tick : null) : cue;
  }

  /** Trial (from 1) and time since its cue of a tick that the run has reached. @param {number} tick */
  placeOf(tick) {
    if (tick > this.newest.tick) return null;
    const lead = this.leadMs / this.dt;
    const begun = [...this.cues].filter(([, cue]) => cue - lead <= tick);
    const last = begun.reduce((a, b) => (b[1] > a[1] ? b : a), [-1, -lead]);
    // Before the first trial its clock stands still.
    if (last[0] < 0) return { trial: 1, ms: -this.leadMs };
    return { trial: last[0] + 1, ms: (tick - last[1]) * this.dt };
  }
}
