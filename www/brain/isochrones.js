// Travel times as still lines, for reduced motion and print: when the front of
// a modulator reaches each place, every 50 ms, labelled in ms.

import { css, rgba } from "../draw/palette.js";
import { bestOn } from "./badges.js";
import { trace } from "./contour.js";
import { DASHES, placed, smooth } from "./isolines.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {import("./transform.js").Transform} Transform
 */

const STEP_MS = 50;
/** More lines than this and the steps are doubled. */
const MOST = 7;
/** How far a region's time weighs on its surroundings. */
const REACH_MM = 14;

/** The earliest arrival in each region, ms; NaN where the modulator does not go.
 * @param {Float32Array} travel [nuclei][regions] @param {Catalogue} catalogue @param {number} modulator */
export function arrivals(travel, catalogue, modulator) {
  const count = catalogue.regions.length;
  return catalogue.regions.map((_, r) => {
    const times = catalogue.nuclei.flatMap((nucleus, n) =>
      nucleus.modulator === modulator ? [travel[n * count + r] ?? 0] : [],
    );
    const own = times.filter((time) => time > 0);
    return own.length > 0 ? Math.min(...own) : Number.NaN;
  });
}

/** Times smoothed between the regions' centres; only inside the tissue.
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
    const weight = Math.exp(-((y - cy) ** 2 + (z - cz) ** 2) / (2 * REACH_MM ** 2));
    sum += weight * time;
    weights += weight;
  });
  return weights > 0 ? sum / weights : Number.NaN;
}

/** @typedef {{ms: number, points: number[], closed: boolean}} Timed */
/** @typedef {{catalogue: Catalogue, at: Transform, modulator: number, palette: Palette, zoom: number}} Style */

/** @param {CanvasRenderingContext2D} ctx @param {Float32Array} map from `timeMap` @param {Style} style
 * @returns {Timed[]} the lines, for their labels */
export function drawIsochrones(ctx, map, style) {
  const { catalogue, at, modulator, palette, zoom } = style;
  const lines = stepsOf(map).flatMap((ms) =>
    trace(map, catalogue.map.width, ms)
      .filter((line) => line.points.length > 16)
      .map((line) => ({ ms, points: placed(line.points, catalogue.map, at), closed: line.closed })),
  );
  ctx.strokeStyle = palette.hue[modulator] ?? palette.ink;
  ctx.lineWidth = 1.25 * zoom;
  ctx.setLineDash([...(DASHES[modulator] ?? [])]);
  for (const line of lines) ctx.stroke(smooth(line));
  ctx.setLineDash([]);
  return lines;
}

/** @param {Float32Array} map */
function stepsOf(map) {
  const known = map.filter((time) => !Number.isNaN(time));
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  let step = STEP_MS;
  while (most / step > MOST) step *= 2;
  return Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
}

/** One label for each time, where it fits.
 * @param {CanvasRenderingContext2D} ctx @param {readonly Timed[]} lines @param {{palette: Palette, zoom: number}} style @param {import("./badges.js").Around} around */
export function labelTimes(ctx, lines, { palette, zoom }, around) {
  ctx.font = `500 ${12 * zoom}px ${palette.family}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  /** @type {Map<number, import("./boxes.js").Rect>} */
  const placedAt = new Map();
  for (const { ms, points } of [...lines].sort((a, b) => b.points.length - a.points.length)) {
    if (placedAt.has(ms)) continue;
    const w = ctx.measureText(`${ms} ms`).width + 6 * zoom;
    const rect = bestOn(points, w, 15 * zoom, {
      ...around,
      rects: [...around.rects, ...placedAt.values()],
    });
    if (rect) placedAt.set(ms, rect);
  }
  for (const [ms, { x, y, w, h }] of placedAt) {
    ctx.fillStyle = css(rgba(palette.surface), 0.85);
    ctx.fillRect(x, y, w, h);
    ctx.fillStyle = palette.ink;
    ctx.fillText(`${ms} ms`, x + w / 2, y + h / 2);
  }
}
