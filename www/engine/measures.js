/** What the record of a run says of it: curves by trial, and means over the last trials. */

/** @typedef {import("./frame.js").Views} Views */

/** Mean of the last finished trials, Hz above rest. @typedef {{trials: number, cue: number, reward: number}} Response */

/** So many trials are averaged, or counted. */
const AVERAGED = 5;
const STAYED_OF = 20;
/** Moments nearer than this are the same, ms. */
const APART_MS = 15;

/** Columns of the learning curve in a record: one row of four numbers per finished trial. @param {Views} record */
export function curveOf(record) {
  const rows = record.get("curve");
  const n = Math.min(record.get("curve_n")[0] ?? 0, rows.length / 4);
  const column = (/** @type {number} */ k) =>
    Float32Array.from({ length: n }, (_, i) => rows[4 * i + k] ?? 0);
  return { n, cue: column(0), reward: column(1), value: column(2), kind: column(3) };
}

/** Up to each finished trial, the share of right ones of the last 20 choices; null before there are as many. @param {Views} record @returns {(number | null)[]} */
export function accuracyOf(record) {
  const shares = record.get("accuracy");
  const n = Math.min(record.get("curve_n")[0] ?? 0, shares.length);
  return Array.from(shares.subarray(0, n), (share) => (Number.isNaN(share) ? null : share));
}

/** By trial, the punishment that the cue foretells. @param {Views} record */
export function fearsOf(record) {
  const fears = record.get("fear");
  return fears.subarray(0, Math.min(record.get("curve_n")[0] ?? 0, fears.length));
}

/** Its mean over the last trials; null before there are any. @param {Views} record */
export function fearFrom(record) {
  const last = [...fearsOf(record).slice(-AVERAGED)];
  return last.length > 0 ? last.reduce((sum, fear) => sum + fear, 0) / last.length : null;
}

/** Share of the last 20 trials that were waited out; null before there are any. @param {Views} record @param {readonly string[]} outcomes names by number */
export function stayedFrom(record, outcomes) {
  const n = record.get("curve_n")[0] ?? 0;
  const last = [...record.get("outcome").slice(Math.max(0, n - STAYED_OF), n)];
  const left = last.filter((outcome) => outcomes[outcome] === "left").length;
  return last.length > 0 ? 1 - left / last.length : null;
}

/** Mean response over the last rewarded trials. @param {Views | null} record @returns {Response | null} */
export function learntFrom(record) {
  if (!record) return null;
  const { n, cue, reward, kind } = curveOf(record);
  let [count, cueSum, rewardSum] = [0, 0, 0];
  for (let i = n - 1; i >= 0 && count < AVERAGED; i--) {
    if (kind[i] !== 0) continue;
    count++;
    cueSum += cue[i] ?? 0;
    rewardSum += reward[i] ?? 0;
  }
  return count ? { trials: n, cue: cueSum / count, reward: rewardSum / count } : null;
}

/**
 * Whether an arm stands at another moment than the first: who leaves before the outcome begins the next trial sooner,
 * and from there on trials differ.
 * @param {Views} first @param {Views} other
 */
export function apart(first, other) {
  const [a, b] = [first.clock(), other.clock()];
  return a.trial !== b.trial || Math.abs(a.time_ms - b.time_ms) > APART_MS;
}
