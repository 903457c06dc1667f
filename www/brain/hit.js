// What lies under the pointer.

/** @typedef {import("./brain.js").Place} Place */

/** A finger or pointer may miss by this many pixels. */
const SLACK = 6;

/** The nearest place whose edge is within reach.
 * @param {readonly Place[]} places @param {number} x @param {number} y
 * @returns {Place | null}
 */
export function placeAt(places, x, y) {
  /** @type {Place | null} */
  let found = null;
  let least = SLACK;
  for (const place of places) {
    const gap = Math.hypot(place.x - x, place.y - y) - place.radius;
    if (gap <= least) [found, least] = [place, gap];
  }
  return found;
}
