// The brain on a canvas: ground, field, isolines, regions, nuclei, words.
//
// The view holds only what can be computed again: layers, places, the running
// average against flashing. What is shown comes in with each drawing.

import { contextOf, fitCanvas } from "../draw/canvas.js";
import { readPalette } from "../draw/palette.js";
import { aroundOf, badgesOn, drawNuclei, drawRings, drawSamples } from "./bodies.js";
import { placeAt } from "./hit.js";
import { groundLayer, labelFont, stillLayer } from "./layers.js";
import { layOut } from "./layout.js";
import { leadOf, peaksOf } from "./lead.js";
import { Scale } from "./scale.js";
import { CALM_RATE, Hold, Slew } from "./slew.js";
import { Wave } from "./wave.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("../engine/frame.js").Views} Views
 *
 * full: legend, scale, names and the list of nuclei (from about 620 px wide);
 * phone: names and a 20 mm bar; twin: no words at all.
 * @typedef {"full" | "phone" | "twin"} BrainSize
 *
 * @typedef {object} BrainOptions
 * @property {import("../text/text.js").Text} t the words on the picture
 * @property {BrainSize} [size] default "full"
 * @property {number} [zoom] factor on text, glyphs and lines, 1.7 on a projector
 * @property {Scale} [scale] give both arms the same one: one colour scale
 * @property {boolean} [leadsScale] whether this view may widen the scale; default: not for "twin"
 *
 * What is shown and how. Everything is optional.
 * @typedef {object} BrainState
 * @property {number | null} [lead] modulator to fill; null or absent: the strongest change
 * @property {readonly boolean[]} [visible] per modulator
 * @property {string | null} [selected] id of a region or nucleus
 * @property {string | null} [hover]
 * @property {string | null} [focus]
 * @property {boolean} [still] reduced motion: no fill, travel times in ms
 * @property {boolean} [held] the run stands: the lead may change at once
 * @property {boolean} [light] lines of modulators that do not lead stay as they were last drawn
 * @property {number} [rate] model seconds per second of the wall (FrameDetail.rate)
 * @property {readonly number[]} [silenced] modulators that this arm lacks
 * @property {Views | null} [record] for travel times
 *
 * @typedef {{kind: "region" | "nucleus", index: number, id: string, x: number, y: number, radius: number}} Place
 */

/** Lines of the small brain are this much finer, and what surrounds its nuclei even more. */
const THIN = { lines: 0.72, nuclei: 0.5 };
/** Places of badges are looked for this often at most, ms. */
const BADGES_MS = 60;
/** From this many pixels per mm nuclei have rings of full size. */
const ROOMY = 2.6;

export class BrainView {
  /**
   * @param {HTMLCanvasElement} canvas sized by CSS
   * @param {Catalogue} catalogue
   * @param {import("./section.js").SectionData} section from `loadSection`
   * @param {BrainOptions} options
   */
  constructor(canvas, catalogue, section, options) {
    this.canvas = canvas;
    this.catalogue = catalogue;
    this.section = section;
    this.t = options.t;
    this.size = options.size ?? "full";
    this.zoom = options.zoom ?? 1;
    this.scale = options.scale ?? new Scale();
    this.leadsScale = options.leadsScale ?? this.size !== "twin";
    /** The modulator filled in the last drawing. */
    this.lead = 0;
    this.ctx = contextOf(canvas);
    this.palette = readPalette(canvas);
    this.box = fitCanvas(canvas);
    this.layout = this.#layOut();
    this.#places = this.#found();
    this.#around = aroundOf(this.#scene());
    this.#wave = new Wave(catalogue);
  }

  #wave;
  /** @type {readonly Place[]} */
  #places;
  /** @type {import("./badges.js").Around} */
  #around;
  #slew = new Slew();
  #samples = new Hold();
  /** @type {HTMLCanvasElement | null} */
  #ground = null;
  /** @type {HTMLCanvasElement | null} */
  #still = null;
  #stillKey = "";
  /** @type {import("./badges.js").Badge[]} */
  #badges = [];
  #badgesAt = Number.NEGATIVE_INFINITY;
  #leadSince = 0;
  /** The highest value of each modulator in the last drawing, nM. @type {number[]} */
  #peaks = [];

