// The modulatory nuclei: rounded squares in their modulator's hue. A ring while
// they fire above their tonic rate, hollow with a bar in a dip, hollow with a
// cross when silenced.

/**
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {{x: number, y: number, radius: number, modulator: number}} Square
 * @typedef {"tonic" | "burst" | "dip" | "silenced"} Firing
 */

/** What counts as a burst or a dip, as multiples of the tonic rate. */
const BURST = 1.5;
const DIP = 0.6;

/** @param {number} hz @param {number} tonic_hz @param {boolean} silenced @returns {Firing} */
export function firingOf(hz, tonic_hz, silenced) {
  if (silenced) return "silenced";
  if (hz > tonic_hz * BURST) return "burst";
  return hz < tonic_hz * DIP ? "dip" : "tonic";
}

/** @param {CanvasRenderingContext2D} ctx @param {Square} square @param {Firing} firing @param {Palette} palette @param {number} zoom */
export function drawNucleus(ctx, square, firing, palette, zoom) {
  const hue = palette.hue[square.modulator] ?? palette.ink;
  const r = square.radius;
  const hollow = firing === "dip" || firing === "silenced";
  box(ctx, square.x, square.y, r + zoom, 3 * zoom);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  box(ctx, square.x, square.y, hollow ? r - 0.75 * zoom : r, 2.5 * zoom);
  ctx.lineWidth = 1.5 * zoom;
  ctx.strokeStyle = firing === "silenced" ? palette.ink2 : hue;
  ctx.fillStyle = hollow ? palette.surface : hue;
  ctx.fill();
  if (hollow) ctx.stroke();
  if (firing === "burst") ring(ctx, square, hue, zoom);
  if (firing === "dip") bar(ctx, square, hue, zoom);
  if (firing === "silenced") cross(ctx, square, palette.ink, zoom);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r @param {number} corner */
function box(ctx, x, y, r, corner) {
  ctx.beginPath();
  ctx.roundRect(x - r, y - r, 2 * r, 2 * r, corner);
}

/** @param {CanvasRenderingContext2D} ctx @param {Square} square @param {string} hue @param {number} zoom */
function ring(ctx, { x, y, radius }, hue, zoom) {
  box(ctx, x, y, radius + 4 * zoom, 4 * zoom);
  ctx.strokeStyle = hue;
  ctx.lineWidth = 2 * zoom;
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {Square} square @param {string} hue @param {number} zoom */
function bar(ctx, { x, y, radius }, hue, zoom) {
  ctx.fillStyle = hue;
  ctx.fillRect(x - radius * 0.5, y - zoom, radius, 2 * zoom);
}

/** @param {CanvasRenderingContext2D} ctx @param {Square} square @param {string} colour @param {number} zoom */
function cross(ctx, { x, y, radius }, colour, zoom) {
  const r = radius * 0.5;
  ctx.beginPath();
  ctx.moveTo(x - r, y - r);
  ctx.lineTo(x + r, y + r);
  ctx.moveTo(x + r, y - r);
  ctx.lineTo(x - r, y + r);
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(1, 1.5 * zoom);
  ctx.stroke();
}
