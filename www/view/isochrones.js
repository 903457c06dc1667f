// Travel times as still lines, for reduced motion and print: when the front of
// a modulator reaches each place, every 50 ms, labelled in ms.

import { trace } from "./contour.js";
import { DASHES, smooth } from "./isolines.js";

/**
 * @typedef {import("../frame.js").Catalogue} Catalogue
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {import("./transform.js").Transform} Transform
 */

const STEP_MS = 50;
/** More lines than this and the steps are doubled. */
const MOST = 7;

/** The earliest arrival in each region, ms; NaN where the modulator does not go.
 * @param {Float32Array} travel [nuclei][regions] @param {Catalogue} catalogue @param {number} modulator */
export function arrivals(travel, catalogue, modulator) {
  const count = catalogue.regions.length;
  return catalogue.regions.map((_, r) => {
    const times = catalogue.nuclei.flatMap((nucleus, n) => (nucleus.modulator === modulator ? [travel[n * count + r] ?? 0] : []));
    const own = times.filter((time) => time > 0);
    return own.length > 0 ? Math.min(...own) : Number.NaN;
  });
}

/** Times between the regions' centres, by distance; only inside the tissue.
 * @param {readonly number[]} times @param {Catalogue} catalogue @param {Float32Array} tissue a grid, not a number outside */
export function timeMap(times, catalogue, tissue) {
  const { width, y0_mm, z0_mm, cell_mm } = catalogue.map;
  const centres = catalogue.regions.map(({ mni, draw }) => draw ?? mni.slice(1));
  return tissue.map((inside, i) => {
    if (Number.isNaN(inside)) return Number.NaN;
    const y = y0_mm + (i % width) * cell_mm;
    const z = z0_mm - Math.floor(i / width) * cell_mm;
    return between(times, centres, y, z);
  });
}

/** @param {readonly number[]} times @param {readonly (readonly number[])[]} centres @param {number} y @param {number} z */
function between(times, centres, y, z) {
  let sum = 0;
  let weights = 0;
  times.forEach((time, r) => {
    const [cy = 0, cz = 0] = centres[r] ?? [];
    if (Number.isNaN(time)) return;
    const weight = 1 / ((y - cy) ** 2 + (z - cz) ** 2 + 30) ** 1.5;
    sum += weight * time;
    weights += weight;
  });
  return weights > 0 ? sum / weights : Number.NaN;
}

/** @param {CanvasRenderingContext2D} ctx @param {Float32Array} map from `timeMap` @param {Catalogue} catalogue
 * @param {Transform} at @param {number} modulator @param {Palette} palette @param {number} zoom */
export function drawIsochrones(ctx, map, catalogue, at, modulator, palette, zoom) {
  const grid = catalogue.map;
  ctx.strokeStyle = palette.hue[modulator] ?? palette.ink;
  ctx.lineWidth = 1.25 * zoom;
  ctx.setLineDash([...(DASHES[modulator] ?? [])]);
  const shown = stepsOf(map).flatMap((ms) =>
    trace(map, grid.width, ms).map((line) => {
      const points = line.points.map((value, i) => (i % 2 === 0 ? at.x(grid.y0_mm + value * grid.cell_mm) : at.y(grid.z0_mm - value * grid.cell_mm)));
      if (points.length > 16) ctx.stroke(smooth({ points, closed: line.closed }));
      return { ms, points };
    }),
  );
  ctx.setLineDash([]);
  for (const { ms, points } of shown) if (points.length > 40) label(ctx, `${ms} ms`, points, palette, zoom);
}

/** @param {Float32Array} map */
function stepsOf(map) {
  const known = map.filter((time) => !Number.isNaN(time));
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  let step = STEP_MS;
  while (most / step > MOST) step *= 2;
  return Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} text @param {readonly number[]} points @param {Palette} palette @param {number} zoom */
function label(ctx, text, points, palette, zoom) {
  const middle = 2 * Math.floor(points.length / 4);
  const [x, y] = [points[middle] ?? 0, points[middle + 1] ?? 0];
  ctx.font = `500 ${12 * zoom}px ${palette.family}`;
  const w = ctx.measureText(text).width + 6 * zoom;
  ctx.fillStyle = palette.surface;
  ctx.globalAlpha = 0.85;
  ctx.fillRect(x - w / 2, y - 8 * zoom, w, 16 * zoom);
  ctx.globalAlpha = 1;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.ink;
  ctx.fillText(text, x, y);
}
