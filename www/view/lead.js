// Which modulator is filled: the chosen one, else the one that changes most.
// It keeps the place until another clearly passes it, and never hurries.

/** Another must be this many times stronger. */
const CLEARLY = 1.3;
/** Below this share of its scale nothing leads anew. */
const QUIET = 0.08;
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
  const best = strengths.reduce((at, value, i) => (value > (strengths[at] ?? 0) ? i : at), present);
  const strong = (strengths[best] ?? 0) > Math.max(QUIET, (strengths[present] ?? 0) * CLEARLY);
  return strong ? best : present;
}
