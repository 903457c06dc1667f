/** What the captions of all tasks share. */

/** How long after an event its sentence stays, ms of the model. */
export const CUE_SHOWN_MS = 700;
export const REWARD_SHOWN_MS = 2600;
/** Deflections of the pause under rest that are worth a word, Hz. */
export const PAUSE_HZ = 1;

/** @param {number} n one decimal under 10 */
export const rate = (n) => (Math.abs(n) < 10 ? Math.round(n * 10) / 10 : Math.round(n));

/** @param {import("./moment.js").Moment} m */
export const counts = (m) => ({ n: m.stronger + m.weaker, m: m.taggedMost });
