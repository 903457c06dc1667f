/** Bookmarks: moments of the run to come back to. They are part of the link. */

/** At most so many bookmarks. */
export const MOST_MARKS = 12;

/**
 * @typedef {object} MarksParts
 * @property {import("../text/text.js").Text} t @property {import("../page/state.js").State} state
 * @property {import("./past.js").Past} past
 * @property {(words: string) => void} say
 * @property {(words: string) => void} refuse
 */

export class Marks {
  /** @param {MarksParts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  get all() {
    return this.parts.state.shown.marks;
  }

  /** @param {readonly number[]} ticks */
  set(ticks) {
    this.parts.state.set("marks", ticks);
  }

  /** Puts one at a tick. @param {number} tick */
  put(tick) {
    const { t, say, refuse } = this.parts;
    if (this.all.includes(tick)) return say(t("mark-there", { place: this.name(tick) }));
    if (this.all.length >= MOST_MARKS) return refuse(t("mark-full", { n: MOST_MARKS }));
    this.set([...this.all, tick].toSorted((a, b) => a - b));
    say(t("mark-put", { place: this.name(tick) }));
  }

  /** @param {number} tick */
  remove(tick) {
    this.set(this.all.filter((one) => one !== tick));
  }

  /** Where one stands: trial and time, as far as the run has been. @param {number} tick */
  name(tick) {
    const { t, past } = this.parts;
    const place = past.placeOf(tick);
    const s = (/** @type {number} */ ms) => (Math.round(ms / 100) / 10 + 0).toFixed(1);
    if (!place) return t("mark-ahead", { s: s(tick * past.dt) });
    return t("mark-place", { trial: place.trial, s: s(place.ms) });
  }

  /** Trials, from 0, that have a flag. */
  flags() {
    const places = this.all.map((tick) => this.parts.past.placeOf(tick));
    return new Set(places.flatMap((place) => (place ? [place.trial - 1] : [])));
  }
}
