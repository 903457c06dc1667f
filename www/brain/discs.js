// Regions: a disc with seven sampled synapses where the region is plastic, a
// small open dot where it is not.
//
// Hollow diamond: tagged, fading with its eligibility. Filled triangle up:
// strengthened. Hollow triangle down: weakened. Dot: not tagged.

/**
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {{x: number, y: number, radius: number, plastic: boolean}} Disc
 */

export const SAMPLES = 7;
/** Under this radius a disc holds one glyph. */
const CROWDED = 8;
/** Eligibility and change below this show nothing, as shares of full. */
const FAINT = 0.02;
const FADED = 0.25;

/** @typedef {"tagged" | "stronger" | "weaker" | "none"} Mark */

/** What a sampled synapse is shown as. @param {number} eligibility @param {number} change @returns {Mark} */
export function markOf(eligibility, change) {
  if (change > FAINT) return "stronger";
  if (change < -FAINT) return "weaker";
  return Math.abs(eligibility) > FAINT ? "tagged" : "none";
}

/** Where the sampled synapses sit: one in the middle, six around. @param {Disc} disc @returns {[number, number][]} */
export function seats({ x, y, radius }) {
  if (radius < CROWDED) return [[x, y]];
  const around = radius * 0.6;
  /** @type {[number, number][]} */
  const places = [[x, y]];
  for (let i = 0; i < SAMPLES - 1; i += 1) {
    const angle = (Math.PI / 3) * i;
    places.push([x + around * Math.cos(angle), y + around * Math.sin(angle)]);
  }
  return places;
}

/** The empty disc or dot; still.
 * @param {CanvasRenderingContext2D} ctx @param {Disc} disc @param {Palette} palette @param {number} zoom */
export function drawDisc(ctx, disc, palette, zoom) {
  ctx.beginPath();
  ctx.arc(disc.x, disc.y, disc.radius, 0, 2 * Math.PI);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.strokeStyle = disc.plastic ? palette.ink2 : palette.ink3;
  ctx.lineWidth = zoom;
  ctx.stroke();
}

/** The seven sampled synapses of a disc.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Disc} disc
 * @param {Float32Array} samples pairs (eligibility, change)
 * @param {Palette} palette
 */
export function drawSynapses(ctx, disc, samples, palette) {
  const places = seats(disc);
  const size = places.length === 1 ? Math.max(2, disc.radius * 0.5) : disc.radius * 0.235;
  const first = places.length === 1 ? strongest(samples) : 0;
  places.forEach(([x, y], i) => {
    const eligibility = samples[2 * (first + i)] ?? 0;
    const change = samples[2 * (first + i) + 1] ?? 0;
    ctx.globalAlpha = 1;
    drawMark(ctx, markOf(eligibility, change), x, y, size, palette, Math.abs(eligibility));
  });
  ctx.globalAlpha = 1;
}

/** The sample with most to show. @param {Float32Array} samples */
function strongest(samples) {
  let best = 0;
  let most = -1;
  for (let i = 0; i * 2 < samples.length; i += 1) {
    const weight = Math.abs(samples[2 * i] ?? 0) + 2 * Math.abs(samples[2 * i + 1] ?? 0);
    if (weight > most) [best, most] = [i, weight];
  }
  return best;
}

/** One glyph, `size` half its width.
 * @param {CanvasRenderingContext2D} ctx @param {Mark} mark @param {number} x @param {number} y
 * @param {number} size @param {Palette} palette @param {number} [strength] of the tag, 0..1 */
export function drawMark(ctx, mark, x, y, size, palette, strength = 1) {
  ctx.fillStyle = palette.ink;
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = Math.max(1, size * 0.36);
  ctx.beginPath();
  if (mark === "none") {
    ctx.fillStyle = palette.ink3;
    ctx.arc(x, y, Math.max(0.85, size * 0.3), 0, 2 * Math.PI);
    ctx.fill();
  } else if (mark === "tagged") {
    ctx.globalAlpha = FADED + (1 - FADED) * Math.min(1, strength);
    diamond(ctx, x, y, size);
    ctx.stroke();
  } else if (mark === "stronger") {
    triangle(ctx, x, y, size * 1.25, -1);
    ctx.fill();
  } else {
    triangle(ctx, x, y, size * 1.15, 1);
    ctx.stroke();
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r */
function diamond(ctx, x, y, r) {
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r @param {1 | -1} way 1 points down */
function triangle(ctx, x, y, r, way) {
  ctx.moveTo(x, y + way * r * 0.9);
  ctx.lineTo(x + r, y - way * r * 0.75);
  ctx.lineTo(x - r, y - way * r * 0.75);
  ctx.closePath();
}
