/**
 * The pace at which the page tells trials when the reader has not chosen a
 * speed: slow around the waves of a few trials, fast where one trial looks like
 * the last.
 */

/** @typedef {import("./moment.js").Moment} Moment */
/** Chooses the speed from the moment: model seconds per second of the wall. @typedef {{rate: (m: Moment) => number, restart: () => void}} Pace */

/** Model seconds per second of the wall at each part of a told trial. */
export const PACE = {
  wave: 0.1,
  slow: 0.25,
  easy: 0.4,
  life: 1,
  brisk: 2,
  rest: 8,
  approach: 12,
  fast: 150,
  faster: 240,
  story: 300,
};
const FIRST_TOLD = 1;
/** Trials after which the reader has seen enough of fast forward to be shown one again. */
const LEARNT_AFTER = 12;
/** How many times stronger than at the reward the answer to the cue must be. */
const CLEARLY = 2.5;

/** @typedef {"first" | "learning" | "arriving" | "trained" | "seeking" | "omission" | "rest"} Chapter */

/** Chooses the speed from the moment; remembers which chapters were told. */
export class StoryPace {
  constructor() {
    /** @type {Chapter} */
    this.chapter = "first";
    this.toldTrial = 0;
  }

  restart() {
    this.chapter = "first";
    this.toldTrial = 0;
  }

  /** @param {Moment} m @returns {number} */
  rate(m) {
    this.turn(m);
    switch (this.chapter) {
      case "first":
        return toldRate(m, PACE.slow, PACE.wave);
      case "trained":
        return toldRate(m, PACE.wave, PACE.slow);
      case "omission":
        return toldRate(m, PACE.slow, PACE.wave);
      case "arriving":
        return PACE.approach;
      case "seeking":
        return m.phase === 0 ? PACE.fast : PACE.approach;
      case "learning":
        return m.trial < 6 ? PACE.approach : PACE.fast;
      default:
        return PACE.faster;
    }
  }

  /** Turns the page. @param {Moment} m */
  turn(m) {
    const early = m.ms < -100;
    const over = m.trial > this.toldTrial;
    if (this.chapter === "first" && m.trial > FIRST_TOLD) this.chapter = "learning";
    else if (this.chapter === "learning" && hasLearnt(m)) this.chapter = "arriving";
    else if (this.chapter === "arriving" && early && m.kind === "rewarded") this.tell("trained", m);
    else if (this.chapter === "trained" && over) this.chapter = "seeking";
    else if (this.chapter === "seeking" && m.ms < m.rewardMs - 500 && m.kind === "omitted")
      this.tell("omission", m);
    else if (this.chapter === "omission" && over) this.chapter = "rest";
  }

  /** @param {Chapter} chapter @param {Moment} m */
  tell(chapter, m) {
    this.chapter = chapter;
    this.toldTrial = m.trial;
  }
}

/** @param {Moment} m */
function hasLearnt(m) {
  if (m.learnt === null || m.trial <= LEARNT_AFTER) return false;
  return m.learnt.cue > CLEARLY * m.learnt.reward;
}

/** @param {Moment} m @param {number} cue @param {number} reward */
export function toldRate(m, cue, reward) {
  const after = m.ms - m.rewardMs;
  if (m.ms < -900) return PACE.rest;
  if (m.ms < -200) return PACE.rest / 2;
  if (m.ms < -40) return PACE.life;
  if (m.ms < 420) return cue;
  if (after < -60) return PACE.brisk;
  if (after < 420) return reward;
  if (after < 900) return PACE.easy;
  return after < 1700 ? PACE.brisk : PACE.rest;
}
