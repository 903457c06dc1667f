// Against flashing: what is drawn follows the model at once at slow speeds, and
// as an average when many waves pass in a second.

/** Up to this factor the picture is the model's state; at life's speed waves are seconds apart. */
const EXACT_RATE = 1.5;
/** Above this factor single events are not shown: they would flicker. */
export const CALM_RATE = 5;
/** Signs then change this often at most, milliseconds of the wall. */
const HELD_MS = 700;
/** Time constant of the average, milliseconds of the wall. */
const TAU_MS = 900;

/** Shares of new and old for a step of time.
 * @param {number} rate model seconds per second @param {number} elapsed_ms */
export function shareOfNew(rate, elapsed_ms) {
  if (!(rate > EXACT_RATE)) return 1;
  return 1 - Math.exp(-Math.max(0, elapsed_ms) / TAU_MS);
}

/** An average that follows an array. */
export class Slew {
  constructor() {
    this.values = new Float32Array(0);
    /** @type {number | null} */
    this.at = null;
  }

  /** @param {Float32Array} target @param {number} rate @param {number} now_ms @returns {Float32Array} */
  follow(target, rate, now_ms) {
    const elapsed = this.at === null ? 0 : now_ms - this.at;
    const fresh = this.values.length !== target.length;
    this.at = now_ms;
    if (fresh) this.values = new Float32Array(target.length);
    const share = fresh ? 1 : shareOfNew(rate, elapsed);
    if (share >= 1) {
      this.values.set(target);
      return this.values;
    }
    for (let i = 0; i < target.length; i += 1) {
      const old = this.values[i] ?? 0;
      this.values[i] = old + ((target[i] ?? 0) - old) * share;
    }
    return this.values;
  }
}

/** What changes by jumps, such as the signs of synapses: held for a while at high speed. */
export class Hold {
  constructor() {
    this.values = new Float32Array(0);
    this.at = Number.NEGATIVE_INFINITY;
  }

  /** @param {Float32Array} target @param {number} rate @param {number} now_ms @returns {Float32Array} */
  follow(target, rate, now_ms) {
    if (!(rate > CALM_RATE)) {
      this.at = Number.NEGATIVE_INFINITY;
      return target;
    }
    if (now_ms - this.at >= HELD_MS) {
      this.values = target.slice();
      this.at = now_ms;
    }
    return this.values;
  }
}
