/** The numbers of a chart as a table, behind a disclosure. */

/**
 * @typedef {{head: string[], rows: (string | number)[][]}} Numbers
 */

export class NumbersTable {
  /** @param {HTMLElement} box @param {string} word on the disclosure @param {string} caption */
  constructor(box, word, caption) {
    this.details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = word;
    this.table = document.createElement("table");
    this.caption = document.createElement("caption");
    this.caption.className = "hidden";
    this.caption.textContent = caption;
    this.details.append(summary, this.table);
    box.append(this.details);
    /** @type {() => Numbers} */
    this.read = () => ({ head: [], rows: [] });
    this.details.addEventListener("toggle", () => this.fill());
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
