// The moving part under the names: fill and isolines, or travel times where
// motion is reduced. Holds buffers only.

import { continued, FieldImage, overflow } from "./field.js";
import { arrivals, drawIsochrones, labelTimes, timeMap } from "./isochrones.js";
import { drawIsolines, isolinesOf } from "./isolines.js";
import { tissuePath } from "./section.js";
import { CALM_RATE } from "./slew.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("./brain.js").BrainState} BrainState
 * @typedef {import("./isolines.js").Isoline} Isoline
 * @typedef {import("./layers.js").Scene} Scene
 * @typedef {import("./scale.js").Scale} Scale
 * @typedef {{lead: number, peaks: readonly number[], scale: Scale, state: BrainState, around: import("./badges.js").Around, thin: number}} How
 */

/** A modulator that does not lead has a line from this share of its scale, and loses it under the second. */
const NEWS = { on: 0.2, off: 0.14 };

export class Wave {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.image = new FieldImage(catalogue.map);
    this.grid = new Float32Array(catalogue.map.width * catalogue.map.height);
    /** Which modulators have news. @type {boolean[]} */
    this.news = [];
    /** The lines of each modulator as they were last traced. @type {{layout: object, lead: boolean, lines: Isoline[]}[]} */
    this.kept = [];
    /** @type {Int32Array | null} */
    this.overflow = null;
    /** @type {{key: string, map: Float32Array} | null} */
    this.times = null;
  }

  /** Draws within the tissue; returns the lines, for their badges.
   * @param {CanvasRenderingContext2D} ctx
   * @param {Float32Array} field nM above baseline, all modulators
   * @param {Scene} scene
   * @param {How} how
   * @returns {Isoline[]}
   */
  draw(ctx, field, scene, how) {
    const { state, lead } = how;
    const lines = state.still ? [] : this.#trace(field, scene, how);
    ctx.save();
    ctx.clip(tissuePath(scene.section, scene.layout.at), "evenodd");
    const times = state.still ? this.#drawTimes(ctx, field, scene, how) : [];
    if (!state.still && state.visible?.[lead] !== false) this.#fill(ctx, field, scene, how);
    drawIsolines(ctx, lines, scene.palette, scene.zoom * how.thin);
    ctx.restore();
    if (scene.layout.words) labelTimes(ctx, times, scene, how.around);
    return lines;
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Float32Array} field @param {Scene} scene @param {How} how */
  #fill(ctx, field, { palette, layout }, { lead, scale }) {
    const colour = palette.fill[lead] ?? [0, 0, 0, 0.6];
    this.image.paint(this.#continue(field, lead), scale.full(lead), colour);
    this.image.draw(ctx, layout.at);
  }

  /** @param {Float32Array} field @param {Scene} scene @param {How} how */
  #trace(field, { layout }, { lead, peaks, scale, state }) {
    const fast = (state.rate ?? 0) > CALM_RATE;
    return this.catalogue.modulators.flatMap((_, modulator) => {
      if (state.visible?.[modulator] === false) return [];
      const share = (peaks[modulator] ?? 0) / scale.full(modulator);
      this.news[modulator] = share >= (this.news[modulator] ? NEWS.off : NEWS.on);
      if (modulator !== lead && (fast || !this.news[modulator])) return [];
      const kept = this.kept[modulator];
      const rests = state.light === true && modulator !== lead;
      if (rests && kept?.layout === layout && !kept.lead) return kept.lines;
      const reached = scale.levels(modulator).filter((level) => level < (peaks[modulator] ?? 0));
      const what = { modulator, levels: reached, lead: modulator === lead };
      const grid = this.#continue(field, modulator);
      const lines = isolinesOf(grid, this.catalogue.map, layout.at, what);
      this.kept[modulator] = { layout, lead: what.lead, lines };
      return lines;
    });
  }

  /** One modulator's grid, continued over the edge; valid until the next call.
   * @param {Float32Array} field @param {number} modulator */
  #continue(field, modulator) {
    const cells = this.grid.length;
    const grid = field.subarray(modulator * cells, (modulator + 1) * cells);
    this.overflow ??= overflow(grid, this.catalogue.map.width);
    return continued(grid, this.overflow, this.grid);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Float32Array} field @param {Scene} scene @param {How} how */
  #drawTimes(ctx, field, { layout, palette, zoom }, { lead, state }) {
    if (!state.record?.has("travel")) return [];
    const { catalogue } = this;
    const times = arrivals(state.record.get("travel"), catalogue, lead);
    const key = `${lead} ${times.join(" ")}`;
    if (this.times?.key !== key) {
      this.times = { key, map: timeMap(times, catalogue, this.#continue(field, lead)) };
    }
    const style = { catalogue, at: layout.at, modulator: lead, palette, zoom };
    return drawIsochrones(ctx, this.times.map, style);
  }
}
