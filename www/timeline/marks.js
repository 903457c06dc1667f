/** Bookmarks: moments of the run to come back to. They are part of the link. */
import { action, dialogHeader, find } from "../draw/dom.js";

/** At most so many bookmarks. */
export const MOST_MARKS = 12;

/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("../page/state.js").State} State */
/** @typedef {import("./past.js").Past} Past */

/**
 * @typedef {object} MarksParts
 * @property {Text} t @property {State} state @property {Past} past
 * @property {(tick: number) => void} go
 * @property {(words: string) => void} say
 * @property {(words: string) => void} refuse
 */

export class Marks {
  /** @param {MarksParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.add = find("bookmark", HTMLButtonElement);
    this.list = find("open-marks", HTMLButtonElement);
    this.dialog = find("marks", HTMLDialogElement);
    /** Those that the buttons speak of. @type {readonly number[] | null} */
    this.drawn = null;
    this.list.addEventListener("click", () => this.open());
    this.dialog.addEventListener("close", () => {
      if (this.list.hidden) this.add.focus();
    });
    this.show();
  }

  get all() {
    return this.parts.state.shown.marks;
  }

  /** @param {readonly number[]} ticks */
  set(ticks) {
    this.parts.state.set("marks", ticks);
    this.show();
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

  /** The buttons follow the state, whoever has changed it. */
  show() {
    if (this.drawn === this.all) return;
    this.drawn = this.all;
    const n = this.all.length;
    this.list.hidden = n === 0;
    this.list.textContent = String(n);
    const words = this.parts.t("marks-open", { n });
    this.list.setAttribute("aria-label", words);
    this.list.title = words;
    if (this.dialog.open) this.fill();
  }

  open() {
    find("more", HTMLDialogElement).close();
    this.fill();
    this.dialog.showModal();
  }

  fill() {
    const { t } = this.parts;
    const list = document.createElement("ul");
    list.className = "marks-list";
    list.append(...this.all.map((tick) => this.row(tick)));
    const empty = document.createElement("p");
    empty.textContent = t("marks-empty");
    const rest = this.all.length > 0 ? list : empty;
    this.dialog.replaceChildren(dialogHeader(this.dialog, "marks-title", t), rest);
  }

  /** @param {number} tick */
  row(tick) {
    const { t, go } = this.parts;
    const place = this.name(tick);
    const row = document.createElement("li");
    const there = action(place, "button", () => {
      this.dialog.close();
      go(tick);
    });
    const away = action(t("mark-remove"), "button quiet", () => {
      this.remove(tick);
      this.dialog.querySelector("button")?.focus();
    });
    away.setAttribute("aria-label", t("mark-remove-one", { place }));
    row.append(there, away);
    return row;
  }
}
