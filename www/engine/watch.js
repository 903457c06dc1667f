// What the host notices from frame to frame: a new trial, a wave under way,
// the speed reached, and when records and checkpoints are due.

/** Charts want their numbers at most this often. */
const RECORD_MS = 83;
/** The page gets a checkpoint for its own keeping after this time or run. */
const SAFE_MS = 20_000;
const SAFE_TICKS = 20_000;
/** Concentration above baseline, nM, from which a wave is under way, and ended. */
const WAVE_NM = { on: 8, off: 3 };

export class Watch {
  /** @param {() => number} now */
  constructor(now) {
    this.now = now;
    this.trial = -1;
    this.wave = false;
    this.rate = 0;
    this.recorded_at = Number.NEGATIVE_INFINITY;
    this.safe = { at: 0, tick: 0 };
  }

  /** After a jump: record at once, watch trials anew. @param {number} tick */
  settle(tick) {
    this.trial = -1;
    this.recorded_at = Number.NEGATIVE_INFINITY;
    this.safe = { at: this.now(), tick };
  }

  /** Looks at a frame. @param {import("./frame.js").Views} views @returns {boolean} whether a trial has begun */
  see(views) {
    const { trial } = views.clock();
    const begun = trial !== this.trial && this.trial >= 0;
    this.trial = trial;
    const peak = peakOf(views.get("concentration"), views.get("baseline"));
    this.wave = peak > (this.wave ? WAVE_NM.off : WAVE_NM.on);
    return begun;
  }

  /** The factor in fact reached: exact when given, smoothed for "max".
   * @param {number} ran_ms of the model @param {number} elapsed_ms of the wall @param {number} factor */
  measure(ran_ms, elapsed_ms, factor) {
    if (Number.isFinite(factor)) this.rate = factor;
    else this.rate += (ran_ms / Math.max(1, elapsed_ms) - this.rate) * 0.1;
  }

  recordDue() {
    return this.now() - this.recorded_at >= RECORD_MS;
  }

  recorded() {
    this.recorded_at = this.now();
  }

  /** Whether the page should get a checkpoint now; notes that it does. @param {number} tick */
  checkpointDue(tick) {
    const now = this.now();
    const due = now - this.safe.at > SAFE_MS || tick - this.safe.tick > SAFE_TICKS;
    if (!due || tick === this.safe.tick) return false;
    this.safe = { at: now, tick };
    return true;
  }
}

/** The highest concentration above its baseline.
 * @param {Float32Array} concentration @param {Float32Array} baseline */
function peakOf(concentration, baseline) {
  let peak = 0;
  for (let i = 0; i < concentration.length; i += 1) {
    const above = (concentration[i] ?? 0) - (baseline[i] ?? 0);
    if (above > peak) peak = above;
  }
  return peak;
}
