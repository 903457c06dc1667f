// Letter badges with their value, on the outermost isoline of each modulator,
// moved along it to where they cover nothing.

import { overlap, touches } from "./boxes.js";

/**
 * @typedef {import("./boxes.js").Rect} Rect
 * @typedef {import("./isolines.js").Isoline} Isoline
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {{modulator: number, text: string, rect: Rect}} Badge
 */

const STEP = 6;
const HARD = 1e6;
/** How much a badge dislikes to leave its place: it should not wander with the wave. */
const INERTIA = 0.6;

/** Chooses a place for each modulator's badge.
 * @param {readonly Isoline[]} lines
 * @param {{circles: readonly {x: number, y: number, radius: number}[], rects: readonly Rect[], bounds: Rect, before: readonly Badge[],
 *   size: (modulator: number, level: number) => {w: number, h: number, text: string}}} around
 * @returns {Badge[]}
 */
export function placeBadges(lines, { circles, rects, bounds, before, size }) {
  /** @type {Badge[]} */
  const badges = [];
  const outer = [...lines].filter((line) => line.outer).sort((a, b) => Number(b.lead) - Number(a.lead) || b.points.length - a.points.length);
  for (const line of outer) {
    if (badges.some((badge) => badge.modulator === line.modulator)) continue;
    const { w, h, text } = size(line.modulator, line.level);
    const last = before.find((badge) => badge.modulator === line.modulator)?.rect;
    const cost = (/** @type {Rect} */ rect) => costOf(rect, last, { circles, rects: [...rects, ...badges.map((badge) => badge.rect)], bounds });
    const rect = bestOn(line.points, w, h, cost);
    if (rect) badges.push({ modulator: line.modulator, text, rect });
  }
  return badges;
}

/** @param {readonly number[]} points @param {number} w @param {number} h @param {(rect: Rect) => number} cost */
function bestOn(points, w, h, cost) {
  /** @type {Rect | null} */
  let found = null;
  let least = HARD;
  for (let i = 0; i < points.length; i += 2 * STEP) {
    const rect = { x: (points[i] ?? 0) - w / 2, y: (points[i + 1] ?? 0) - h / 2, w, h };
    const price = cost(rect);
    if (price < least) [found, least] = [rect, price];
  }
  return found;
}

/** @param {Rect} rect @param {Rect | undefined} last
 * @param {{circles: readonly {x: number, y: number, radius: number}[], rects: readonly Rect[], bounds: Rect}} around */
function costOf(rect, last, { circles, rects, bounds }) {
  if (overlap(rect, bounds) < rect.w * rect.h - 0.5) return HARD;
  let cost = last ? Math.hypot(rect.x - last.x, rect.y - last.y) * INERTIA : 0;
  for (const circle of circles) if (touches(rect, circle, 2)) cost += HARD;
  for (const other of rects) cost += overlap(rect, other, 2) > 0 ? HARD : 0;
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
    drawChip(ctx, rect.x + 2 * zoom, rect.y + 2 * zoom, { chip, h: rect.h - 4 * zoom }, modulator, short(modulator), palette, zoom);
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
