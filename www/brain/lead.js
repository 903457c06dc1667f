// Which modulator is filled: the chosen one, else dopamine while it moves, else
// the one that changes most. Changes of the lead are rare and never hurried.

/** Another must be this many times stronger. */
const CLEARLY = 1.3;
/** Below this share of its scale nothing leads anew. */
const QUIET = 0.15;
/** The story is dopamine's: it leads whenever it moves. */
const FAVOURITE = 0;
/** And it moves from about its outermost line on, as a share of its scale. */
const MOVES = 0.1;
/** Two changes are at least this far apart, milliseconds. */
const REST_MS = 700;

/** The highest value of each modulator's grid, nM above baseline.
 * @param {Float32Array} field @param {number} count of modulators @returns {number[]} */
export function peaksOf(field, count) {
  const cells = Math.floor(field.length / count);
  return Array.from({ length: count }, (_, m) => {
    let peak = 0;
    for (let i = m * cells; i < (m + 1) * cells; i += 1) {
      const value = field[i] ?? 0;
      if (value > peak) peak = value;
    }
    return peak;
  });
}

/** @param {number} present @param {readonly number[]} strengths peaks as shares of each scale
 * @param {number} since_ms the last change @returns {number} */
export function leadOf(present, strengths, since_ms) {
  if (since_ms < REST_MS) return present;
  if ((strengths[FAVOURITE] ?? 0) > MOVES) return FAVOURITE;
  const best = strengths.reduce((at, value, i) => (value > (strengths[at] ?? 0) ? i : at), present);
  const strong = (strengths[best] ?? 0) > Math.max(QUIET, (strengths[present] ?? 0) * CLEARLY);
  return strong ? best : present;
}
