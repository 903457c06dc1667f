// The two still layers: the ground under the field, and everything that stands
// still above it. Each is drawn once and then only copied.

import { makeLayer } from "../draw/canvas.js";
import { css, rgba } from "../draw/palette.js";
import { chipWidth, drawChip } from "./badges.js";
import { drawDisc } from "./discs.js";
import { drawLabels } from "./labels.js";
import { drawLegend, drawRuler, drawScale } from "./legend.js";
import { drawGround, drawOutline } from "./section.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("../draw/canvas.js").Box} Box
 * @typedef {import("./layout.js").Layout} Layout
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {import("./section.js").SectionData} SectionData
 * @typedef {{box: Box, layout: Layout, palette: Palette, zoom: number, catalogue: Catalogue, section: SectionData,
 *   t: import("../text/text.js").Text}} Scene
 */

/** A list narrower than this has no room for the modulators' names. */
const BRIEF = 120;

/** @param {Scene} scene */
export function groundLayer({ box, layout, palette, zoom, section }) {
  return makeLayer(box, (ctx) => drawGround(ctx, section, layout.at, palette, zoom));
}

/** Outline, empty discs, names, leader lines, legend.
 * @param {Scene} scene
 * @param {import("./legend.js").Lead} lead
 */
export function stillLayer(scene, lead) {
  const { box, layout, palette, zoom, catalogue, section } = scene;
  return makeLayer(box, (ctx) => {
    drawOutline(ctx, section, layout.at, palette, zoom * (layout.words ? 1 : 0.8));
    for (const disc of layout.discs) drawTether(ctx, disc, palette, zoom);
    drawRows(ctx, layout, catalogue, palette, zoom);
    for (const disc of layout.discs) drawDisc(ctx, disc, palette, zoom);
    drawLabels(ctx, layout.labels, {
      colour: (rank) => (rank === 0 ? palette.ink : palette.ink2),
      font: (rank) => labelFont(rank, palette, zoom),
      casing: css(rgba(palette.dark ? palette.page : palette.surface), palette.dark ? 0.75 : 0.8),
      zoom,
    });
    if (layout.legend) drawLegend(ctx, scene);
    else if (layout.ruler) drawRuler(ctx, scene);
    const modulator = catalogue.modulators[lead.index];
    if (layout.legend && modulator) drawScale(ctx, scene, modulator, lead);
  });
}

/** @param {number} rank @param {Palette} palette @param {number} zoom */
export function labelFont(rank, palette, zoom) {
  return rank === 0
    ? `600 ${12.5 * zoom}px ${palette.family}`
    : `400 ${12 * zoom}px ${palette.family}`;
}

/** A hairline from a disc that had to move to its true place.
 * @param {CanvasRenderingContext2D} ctx @param {{x: number, y: number, radius: number, home: [number, number]}} disc @param {Palette} palette @param {number} zoom */
function drawTether(ctx, { x, y, radius, home }, palette, zoom) {
  if (Math.hypot(x - home[0], y - home[1]) <= radius) return;
  ctx.beginPath();
  ctx.moveTo(home[0], home[1]);
  ctx.lineTo(x, y);
  ctx.strokeStyle = palette.ink2;
  ctx.lineWidth = zoom;
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {Layout} layout @param {Catalogue} catalogue @param {Palette} palette @param {number} zoom */
function drawRows(ctx, { rows }, catalogue, palette, zoom) {
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = zoom * 0.9;
  for (const { line, tail } of rows) {
    ctx.beginPath();
    ctx.moveTo(line[0], line[1]);
    ctx.lineTo(line[2], line[3]);
    ctx.lineTo(tail[2], tail[3]);
    ctx.stroke();
  }
  for (const { index, rect } of rows) drawRow(ctx, rect, index, catalogue, palette, zoom);
}

/** @param {CanvasRenderingContext2D} ctx @param {import("./boxes.js").Rect} rect @param {number} index @param {Catalogue} catalogue @param {Palette} palette @param {number} zoom */
function drawRow(ctx, rect, index, catalogue, palette, zoom) {
  const nucleus = catalogue.nuclei[index];
  const modulator = catalogue.modulators[nucleus?.modulator ?? -1];
  if (!nucleus || !modulator) return;
  const chip = chipWidth(ctx, modulator.short, palette, zoom);
  const h = 16 * zoom;
  const middle = rect.y + rect.h / 2;
  drawChip(
    ctx,
    rect.x,
    middle - h / 2,
    { chip, h },
    nucleus.modulator,
    modulator.short,
    palette,
    zoom,
  );
  ctx.textAlign = "left";
  ctx.font = `600 ${12.5 * zoom}px ${palette.family}`;
  ctx.fillStyle = palette.ink;
  ctx.fillText(nucleus.id, rect.x + chip + 6 * zoom, middle + 0.5);
  if (rect.w < BRIEF * zoom) return;
  const offset = ctx.measureText(nucleus.id).width;
  ctx.font = `400 ${12 * zoom}px ${palette.family}`;
  ctx.fillStyle = palette.ink3;
  ctx.fillText(modulator.name.toLowerCase(), rect.x + chip + offset + 11 * zoom, middle + 0.5);
}
