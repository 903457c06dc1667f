// Plane geometry for placing words: rectangles, segments, how much they clash.

/** @typedef {{x: number, y: number, w: number, h: number}} Rect x, y: upper left corner */
/** @typedef {[number, number, number, number]} Segment x0, y0, x1, y1 */

/** The shared area of two rectangles, the first widened by `gap`.
 * @param {Rect} a @param {Rect} b @param {number} [gap] */
export function overlap(a, b, gap = 0) {
  const w = Math.min(a.x + a.w + gap, b.x + b.w) - Math.max(a.x - gap, b.x);
  const h = Math.min(a.y + a.h + gap, b.y + b.h) - Math.max(a.y - gap, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** The square around a circle. @param {{x: number, y: number, radius: number}} circle @returns {Rect} */
export function around({ x, y, radius }) {
  return { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius };
}

/** Whether a circle comes nearer to a rectangle than `gap`.
 * @param {Rect} rect @param {{x: number, y: number, radius: number}} circle @param {number} gap */
export function touches(rect, circle, gap) {
  const dx = Math.max(rect.x - circle.x, 0, circle.x - rect.x - rect.w);
  const dy = Math.max(rect.y - circle.y, 0, circle.y - rect.y - rect.h);
  return Math.hypot(dx, dy) < circle.radius + gap;
}

/** Length of a segment inside a rectangle (Liang-Barsky).
 * @param {Segment} segment @param {Rect} rect @param {number} [gap] */
export function inside([x0, y0, x1, y1], rect, gap = 0) {
  const [left, right] = [rect.x - gap, rect.x + rect.w + gap];
  const [top, bottom] = [rect.y - gap, rect.y + rect.h + gap];
  // Most segments are far away.
  if ((x0 < left && x1 < left) || (x0 > right && x1 > right)) return 0;
  if ((y0 < top && y1 < top) || (y0 > bottom && y1 > bottom)) return 0;
  const dx = x1 - x0;
  const dy = y1 - y0;
  let from = 0;
  let to = 1;
  const walls = [
    [-dx, x0 - left],
    [dx, right - x0],
    [-dy, y0 - top],
    [dy, bottom - y0],
  ];
  for (const [p = 0, q = 0] of walls) {
    if (p === 0 && q < 0) return 0;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return to > from ? (to - from) * Math.hypot(dx, dy) : 0;
}

/** Whether two segments cross. @param {Segment} a @param {Segment} b */
export function crosses([ax, ay, bx, by], [cx, cy, dx, dy]) {
  const side = (
    /** @type {number} */ px,
    /** @type {number} */ py,
    /** @type {number} */ qx,
    /** @type {number} */ qy,
    /** @type {number} */ rx,
    /** @type {number} */ ry,
  ) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}

/** Distance of a point from a segment. @param {number} x @param {number} y @param {Segment} segment */
export function distance(x, y, [x0, y0, x1, y1]) {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = dx * dx + dy * dy;
  const t = length > 0 ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

/** Whether a point lies within closed rings given as segments (even-odd).
 * @param {number} x @param {number} y @param {readonly Segment[]} rings */
export function within(x, y, rings) {
  let odd = false;
  for (const [x0, y0, x1, y1] of rings) {
    if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) odd = !odd;
  }
  return odd;
}
