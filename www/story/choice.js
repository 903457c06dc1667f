/**
 * The sentence above the brain where the task asks for a choice. What a reward
 * or its absence does is told as in any other task; see caption.js.
 */

import { percent } from "../text/numbers.js";

/** @typedef {import("./moment.js").Moment} Moment */
/** @typedef {import("./caption.js").Names} Names */
/** @typedef {import("./caption.js").Sentence} Sentence */

/** The sentence, or null where the task of conditioning has the same. @param {Moment} m @param {Names} names @returns {Sentence | null} */
export function choiceCaption(m, names) {
  const chance = percent(names.chance);
  if (m.finished) return result("finished", m, names);
  if (m.tick === 0) return { id: "caption-choice-ready", args: { chance } };
  if (m.fast) {
    const { trial, trials } = m;
    if (m.right === null) return { id: "caption-fast-start", args: { trial, trials } };
    return result("fast", m, names);
  }
  if (m.ms < 0 || m.ms >= m.rewardMs) return null;
  const tagged = { m: m.taggedMost };
  if (m.taggedMost === 0) return { id: "caption-choice-cue", args: {} };
  return { id: m.ms < m.cueMs + 300 ? "caption-choice-made" : "caption-choice-wait", args: tagged };
}

/** @param {string} when @param {Moment} m @param {Names} names @returns {Sentence} */
function result(when, m, names) {
  const args = {
    trial: m.trial,
    trials: m.trials,
    right: percent(m.right ?? 0),
    chance: percent(names.chance),
  };
  if (m.rightTwin === null) return { id: `caption-choice-${when}-alone`, args };
  return {
    id: `caption-choice-${when}`,
    args: { ...args, beside: names.beside, twin: percent(m.rightTwin) },
  };
}
