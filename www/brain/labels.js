// Where the regions' names go: each tries places around its disc; names never
// lie on discs, nuclei, leader lines, legends or each other. A name that finds
// no room is left out (the plastic regions choose first); hover still tells it.

import { distance, inside, overlap, touches } from "./boxes.js";

/**
 * @typedef {import("./boxes.js").Rect} Rect
 * @typedef {import("./boxes.js").Segment} Segment
 * @typedef {{x: number, y: number, radius: number}} Circle
 * @typedef {{text: string, w: number, h: number, at: Circle, rank: number}} Wish rank: 0 chooses first
 * @typedef {{text: string, rank: number, rect: Rect, line: Segment | null}} Label
 *
 * What a name must keep clear of, and what it should.
 * @typedef {object} Obstacles
 * @property {Rect} bounds
 * @property {readonly Circle[]} circles
 * @property {readonly Rect[]} rects
 * @property {readonly Segment[]} lines not to be touched; by first choosers only at need
 * @property {readonly Segment[]} edges should not be crossed
 * @property {boolean} [close] names stand beside their discs or not at all
 */

/** Directions in order of liking: below, above, right, left, then the corners. */
const WAYS = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [0.8, 0.8],
  [-0.8, 0.8],
  [0.8, -0.8],
  [-0.8, -0.8],
];
const GAPS = [2, 5, 9, 15, 22];
const CLOSE_GAPS = [2, 4, 6];
/** From this distance a hairline joins the name to its place. */
const FAR = 12;
const CLEAR = 2;
const HARD = 1e6;
/** A plastic region's name may interrupt a leader line rather than be missing. */
const OVER = 40;
/** Places that cost less stand close to their disc. */
const NEAR = 20;
const SWEEPS = 4;

/** Places the names.
 * @param {readonly Wish[]} wishes
 * @param {Obstacles} obstacles
 * @returns {Label[]}
 */
export function placeLabels(wishes, obstacles) {
  const options = new Map(wishes.map((wish) => [wish, optionsOf(wish, obstacles)]));
  const order = [...wishes].sort(
    (a, b) => a.rank - b.rank || choiceOf(options, a) - choiceOf(options, b),
  );
  const choices = order.map((wish) => options.get(wish) ?? []);
  /** @type {(Rect | null)[]} */
  const chosen = order.map(() => null);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    choices.forEach((options, i) => {
      const others = chosen.filter(
        (rect, k) =>
          k !== i && rect !== null && (sweep > 0 || (order[k]?.rank ?? 0) <= (order[i]?.rank ?? 0)),
      );
      chosen[i] = best(options, /** @type {Rect[]} */ (others));
    });
  }
  return order.flatMap(({ text, rank, at }, i) => {
    const rect = chosen[i];
    return rect ? [{ text, rank, rect, line: tie(rect, at) }] : [];
  });
}

/** The hairline to a name that stands far off; null for the others.
 * @param {Rect} rect @param {Circle} at @returns {Segment | null} */
function tie(rect, at) {
  const x = Math.max(rect.x, Math.min(at.x, rect.x + rect.w));
  const y = Math.max(rect.y, Math.min(at.y, rect.y + rect.h));
  const gap = Math.hypot(x - at.x, y - at.y);
  if (gap - at.radius < FAR) return null;
  const share = (at.radius + 1) / gap;
  return [at.x + (x - at.x) * share, at.y + (y - at.y) * share, x, y];
}

/** @typedef {{rect: Rect, cost: number}} Option */

/** The places that are free of everything that stands. @param {Wish} wish @param {Obstacles} obstacles @returns {Option[]} */
function optionsOf(wish, obstacles) {
  return candidates(wish, obstacles.close ? CLOSE_GAPS : GAPS)
    .map(({ rect, cost }) => ({ rect, cost: cost + standing(rect, wish, obstacles) }))
    .filter(({ cost }) => cost < HARD);
}

