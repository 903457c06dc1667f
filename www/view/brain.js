// The brain on a canvas: outline, field, isolines, regions, nuclei, labels.
//
// Skeleton: the interface is final, the body follows.

/**
 * @typedef {import("../frame.js").Catalogue} Catalogue
 * @typedef {import("../frame.js").Views} Views
 *
 * full: legend, scale, labels and the list of nuclei (from about 560 px wide);
 * phone: fewer labels, a 20 mm bar; twin: no words at all.
 * @typedef {"full" | "phone" | "twin"} BrainSize
 *
 * @typedef {object} BrainOptions
 * @property {BrainSize} [size] default "full"
 * @property {number} [zoom] factor on text, glyphs and lines, 1.7 on a projector
 * @property {import("./scale.js").Scale} [scale] give both arms the same one: one colour scale
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
    this.options = options;
    /** The modulator filled in the last drawing. */
    this.lead = 0;
  }

  /** Draws one frame. @param {Views | null} frame null: the still brain @param {BrainState} [state] */
  render(frame, state) {}

  /** What lies under a point of the canvas, in CSS pixels. @param {number} x @param {number} y @returns {Place | null} */
  hit(x, y) {
    return null;
  }

  /** Every region and nucleus with its place in CSS pixels, back to front. @returns {readonly Place[]} */
  places() {
    return [];
  }

  /** Reads the CSS box again; true when it changed. */
  resize() {
    return false;
  }

  /** Reads the colours again (theme changed). */
  retheme() {}
}
