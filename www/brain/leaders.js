// The list of nuclei beside the brain, each joined to its square by a line;
// the rows are sorted so that the lines do not cross.

import { crosses, distance, overlap } from "./boxes.js";

/**
 * @typedef {import("./boxes.js").Rect} Rect
 * @typedef {import("./boxes.js").Segment} Segment
 * @typedef {{x: number, y: number, radius: number}} Circle
 * @typedef {{index: number, rect: Rect, line: Segment, tail: Segment}} Row
 */

const CROSSING = 1e5;
const CLASH = 2e3;

/** Orders the nuclei into rows at a given place.
 * @param {readonly Circle[]} squares the nuclei
 * @param {readonly Circle[]} discs what lines should keep clear of
 * @param {{x: number, y: number, w: number, pitch: number, elbow: number}} list upper left corner and row height
 * @returns {Row[]}
 */
export function arrangeRows(squares, discs, list) {
  /** @type {{rows: Row[], cost: number}} */
  let found = { rows: [], cost: Number.POSITIVE_INFINITY };
  for (const order of permutations(squares.map((_, i) => i))) {
    const rows = order.map((index, row) => rowFor(index, row, squares[index], list));
    const cost = costOf(rows, squares, discs);
    if (cost < found.cost) found = { rows, cost };
  }
  return found.rows;
}

/** @param {number} index @param {number} row @param {Circle | undefined} square
 * @param {{x: number, y: number, w: number, pitch: number, elbow: number}} list @returns {Row} */
function rowFor(index, row, square, { x, y, w, pitch, elbow }) {
  const middle = y + (row + 0.5) * pitch;
  const from = square ?? { x, y: middle, radius: 0 };
  const angle = Math.atan2(middle - from.y, x - elbow - from.x);
  const start = from.radius + 1;
  return {
    index,
    rect: { x, y: y + row * pitch, w, h: pitch },
    line: [from.x + Math.cos(angle) * start, from.y + Math.sin(angle) * start, x - elbow, middle],
    tail: [x - elbow, middle, x - 5, middle],
  };
}

/** @param {readonly Row[]} rows @param {readonly Circle[]} squares @param {readonly Circle[]} discs */
function costOf(rows, squares, discs) {
  let cost = 0;
  rows.forEach(({ line, index }, i) => {
    cost += Math.hypot(line[2] - line[0], line[3] - line[1]);
    for (const other of rows.slice(i + 1)) if (crosses(line, other.line)) cost += CROSSING;
    squares.forEach((square, k) => {
      if (k !== index && distance(square.x, square.y, line) < square.radius + 2) cost += CLASH;
    });
    for (const disc of discs)
      if (distance(disc.x, disc.y, line) < disc.radius + 1) cost += CLASH / 4;
  });
  return cost;
}

/** @param {readonly number[]} items @returns {Generator<number[]>} */
function* permutations(items) {
  if (items.length === 0) yield [];
  for (const item of items) {
    for (const rest of permutations(items.filter((other) => other !== item))) yield [item, ...rest];
  }
}

/** The leftmost place at the bottom for a list of that size that keeps clear of the outline.
 * @param {Rect} size its w and h are used
 * @param {readonly (readonly [number, number])[]} outline points in pixels
 * @param {{width: number, height: number}} box
 * @param {number} from pixel from which to look
 */
export function freeCorner(size, outline, box, from) {
  const y = box.height - size.h;
  for (let x = from; x < box.width - size.w; x += 4) {
    const rect = { ...size, x, y };
    if (!outline.some(([px, py]) => overlap({ x: px, y: py, w: 0.1, h: 0.1 }, rect, 12) > 0))
      return rect;
  }
  return null;
}
