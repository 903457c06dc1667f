// Isolines of a grid: marching squares with linear interpolation, joined into
// polylines so that dashes run on.

/** A polyline in grid coordinates: x0, y0, x1, y1, ... @typedef {{points: number[], closed: boolean}} Line */

/** Corners a b / c d of a cell -> pairs of edges (0 top, 1 right, 2 bottom, 3 left). */
const CASES = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [3, 0, 1, 2],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];

/** No neighbour. */
const NONE = -1;
/** A corner outside the tissue. */
const HOLE = 4;

/** Traces one level.
 * @param {Float32Array} grid cells that are not numbers are left out
 * @param {number} width
 * @param {number} level
 * @returns {Line[]}
 */
export function trace(grid, width, level) {
  const height = Math.floor(grid.length / width);
  const links = Links.of(grid.length);
  crossings(links, grid, { width, height, level });
  /** @type {Line[]} */
  const lines = [];
  for (const edge of links.crossed)
    if (links.has(edge)) lines.push(follow(links, edge, { grid, width, level }));
  return lines;
}

/**
 * The one or two neighbours of each edge that the level crosses. Edges are numbered 2 * cell (to the right of the
 * corner) and 2 * cell + 1 (down from it). One table is kept: it is empty again once all lines are taken out.
 */
class Links {
  /** @param {number} cells */
  constructor(cells) {
    /** Two per edge, NONE where there is none. */
    this.pairs = new Int32Array(4 * cells).fill(NONE);
    /** @type {number[]} */
    this.crossed = [];
  }

  /** @param {number} cells */
  static of(cells) {
    if (Links.kept?.pairs.length !== 4 * cells) Links.kept = new Links(cells);
    Links.kept.crossed.length = 0;
    return Links.kept;
  }

  /** @type {Links | undefined} */
  static kept;

  /** @param {number} from @param {number} to */
  join(from, to) {
    if (this.has(from)) {
      this.pairs[2 * from + 1] = to;
      return;
    }
    this.pairs[2 * from] = to;
    this.crossed.push(from);
  }

  /** @param {number} edge */
  has(edge) {
    return (this.pairs[2 * edge] ?? NONE) !== NONE;
  }

  /** The neighbours of an edge, which is taken out. @param {number} edge @returns {[number, number]} */
  take(edge) {
    const at = 2 * edge;
    const [one, other] = [this.pairs[at] ?? NONE, this.pairs[at + 1] ?? NONE];
    this.pairs[at] = NONE;
    this.pairs[at + 1] = NONE;
    return [one, other];
  }
}

/** @typedef {{grid: Float32Array, width: number, level: number}} Level */

/** Joins the edges that the level crosses, cell by cell.
 * @param {Links} links @param {Float32Array} grid @param {{width: number, height: number, level: number}} what */
function crossings(links, grid, { width, height, level }) {
  for (let row = 0; row < height - 1; row += 1) {
    const first = row * width;
    // Corners a b / d c; those on the right are those on the left of the next cell.
    let left = sideOf(grid, first, width, level);
    for (let i = first; i < first + width - 1; i += 1) {
      const right = sideOf(grid, i + 1, width, level);
      const code = (left & 1) | ((right & 1) << 1) | ((right & 2) << 1) | ((left & 2) << 2);
      if (((left | right) & HOLE) === 0 && code > 0 && code < 15)
        link(links, CASES[code] ?? [], i, width);
      left = right;
    }
  }
}

/** Which of a corner (1) and the one below it (2) lie above the level, or that one is not a number.
 * @param {Float32Array} grid @param {number} i @param {number} width @param {number} level */
function sideOf(grid, i, width, level) {
  const upper = /** @type {number} */ (grid[i]);
  const lower = /** @type {number} */ (grid[i + width]);
  if (Number.isNaN(upper + lower)) return HOLE;
  return (upper > level ? 1 : 0) | (lower > level ? 2 : 0);
}

/** Joins the edges of a cell that the level crosses.
 * @param {Links} links @param {readonly number[]} edges @param {number} i @param {number} width */
function link(links, edges, i, width) {
  const ids = [2 * i, 2 * (i + 1) + 1, 2 * (i + width), 2 * i + 1];
  for (let k = 0; k < edges.length; k += 2) {
    const [from, to] = [ids[edges[k] ?? 0] ?? 0, ids[edges[k + 1] ?? 0] ?? 0];
    links.join(from, to);
    links.join(to, from);
  }
}

/** Takes the line through an edge out of the links.
 * @param {Links} links @param {number} start @param {Level} level @returns {Line} */
function follow(links, start, level) {
  const [one, other] = links.take(start);
  const forth = walk(links, one);
  const closed = forth.at(-1) === other && forth.length > 1;
  const back = closed ? [] : walk(links, other);
  /** @type {number[]} */
  const points = [];
  for (const edge of back.reverse()) place(points, level, edge);
  place(points, level, start);
  for (const edge of forth) place(points, level, edge);
  return { points, closed };
}

/** @param {Links} links @param {number} edge @returns {number[]} */
function walk(links, edge) {
  const edges = [];
  for (let at = edge; at !== NONE && links.has(at); ) {
    edges.push(at);
    const [one, other] = links.take(at);
    at = one !== NONE && links.has(one) ? one : other;
  }
  return edges;
}

/** Appends where the level crosses an edge.
 * @param {number[]} points @param {Level} level @param {number} edge */
function place(points, { grid, width, level }, edge) {
  const i = edge >> 1;
  const down = (edge & 1) === 1;
  const from = grid[i] ?? 0;
  const to = grid[down ? i + width : i + 1] ?? 0;
  const share = to === from ? 0.5 : (level - from) / (to - from);
  const column = i % width;
  const row = (i - column) / width;
  points.push(down ? column : column + share, down ? row + share : row);
}
