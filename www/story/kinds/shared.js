/** What several kinds of trial share. */

import { outcomeWord } from "../../engine/outcomes.js";

/** @typedef {import("../moment.js").Moment} Moment */

/** How long after an event its sentence stays, ms of the model. */
export const CUE_SHOWN_MS = 700;
export const REWARD_SHOWN_MS = 2600;
/** Deflections of the pause under rest that are worth a word, Hz. */
export const PAUSE_HZ = 1;

/** @param {number} n one decimal under 10 */
export const rate = (n) => (Math.abs(n) < 10 ? Math.round(n * 10) / 10 : Math.round(n));

/** @param {Moment} m */
export const counts = (m) => ({ n: m.stronger + m.weaker, m: m.taggedMost });

/** The six steps of a trial that begins with this one: ids of words. @param {string} first */
export const stepsFrom = (first) => (/** @type {Moment | null} */ m) => {
  const third = m ? `story-${outcomeWord(m.kind)}` : "story-reward";
  return [first, "story-wait", third, "story-wave", "story-change", "story-next"];
};
