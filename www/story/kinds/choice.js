/**
 * A choice among actions, and what comes of it. What a reward or its absence
 * does is told as in conditioning.
 */

import { accuracyOf } from "../../engine/measures.js";
import { percent } from "../../text/numbers.js";
import { ChoicePace } from "../pace-choice.js";
import { conditioning } from "./conditioning.js";
import { stepsFrom } from "./shared.js";

/** @typedef {import("./index.js").Kind} Kind */
/** @typedef {import("./index.js").Names} Names */
/** @typedef {import("./index.js").Sentence} Sentence */
/** @typedef {import("../moment.js").Moment} Moment */

/** Share of right choices in the last 20 trials. @param {import("../../engine/frame.js").Views} record */
const right = (record) => accuracyOf(record).at(-1) ?? null;

/** @type {Kind} */
export const choice = {
  ...conditioning,
  id: "choice",
  measure: right,
  caption: (m, names) => choosing(m, names) ?? conditioning.caption(m, names),
  compared,
  progress,
  steps: stepsFrom("story-choice"),
  pace: () => new ChoicePace(),
  score: {
    read: (record) => percentOf(right(record)),
    own: "equal-score-choice",
    less: "equal-less-choice",
    digits: 1,
  },
  legend: () => "choice",
  chart: { part: "choices", title: "choices-title" },
  seeds: {
    lines: [{ what: "accuracy", title: "seeds-what-accuracy", column: "accuracy", over: 1 }],
    shown: percent,
    sentence: null,
  },
};

/** @param {number | null} share */
const percentOf = (share) => (share === null ? null : percent(share));

/** The sentence, or null where conditioning has the same. @param {Moment} m @param {Names} names @returns {Sentence | null} */
function choosing(m, names) {
  const chance = percent(names.chance);
  if (m.finished) return result("finished", m, names);
  if (m.tick === 0) return { id: "caption-choice-ready", args: { chance } };
  if (m.fast) {
    const { trial, trials } = m;
    if (m.measured === null) return { id: "caption-fast-start", args: { trial, trials } };
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
    right: percent(m.measured ?? 0),
    chance: percent(names.chance),
  };
  if (m.measuredTwin === null) return { id: `caption-choice-${when}-alone`, args };
  return {
    id: `caption-choice-${when}`,
    args: { ...args, beside: names.beside, twin: percent(m.measuredTwin) },
  };
}

/** @param {Moment} m @returns {Sentence | null} */
function compared(m) {
  if (m.measured === null || m.measuredTwin === null) return conditioning.compared(m);
  return {
    id: "twin-choice",
    args: { twin: percent(m.measuredTwin), right: percent(m.measured) },
  };
}

/** @param {Moment} m @returns {Sentence | null} */
function progress(m) {
  if (m.measured === null) return conditioning.progress(m);
  const args = { trial: m.trial, trials: m.trials, right: percent(m.measured) };
  return { id: "say-choices", args };
}
