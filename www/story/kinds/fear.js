/**
 * A cue after which a punishment can come: what the cue foretells, and what VTA
 * does when the shock comes or stays away. Rewards are told as in conditioning.
 */

import { fearFrom, fearsOf } from "../../engine/measures.js";
import { fearShown } from "../../text/numbers.js";
import { conditioning } from "./conditioning.js";
import { CUE_SHOWN_MS, counts, PAUSE_HZ, REWARD_SHOWN_MS, rate } from "./shared.js";

/** @typedef {import("./index.js").Kind} Kind */
/** @typedef {import("./index.js").Names} Names */
/** @typedef {import("./index.js").Sentence} Sentence */
/** @typedef {import("../moment.js").Moment} Moment */

/** From here on the cue is feared, in punishments. */
const FEARED = 0.1;

/** @type {Kind} */
export const fear = {
  ...conditioning,
  id: "fear",
  measure: fearFrom,
  caption: (m, names) => fearing(m, names) ?? conditioning.caption(m, names),
  compared,
  progress,
  score: { read: fearFrom, own: "equal-score-fear", less: "equal-less-fear", digits: 2 },
  legend: (outcomes) => (outcomes.includes("punished") ? "punishment" : "reward"),
  chart: {
    part: "curve",
    title: "fear-title",
    line: {
      read: (record) => ({ cue: fearsOf(record), reward: [] }),
      over: 1,
      own: "fear-own",
      twin: "curve-arm",
      alt: "fear-alt",
      beside: "fear-alt-beside",
      table: ["curve-table-trial", "fear-table-cue"],
      least: 1,
      digits: 2,
    },
  },
  seeds: {
    lines: [{ what: "fear", title: "seeds-what-fear", column: "aversion_at_cue", over: 1 }],
    shown: fearShown,
    sentence: "seeds-fear",
  },
  firing: { outcome: "vta-shock", omission: "vta-spared" },
};

/** The sentence, or null where it is the same as for rewards. @param {Moment} m @param {Names} names @returns {Sentence | null} */
function fearing(m, names) {
  if (m.finished) return result("finished", m, names);
  if (m.fast && m.measured !== null) return result("fast", m, names);
  if (m.tick === 0) return { id: "caption-fear-ready", args: { s: m.rewardMs / 1000 } };
  if (m.fast || m.ms < 0 || m.kind === "rewarded" || m.kind === "free") return null;
  if (m.ms < Math.min(CUE_SHOWN_MS, m.rewardMs)) return cue(m);
  if (m.ms < m.rewardMs) return { id: "caption-fear-wait", args: { m: m.taggedMost } };
  return m.ms < m.rewardMs + REWARD_SHOWN_MS ? outcome(m) : null;
}

/** @param {"fast" | "finished"} when @param {Moment} m @param {Names} names @returns {Sentence} */
function result(when, m, names) {
  const args = { trial: m.trial, trials: m.trials, fear: fearShown(m.measured) };
  if (m.measuredTwin === null) return { id: `caption-fear-${when}-alone`, args };
  const twin = fearShown(m.measuredTwin);
  return { id: `caption-fear-${when}`, args: { ...args, beside: names.beside, twin } };
}

/** @param {Moment} m @returns {Sentence} */
function cue(m) {
  const known = (m.measured ?? 0) > FEARED;
  return {
    id: known ? "caption-fear-cue" : "caption-fear-cue-new",
    args: { hz: rate(m.vta), tonic: rate(m.tonic), fear: fearShown(m.measured) },
  };
}

/** @param {Moment} m @returns {Sentence} */
function outcome(m) {
  const low = Math.min(m.rewardLow, m.vta);
  const args = { ...counts(m), tonic: rate(m.tonic), hz: rate(low) };
  if (m.kind === "spared") {
    const hz = rate(Math.max(m.rewardPeak, m.vta));
    return { id: "caption-fear-spared", args: { ...args, hz } };
  }
  const paused = low < m.tonic - PAUSE_HZ;
  return { id: paused ? "caption-fear-shock" : "caption-fear-shock-as", args };
}

/** @param {Moment} m @returns {Sentence | null} */
function compared(m) {
  if (m.measured === null || m.measuredTwin === null) return conditioning.compared(m);
  return {
    id: "twin-fear",
    args: { twin: fearShown(m.measuredTwin), fear: fearShown(m.measured) },
  };
}

/** @param {Moment} m @returns {Sentence | null} */
function progress(m) {
  if (m.measured === null) return conditioning.progress(m);
  const args = { trial: m.trial, trials: m.trials, fear: fearShown(m.measured) };
  return { id: "say-fears", args };
}
