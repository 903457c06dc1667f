// Elapsed time of the wall -> whole ticks of the model.
//
// Pure: no clock is read here. At most 50 ms of the wall count per frame,
// whatever the clock says; what could not be run in time is dropped.

/** At most this much time of the wall is made good in one frame. */
export const CATCH_UP_MS = 50;

/** Slow motion while a wave is under way, and life between. */
const AUTO = { wave: 0.1, quiet: 1 };

/** @typedef {import("./client.js").Speed} Speed */

/** What counts of an elapsed time: never negative, never a jump.
 * @param {number} elapsed_ms
 */
export function creditMs(elapsed_ms) {
  if (!(elapsed_ms > 0)) return 0;
  return elapsed_ms > CATCH_UP_MS ? CATCH_UP_MS : elapsed_ms;
}

/** The factor of a speed; infinite for "max".
 * @param {Speed} speed
 * @param {boolean} wave whether one is under way
 */
export function factorOf(speed, wave) {
  if (speed === "max") return Number.POSITIVE_INFINITY;
  if (speed === "auto") return wave ? AUTO.wave : AUTO.quiet;
  return Number.isFinite(speed) && speed > 0 ? speed : 0;
}

/** Turns frames of the wall's clock into ticks, and keeps the remainder. */
export class Player {
  /** @param {number} dt_ms length of a tick */
  constructor(dt_ms) {
    this.dt_ms = dt_ms;
    this.carry_ms = 0;
  }

  /** Ticks due now. For "max": as many as the time allows (Infinity).
   * @param {number} elapsed_ms
   * @param {number} factor from `factorOf`
   * @returns {number}
   */
  due(elapsed_ms, factor) {
    if (factor === Number.POSITIVE_INFINITY) {
      this.carry_ms = this.dt_ms;
      return factor;
    }
    const total = this.carry_ms + creditMs(elapsed_ms) * factor;
    const ticks = Math.floor(total / this.dt_ms);
    this.carry_ms = total - ticks * this.dt_ms;
    return ticks;
  }

  /** How far the drawn time has come within the tick under way, 0..1. */
  get fraction() {
    return Math.min(1, Math.max(0, this.carry_ms / this.dt_ms));
  }

  /** Forgets the remainder: after a jump, or when the run fell behind. */
  settle() {
    this.carry_ms = this.dt_ms;
  }
}

/** Runs ticks in small portions until they are done or the budget is used up.
 * @param {number} ticks may be Infinity
 * @param {number} budget_ms
 * @param {() => number} now
 * @param {(ticks: number) => boolean} run runs a portion; false when nothing more can be run
 * @returns {number} how many were run
 */
export function spend(ticks, budget_ms, now, run) {
  const end = now() + budget_ms;
  let done = 0;
  let portion = 4;
  while (done < ticks) {
    const count = Math.min(portion, ticks - done);
    if (!run(count)) break;
    done += count;
    if (now() >= end) break;
    portion = Math.min(64, portion * 2);
  }
  return done;
}
