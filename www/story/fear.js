/**
 * The sentence above the brain where a trial can bring a punishment: what the
 * cue foretells, and what VTA does when the shock comes or stays away.
 */

import { fearShown } from "../text/numbers.js";
import { CUE_SHOWN_MS, counts, PAUSE_HZ, REWARD_SHOWN_MS, rate } from "./shared.js";

/** @typedef {import("./moment.js").Moment} Moment */
/** @typedef {import("./caption.js").Names} Names */
/** @typedef {import("./caption.js").Sentence} Sentence */

/** From here on the cue is feared, in punishments. */
const FEARED = 0.1;

/** The sentence, or null where it is the same as for rewards. @param {Moment} m @param {Names} names @returns {Sentence | null} */
export function fearCaption(m, names) {
  if (m.finished) return result("finished", m, names);
  if (m.fast && m.fear !== null) return result("fast", m, names);
  if (m.tick === 0) return { id: "caption-fear-ready", args: { s: m.rewardMs / 1000 } };
  if (m.fast || m.ms < 0 || m.kind === "rewarded" || m.kind === "free") return null;
  if (m.ms < Math.min(CUE_SHOWN_MS, m.rewardMs)) return cue(m);
  if (m.ms < m.rewardMs) return { id: "caption-fear-wait", args: { m: m.taggedMost } };
  return m.ms < m.rewardMs + REWARD_SHOWN_MS ? outcome(m) : null;
}

/** @param {"fast" | "finished"} when @param {Moment} m @param {Names} names @returns {Sentence} */
function result(when, m, names) {
  const args = { trial: m.trial, trials: m.trials, fear: fearShown(m.fear) };
  if (m.fearTwin === null) return { id: `caption-fear-${when}-alone`, args };
  const twin = fearShown(m.fearTwin);
  return { id: `caption-fear-${when}`, args: { ...args, beside: names.beside, twin } };
}

/** @param {Moment} m @returns {Sentence} */
function cue(m) {
  const known = (m.fear ?? 0) > FEARED;
  return {
    id: known ? "caption-fear-cue" : "caption-fear-cue-new",
    args: { hz: rate(m.vta), tonic: rate(m.tonic), fear: fearShown(m.fear) },
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
