// Millimetres of the section <-> CSS pixels. Front (larger y) is right, up
// (larger z) is up.

/** @typedef {{left: number, right: number, top: number, bottom: number}} Edges */

export class Transform {
  /** @param {number} scale pixels per mm @param {number} left pixel of y = 0 @param {number} top pixel of z = 0 */
  constructor(scale, left, top) {
    this.scale = scale;
    this.left = left;
    this.top = top;
  }

  /** @param {number} y_mm */
  x(y_mm) {
    return this.left + y_mm * this.scale;
  }

  /** @param {number} z_mm */
  y(z_mm) {
    return this.top - z_mm * this.scale;
  }

  /** The millimetres [y, z] at a pixel. @param {number} x @param {number} y */
  mm(x, y) {
    return [(x - this.left) / this.scale, (this.top - y) / this.scale];
  }
}

/** The largest picture of `bounds` (mm) that fits between the edges of a box.
 * @param {{width: number, height: number}} box
 * @param {Edges} bounds left and right in y, bottom and top in z
 * @param {Edges} inset in pixels
 */
export function fit(box, bounds, inset) {
  const across = Math.max(1, box.width - inset.left - inset.right);
  const down = Math.max(1, box.height - inset.top - inset.bottom);
  const wide = bounds.right - bounds.left;
  const high = bounds.top - bounds.bottom;
  const scale = Math.min(across / wide, down / high);
  const left = inset.left + (across - wide * scale) / 2 - bounds.left * scale;
  const top = inset.top + (down - high * scale) / 2 + bounds.top * scale;
  return new Transform(scale, left, top);
}
