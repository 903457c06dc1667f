// What explains the picture, on the picture: glyphs, colour scale in nM, 20 mm,
// back and front. Everything here keeps clear of the brain.

import { css } from "../draw/palette.js";
import { drawMark } from "./discs.js";
import { strength } from "./field.js";

/**
 * @typedef {import("../engine/frame.js").Modulator} Modulator
 * @typedef {import("./boxes.js").Rect} Rect
 * @typedef {import("./boxes.js").Segment} Segment
 * @typedef {import("../draw/canvas.js").Box} Box
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {import("./transform.js").Transform} Transform
 */

/** Marks, and the ids of their words. @type {readonly [import("./discs.js").Mark, string][]} */
const GLYPHS = [
  ["tagged", "glyph-tag"],
  ["stronger", "glyph-stronger"],
  ["weaker", "glyph-weaker"],
  ["none", "glyph-none"],
];
const ROW = 20;
const BAR = { x: 6, w: 150, h: 8 };
const MM = 20;
/** Numbers nearer than this on the scale are left out, in pixels. */
const CROWDED = 18;

/** What the legend covers, so that names keep away.
 * @param {Box} box @param {Transform} at @param {readonly Segment[]} edges @param {number} zoom @returns {Rect[]} */
export function legendRects(box, at, edges, zoom) {
  const { back, front } = endsOf(box, edges, zoom);
  return [
    { x: 0, y: 0, w: 130 * zoom, h: (GLYPHS.length * ROW + 4) * zoom },
    { x: 0, y: box.height - 92 * zoom, w: 205 * zoom, h: 46 * zoom },
    { x: 0, y: box.height - 24 * zoom, w: MM * at.scale + 12, h: 24 * zoom },
    { x: back.x - 34 * zoom, y: back.y - 8 * zoom, w: 34 * zoom, h: 16 * zoom },
    { x: front.x, y: front.y - 8 * zoom, w: 34 * zoom, h: 16 * zoom },
  ];
}

/** Where "back" and "front" stand: beside the widest part. @param {Box} box @param {readonly Segment[]} edges @param {number} zoom */
function endsOf(box, edges, zoom) {
  const left = edges.reduce(
    (least, edge) => (edge[0] < least[0] ? edge : least),
    edges[0] ?? [0, box.height / 2, 0, 0],
  );
  const right = edges.reduce(
    (most, edge) => (edge[0] > most[0] ? edge : most),
    edges[0] ?? [0, box.height / 2, 0, 0],
  );
  const y = Math.min(box.height - 110 * zoom, (left[1] + right[1]) / 2);
  return { back: { x: left[0] - 14 * zoom, y }, front: { x: right[0] + 14 * zoom, y } };
}

/** The still part: glyphs, bar, ends.
 * @param {CanvasRenderingContext2D} ctx @param {import("./layers.js").Scene} scene */
export function drawLegend(ctx, { box, layout: { at, edges }, palette, zoom, t }) {
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.font = `400 ${12.5 * zoom}px ${palette.family}`;
  GLYPHS.forEach(([mark, words], i) => {
    const y = (10 + i * ROW) * zoom;
    ctx.globalAlpha = 1;
    drawMark(ctx, mark, 12 * zoom, y, 4 * zoom, palette);
    ctx.fillStyle = palette.ink2;
    ctx.fillText(t(words), 26 * zoom, y);
  });
  const { back, front } = endsOf(box, edges, zoom);
  ctx.fillStyle = palette.ink3;
  ctx.fillText(t("section-front"), front.x, front.y);
  ctx.textAlign = "right";
  ctx.fillText(t("section-back"), back.x, back.y);
  drawRuler(ctx, { box, layout: { at }, palette, zoom, t });
}

/** 20 mm, at the lower left.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{box: Box, layout: {at: Transform}, palette: Palette, zoom: number, t: import("../text/text.js").Text}} scene */
export function drawRuler(ctx, { box, layout: { at }, palette, zoom, t }) {
  const [x, y, w] = [6 * zoom, box.height - 4 * zoom, MM * at.scale];
  ctx.beginPath();
  ctx.moveTo(x, y - 4 * zoom);
  ctx.lineTo(x, y);
  ctx.lineTo(x + w, y);
  ctx.lineTo(x + w, y - 4 * zoom);
  ctx.strokeStyle = palette.ink3;
  ctx.lineWidth = zoom;
  ctx.stroke();
  ctx.font = `400 ${12 * zoom}px ${palette.family}`;
  ctx.fillStyle = palette.ink3;
  const words = t("section-ruler", { mm: MM });
  const inset = Math.max(0, (w - ctx.measureText(words).width) / 2);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(words, x + inset, y - 6 * zoom);
}

/** The leading modulator and its scale: colours and isolines in nM, or travel times.
 * @typedef {{index: number, levels: readonly number[], full: number, filled: boolean, times: boolean}} Lead */

/** The scale of the leading modulator.
 * @param {CanvasRenderingContext2D} ctx @param {import("./layers.js").Scene} scene
 * @param {Modulator} modulator @param {Lead} lead */
export function drawScale(ctx, { box, palette, zoom, t }, modulator, lead) {
  const [x, y] = [BAR.x * zoom, box.height - 72 * zoom];
  const name = capital(t(modulator.id));
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.font = `600 ${12.5 * zoom}px ${palette.family}`;
  ctx.fillStyle = palette.ink2;
  ctx.fillText(name, x, y - 6 * zoom);
  const offset = ctx.measureText(name).width + 5 * zoom;
  ctx.font = `400 ${12 * zoom}px ${palette.family}`;
  ctx.fillStyle = palette.ink3;
  const unit = t(lead.times ? "section-arrival" : "section-above");
  ctx.fillText(unit, x + offset, y - 6 * zoom);
  if (!lead.times) drawBar(ctx, palette, zoom, { x, y, w: BAR.w * zoom, h: BAR.h * zoom }, lead);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} zoom @param {Rect} rect @param {Lead} lead */
function drawBar(ctx, palette, zoom, rect, { index, levels, full, filled }) {
  const { x, y, w, h } = rect;
  if (filled) drawRamp(ctx, palette, index, rect);
  ctx.strokeStyle = palette.hairline;
  ctx.lineWidth = zoom;
  ctx.strokeRect(x, y, w, h);
  ctx.textAlign = "center";
  let labelled = Number.NEGATIVE_INFINITY;
  [0, ...levels].forEach((level, i) => {
    const at = x + (level / full) * w;
    const width = i === 1 ? 1.75 * zoom : zoom;
    ctx.fillStyle = (i === 1 ? palette.hue[index] : palette.inner[index]) ?? palette.ink;
    if (i > 0) ctx.fillRect(at - width / 2, y, width, h);
    if (at - labelled < CROWDED * zoom) return;
    labelled = at;
    ctx.fillStyle = palette.ink3;
    ctx.fillText(String(level), at + (i === 0 ? 3 * zoom : 0), y + h + 13 * zoom);
  });
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} index @param {Rect} rect */
function drawRamp(ctx, palette, index, { x, y, w, h }) {
  const colour = palette.fill[index] ?? [0, 0, 0, 0.6];
  const ramp = ctx.createLinearGradient(x, 0, x + w, 0);
  for (let share = 0; share <= 1; share += 0.125) {
    ramp.addColorStop(share, css(colour, colour[3] * strength(share)));
  }
  ctx.fillStyle = palette.tissue;
  ctx.fillRect(x, y, w, h);
  ctx.fillStyle = ramp;
  ctx.fillRect(x, y, w, h);
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
