/**
 * The strip of six steps that every trial goes through, and the pace at which
 * the page tells them when the reader has not chosen a speed: slow around the
 * waves of a few trials, fast where one trial looks like the last.
 */

/** @typedef {import("./trial.js").Moment} Moment */

/** How long the wave has the strip before the changes have it, ms. */
const WAVE_MS = 500;
const CHANGE_MS = 1800;

/** Index of the step under way. @param {Moment | null} m */
export function stepOf(m) {
  if (!m || m.ms < 0) return m ? 5 : -1;
  if (m.ms < Math.min(500, m.rewardMs)) return 0;
  if (m.ms < m.rewardMs) return 1;
  if (m.ms < m.rewardMs + 80) return 2;
  if (m.ms < m.rewardMs + WAVE_MS) return 3;
  return m.ms < m.rewardMs + CHANGE_MS ? 4 : 5;
}

/** What an outcome is called. @param {Moment["kind"]} kind @returns {"reward" | "omission" | "shock" | "spared" | "left"} */
export function outcomeWord(kind) {
  if (kind === "omitted") return "omission";
  if (kind === "punished") return "shock";
  return kind === "spared" || kind === "left" ? kind : "reward";
}

/** @param {Moment | null} m @param {boolean} choice does the task ask for one? @returns {string[]} word ids */
export function stepWords(m, choice = false) {
  const first = choice ? "story-choice" : "story-cue";
  const third = m ? `story-${outcomeWord(m.kind)}` : "story-reward";
  return [first, "story-wait", third, "story-wave", "story-change", "story-next"];
}

/** Draws the strip; touches the page only when something changed. */
export class StoryStrip {
  /** @param {Element} list @param {import("./text/text.js").Text} t */
  constructor(list, t) {
    this.list = list;
    this.t = t;
    this.shown = "";
    /** Does the task ask for a choice? */
    this.choice = false;
  }

  /** @param {Moment | null} moment */
  update(moment) {
    const words = stepWords(moment, this.choice);
    const at = moment?.fast || moment?.finished ? -1 : stepOf(moment);
    const key = `${words[0]} ${words[2]} ${at}`;
    if (key === this.shown) return;
    this.shown = key;
    this.list.replaceChildren(...words.map((id, i) => this.item(id, i, at)));
  }

  /** @param {string} id @param {number} i @param {number} at */
  item(id, i, at) {
    const item = document.createElement("li");
    item.append(this.word(id, "long"), this.word(`${id}-short`, "short"));
    if (i < at) item.className = "done";
    if (i === at) item.setAttribute("aria-current", "step");
    return item;
  }

  /** @param {string} id @param {string} className */
  word(id, className) {
    const word = document.createElement("span");
    word.className = className;
    word.textContent = this.t(id);
    return word;
  }
}

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
    const told = m.trial > this.toldTrial;
    if (this.chapter === "first" && m.trial > FIRST_TOLD) this.chapter = "learning";
    else if (this.chapter === "learning" && hasLearnt(m)) this.chapter = "arriving";
    else if (this.chapter === "arriving" && early && m.kind === "rewarded") this.tell("trained", m);
    else if (this.chapter === "trained" && told) this.chapter = "seeking";
    else if (this.chapter === "seeking" && m.ms < m.rewardMs - 500 && m.kind === "omitted")
      this.tell("omission", m);
    else if (this.chapter === "omission" && told) this.chapter = "rest";
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
