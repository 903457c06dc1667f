/** The numbers of a chart as a table, behind a disclosure, and the way to take them home. */

import { action } from "../draw/dom.js";
import { SAVE } from "./download.js";

/**
 * @typedef {{head: string[], rows: (string | number)[][]}} Numbers
 */

export class NumbersTable {
  /**
   * @param {HTMLElement} box @param {import("../text/text.js").Text} t @param {string} caption id of its words
   * @param {string} [name] of the file that can be downloaded; "" for none
   */
  constructor(box, t, caption, name = "") {
    this.details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = t("table-show");
    this.table = document.createElement("table");
    this.caption = document.createElement("caption");
    this.caption.className = "hidden";
    this.caption.textContent = t(caption);
    this.details.append(summary, ...(name ? [this.saver(t("table-save"), name)] : []), this.table);
    box.append(this.details);
    /** @type {() => Numbers} */
    this.read = () => ({ head: [], rows: [] });
    this.details.addEventListener("toggle", () => this.fill());
  }

  /** @param {string} word @param {string} name */
  saver(word, name) {
    return action(word, "button", () => {
      const detail = { name, numbers: this.read() };
      this.details.dispatchEvent(new CustomEvent(SAVE, { bubbles: true, detail }));
    });
  }

  /** Takes the newest numbers; they are written when the table is opened. @param {() => Numbers} read */
  offer(read) {
    this.read = read;
  }

  fill() {
    if (!this.details.open) return this.table.replaceChildren();
    const { head, rows } = this.read();
    this.table.replaceChildren(
      this.caption,
      tableRow(head, "th"),
      ...rows.map((row) => tableRow(row, "td")),
    );
  }
}

/** @param {(string | number)[]} cells @param {"th" | "td"} tag */
function tableRow(cells, tag) {
  const row = document.createElement("tr");
  for (const text of cells) {
    const cell = document.createElement(tag);
    if (cell instanceof HTMLTableCellElement && tag === "th") cell.scope = "col";
    cell.textContent = String(text);
    row.append(cell);
  }
  return row;
}
