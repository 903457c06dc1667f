/**
 * What a screen reader hears: events, never frames. At most one sentence per
 * interval; while one waits, the newest replaces it.
 */

import { outcomeWord } from "../engine/outcomes.js";

const INTERVAL_MS = 1500;

export class Live {
  /** @param {Element} box @param {{now?: () => number}} [clock] */
  constructor(box, { now = () => performance.now() } = {}) {
    this.box = box;
    this.now = now;
    this.last = -Infinity;
    /** @type {string | null} */
    this.waiting = null;
  }

  /** @param {string} sentence */
  say(sentence) {
    const due = this.last + INTERVAL_MS - this.now();
    if (due <= 0) return this.speak(sentence);
    if (this.waiting === null) setTimeout(() => this.flush(), due);
    this.waiting = sentence;
  }

  flush() {
    const sentence = this.waiting;
    this.waiting = null;
    if (sentence !== null) this.speak(sentence);
  }

  /** @param {string} sentence */
  speak(sentence) {
    this.last = this.now();
    this.box.textContent = sentence;
  }
}

/** Chooses which happenings of the run are worth saying. */
export class Narrator {
  /** @param {Live} live @param {import("../text/text.js").Text} t */
  constructor(live, t) {
    this.live = live;
    this.t = t;
    this.key = "";
  }

  /** @param {import("./moment.js").Moment} m @param {import("./kinds/index.js").Kind} kind of trial */
  hear(m, kind) {
    const next = m.fast ? this.often(m, kind) : this.event(m);
    if (!next || next.key === this.key) return;
    this.key = next.key;
    this.live.say(next.words);
  }

  /** Fast forward: every tenth trial. @param {import("./moment.js").Moment} m @param {import("./kinds/index.js").Kind} kind */
  often(m, kind) {
    const sentence = kind.progress(m);
    if (!sentence) return null;
    const words = this.t(sentence.id, sentence.args);
    return { key: `ten ${Math.floor(m.trial / 10)}`, words };
  }

  /** @param {import("./moment.js").Moment} m */
  event(m) {
    const after = m.ms - m.rewardMs;
    if (m.ms >= 0 && m.ms < m.rewardMs)
      return { key: `cue ${m.trial}`, words: this.t("say-cue", { trial: m.trial }) };
    if (after < 120 || after > 1500) return null;
    const what = outcomeWord(m.kind);
    const low = what === "omission" || what === "shock";
    const hz = Math.round(low ? Math.min(m.rewardLow, m.vta) : Math.max(m.rewardPeak, m.vta));
    return { key: `reward ${m.trial}`, words: this.t(`say-${what}`, { hz }) };
  }
}
