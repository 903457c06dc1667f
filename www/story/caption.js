/**
 * The sentence above the brain, chosen from the clock, the events and the
 * counts of the running trial. Pure: a moment in, an id and numbers out.
 */

import { percent } from "../text/numbers.js";
import { choiceCaption } from "./choice.js";
import { fearCaption } from "./fear.js";
import { CUE_SHOWN_MS, counts, PAUSE_HZ, REWARD_SHOWN_MS, rate } from "./shared.js";

/** @typedef {import("./moment.js").Moment} Moment */
/** @typedef {{id: string, args: import("../text/text.js").Args}} Sentence */
/**
 * What the shown arm is, how the twin is called at the
 * start of a sentence, the share of right choices by chance, 0 without choices,
 * and whether a trial can bring a punishment.
 * @typedef {{arm: string, beside: string, chance: number, punishes?: boolean}} Names
 */

/** VTA counts as answering when it fires this much above rest, Hz. */
const ANSWER_HZ = 3;

/** @param {number} n */
const whole = (n) => Math.round(n);

/**
 * @param {Moment | null} moment null before the first frame
 * @param {Names} names
 * @returns {Sentence}
 */
export function captionOf(moment, names) {
  if (!moment) return { id: "loading", args: {} };
  const choice = names.chance > 0 ? choiceCaption(moment, names) : null;
  if (choice) return choice;
  const fear = names.punishes ? fearCaption(moment, names) : null;
  if (fear) return fear;
  if (moment.finished && moment.stayed !== null) return waited(moment, names.beside);
  if (moment.finished) return finished(moment, names.beside);
  if (moment.tick === 0) return { id: "caption-ready", args: { s: moment.rewardMs / 1000 } };
  if (moment.fast) return fast(moment);
  if (moment.ms < 0) return { id: "caption-between", args: {} };
  if (moment.kind === "left") return { id: "caption-left", args: {} };
  if (moment.ms < Math.min(CUE_SHOWN_MS, moment.rewardMs)) return cue(moment);
  if (moment.ms < moment.rewardMs) return { id: "caption-wait", args: { m: moment.taggedMost } };
  if (moment.ms < moment.rewardMs + REWARD_SHOWN_MS) return outcome(moment, names.arm);
  return { id: "caption-between-changed", args: counts(moment) };
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

/** @param {Moment} m @param {string} beside @returns {Sentence} */
function waited(m, beside) {
  const args = { trials: m.trials, stayed: percent(m.stayed ?? 0) };
  if (m.stayedTwin === null) return { id: "caption-waited-alone", args };
  return { id: "caption-waited", args: { ...args, beside, twin: percent(m.stayedTwin) } };
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
  return {
    id: "caption-reward-wave",
    args: { ...args, region: m.arrivalRegion, ms: whole(m.arrivalMs) },
  };
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
