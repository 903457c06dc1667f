// Hover, focus and selection: rings around a region or nucleus.

/** @typedef {import("./brain.js").Place} Place */
/** @typedef {import("../draw/palette.js").Palette} Palette */

/** @param {CanvasRenderingContext2D} ctx @param {Place} place @param {"hover" | "selected" | "focus"} kind @param {Palette} palette @param {number} zoom */
export function drawRing(ctx, place, kind, palette, zoom) {
  const reach = place.radius + (kind === "focus" ? 4.5 : 1) * zoom;
  ctx.beginPath();
  if (place.kind === "region") ctx.arc(place.x, place.y, reach, 0, 2 * Math.PI);
  else ctx.roundRect(place.x - reach, place.y - reach, 2 * reach, 2 * reach, 4 * zoom);
  ctx.strokeStyle = kind === "focus" ? palette.focus : palette.ink;
  ctx.lineWidth = (kind === "selected" ? 2.5 : 2) * zoom;
  ctx.stroke();
}
