/** Draws the strip of trials, one mark each. Pure drawing and its geometry: no state, no events. */

/** Trials are shown in whole tens, so that the strip stands still while a run goes on. */
const STEP = 10;
const MOST = 40;
const LEAST_PX = 8;
/** Middle of the marks, from the top; above it there is room for flags. CSS pixels. */
const MIDDLE_PX = 11;
const RADIUS_PX = 3;
const FLAG_PX = 5;
/** Outcomes whose mark is filled, and those whose mark is a square. */
const FILLED = new Set(["rewarded", "right", "right_unrewarded", "punished"]);
const SQUARE = new Set(["punished", "spared"]);

/**
 * @typedef {object} StripInput
 * @property {number} width
 * @property {number} first trial at the left, from 0
 * @property {number} count trials that fit
 * @property {number} here the present trial, from 0
 * @property {number} newest the newest one reached, from 0
 * @property {(trial: number) => string | undefined} outcome
 * @property {ReadonlySet<number>} flags trials with a bookmark
 * @property {(name: string) => string} token
 */

/** How many trials fit. @param {number} width */
export function slotsIn(width) {
  const tens = Math.floor(width / LEAST_PX / STEP) * STEP;
  return Math.min(MOST, Math.max(STEP, tens));
}

/** The trial at the left so that the present one is to be seen; it moves as little as possible.
 * @param {number} first @param {number} count @param {number} here */
export function windowFor(first, count, here) {
  if (here < first) return Math.floor(here / STEP) * STEP;
  if (here < first + count) return first;
  return Math.ceil((here + 1 - count) / STEP) * STEP;
}

/** The trial under the pointer; outside the strip, the one beside it.
 * @param {number} x @param {{width: number, first: number, count: number}} strip */
export function trialAt(x, { width, first, count }) {
  const slot = Math.floor((x / Math.max(1, width)) * count);
  return Math.max(0, first + Math.min(count, Math.max(-1, slot)));
}

/** @param {CanvasRenderingContext2D} ctx @param {StripInput} p */
export function drawStrip(ctx, p) {
  const pitch = p.width / p.count;
  for (let slot = 0; slot < p.count; slot++) {
    const trial = p.first + slot;
    if (trial > p.newest) break;
    const x = (slot + 0.5) * pitch;
    if (trial === p.here) drawHere(ctx, p, x, pitch);
    ctx.fillStyle = ctx.strokeStyle = p.token(trial > p.here ? "--control" : "--ink");
    drawMark(ctx, x, p.outcome(trial));
    if (p.flags.has(trial)) drawFlag(ctx, p, x);
  }
}

/** A frame around the present trial. @param {CanvasRenderingContext2D} ctx @param {StripInput} p @param {number} x @param {number} pitch */
function drawHere(ctx, p, x, pitch) {
  const half = Math.min(6, pitch / 2 - 0.5);
  ctx.strokeStyle = p.token("--ink");
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x - half, MIDDLE_PX - 5.5, 2 * half, 11, 3);
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {string | undefined} outcome */
function drawMark(ctx, x, outcome) {
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  if (outcome === undefined) {
    ctx.arc(x, MIDDLE_PX, 1, 0, 2 * Math.PI);
    return ctx.fill();
  }
  const full = FILLED.has(outcome);
  const r = full ? RADIUS_PX : RADIUS_PX - 0.5;
  if (SQUARE.has(outcome)) ctx.rect(x - r, MIDDLE_PX - r, 2 * r, 2 * r);
  else ctx.arc(x, MIDDLE_PX, r, 0, 2 * Math.PI);
  if (full) ctx.fill();
  else ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {StripInput} p @param {number} x */
function drawFlag(ctx, p, x) {
  ctx.fillStyle = p.token("--ink");
  const left = Math.round(x) - 1;
  ctx.fillRect(left, 0, 1, MIDDLE_PX - 5);
  ctx.beginPath();
  ctx.moveTo(left, 0);
  ctx.lineTo(left + FLAG_PX + 1, FLAG_PX / 2);
  ctx.lineTo(left, FLAG_PX);
  ctx.fill();
}
