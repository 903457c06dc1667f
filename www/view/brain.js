// The brain on a canvas: ground, field, isolines, regions, nuclei, words.
//
// The view holds only what can be computed again: layers, places, the running
// average against flashing. What is shown comes in with each drawing.

import { chipWidth, drawBadges, placeBadges } from "./badges.js";
import { contextOf, fitCanvas } from "./canvas.js";
import { drawSynapses } from "./discs.js";
import { continued, FieldImage, overflow } from "./field.js";
import { placeAt } from "./hit.js";
import { arrivals, drawIsochrones, timeMap } from "./isochrones.js";
import { drawIsolines, isolinesOf } from "./isolines.js";
import { groundLayer, labelFont, stillLayer } from "./layers.js";
import { layOut } from "./layout.js";
import { leadOf, peaksOf } from "./lead.js";
import { drawNucleus, firingOf } from "./nuclei.js";
import { readPalette } from "./palette.js";
import { drawRing } from "./rings.js";
import { Scale } from "./scale.js";
import { tissuePath } from "./section.js";
import { Slew } from "./slew.js";

/**
 * @typedef {import("../frame.js").Catalogue} Catalogue
 * @typedef {import("../frame.js").Views} Views
 *
 * full: legend, scale, names and the list of nuclei (from about 620 px wide);
 * phone: names and a 20 mm bar; twin: no words at all.
 * @typedef {"full" | "phone" | "twin"} BrainSize
 *
 * @typedef {object} BrainOptions
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
 * @property {number} [rate] model seconds per second of the wall (FrameDetail.rate)
 * @property {readonly number[]} [silenced] modulators that this arm lacks
 * @property {Views | null} [record] for travel times
 *
 * @typedef {{kind: "region" | "nucleus", index: number, id: string, x: number, y: number, radius: number}} Place
 */

/** Above this factor single bursts are not shown: they would flicker. */
const CALM_RATE = 5;

export class BrainView {
  /**
   * @param {HTMLCanvasElement} canvas sized by CSS
   * @param {Catalogue} catalogue
   * @param {import("./section.js").SectionData} section from `loadSection`
   * @param {BrainOptions} [options]
   */
  constructor(canvas, catalogue, section, options = {}) {
    this.canvas = canvas;
    this.catalogue = catalogue;
    this.section = section;
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
    this.#image = new FieldImage(catalogue.map);
  }

  #image;
  #slew = new Slew();
  #grid = new Float32Array(0);
  /** @type {Int32Array | null} */
  #overflow = null;
  /** @type {HTMLCanvasElement | null} */
  #ground = null;
  /** @type {HTMLCanvasElement | null} */
  #still = null;
  #stillKey = "";
  /** @type {import("./badges.js").Badge[]} */
  #badges = [];
  #leadSince = 0;
  /** @type {{key: string, map: Float32Array} | null} */
  #times = null;

  /** Draws one frame.
   * @param {Views | null} frame null: the still brain
   * @param {BrainState} [state]
   */
  render(frame, state = {}) {
    const now = performance.now();
    const field = frame ? this.#slew.follow(frame.get("field"), state.rate ?? 0, now) : null;
    if (field) this.#choose(field, state, now);
    this.#prepare(state);
    const { ctx, box } = this;
    ctx.setTransform(box.ratio, 0, 0, box.ratio, 0, 0);
    ctx.clearRect(0, 0, box.width, box.height);
    this.#copy(this.#ground);
    const lines = field ? this.#drawField(field, state) : [];
    this.#copy(this.#still);
    if (frame) this.#drawSamples(frame);
    this.#drawNuclei(frame, state);
    this.#drawBadges(lines);
    this.#drawRings(state);
  }

  /** What lies under a point of the canvas, in CSS pixels. @param {number} x @param {number} y @returns {Place | null} */
  hit(x, y) {
    return placeAt(this.places(), x, y);
  }

  /** Every region and nucleus with its place in CSS pixels. @returns {readonly Place[]} */
  places() {
    const { regions, nuclei } = this.catalogue;
    return [...this.layout.discs.map((disc, i) => placeOf("region", i, regions[i]?.id ?? "", disc)), ...this.layout.squares.map((square, i) => placeOf("nucleus", i, nuclei[i]?.id ?? "", square))];
  }

  /** Reads the CSS box again; true when it changed. */
  resize() {
    const { width, height, ratio } = this.box;
    this.box = fitCanvas(this.canvas);
    if (this.box.width === width && this.box.height === height && this.box.ratio === ratio) return false;
    this.layout = this.#layOut();
    this.#forget();
    return true;
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

  #forget() {
    this.#ground = null;
    this.#still = null;
    this.#badges = [];
  }

  /** @param {Float32Array} field @param {BrainState} state @param {number} now */
  #choose(field, state, now) {
    const count = this.catalogue.modulators.length;
    const peaks = peaksOf(field, count);
    if (this.leadsScale) peaks.forEach((peak, m) => this.scale.see(m, peak));
    const shares = peaks.map((peak, m) => (state.visible?.[m] === false ? 0 : peak / this.scale.full(m)));
    const lead = state.lead ?? leadOf(this.lead, shares, now - this.#leadSince);
    if (lead !== this.lead) this.#leadSince = now;
    this.lead = lead;
  }

  /** Draws again the layers whose content changed. @param {BrainState} state */
  #prepare(state) {
    const { box, layout, palette, zoom, catalogue, section, lead, scale } = this;
    const scene = { box, layout, palette, zoom, catalogue, section };
    this.#ground ??= groundLayer(scene);
    const filled = !state.still && state.visible?.[lead] !== false;
    const key = `${lead} ${scale.version} ${filled}`;
    if (this.#still && this.#stillKey === key) return;
    this.#still = stillLayer(scene, { index: lead, levels: scale.levels(lead), full: scale.full(lead), filled });
    this.#stillKey = key;
  }

