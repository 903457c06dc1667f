/** The second brain: same seed, same clock, without one thing. */
import { writeMarked } from "./text/text.js";

/** @typedef {import("./frame.js").Views} Views */
/** @typedef {import("./trial.js").Moment} Moment */
/** @typedef {import("./text/text.js").Text} Text */

/** What each ablated arm lacks, as a word id. */
const LACKS = new Map([
  ["no_dopamine", "twin-da"],
  ["no_tag", "twin-tags"],
]);

/** The word for what an arm lacks; its own id where none is known. @param {Text} t @param {string} arm */
export function missingIn(t, arm) {
  const id = LACKS.get(arm);
  return id ? t(id) : arm.replaceAll("_", " ");
}

export class TwinPanel {
  /**
   * @param {{words: HTMLElement, buttons: HTMLElement}} parts @param {readonly string[]} arms ablated ones
   * @param {Text} t @param {(arm: string) => void} choose
   */
  constructor(parts, arms, t, choose) {
    this.parts = parts;
    this.t = t;
    this.sentence = "";
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    for (const arm of arms) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = missingIn(t, arm);
      button.addEventListener("click", () => choose(arm));
      this.buttons.set(arm, button);
      parts.buttons.append(button);
    }
  }

  /** @param {string} arm */
  showArm(arm) {
    for (const [id, button] of this.buttons)
      button.setAttribute("aria-pressed", String(id === arm));
  }

  /** @param {Moment | null} moment @param {Views | null} frame the twin's @param {string} arm */
  update(moment, frame, arm) {
    const sentence = this.words(moment, frame, arm);
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(this.parts.words, sentence);
  }

  /** @param {Moment | null} m @param {Views | null} frame @param {string} arm */
  words(m, frame, arm) {
    const missing = missingIn(this.t, arm);
    if (!m || !frame) return this.t("twin-loading");
    if ((m.fast || m.finished) && m.learnt && m.learntTwin) {
      return this.t("twin-learnt", {
        missing,
        twin: round(m.learntTwin.cue),
        cue: round(m.learnt.cue),
      });
    }
    if (m.ms < m.rewardMs || m.ms < 0) return this.t("twin-ready", { missing });
    const clock = frame.clock();
    const n = clock.strengthened + clock.weakened;
    return this.t(arm === "no_tag" ? "twin-tagless" : "twin-words", {
      missing,
      n,
      m: Math.max(n, m.taggedMost),
    });
  }
}

/** @param {number} n */
const round = (n) => Math.round(n * 10) / 10 + 0;
