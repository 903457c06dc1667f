/** Takes numbers home: the table behind a chart as CSV, below comment lines that say all that made it. */

/** @typedef {import("./table.js").Numbers} Numbers */

/** How a table asks for it; bubbles. */
export const SAVE = "save-numbers";

/** @typedef {{name: string, numbers: Numbers}} Wanted detail of that event */

/** Hands a file to the reader. @param {string} name @param {string} text */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @param {Numbers} numbers as they are shown */
export function csvOf({ head, rows }) {
  return [head, ...rows].map((row) => `${row.map(cellOf).join(",")}\n`).join("");
}

/** A number as a machine reads it, a word in quotes where it needs them; no cell is a formula. @param {string | number} cell */
function cellOf(cell) {
  const plain = String(cell)
    .replaceAll("\u2212", "-")
    .replace(/[\u00a0\u202f]/g, " ");
  const word =
    plain === "" || !Number.isNaN(Number(plain)) ? plain : plain.replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\n]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word;
}

/**
 * Listens for tables of a part that are wanted.
 * @param {import("../draw/part.js").Part} part
 * @param {{head: () => Promise<string>, experiment: () => string}} run what made the numbers: comment lines, and an id
 */
export function followDownloads(part, { head, experiment }) {
  part.listen(part.root, SAVE, async (event) => {
    /** @type {Wanted} */
    const { name, numbers } = event.detail;
    download(`neurotide-${experiment()}-${name}.csv`, (await head()) + csvOf(numbers));
  });
}
