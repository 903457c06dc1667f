/** The shell's way to the bookmarks: one button that sets them, one that lists them, and their dialog. */
import { action, dialogHeader, make } from "../draw/dom.js";

/**
 * @typedef {object} BookmarksParts
 * @property {import("../text/text.js").Text} t
 * @property {import("../timeline/trials.js").Trials} trials
 * @property {import("../engine/client.js").Client} client
 * @property {HTMLButtonElement} add @property {HTMLButtonElement} list
 * @property {HTMLDialogElement} dialog @property {() => void} opens
 */

export class Bookmarks {
  /** @param {BookmarksParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.marks = parts.trials.marks;
    /** Those that the buttons speak of. @type {readonly number[] | null} */
    this.drawn = null;
    const { add, list, dialog, client } = parts;
    add.addEventListener("click", () => parts.trials.bookmark());
    list.addEventListener("click", () => this.open());
    dialog.addEventListener("close", () => {
      if (list.hidden) add.focus();
    });
    this.marks.parts.state.listen((name) => name === "marks" && this.show());
    client.addEventListener("frame", () => this.show());
    this.show();
  }

  /** The buttons follow the state, whoever has changed it. */
  show() {
    const { all } = this.marks;
    if (this.drawn === all) return;
    this.drawn = all;
    const n = all.length;
    const { t, list, dialog } = this.parts;
    list.hidden = n === 0;
    list.textContent = String(n);
    const words = t("marks-open", { n });
    list.setAttribute("aria-label", words);
    list.title = words;
    if (dialog.open) this.fill();
  }

  open() {
    this.parts.opens();
    this.fill();
    this.parts.dialog.showModal();
  }

  fill() {
    const { t, dialog } = this.parts;
    const list = make("ul", "", "marks-list");
    list.append(...this.marks.all.map((tick) => this.row(tick)));
    const rest = this.marks.all.length > 0 ? list : make("p", t("marks-empty"));
    dialog.replaceChildren(dialogHeader(dialog, "marks-title", t), rest);
  }

  /** @param {number} tick */
  row(tick) {
    const { t, trials, dialog } = this.parts;
    const place = this.marks.name(tick);
    const row = make("li");
    const there = action(place, "button", () => {
      dialog.close();
      void trials.goTo(tick);
    });
    const away = action(t("mark-remove"), "button quiet", () => {
      this.marks.remove(tick);
      dialog.querySelector("button")?.focus();
    });
    away.setAttribute("aria-label", t("mark-remove-one", { place }));
    row.append(there, away);
    return row;
  }
}
