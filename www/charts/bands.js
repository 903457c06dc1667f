/** Bands and medians of many seeds, in ink, below the lines of a chart. */

/** @typedef {import("../draw/tokens.js").Tokens} Tokens */
/** @typedef {import("../seeds/spread.js").Bands} Bands */
/** @typedef {import("../seeds/spread.js").Band} Band */
/** @typedef {import("../vendor/uplot.js").default} Chart */

const FILL = 0.16;
const LINE = 0.7;

/** The inks of the arms: the first one's and the others'. @param {Tokens} tokens @param {Bands} bands @param {Band} band */
const inkOf = (tokens, bands, band) =>
  tokens.get(band.arm === bands.bands[0]?.arm ? "--ink" : "--ink-3");

/** @param {Chart} u @param {Tokens} tokens @param {Bands} bands @param {number} factor from the bands' unit to the axis' */
export function drawBands(u, tokens, bands, factor) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const band of bands.bands.toReversed()) {
    const at = (/** @type {number} */ i, /** @type {number} */ value) =>
      /** @type {[number, number]} */ ([
        u.valToPos(i + 1, "x", true),
        u.valToPos(value * factor, "y", true),
      ]);
    ctx.fillStyle = inkOf(tokens, bands, band);
    ctx.strokeStyle = ctx.fillStyle;
    fill(ctx, band, at);
    stroke(ctx, tokens.zoom, band, at);
  }
  ctx.restore();
}

/** @typedef {(i: number, value: number) => [number, number]} At */

/** @param {CanvasRenderingContext2D} ctx @param {Band} band @param {At} at */
function fill(ctx, band, at) {
  const known = indices(band);
  ctx.beginPath();
  for (const i of known) ctx.lineTo(...at(i, band.high[i] ?? 0));
  for (const i of known.reverse()) ctx.lineTo(...at(i, band.low[i] ?? 0));
  ctx.globalAlpha = FILL;
  ctx.fill();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} zoom @param {Band} band @param {At} at */
function stroke(ctx, zoom, band, at) {
  ctx.beginPath();
  for (const i of indices(band)) ctx.lineTo(...at(i, band.median[i] ?? 0));
  ctx.globalAlpha = LINE;
  ctx.lineWidth = devicePixelRatio * zoom;
  ctx.stroke();
}

/** Trials that have a value. @param {Band} band */
function indices(band) {
  return band.median.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
}
