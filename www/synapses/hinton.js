/**
 * Hinton squares: a square per synapse, its area the size of a number, filled
 * above 0 and hollow below; diamonds where it is tagged; beside the rows and
 * above the columns the rates of both sides. Ink only.
 */

import { contextOf, fitCanvas } from "../draw/canvas.js";
import { readPalette } from "../draw/palette.js";
import { MEASURES } from "./read.js";

/** @typedef {import("./read.js").Measure} Measure */
/** @typedef {import("./read.js").Reading} Reading */
/** @typedef {import("../draw/palette.js").Palette} Palette */

/**
 * @typedef {object} Picture
 * @property {Reading} reading
 * @property {Measure} measure
 * @property {Record<Measure | "rate", number>} full what the largest square and the longest bar stand for
 * @property {string} top name of the columns
 * @property {string} side name of the rows
 *
 * Where the squares stand, CSS pixels.
 * @typedef {{left: number, top: number, cell: number}} Grid
 */

/** Room beside the rows and above the columns: a name, then bars. */
const NAME_PX = 18;
const BARS_PX = 28;
const GAP_PX = 4;
const LEFT_PX = NAME_PX + BARS_PX + GAP_PX;
const TOP_PX = NAME_PX + BARS_PX + GAP_PX;
const TEXT_PX = 12;
const MOST_COLUMNS = 48;
const CELL_PX = { least: 11, most: 20 };
/** Part of a cell that the largest square takes: the tips of a diamond stand out beside it. */
const SQUARE = 0.72;
/** Opacity of a diamond, from a faint tag on. */
const FAINTEST = 0.25;
/** Of the page's colour around a square on a diamond. */
const CASING_PX = 1;
/** Smaller squares have no inside to be hollow. */
const HOLLOW_PX = 3.5;
const LINE_PX = 1.25;

/** How many rows and columns have room in a canvas; wide ones get larger cells in place of more columns. @param {{clientWidth: number, clientHeight: number}} canvas */
export function roomIn({ clientWidth, clientHeight }) {
  const wide = clientWidth - LEFT_PX;
  const columns = Math.min(MOST_COLUMNS, Math.max(8, Math.floor(wide / CELL_PX.least)));
  const cell = Math.max(CELL_PX.least, Math.floor(wide / columns));
  return { rows: Math.max(4, Math.floor((clientHeight - TOP_PX) / cell)), columns };
}

/** @param {number} width @param {number} height @param {Reading} reading @returns {Grid} */
export function gridIn(width, height, { pre, post }) {
  const across = (width - LEFT_PX) / Math.max(1, pre.length);
  const down = (height - TOP_PX) / Math.max(1, post.length);
  const cell = Math.max(1, Math.min(CELL_PX.most, Math.floor(Math.min(across, down))));
  return { left: LEFT_PX, top: TOP_PX, cell };
}

/** Side of the square of a number, as a part of the cell: area is proportional to size. @param {number} value @param {number} full */
export function sideOf(value, full) {
  return full > 0 ? Math.sqrt(Math.min(1, Math.abs(value) / full)) * SQUARE : 0;
}

/** @param {HTMLCanvasElement} canvas @param {Picture} picture */
export function drawHinton(canvas, picture) {
  const { width, height, ratio } = fitCanvas(canvas);
  const ctx = contextOf(canvas);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const palette = readPalette(canvas);
  const grid = gridIn(width, height, picture.reading);
  drawCells(ctx, grid, picture, palette);
  drawBars(ctx, grid, picture, palette);
  drawNames(ctx, grid, picture, palette);
}

/** @param {CanvasRenderingContext2D} ctx @param {Grid} grid @param {Picture} picture @param {Palette} palette */
function drawCells(ctx, { left, top, cell }, { reading, measure, full }, palette) {
  const tags = measure !== MEASURES[2];
  for (let row = 0; row < reading.post.length; row++) {
    for (let column = 0; column < reading.pre.length; column++) {
      const value = reading.at(measure, row, column);
      if (Number.isNaN(value)) continue;
      const [x, y] = [left + (column + 0.5) * cell, top + (row + 0.5) * cell];
      const tag = Math.abs(reading.at("tag", row, column));
      if (tags && tag > reading.least.tag)
        drawDiamond(ctx, x, y, cell / 2 - 0.5, tag / full.tag, palette);
      drawSquare(ctx, x, y, value, cell * sideOf(value, full[measure]), palette);
    }
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y its middle @param {number} value @param {number} side @param {Palette} palette */
function drawSquare(ctx, x, y, value, side, palette) {
  const fill = (/** @type {string} */ ink, /** @type {number} */ px) => {
    ctx.fillStyle = ink;
    ctx.fillRect(x - px / 2, y - px / 2, px, px);
  };
  if (side < 1) return fill(palette.ink3, 1);
  fill(palette.surface, side + 2 * CASING_PX);
  if (value < 0 && side < HOLLOW_PX) return fill(palette.ink3, side);
  fill(palette.ink, side);
  if (value < 0) fill(palette.surface, side - 2 * LINE_PX);
}

/** The outline of a tagged synapse. @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r @param {number} share of a full tag @param {Palette} palette */
function drawDiamond(ctx, x, y, r, share, palette) {
  ctx.globalAlpha = FAINTEST + (1 - FAINTEST) * Math.min(1, share);
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.ink;
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Rates of both sides: they grow away from the squares. @param {CanvasRenderingContext2D} ctx @param {Grid} grid @param {Picture} picture @param {Palette} palette */
function drawBars(ctx, { left, top, cell }, { reading, full }, palette) {
  const { pre, post } = reading;
  const long = (/** @type {number} */ rate) =>
    full.rate > 0 ? BARS_PX * Math.min(1, rate / full.rate) : 0;
  ctx.fillStyle = palette.ink3;
  pre.forEach(({ rate }, column) => {
    ctx.fillRect(left + column * cell + 1, top - GAP_PX, cell - 2, -long(rate));
  });
  post.forEach(({ rate }, row) => {
    ctx.fillRect(left - GAP_PX, top + row * cell + 1, -long(rate), cell - 2);
  });
  ctx.fillStyle = palette.hairline;
  ctx.fillRect(left, top - GAP_PX, pre.length * cell, 1);
  ctx.fillRect(left - GAP_PX, top, 1, post.length * cell);
}

/** @param {CanvasRenderingContext2D} ctx @param {Grid} grid @param {Picture} picture @param {Palette} palette */
function drawNames(ctx, { left, top, cell }, { reading, top: above, side }, palette) {
  ctx.font = `400 ${TEXT_PX}px Inter, system-ui, sans-serif`;
  ctx.fillStyle = palette.ink2;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillText(above, left, NAME_PX / 2);
  ctx.save();
  ctx.translate(NAME_PX / 2, top + reading.post.length * cell);
  ctx.rotate(-Math.PI / 2);
  ctx.fillText(side, 0, 0);
  ctx.restore();
}
