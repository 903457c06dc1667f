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

/** Traces one level.
 * @param {Float32Array} grid cells that are not numbers are left out
 * @param {number} width
 * @param {number} level
 * @returns {Line[]}
 */
export function trace(grid, width, level) {
  const height = Math.floor(grid.length / width);
  const links = segments(grid, width, height, level);
  /** @type {Line[]} */
  const lines = [];
  for (const edge of links.keys()) {
    if (links.has(edge)) lines.push(follow(links, edge, (e) => point(grid, width, level, e)));
  }
  return lines;
}

/** Edges are numbered 2 * cell (to the right of the corner) and 2 * cell + 1 (down from it).
 * @param {Float32Array} grid @param {number} width @param {number} height @param {number} level
 * @returns {Map<number, number[]>} the one or two neighbours of each crossed edge
 */
function segments(grid, width, height, level) {
  /** @type {Map<number, number[]>} */
  const links = new Map();
  for (let row = 0; row < height - 1; row += 1) {
    const first = row * width;
    // Corners a b / d c; those on the right are those on the left of the next cell.
    let a = grid[first] ?? Number.NaN;
    let d = grid[first + width] ?? Number.NaN;
    for (let i = first; i < first + width - 1; i += 1) {
      const b = grid[i + 1] ?? Number.NaN;
      const c = grid[i + width + 1] ?? Number.NaN;
      const code = codeOf(a, b, c, d, level);
      if (code > 0 && code < 15) link(links, CASES[code] ?? [], i, width);
      a = b;
      d = c;
    }
  }
  return links;
}

/** Joins the edges of a cell that the level crosses.
 * @param {Map<number, number[]>} links @param {readonly number[]} edges @param {number} i @param {number} width */
function link(links, edges, i, width) {
  const ids = [2 * i, 2 * (i + 1) + 1, 2 * (i + width), 2 * i + 1];
  for (let k = 0; k < edges.length; k += 2) {
    const [from, to] = [ids[edges[k] ?? 0] ?? 0, ids[edges[k + 1] ?? 0] ?? 0];
    join(links, from, to);
    join(links, to, from);
  }
}

/** Which corners lie above the level, as bits; -1 where one is not a number.
 * @param {number} a @param {number} b @param {number} c @param {number} d @param {number} level */
function codeOf(a, b, c, d, level) {
  if (Number.isNaN(a + b + c + d)) return -1;
  return (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
}

/** @param {Map<number, number[]>} links @param {number} from @param {number} to */
function join(links, from, to) {
  const known = links.get(from);
  if (known) known.push(to);
  else links.set(from, [to]);
}

/** Takes the line through an edge out of the links.
 * @param {Map<number, number[]>} links @param {number} start @param {(edge: number) => [number, number]} place
 * @returns {Line}
 */
function follow(links, start, place) {
  const [one, other] = links.get(start) ?? [];
  links.delete(start);
  const forth = walk(links, one);
  const closed = forth.at(-1) === other && forth.length > 1;
  const back = closed ? [] : walk(links, other);
  const edges = [...back.reverse(), start, ...forth];
  return { points: edges.flatMap(place), closed };
}

/** @param {Map<number, number[]>} links @param {number | undefined} edge @returns {number[]} */
function walk(links, edge) {
  const edges = [];
  for (let at = edge; at !== undefined && links.has(at); ) {
    edges.push(at);
    const next = links.get(at) ?? [];
    links.delete(at);
    at = next.find((candidate) => links.has(candidate));
  }
  return edges;
}

/** Where the level crosses an edge.
 * @param {Float32Array} grid @param {number} width @param {number} level @param {number} edge @returns {[number, number]} */
function point(grid, width, level, edge) {
  const i = edge >> 1;
  const down = (edge & 1) === 1;
  const from = grid[i] ?? 0;
  const to = grid[down ? i + width : i + 1] ?? 0;
  const share = to === from ? 0.5 : (level - from) / (to - from);
  const column = i % width;
  const row = (i - column) / width;
  return down ? [column, row + share] : [column + share, row];
}
