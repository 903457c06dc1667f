/** Bands and medians of many seeds, in ink, below the lines of a chart. */
import { axis, Plot, token, zoomNow } from "./plot.js";

/** @typedef {import("../spread.js").Bands} Bands */
/** @typedef {import("../spread.js").Band} Band */
/** @typedef {import("../vendor/uplot.js").default} Chart */

const FILL = 0.16;
const LINE = 0.7;
const TIGHT_PX = 260;

/** The inks of the arms: the first one's and the others'. @param {Bands} bands @param {Band} band */
const inkOf = (bands, band) => token(band.arm === bands.bands[0]?.arm ? "--ink" : "--ink-3");

/** @param {Chart} u @param {Bands} bands @param {number} [factor] from the bands' unit to the axis' */
export function drawBands(u, bands, factor = 1) {
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
    ctx.fillStyle = inkOf(bands, band);
    ctx.strokeStyle = ctx.fillStyle;
    fill(ctx, band, at);
    stroke(ctx, band, at);
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

/** @param {CanvasRenderingContext2D} ctx @param {Band} band @param {At} at */
function stroke(ctx, band, at) {
  ctx.beginPath();
  for (const i of indices(band)) ctx.lineTo(...at(i, band.median[i] ?? 0));
  ctx.globalAlpha = LINE;
  ctx.lineWidth = devicePixelRatio * zoomNow();
  ctx.stroke();
}

/** Trials that have a value. @param {Band} band */
function indices(band) {
  return band.median.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
}

/** Share right with bands, for a card whose own chart shows something else. */
export class SharePlot {
  /** @param {HTMLElement} box @param {import("../text/text.js").Text} t */
  constructor(box, t) {
    this.t = t;
    /** @type {Bands | null} */
    this.bands = null;
    this.plot = new Plot(box, () => this.options());
    this.plot.below = (u) => this.bands && drawBands(u, this.bands, 100);
  }

  /** No room beside the lines: words stand on them, at the right. */
  get tight() {
    return this.plot.box.clientWidth < TIGHT_PX;
  }

  /** @returns {import("../vendor/uplot.js").default.Options} */
  options() {
    const zoom = zoomNow();
    const line = { points: { show: false }, spanGaps: true };
    return {
      width: 0,
      height: 0,
      padding: [8 * zoom, this.tight ? 8 : 84 * zoom, 0, 0],
      scales: {
        x: { time: false, range: () => [1, Math.max(2, this.bands?.trials ?? 2)] },
        y: { range: () => [0, 104] },
      },
      axes: [
        axis(this.t("curve-x"), { size: 22 * zoom, space: 40 * zoom }),
        axis("", { size: 30 * zoom, space: 28 * zoom }),
      ],
      series: [
        {},
        { ...line, stroke: token("--ink-3"), width: 1 * zoom, dash: [4, 3] },
        { ...line, stroke: token("--ink-3"), width: 1.75 * zoom },
        { ...line, stroke: token("--ink"), width: 2.75 * zoom },
      ],
    };
  }

  /** @param {Bands} bands @param {readonly (readonly number[])[]} lines of the seed shown, arm by arm @param {{seeds: number, words: string}} told */
  show(bands, lines, { seeds, words }) {
    this.bands = bands;
    const percent = (/** @type {readonly number[] | undefined} */ line) =>
      Array.from({ length: bands.trials }, (_, i) => known(100 * (line?.[i] ?? Number.NaN)));
    const x = Array.from({ length: bands.trials }, (_, i) => i + 1);
    const data = [x, x.map(() => 100 * bands.chance), percent(lines[1]), percent(lines[0])];
    const label = (/** @type {string} */ text, /** @type {number} */ y) => ({
      text,
      x: (this.tight ? 1 : 1.02) * bands.trials,
      y,
      align: /** @type {CanvasTextAlign} */ (this.tight ? "right" : "left"),
      ink: token("--ink-2"),
      apart: true,
    });
    const chance = 100 * bands.chance;
    const end = 100 * (bands.bands[0]?.median.at(-1) ?? 0);
    const labels = [
      label(this.t("seeds-chance", { n: Math.round(chance) }), chance),
      label(this.t("seeds-count", { n: seeds }), this.tight ? 80 : end),
    ];
    this.plot.show(
      /** @type {import("../vendor/uplot.js").default.AlignedData} */ (data),
      labels,
      words,
    );
  }
}

/** @param {number} value */
const known = (value) => (Number.isNaN(value) ? null : value);
