/**
 * The picture of alignment: a row per group of regions, a filled dot for the
 * shown arm, a hollow one for the arm beside it, a grey band to the null. Ink only.
 */

import { contextOf, fitCanvas } from "../draw/canvas.js";
import { across, axisTicks, cosineWord } from "./readings.js";

/**
 * @typedef {{name: string, here: number | null, beside: number | null, null: number | null, share: string,
 *   still: string}} Row still: what is said where the arm beside has not changed
 * @typedef {{rows: readonly Row[], start: number, axis: string, shareName: string}} Picture start: least number of the axis
 *
 * Where things stand, CSS pixels: the axis from left to right, its rows from the top to the bottom.
 * @typedef {{ctx: CanvasRenderingContext2D, left: number, right: number, width: number, bottom: number,
 *   row: number, start: number, token: import("../draw/tokens.js").Token}} Frame
 * @typedef {{kind: "filled" | "hollow", value: number, x: number, y: number}} Dot x and y: CSS pixels in the canvas
 */

const TEXT_PX = 12;
/** Room for the names, and for the shares beside the axis. */
const NAMES_PX = 84;
const SHARES_PX = 86;
/** Numbers under the axis, and its name. */
const FOOT_PX = 32;
const DOT_PX = 4.5;
const BAND_PX = 34;
/** Rows higher than this have room for the number of the arm beside. */
const TWO_LINES_PX = 27;

/** @param {HTMLCanvasElement} canvas @param {import("../draw/tokens.js").Tokens} tokens @param {Picture} picture @returns {Dot[]} what was drawn, and where */
export function drawAlignment(canvas, { zoom, get: token }, picture) {
  const { width, height, ratio } = fitCanvas(canvas);
  const ctx = contextOf(canvas);
  ctx.setTransform(ratio * zoom, 0, 0, ratio * zoom, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const frame = { token, ...placeIn(ctx, picture, width / zoom, height / zoom) };
  picture.rows.forEach((row, i) => {
    drawNull(frame, row, i);
  });
  drawAxis(frame, picture);
  return picture.rows.flatMap((row, i) => drawRow(frame, row, i));
}

/** @param {CanvasRenderingContext2D} ctx @param {Picture} picture @param {number} width @param {number} height @returns {Omit<Frame, "token">} */
function placeIn(ctx, { rows, start }, width, height) {
  const shares = rows.some((row) => row.share !== "");
  const right = width - (shares ? SHARES_PX : 8);
  const bottom = height - FOOT_PX;
  const left = rows.length ? NAMES_PX : 8;
  return { ctx, left, right, width, bottom, row: bottom / Math.max(1, rows.length), start };
}

/** From nothing to the null: what is not due to dopamine telling good trials from bad. @param {Frame} frame @param {Row} row @param {number} i */
function drawNull(frame, row, i) {
  if (row.null === null) return;
  const [zero, to] = [across(frame, 0), across(frame, row.null)];
  frame.ctx.globalAlpha = 0.3;
  frame.ctx.fillStyle = frame.token("--ink-3");
  const high = Math.min(BAND_PX, frame.row - 4);
  const top = (i + 0.5) * frame.row - high / 2;
  frame.ctx.fillRect(Math.min(zero, to), top, Math.abs(to - zero), high);
  frame.ctx.globalAlpha = 1;
}

/** @param {Frame} frame @param {Picture} picture */
function drawAxis(frame, { start, axis, shareName }) {
  const { ctx, bottom, right, width } = frame;
  for (const tick of axisTicks(start)) {
    const x = Math.round(across(frame, tick));
    const zero = tick === 0;
    ctx.fillStyle = frame.token(zero ? "--ink" : "--hairline");
    ctx.fillRect(zero ? x - 0.75 : x - 0.5, 0, zero ? 1.5 : 1, bottom);
    write(frame, String(tick).replace("-", "−"), x, bottom + 9, { align: "center" });
  }
  write(frame, axis, right, bottom + 24, { align: "right" });
  if (right < width - SHARES_PX / 2)
    write(frame, shareName, width, bottom + 24, { align: "right" });
}

/** @param {Frame} frame @param {Row} row @param {number} i @returns {Dot[]} */
function drawRow(frame, row, i) {
  const middle = (i + 0.5) * frame.row;
  const alone = row.beside === null && !row.still;
  const apart = alone ? 0 : Math.min(7.5, frame.row / 4);
  write(frame, row.name, 0, middle, { ink: "--ink", weight: 600 });
  if (row.share) write(frame, row.share, frame.width, middle, { ink: "--ink", align: "right" });
  const dots = [];
  if (row.still && frame.row >= TWO_LINES_PX)
    write(frame, row.still, across(frame, 0) + 9, middle + apart + 0.5, { casing: true });
  if (row.beside !== null) dots.push(drawBeside(frame, row.beside, middle + apart));
  if (row.here !== null) dots.push(drawHere(frame, row.here, middle - apart));
  return dots;
}

/** @param {Frame} frame @param {number} value @param {number} y */
function drawBeside(frame, value, y) {
  const dot = drawDot(frame, "hollow", value, y);
  if (frame.row >= TWO_LINES_PX) number(frame, dot, { ink: "--ink-2", casing: true });
  return dot;
}

/** @param {Frame} frame @param {number} value @param {number} y */
function drawHere(frame, value, y) {
  const [from, to] = [across(frame, 0), across(frame, value)];
  frame.ctx.fillStyle = frame.token("--ink");
  frame.ctx.fillRect(Math.min(from, to), y - 1, Math.abs(to - from), 2);
  const dot = drawDot(frame, "filled", value, y);
  number(frame, dot, { ink: "--ink", weight: 600, casing: true });
  return dot;
}

/** The number of a dot, to the right of dot and zero line. @param {Frame} frame @param {Dot} dot @param {How} how */
function number(frame, { value, x, y }, how) {
  write(frame, cosineWord(value), Math.max(x, across(frame, 0)) + 9, y + 0.5, how);
}

/** @param {Frame} frame @param {"filled" | "hollow"} kind @param {number} value @param {number} y @returns {Dot} */
function drawDot(frame, kind, value, y) {
  const { ctx } = frame;
  const x = across(frame, value);
  ctx.beginPath();
  ctx.arc(x, y, kind === "filled" ? DOT_PX : DOT_PX - 0.75, 0, 2 * Math.PI);
  ctx.fillStyle = frame.token(kind === "filled" ? "--ink" : "--surface");
  ctx.fill();
  if (kind === "hollow") {
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = frame.token("--ink-3");
    ctx.stroke();
  }
  return { kind, value, x, y };
}

/** @typedef {{ink?: string, weight?: number, align?: CanvasTextAlign, casing?: boolean}} How */

/** @param {Frame} frame @param {string} text @param {number} x @param {number} y its middle @param {How} how */
function write(
  { ctx, token },
  text,
  x,
  y,
  { ink = "--ink-2", weight = 400, align = "left", casing },
) {
  ctx.font = `${weight} ${TEXT_PX}px Inter, system-ui, sans-serif`;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  if (casing) {
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    ctx.strokeStyle = token("--surface");
    ctx.strokeText(text, x, y);
  }
  ctx.fillStyle = token(ink);
  ctx.fillText(text, x, y);
}
