// The modulators' isolines: told apart by dash and hue. Dopamine solid,
// acetylcholine dotted, noradrenaline dashed, serotonin dash-dot.

import { css, rgba } from "../draw/palette.js";
import { trace } from "./contour.js";

/**
 * @typedef {import("../engine/frame.js").FieldMap} FieldMap
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {import("./transform.js").Transform} Transform
 * A line in CSS pixels.
 * @typedef {{modulator: number, level: number, outer: boolean, lead: boolean, points: number[], closed: boolean}} Isoline
 */

/** @type {readonly (readonly number[])[]} */
export const DASHES = [[], [1.5, 3], [7, 4], [9, 3, 1.5, 3]];

/** Shorter lines than these are specks: closed ones, open ones, and open ones of a modulator
 * that does not lead; mm. */
const SPECK = { closed: 25, open: 6, beside: 12 };

/** Traces the levels of one modulator, in CSS pixels.
 * @param {Float32Array} grid
 * @param {FieldMap} map
 * @param {Transform} at
 * @param {{modulator: number, levels: readonly number[], lead: boolean}} what
 * @returns {Isoline[]} all levels of the leading modulator; of another only its longest line
 */
export function isolinesOf(grid, map, at, { modulator, levels, lead }) {
  const wanted = lead ? levels : levels.slice(0, 1);
  const lines = wanted.flatMap((level) =>
    trace(grid, map.width, level).map(({ points, closed }) => ({
      line: { modulator, level, outer: false, lead, points: placed(points, map, at), closed },
      mm: lengthOf(points) * map.cell_mm,
    })),
  );
  const long = lines.filter(({ line, mm }) => mm > leastOf(line));
  const kept = lead ? long : long.sort((a, b) => b.mm - a.mm).slice(0, 1);
  const outermost = Math.min(...kept.map(({ line }) => line.level));
  return kept.map(({ line }) => ({ ...line, outer: line.level === outermost }));
}

/** @param {{closed: boolean, lead: boolean}} line */
function leastOf({ closed, lead }) {
  if (closed) return SPECK.closed;
  return lead ? SPECK.open : SPECK.beside;
}

/** Cells -> CSS pixels. @param {readonly number[]} points @param {FieldMap} map @param {Transform} at */
export function placed(points, map, at) {
  return points.map((value, i) =>
    i % 2 === 0 ? at.x(map.y0_mm + value * map.cell_mm) : at.y(map.z0_mm - value * map.cell_mm),
  );
}

/** @param {readonly number[]} points */
function lengthOf(points) {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.hypot(
      (points[i] ?? 0) - (points[i - 2] ?? 0),
      (points[i + 1] ?? 0) - (points[i - 1] ?? 0),
    );
  }
  return length;
}

/** Draws the lines; the context is already clipped to the tissue.
 * @param {CanvasRenderingContext2D} ctx
 * @param {readonly Isoline[]} lines
 * @param {Palette} palette
 * @param {number} zoom
 */
export function drawIsolines(ctx, lines, palette, zoom) {
  ctx.lineJoin = "round";
  for (const line of lines) {
    const path = smooth(line);
    ctx.lineCap = "butt";
    ctx.setLineDash([]);
    if (!line.lead) stroke(ctx, path, css(rgba(palette.surface), 0.7), 3.4 * zoom);
    ctx.setLineDash((DASHES[line.modulator] ?? []).map((dash) => dash * zoom));
    const inner = line.lead && !line.outer;
    const colour = inner ? palette.inner[line.modulator] : palette.hue[line.modulator];
    stroke(
      ctx,
      path,
      colour ?? palette.ink,
      (line.outer && line.lead ? 1.75 : inner ? 1 : 1.4) * zoom,
    );
  }
  ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} colour @param {number} width */
function stroke(ctx, path, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
}

/** A curve through the middles of the pieces: no corners from the grid.
 * @param {{points: number[], closed: boolean}} line */
export function smooth({ points, closed }) {
  const path = new Path2D();
  const count = points.length / 2;
  const x = (/** @type {number} */ i) => points[2 * (i % count)] ?? 0;
  const y = (/** @type {number} */ i) => points[2 * (i % count) + 1] ?? 0;
  const first = closed ? [(x(0) + x(1)) / 2, (y(0) + y(1)) / 2] : [x(0), y(0)];
  path.moveTo(first[0] ?? 0, first[1] ?? 0);
  const last = closed ? count + 1 : count - 1;
  for (let i = 1; i < last; i += 1)
    path.quadraticCurveTo(x(i), y(i), (x(i) + x(i + 1)) / 2, (y(i) + y(i + 1)) / 2);
  if (closed) path.closePath();
  else path.lineTo(x(count - 1), y(count - 1));
  return path;
}
