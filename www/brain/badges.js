// Letter badges with their value, on the outermost isoline of each modulator,
// moved along it to where they cover nothing.

import { inside, overlap, touches, within } from "./boxes.js";

/**
 * @typedef {import("./boxes.js").Rect} Rect
 * @typedef {import("./isolines.js").Isoline} Isoline
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {{modulator: number, text: string, rect: Rect}} Badge
 *
 * What a badge must keep clear of; the outline and leader lines it should not cover.
 * @typedef {object} Around
 * @property {readonly {x: number, y: number, radius: number}[]} circles
 * @property {readonly Rect[]} rects
 * @property {readonly import("./boxes.js").Segment[]} edges
 * @property {readonly import("./boxes.js").Segment[]} tissue closed rings: badges stand on them only
 * @property {Rect} bounds
 */

const STEP = 3;
/** Where on the badge its line runs, as shares of its width, and what it costs to be off the middle. */
const ALONG = [0.5, 0.2, 0.8];
const OFF_CENTRE = 20;
const HARD = 1e6;
/** How much a badge dislikes to leave its place: it should not wander with the wave. */
const INERTIA = 0.6;
/** And to cover the outline or a leader line, per pixel of it. */
const EDGE = 6;

/** Chooses a place for each modulator's badge.
 * @param {readonly Isoline[]} lines
 * @param {Around} around
 * @param {readonly Badge[]} before where they stood in the last drawing
 * @param {(modulator: number, level: number) => {w: number, h: number, text: string}} size
 * @returns {Badge[]}
 */
export function placeBadges(lines, around, before, size) {
  /** @type {Badge[]} */
  const badges = [];
  const outer = [...lines]
    .filter((line) => line.outer)
    .sort((a, b) => Number(b.lead) - Number(a.lead) || b.points.length - a.points.length);
  for (const line of outer) {
    if (badges.some((badge) => badge.modulator === line.modulator)) continue;
    const { w, h, text } = size(line.modulator, line.level);
    const last = before.find((badge) => badge.modulator === line.modulator)?.rect;
    const rects = [...around.rects, ...badges.map((badge) => badge.rect)];
    const clear = { ...around, rects };
    const rect = staysOn(line.points, last, w, clear) ?? bestOn(line.points, w, h, clear, last);
    if (rect) badges.push({ modulator: line.modulator, text, rect });
  }
  return badges;
}

/** A badge does not move while its line runs through it and the place is free.
 * @param {readonly number[]} points @param {Rect | undefined} last @param {number} w @param {Around} around @returns {Rect | null} */
function staysOn(points, last, w, around) {
  if (!last || Math.abs(last.w - w) > 0.5) return null;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [(points[i] ?? 0) - last.x, (points[i + 1] ?? 0) - last.y];
    if (x > 0 && x < last.w && y > 0 && y < last.h)
      return costOf(last, around) < HARD ? last : null;
  }
  return null;
}

/** The best place for a rectangle on a line; null where there is none.
 * @param {readonly number[]} points @param {number} w @param {number} h @param {Around} around @param {Rect} [last] */
export function bestOn(points, w, h, around, last) {
  /** @type {Rect | null} */
  let found = null;
  let least = HARD;
  for (let i = 0; i < points.length; i += 2 * STEP) {
    for (const share of ALONG) {
      const rect = { x: (points[i] ?? 0) - w * share, y: (points[i + 1] ?? 0) - h / 2, w, h };
      const fee = priceOfWay(rect, last) + Math.abs(share - 0.5) * OFF_CENTRE;
      if (fee >= least) continue;
      const price = fee + costOf(rect, around);
      if (price < least) [found, least] = [rect, price];
    }
  }
  return found;
}

/** What it costs to leave the last place. @param {Rect} rect @param {Rect | undefined} last */
function priceOfWay(rect, last) {
  return last ? Math.hypot(rect.x - last.x, rect.y - last.y) * INERTIA : 0;
}

/** What a place covers. @param {Rect} rect @param {Around} around */
function costOf(rect, { circles, rects, edges, tissue, bounds }) {
  if (overlap(rect, bounds) < rect.w * rect.h - 0.5) return HARD;
  let cost = 0;
  for (const circle of circles) if (touches(rect, circle, 2)) return HARD;
  for (const other of rects) if (overlap(rect, other, 2) > 0) return HARD;
  if (!within(rect.x + rect.w / 2, rect.y + rect.h / 2, tissue)) return HARD;
  if (tissue.some((edge) => inside(edge, rect) > 0)) return HARD;
  for (const edge of edges) cost += inside(edge, rect, 3) * EDGE;
  return cost;
}

/** @param {CanvasRenderingContext2D} ctx @param {readonly Badge[]} badges @param {Palette} palette @param {number} zoom
 * @param {(modulator: number) => string} short */
export function drawBadges(ctx, badges, palette, zoom, short) {
  for (const { modulator, text, rect } of badges) {
    const chip = chipWidth(ctx, short(modulator), palette, zoom);
    ctx.beginPath();
    ctx.roundRect(rect.x, rect.y, rect.w, rect.h, 4 * zoom);
    ctx.fillStyle = palette.surface;
    ctx.globalAlpha = 0.92;
    ctx.fill();
    ctx.globalAlpha = 1;
    drawChip(
      ctx,
      rect.x + 2 * zoom,
      rect.y + 2 * zoom,
      { chip, h: rect.h - 4 * zoom },
      modulator,
      short(modulator),
      palette,
      zoom,
    );
    ctx.font = `500 ${12 * zoom}px ${palette.family}`;
    ctx.textAlign = "left";
    ctx.fillStyle = palette.ink;
    ctx.fillText(text, rect.x + chip + 7 * zoom, rect.y + rect.h / 2 + 0.5);
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {string} short @param {Palette} palette @param {number} zoom */
export function chipWidth(ctx, short, palette, zoom) {
  ctx.font = `700 ${12 * zoom}px ${palette.family}`;
  return ctx.measureText(short).width + 9 * zoom;
}

/** A modulator's letters on its hue.
 * @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {{chip: number, h: number}} size
 * @param {number} modulator @param {string} short @param {Palette} palette @param {number} zoom */
export function drawChip(ctx, x, y, { chip, h }, modulator, short, palette, zoom) {
  ctx.beginPath();
  ctx.roundRect(x, y, chip, h, 3 * zoom);
  ctx.fillStyle = palette.hue[modulator] ?? palette.ink;
  ctx.fill();
  ctx.font = `700 ${12 * zoom}px ${palette.family}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.onHue[modulator] ?? palette.surface;
  ctx.fillText(short, x + chip / 2, y + h / 2 + 0.5);
}
