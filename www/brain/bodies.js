// What changes on regions and nuclei: sampled synapses, firing, rings, badges.

import { chipWidth, drawBadges, placeBadges } from "./badges.js";
import { drawSynapses } from "./discs.js";
import { drawNucleus, firingOf } from "./nuclei.js";
import { drawRing } from "./rings.js";
import { CALM_RATE } from "./slew.js";

/**
 * @typedef {import("../engine/frame.js").Views} Views
 * @typedef {import("./badges.js").Badge} Badge
 * @typedef {import("./brain.js").BrainState} BrainState
 * @typedef {import("./brain.js").Place} Place
 * @typedef {import("./layers.js").Scene} Scene
 */

/** @param {CanvasRenderingContext2D} ctx @param {Float32Array} samples @param {Scene} scene */
export function drawSamples(ctx, samples, { layout, palette }) {
  const width = samples.length / Math.max(1, layout.discs.length);
  layout.discs.forEach((disc, i) => {
    if (!disc.plastic) return;
    drawSynapses(ctx, disc, samples.subarray(i * width, (i + 1) * width), palette);
  });
}

/** @param {CanvasRenderingContext2D} ctx @param {Views | null} frame @param {Scene} scene @param {BrainState} state @param {number} thin */
export function drawNuclei(ctx, frame, { layout, palette, zoom }, state, thin) {
  const { silenced = [], rate = 0 } = state;
  const firing = frame?.get("firing");
  const tonic = frame?.get("firing_tonic");
  layout.squares.forEach((square, i) => {
    const without = silenced.includes(square.modulator);
    const now = firingOf(firing?.[i] ?? 1, tonic?.[i] ?? 1, without);
    const calm = rate > CALM_RATE && !without ? "tonic" : now;
    drawNucleus(ctx, square, calm, palette, zoom * thin);
  });
}

/** @param {CanvasRenderingContext2D} ctx @param {readonly Place[]} places @param {Scene} scene @param {BrainState} state */
export function drawRings(ctx, places, { palette, zoom }, { selected, hover, focus }) {
  for (const place of places) {
    if (place.id === hover) drawRing(ctx, place, "hover", palette, zoom);
    if (place.id === selected) drawRing(ctx, place, "selected", palette, zoom);
    if (place.id === focus) drawRing(ctx, place, "focus", palette, zoom);
  }
}

/** What moving words keep clear of. @param {Scene} scene @returns {import("./badges.js").Around} */
export function aroundOf({ layout, box }) {
  const { discs, squares, labels, rows, edges, beside } = layout;
  const rects = [...labels, ...rows].map(({ rect }) => rect);
  return {
    circles: [...discs, ...squares],
    rects: [...rects, ...beside],
    edges: [...edges, ...rows.map(({ line }) => line)],
    tissue: edges,
    bounds: { x: 0, y: 0, w: box.width, h: box.height },
  };
}

/** Places and draws the badges of the outermost lines; returns them for the next time. Where it is not yet time, those
 * whose line is still there stay where they are.
 * @param {CanvasRenderingContext2D} ctx @param {readonly import("./isolines.js").Isoline[]} lines
 * @param {Scene} scene @param {{around: import("./badges.js").Around, before: readonly Badge[], due: boolean}} places
 * @returns {Badge[]} */
export function badgesOn(ctx, lines, { palette, zoom, catalogue }, { around, before, due }) {
  const short = (/** @type {number} */ m) => catalogue.modulators[m]?.short ?? "";
  const size = (/** @type {number} */ m, /** @type {number} */ level) => {
    const text = `${level} nM`;
    const chip = chipWidth(ctx, short(m), palette, zoom);
    ctx.font = `500 ${12 * zoom}px ${palette.family}`;
    return { w: chip + ctx.measureText(text).width + 12 * zoom, h: 20 * zoom, text };
  };
  const there = (/** @type {Badge} */ badge) =>
    lines.some((line) => line.outer && line.modulator === badge.modulator);
  const badges = due ? placeBadges(lines, around, before, size) : before.filter(there);
  drawBadges(ctx, badges, palette, zoom, short);
  return badges;
}