/** How free a name is to choose: those with least choice go first.
 * @param {Map<Wish, Option[]>} options @param {Wish} wish */
function choiceOf(options, wish) {
  return (options.get(wish) ?? []).filter(({ cost }) => cost < NEAR).length;
}

/** @param {Wish} wish @param {readonly number[]} gaps @returns {Option[]} */
function candidates({ w, h, at }, gaps) {
  return gaps.flatMap((gap, far) =>
    WAYS.map(([dx = 0, dy = 0], liking) => {
      const reach = at.radius + gap;
      const x = at.x + dx * reach + (Math.sign(dx) * w) / 2 - w / 2;
      const y = at.y + dy * reach + (Math.sign(dy) * h) / 2 - h / 2;
      return { rect: { x, y, w, h }, cost: liking + far * 3 };
    }),
  );
}

/** What a place costs whatever the other names do. @param {Rect} rect @param {Wish} wish @param {Obstacles} obstacles */
function standing(rect, { at, rank }, { bounds, circles, rects, lines, edges }) {
  const whole = rect.w * rect.h;
  let cost = overlap(rect, bounds) < whole - 0.5 ? HARD : 0;
  for (const circle of circles) if (circle !== at && touches(rect, circle, CLEAR)) cost += HARD;
  for (const other of rects) if (overlap(rect, other, CLEAR) > 0) cost += HARD;
  for (const line of lines) if (inside(line, rect, CLEAR) > 0) cost += rank === 0 ? OVER : HARD;
  if (cost >= HARD || misleads(rect, at, circles)) return HARD;
  const tied = tie(rect, at);
  if (
    tied &&
    circles.some((circle) => circle !== at && distance(circle.x, circle.y, tied) < circle.radius)
  )
    return HARD;
  for (const edge of edges) cost += inside(edge, rect, 1) * 0.8;
  return cost;
}

/** Whether a name stands nearer to another disc than to its own.
 * @param {Rect} rect @param {Circle} at @param {readonly Circle[]} circles */
function misleads(rect, at, circles) {
  const own = gapTo(rect, at);
  return circles.some((circle) => circle !== at && touches(rect, circle, Math.min(own, FAR)));
}

/** @param {Rect} rect @param {Circle} circle */
function gapTo(rect, circle) {
  const dx = Math.max(rect.x - circle.x, 0, circle.x - rect.x - rect.w);
  const dy = Math.max(rect.y - circle.y, 0, circle.y - rect.y - rect.h);
  return Math.hypot(dx, dy) - circle.radius;
}

/** @param {readonly {rect: Rect, cost: number}[]} options @param {readonly Rect[]} others */
function best(options, others) {
  /** @type {Rect | null} */
  let found = null;
  let least = HARD;
  for (const { rect, cost } of options) {
    const clash = others.some((other) => overlap(rect, other, CLEAR) > 0);
    if (!clash && cost < least) [found, least] = [rect, cost];
  }
  return found;
}

/** Draws names with a casing, so that they read on any ground.
 * @param {CanvasRenderingContext2D} ctx
 * @param {readonly Label[]} labels
 * @param {{colour: (rank: number) => string, font: (rank: number) => string, casing: string, zoom: number}} style
 */
export function drawLabels(ctx, labels, { colour, font, casing, zoom }) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { text, rank, rect, line } of labels) {
    if (line) drawTie(ctx, line, colour(rank), zoom);
    ctx.font = font(rank);
    ctx.strokeStyle = casing;
    ctx.lineWidth = 3 * zoom;
    ctx.strokeText(text, rect.x + rect.w / 2, rect.y + rect.h / 2);
    ctx.fillStyle = colour(rank);
    ctx.fillText(text, rect.x + rect.w / 2, rect.y + rect.h / 2);
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {Segment} line @param {string} colour @param {number} zoom */
function drawTie(ctx, [x0, y0, x1, y1], colour, zoom) {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.75 * zoom;
  ctx.stroke();
}
