/**
 * A cue, then a reward, or none: what VTA learns of it. The kind that the others
 * begin from.
 */

import { curveOf, learntFrom } from "../../engine/measures.js";
import { rounded } from "../../text/numbers.js";
import { StoryPace } from "../pace.js";
import { CUE_SHOWN_MS, counts, PAUSE_HZ, REWARD_SHOWN_MS, rate, stepsFrom } from "./shared.js";

/** @typedef {import("./index.js").Kind} Kind */
/** @typedef {import("./index.js").Names} Names */
/** @typedef {import("./index.js").Sentence} Sentence */
/** @typedef {import("../moment.js").Moment} Moment */
/** @typedef {import("../../engine/frame.js").Views} Views */

/** VTA counts as answering when it fires this much above rest, Hz. */
const ANSWER_HZ = 3;

/** Trials over which each drawn point is a running mean. */
const MEAN_OF = 5;

/** VTA's answer to the cue, Hz above rest. @param {Views} record */
const answer = (record) => learntFrom(record)?.cue ?? null;

/** @type {Kind} */
export const conditioning = {
  id: "conditioning",
  measure: answer,
  caption,
  compared,
  progress,
  steps: stepsFrom("story-cue"),
  pace: () => new StoryPace(),
  score: { read: answer, own: "equal-score-cue", less: "equal-less-cue", digits: 1 },
  legend: () => "reward",
  chart: {
    part: "curve",
    title: "curve-title",
    line: {
      read: answers,
      over: MEAN_OF,
      own: "curve-cue",
      twin: "curve-twin",
      alt: "curve-alt",
      beside: "curve-alt-beside",
      table: ["curve-table-trial", "curve-table-cue", "curve-table-reward"],
      least: 10,
      digits: 1,
    },
  },
  firing: { outcome: "vta-reward", omission: "vta-omission" },
  seeds: {
    lines: [
      { what: "cue", title: "seeds-what-cue", column: "cue_response_hz", over: MEAN_OF },
      {
        ...{ what: "reward", title: "seeds-what-reward", column: "reward_response_hz" },
        ...{ over: MEAN_OF, rewarded: true, first: true },
      },
    ],
    shown: (n) => rounded(n, 1),
    sentence: "seeds-response",
  },
};

/** VTA's answers by trial; that to the reward where one came. @param {Views} record */
function answers(record) {
  const { n, cue, reward, kind } = curveOf(record);
  const came = Array.from({ length: n }, (_, i) => (kind[i] === 0 ? (reward[i] ?? null) : null));
  return { cue, reward: came };
}

/** @param {number} n */
const whole = (n) => Math.round(n);

/** @param {Moment} m @param {Names} names @returns {Sentence} */
function caption(m, names) {
  if (m.finished) return finished(m, names.beside);
  if (m.tick === 0) return { id: "caption-ready", args: { s: m.rewardMs / 1000 } };
  if (m.fast) return fast(m);
  if (m.ms < m.startMs) return { id: "caption-between", args: {} };
  if (m.kind === "left") return { id: "caption-left", args: {} };
  if (m.ms < Math.min(CUE_SHOWN_MS, m.rewardMs)) return cue(m);
  if (m.ms < m.rewardMs) return { id: "caption-wait", args: { m: m.taggedMost } };
  if (m.ms < m.rewardMs + REWARD_SHOWN_MS) return outcome(m, names.arm);
  return { id: "caption-between-changed", args: counts(m) };
}

/** @param {Moment} m @param {string} beside @returns {Sentence} */
function finished(m, beside) {
  const args = {
    trials: m.trials,
    cue: rate(m.learnt?.cue ?? 0),
    reward: rate(m.learnt?.reward ?? 0),
  };
  if (!m.learntTwin) return { id: "caption-finished-alone", args };
  return { id: "caption-finished", args: { ...args, beside, twin: rate(m.learntTwin.cue) } };
}

/** @param {Moment} m @returns {Sentence} */
function fast(m) {
  const args = { trial: m.trial, trials: m.trials };
  if (!m.learnt) return { id: "caption-fast-start", args };
  return {
    id: "caption-fast",
    args: { ...args, cue: rate(m.learnt.cue), reward: rate(m.learnt.reward) },
  };
}

/** @param {Moment} m @returns {Sentence} */
function cue(m) {
  const known = m.cuePeak > m.tonic + ANSWER_HZ;
  return {
    id: `caption-cue-${known ? "known" : "new"}${m.taggedMost > 0 ? "" : "-yet"}`,
    args: { hz: rate(known ? m.cuePeak : m.vta), m: m.taggedMost },
  };
}

/** @param {Moment} m @param {string} arm @returns {Sentence} */
function outcome(m, arm) {
  if (m.kind === "omitted") return omission(m);
  const hz = rate(Math.max(m.rewardPeak, m.vta));
  const args = { ...counts(m), hz };
  if (arm === "no_dopamine") return { id: "caption-reward-none", args };
  if (arm === "no_tag") return { id: "caption-reward-tagless", args };
  if (m.kind === "free") return { id: "caption-free", args };
  const surprised = m.rewardPeak > m.tonic + ANSWER_HZ;
  if (!surprised) {
    return { id: m.ms > m.rewardMs + 250 ? "caption-reward-as" : "caption-reward-now", args };
  }
  if (m.arrivalMs === null) return { id: "caption-reward-way", args };
  return { id: "caption-reward-wave", args: { ...args, ms: whole(m.arrivalMs) } };
}

/** @param {Moment} m @returns {Sentence} */
function omission(m) {
  const low = Math.min(m.rewardLow, m.vta);
  const paused = low < m.tonic - PAUSE_HZ;
  return {
    id: paused ? "caption-omission" : "caption-omission-new",
    args: { hz: rate(low), tonic: rate(m.tonic), n: m.weaker, m: m.taggedMost },
  };
}

/** @param {Moment} m @returns {Sentence | null} */
function compared(m) {
  if (!m.learnt || !m.learntTwin) return null;
  const args = { twin: rounded(m.learntTwin.cue, 1), cue: rounded(m.learnt.cue, 1) };
  return { id: "twin-learnt", args };
}

/** @param {Moment} m @returns {Sentence | null} */
function progress(m) {
  if (!m.learnt) return null;
  const { trial, trials, learnt } = m;
  const args = { trial, trials, cue: rounded(learnt.cue, 1), reward: rounded(learnt.reward, 1) };
  return { id: "say-trials", args };
}
