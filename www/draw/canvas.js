// The canvas behind a CSS box: as many pixels as it needs, never too many.

const MAX_RATIO = 2;
const MAX_PIXELS = 4_194_304;

/** @typedef {{width: number, height: number, ratio: number}} Box in CSS pixels, and pixels per CSS pixel */

/** Pixels per CSS pixel for a box.
 * @param {number} width @param {number} height @param {number} wanted
 */
export function ratioFor(width, height, wanted) {
  const area = Math.max(1, width * height);
  return Math.min(wanted, MAX_RATIO, Math.sqrt(MAX_PIXELS / area));
}

/** Gives a canvas the pixels of its CSS box. The box never depends on them.
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number}} [known] the box, where it was read before: reading makes the browser lay out
 * @returns {Box}
 */
export function fitCanvas(canvas, known) {
  const width = Math.max(1, known?.width ?? canvas.clientWidth);
  const height = Math.max(1, known?.height ?? canvas.clientHeight);
  const ratio = ratioFor(width, height, globalThis.devicePixelRatio || 1);
  const across = Math.max(1, Math.floor(width * ratio));
  const down = Math.max(1, Math.floor(height * ratio));
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  return { width, height, ratio };
}

/** A drawing context; a page without one cannot show the model.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function contextOf(canvas, settings) {
  const ctx = canvas.getContext("2d", settings);
  if (!ctx) throw new Error("no canvas");
  return ctx;
}

/** A layer that is drawn once and shown often.
 * @param {Box} box
 * @param {(ctx: CanvasRenderingContext2D) => void} draw in CSS pixels
 */
export function makeLayer(box, draw) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(box.width * box.ratio));
  canvas.height = Math.max(1, Math.floor(box.height * box.ratio));
  const ctx = contextOf(canvas);
  ctx.scale(box.ratio, box.ratio);
  draw(ctx);
  return canvas;
}