  /** @param {HTMLCanvasElement | null} layer */
  #copy(layer) {
    if (layer) this.ctx.drawImage(layer, 0, 0, this.box.width, this.box.height);
  }

  /** Fill and isolines, within the tissue.
   * @param {Float32Array} field @param {BrainState} state @returns {import("./isolines.js").Isoline[]} */
  #drawField(field, state) {
    const { ctx, layout, palette, zoom } = this;
    const lines = state.still ? [] : this.#trace(field, state);
    ctx.save();
    ctx.clip(tissuePath(this.section, layout.at), "evenodd");
    if (state.still) this.#drawTimes(field, state);
    else if (state.visible?.[this.lead] !== false) {
      this.#image.paint(this.#continue(field, this.lead), this.scale.full(this.lead), palette.fill[this.lead] ?? [0, 0, 0, 0.6]);
      this.#image.draw(ctx, layout.at);
    }
    drawIsolines(ctx, lines, palette, this.size === "twin" ? zoom * 0.75 : zoom);
    ctx.restore();
    return lines;
  }

  /** @param {Float32Array} field @param {BrainState} state */
  #trace(field, state) {
    return this.catalogue.modulators.flatMap((_, modulator) => {
      if (state.visible?.[modulator] === false) return [];
      const grid = this.#continue(field, modulator);
      return isolinesOf(grid, this.catalogue.map, this.layout.at, { modulator, levels: this.scale.levels(modulator), lead: modulator === this.lead });
    });
  }

  /** @param {Float32Array} field @param {number} modulator */
  #continue(field, modulator) {
    const { width, height } = this.catalogue.map;
    const cells = width * height;
    const grid = field.subarray(modulator * cells, (modulator + 1) * cells);
    this.#overflow ??= overflow(grid, width);
    if (this.#grid.length !== cells) this.#grid = new Float32Array(cells);
    return continued(grid, this.#overflow, this.#grid);
  }

  /** @param {Float32Array} field @param {BrainState} state */
  #drawTimes(field, { record }) {
    if (!record?.has("travel")) return;
    const { catalogue, lead } = this;
    const times = arrivals(record.get("travel"), catalogue, lead);
    const key = `${lead} ${times.join(" ")}`;
    if (this.#times?.key !== key) this.#times = { key, map: timeMap(times, catalogue, this.#continue(field, lead)) };
    drawIsochrones(this.ctx, this.#times.map, { catalogue, at: this.layout.at, modulator: lead, palette: this.palette, zoom: this.zoom }, this.#around());
  }

  /** @param {Views} frame */
  #drawSamples(frame) {
    const samples = frame.get("samples");
    const width = samples.length / Math.max(1, this.layout.discs.length);
    this.layout.discs.forEach((disc, i) => {
      if (disc.plastic) drawSynapses(this.ctx, disc, samples.subarray(i * width, (i + 1) * width), this.palette);
    });
  }

  /** @param {Views | null} frame @param {BrainState} state */
  #drawNuclei(frame, { silenced = [], rate = 0 }) {
    const firing = frame?.get("firing");
    const tonic = frame?.get("firing_tonic");
    this.layout.squares.forEach((square, i) => {
      const shown = firingOf(firing?.[i] ?? 1, tonic?.[i] ?? 1, silenced.includes(square.modulator));
      const calm = rate > CALM_RATE && shown !== "silenced" ? "tonic" : shown;
      drawNucleus(this.ctx, square, calm, this.palette, this.size === "twin" ? this.zoom * 0.7 : this.zoom);
    });
  }

  /** @param {readonly import("./isolines.js").Isoline[]} lines */
  #drawBadges(lines) {
    if (!this.layout.words) return;
    const { ctx, palette, zoom } = this;
    const short = (/** @type {number} */ m) => this.catalogue.modulators[m]?.short ?? "";
    const size = (/** @type {number} */ m, /** @type {number} */ level) => {
      const chip = chipWidth(ctx, short(m), palette, zoom);
      ctx.font = `500 ${12 * zoom}px ${palette.family}`;
      return { w: chip + ctx.measureText(`${level} nM`).width + 12 * zoom, h: 20 * zoom, text: `${level} nM` };
    };
    this.#badges = placeBadges(lines, this.#around(), this.#badges, size);
    drawBadges(ctx, this.#badges, palette, zoom, short);
  }

  /** What moving words keep clear of. @returns {import("./badges.js").Around} */
  #around() {
    const { discs, squares, labels, rows, edges, beside } = this.layout;
    const rects = [...labels, ...rows].map(({ rect }) => rect);
    return { circles: [...discs, ...squares], rects: [...rects, ...beside], edges, bounds: { x: 0, y: 0, w: this.box.width, h: this.box.height } };
  }

  /** @param {BrainState} state */
  #drawRings({ selected, hover, focus }) {
    for (const place of this.places()) {
      if (place.id === hover) drawRing(this.ctx, place, "hover", this.palette, this.zoom);
      if (place.id === selected) drawRing(this.ctx, place, "selected", this.palette, this.zoom);
      if (place.id === focus) drawRing(this.ctx, place, "focus", this.palette, this.zoom);
    }
  }
}

/** @param {"region" | "nucleus"} kind @param {number} index @param {string} id @param {{x: number, y: number, radius: number}} body @returns {Place} */
function placeOf(kind, index, id, { x, y, radius }) {
  return { kind, index, id, x, y, radius };
}
