/**
 * Fewer points than samples, without losing a peak: of each bucket the lowest
 * and the highest value are kept, in their order.
 */

/**
 * @param {readonly number[]} x @param {ArrayLike<number>} y NaN marks a gap
 * @param {number} buckets @returns {{x: number[], y: (number | null)[]}}
 */
export function decimate(x, y, buckets) {
  const size = Math.max(1, Math.ceil(x.length / buckets));
  if (size <= 2) return { x: [...x], y: Array.from(x, (_, i) => gap(y[i])) };
  /** @type {{x: number[], y: (number | null)[]}} */
  const out = { x: [], y: [] };
  for (let from = 0; from < x.length; from += size) {
    for (const i of extremes(y, from, Math.min(x.length, from + size))) {
      out.x.push(x[i] ?? 0);
      out.y.push(gap(y[i]));
    }
  }
  return out;
}

/** @param {number | undefined} value */
function gap(value) {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Indices of the lowest and highest value, rising. @param {ArrayLike<number>} y @param {number} from @param {number} to */
function extremes(y, from, to) {
  let [low, high] = [-1, -1];
  for (let i = from; i < to; i++) {
    const value = y[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < (y[low] ?? 0)) low = i;
    if (high < 0 || value > (y[high] ?? 0)) high = i;
  }
  if (low < 0) return [from];
  if (low === high) return [low];
  return low < high ? [low, high] : [high, low];
}
