/** How the arms beside the first are drawn in a chart: thin lines told apart by their dashes, hollow dots, direct words. */

/** @typedef {import("../draw/tokens.js").Tokens} Tokens */
/** An arm beside the first one. @typedef {{record: import("../engine/frame.js").Views | null, name: string}} Beside */

/** Dashes of the second, third and fourth arm, px. */
const DASHES = [[], [7, 4], [2, 3]];

/** @param {Tokens} tokens @param {number} count @returns {import("../vendor/uplot.js").default.Series[]} */
export function besideSeries(tokens, count) {
  const { zoom } = tokens;
  return Array.from({ length: count }, (_, i) => ({
    points: { show: false },
    spanGaps: true,
    stroke: tokens.get("--ink-3"),
    width: 1.75 * zoom,
    dash: (DASHES[i] ?? []).map((px) => px * zoom),
  }));
}

/** The dots at the ends of their lines. @param {Tokens} tokens @param {number} x @param {readonly (number | null)[]} values @returns {import("./plot.js").Label[]} */
export function besideDots(tokens, x, values) {
  return values.flatMap((y) =>
    y === null
      ? []
      : [{ text: "", x, y, ink: tokens.get("--ink-3"), dot: /** @type {const} */ ("hollow") }],
  );
}
