// The scale in nM that all brains of a page share.
//
// Skeleton: the interface is final, the body follows.

/** One per page; give it to every BrainView. */
export class Scale {
  /** Isolines of a modulator in nM above baseline, rising. @param {number} modulator @returns {readonly number[]} */
  levels(modulator) {
    return [20, 40, 80];
  }
  /** The value of the full fill, nM. @param {number} modulator */
  full(modulator) {
    return 110;
  }
}