  /** Draws one frame.
   * @param {Views | null} frame null: the still brain
   * @param {BrainState} [state]
   */
  render(frame, state = {}) {
    const now = performance.now();
    const { rate = 0 } = state;
    const field = frame ? this.#slew.follow(frame.get("field"), rate, now) : null;
    if (field) this.#choose(field, state, now);
    this.#prepare(state);
    const { ctx, box, lead, scale } = this;
    const thin = this.layout.plain
      ? THIN
      : { lines: 1, nuclei: ringsOf(this.layout.at, this.zoom) };
    const scene = this.#scene();
    const around = this.#around;
    ctx.setTransform(box.ratio, 0, 0, box.ratio, 0, 0);
    ctx.clearRect(0, 0, box.width, box.height);
    this.#copy(this.#ground);
    const how = { lead, peaks: this.#peaks, scale, state, around, thin: thin.lines };
    const lines = field ? this.#wave.draw(ctx, field, scene, how) : [];
    this.#copy(this.#still);
    if (frame) drawSamples(ctx, this.#samples.follow(frame.get("samples"), rate, now), scene);
    drawNuclei(ctx, frame, scene, state, thin.nuclei);
    const named = this.size === "full" ? lines : lines.filter((line) => line.lead);
    if (this.layout.words && rate <= CALM_RATE) {
      const due = state.held || now - this.#badgesAt >= BADGES_MS;
      if (due) this.#badgesAt = now;
      this.#badges = badgesOn(ctx, named, scene, { around, before: this.#badges, due });
    }
    drawRings(ctx, this.places(), scene, state);
  }

  /** What lies under a point of the canvas, in CSS pixels. @param {number} x @param {number} y @returns {Place | null} */
  hit(x, y) {
    return placeAt(this.places(), x, y);
  }

  /** Every region and nucleus with its place in CSS pixels. @returns {readonly Place[]} */
  places() {
    return this.#places;
  }

  /** Reads the CSS box again; true when it changed. */
  resize() {
    const { width, height, ratio } = this.box;
    this.box = fitCanvas(this.canvas);
    if (this.box.width === width && this.box.height === height && this.box.ratio === ratio)
      return false;
    this.layout = this.#layOut();
    this.#forget();
    return true;
  }

  /** Draws for another size of its box, with what has room there. @param {BrainSize} size */
  fit(size) {
    if (size === this.size) return;
    this.size = size;
    this.retheme();
  }

  /** Reads the colours and fonts again (theme changed, font loaded). */
  retheme() {
    this.palette = readPalette(this.canvas);
    this.layout = this.#layOut();
    this.#forget();
  }

  #layOut() {
    const { ctx, palette, zoom, size } = this;
    const measure = (/** @type {string} */ text, /** @type {number} */ rank) => {
      ctx.font = labelFont(rank, palette, zoom);
      return ctx.measureText(text).width;
    };
    return layOut(this.box, this.catalogue, this.section, { size, zoom, measure });
  }

  /** @returns {import("./layers.js").Scene} */
  #scene() {
    const { box, layout, palette, zoom, catalogue, section, t } = this;
    return { box, layout, palette, zoom, catalogue, section, t };
  }

  /** The places of a layout. @returns {Place[]} */
  #found() {
    const { regions, nuclei } = this.catalogue;
    const { discs, squares } = this.layout;
    return [
      ...discs.map((disc, i) => placeOf("region", i, regions[i]?.id ?? "", disc)),
      ...squares.map((square, i) => placeOf("nucleus", i, nuclei[i]?.id ?? "", square)),
    ];
  }

  #forget() {
    this.#places = this.#found();
    this.#around = aroundOf(this.#scene());
    this.#ground = null;
    this.#still = null;
    this.#badges = [];
  }

  /** @param {Float32Array} field @param {BrainState} state @param {number} now */
  #choose(field, state, now) {
    const count = this.catalogue.modulators.length;
    const peaks = peaksOf(field, count);
    this.#peaks = peaks;
    for (const [m, peak] of peaks.entries()) if (this.leadsScale) this.scale.see(m, peak);
    const shares = peaks.map((peak, m) =>
      state.visible?.[m] === false ? 0 : peak / this.scale.full(m),
    );
    const since = state.held ? Number.POSITIVE_INFINITY : now - this.#leadSince;
    const lead = state.lead ?? leadOf(this.lead, shares, since);
    if (lead !== this.lead) this.#leadSince = now;
    this.lead = lead;
  }

  /** Draws again the layers whose content changed. @param {BrainState} state */
  #prepare(state) {
    const { lead, scale } = this;
    const scene = this.#scene();
    this.#ground ??= groundLayer(scene);
    const filled = !state.still && state.visible?.[lead] !== false;
    const times = state.still === true;
    const key = `${lead} ${scale.version} ${filled} ${times}`;
    if (this.#still && this.#stillKey === key) return;
    this.#still = stillLayer(scene, {
      index: lead,
      levels: scale.levels(lead),
      full: scale.full(lead),
      filled,
      times,
    });
    this.#stillKey = key;
  }

  /** @param {HTMLCanvasElement | null} layer */
  #copy(layer) {
    if (layer) this.ctx.drawImage(layer, 0, 0, this.box.width, this.box.height);
  }
}

/** Rings around nuclei shrink with them on a phone. @param {import("./transform.js").Transform} at @param {number} zoom */
function ringsOf(at, zoom) {
  return Math.min(1, at.scale / (ROOMY * zoom));
}

/** @param {"region" | "nucleus"} kind @param {number} index @param {string} id @param {{x: number, y: number, radius: number}} body @returns {Place} */
function placeOf(kind, index, id, { x, y, radius }) {
  return { kind, index, id, x, y, radius };
}
