/**
 * The pace of the story where the task asks for a choice: slow from the choice
 * to the changed synapses of a trial that is rewarded, fast through those from
 * which the rest is learned, and again, until the reader chooses a speed.
 */

import { PACE, toldRate } from "./pace.js";

/** @typedef {import("./moment.js").Moment} Moment */

/** Trials between two that are told. */
const SKIPPED = 120;
/** Time after the cue by which a choice is made, ms of the model. */
const CHOSEN_MS = 450;

/** @typedef {"seeking" | "told" | "learning"} ChoiceChapter */

export class ChoicePace {
  constructor() {
    /** @type {ChoiceChapter} */
    this.chapter = "seeking";
    this.toldTrial = 0;
  }

  restart() {
    this.chapter = "seeking";
    this.toldTrial = 0;
  }

  /** @param {Moment} m @returns {number} */
  rate(m) {
    this.turn(m);
    if (this.chapter === "told") return toldRate(m, PACE.slow, PACE.wave);
    if (this.chapter === "learning") return PACE.story;
    if (m.ms < m.startMs - 200 || m.ms > CHOSEN_MS) return PACE.approach;
    if (m.ms < -200) return PACE.brisk;
    return m.trial === 1 ? PACE.slow : PACE.brisk;
  }

  /** Turns the page. @param {Moment} m */
  turn(m) {
    const chosen = m.kind === "rewarded" && m.ms > 0 && m.ms < m.rewardMs;
    if (this.chapter === "seeking" && chosen) {
      this.chapter = "told";
      this.toldTrial = m.trial;
    } else if (this.chapter === "told" && m.trial > this.toldTrial) this.chapter = "learning";
    else if (this.chapter === "learning" && m.trial > this.toldTrial + SKIPPED)
      this.chapter = "seeking";
  }
}
