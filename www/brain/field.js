// The leading modulator as one fill, and the value drawn at any place.
//
// The engine's field is a coarse grid, nM above baseline, not a number outside
// the tissue. It is widened over the edge (so that smoothing meets no hole),
// coloured on the grid, scaled up smoothly and clipped to the tissue.

import { contextOf } from "../draw/canvas.js";

/**
 * @typedef {import("../engine/frame.js").FieldMap} FieldMap
 * @typedef {import("../engine/frame.js").Views} Views
 * @typedef {import("../draw/palette.js").Rgba} Rgba
 * @typedef {import("./transform.js").Transform} Transform
 */

/** The fill rises fast at first, so that the front shows where little is released; the
 * scale beside the brain is drawn with the same curve. */
const CURVE = 0.65;

/** How strong the fill is at a share of the full scale, 0..1. @param {number} share */
export function strength(share) {
  if (!(share > 0)) return 0;
  return share < 1 ? share ** CURVE : 1;
}

/** The curve by steps of the share: finer than the 256 opacities of a picture, also where it is steep. */
const STEPS = 2048;
const CURVED = Float32Array.from({ length: STEPS + 1 }, (_, i) => strength(i / STEPS));

/** How far over the edge of the tissue the field is continued, in cells. */
const OVER = 3;

/** One modulator's grid. @param {Views} frame @param {FieldMap} map @param {number} modulator */
export function gridOf(frame, map, modulator) {
  return frame.row("field", modulator, map.width * map.height);
}

/** The value drawn at a place, nM above baseline: bilinear between cells inside the tissue.
 * @param {Views} frame
 * @param {FieldMap} map
 * @param {number} modulator
 * @param {number} y_mm
 * @param {number} z_mm
 * @returns {number} NaN outside the tissue
 */
export function sampleField(frame, map, modulator, y_mm, z_mm) {
  const grid = gridOf(frame, map, modulator);
  const column = (y_mm - map.y0_mm) / map.cell_mm;
  const row = (map.z0_mm - z_mm) / map.cell_mm;
  let sum = 0;
  let weights = 0;
  for (const [c, wc] of neighbours(column, map.width)) {
    for (const [r, wr] of neighbours(row, map.height)) {
      const value = grid[r * map.width + c] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value * wc * wr;
      weights += wc * wr;
    }
  }
  return weights > 0 ? sum / weights : Number.NaN;
}

/** The two cells around a position, with their shares.
 * @param {number} position @param {number} count @returns {[number, number][]} */
function neighbours(position, count) {
  const low = Math.floor(position);
  const share = position - low;
  /** @type {[number, number][]} */
  const pair = [
    [low, 1 - share],
    [low + 1, share],
  ];
  return pair.filter(([cell, weight]) => cell >= 0 && cell < count && weight > 0);
}

/** For cells just outside the tissue, the tissue cell whose value they take.
 * @param {Float32Array} grid
 * @param {number} width
 * @returns {Int32Array} pairs (cell, from), in the order in which they are to be filled
 */
export function overflow(grid, width) {
  const height = Math.floor(grid.length / width);
  const source = Int32Array.from(grid, (value, i) => (Number.isNaN(value) ? -1 : i));
  /** @type {number[]} */
  const pairs = [];
  for (let pass = 0; pass < OVER; pass += 1) {
    const known = source.slice();
    for (let i = 0; i < source.length; i += 1) {
      if ((known[i] ?? -1) >= 0) continue;
      const from = nearest(known, i, width, height);
      if (from < 0) continue;
      source[i] = from;
      pairs.push(i, from);
    }
  }
  return Int32Array.from(pairs);
}

/** @param {Int32Array} known @param {number} i @param {number} width @param {number} height */
function nearest(known, i, width, height) {
  const c = i % width;
  const r = (i - c) / width;
  for (const [dc, dr] of AROUND) {
    const inside = c + dc >= 0 && c + dc < width && r + dr >= 0 && r + dr < height;
    const from = inside ? (known[i + dc + dr * width] ?? -1) : -1;
    if (from >= 0) return from;
  }
  return -1;
}

/** @type {readonly (readonly [number, number])[]} */
const AROUND = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];

/** A grid continued over the edge of the tissue.
 * @param {Float32Array} grid
 * @param {Int32Array} pairs from `overflow`
 * @param {Float32Array} into
 */
export function continued(grid, pairs, into) {
  into.set(grid);
  for (let i = 0; i < pairs.length; i += 2) {
    into[pairs[i] ?? 0] = grid[pairs[i + 1] ?? 0] ?? Number.NaN;
  }
  return into;
}

/** The small picture that is scaled up: one pixel per cell. */
export class FieldImage {
  /** @param {FieldMap} map */
  constructor(map) {
    this.map = map;
    this.canvas = document.createElement("canvas");
    this.canvas.width = map.width;
    this.canvas.height = map.height;
    this.ctx = contextOf(this.canvas);
    this.image = this.ctx.createImageData(map.width, map.height);
    this.hue = "";
    /** Opacity of a pixel by steps of the share, for one opacity of the colour. */
    this.opacity = new Uint8ClampedArray(STEPS + 1);
    this.most = 0;
  }

  /** Colours the cells. @param {Float32Array} grid @param {number} full_nm @param {Rgba} colour at full scale */
  paint(grid, full_nm, [red, green, blue, alpha]) {
    const { image, opacity } = this;
    const { data } = image;
    this.#tint([red, green, blue]);
    this.#soften(255 * alpha);
    const step = STEPS / full_nm;
    for (let i = 0, p = 3; i < grid.length; i += 1, p += 4) {
      const at = /** @type {number} */ (grid[i]) * step + 0.5;
      // Outside the tissue it is no number, and nothing.
      data[p] = at >= 1 ? /** @type {number} */ (opacity[at < STEPS ? at | 0 : STEPS]) : 0;
    }
    this.ctx.putImageData(this.image, 0, 0);
  }

  /** The hue of all cells, where it is another one. @param {readonly number[]} hue */
  #tint(hue) {
    if (hue.join() === this.hue) return;
    this.hue = hue.join();
    const { data } = this.image;
    for (let p = 0; p < data.length; p += 4) data.set(hue, p);
  }

  /** The table of opacities, where the colour has another one. @param {number} most of 255 */
  #soften(most) {
    if (most === this.most) return;
    this.most = most;
    for (let i = 0; i <= STEPS; i += 1) this.opacity[i] = most * (CURVED[i] ?? 1);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Transform} at */
  draw(ctx, at) {
    const { width, height, y0_mm, z0_mm, cell_mm } = this.map;
    const half = cell_mm / 2;
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(
      this.canvas,
      at.x(y0_mm - half),
      at.y(z0_mm + half),
      width * cell_mm * at.scale,
      height * cell_mm * at.scale,
    );
  }
}
