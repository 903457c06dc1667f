// The scale in nM that all brains of a page share.
//
// Isolines stand at 10, 20, 40 and 80 nM above baseline: 10, because that is about what a
// burst leaves in cortex. A modulator that never comes near 80 gets a smaller set, which
// the legend shows. A set only widens, so that the same colour keeps its meaning.

/** From small to large; the last is the standard one. @type {readonly (readonly number[])[]} */
export const LEVELS = [
  [5, 10, 20],
  [10, 20, 40],
  [10, 20, 40, 80],
];

/** Dopamine and acetylcholine are known to need the standard set. */
const FIRST = [LEVELS.length - 1, LEVELS.length - 1];

/** A set is wide enough up to this multiple of its highest level. */
const ROOM = 1.4;

/** One per page; give it to every BrainView. */
export class Scale {
  constructor() {
    /** Which set each modulator has. @type {number[]} */
    this.sets = [...FIRST];
    /** Counts changes, for layers that show the scale. */
    this.version = 0;
  }

  /** Widens a modulator's set when a value asks for it.
   * @param {number} modulator @param {number} peak_nm */
  see(modulator, peak_nm) {
    const wanted = LEVELS.findIndex((set) => peak_nm <= (set.at(-1) ?? 0) * ROOM);
    const set = wanted < 0 ? LEVELS.length - 1 : wanted;
    if (set <= (this.sets[modulator] ?? 0)) return;
    this.sets[modulator] = set;
    this.version += 1;
  }

  /** Forgets what was seen: another experiment. */
  reset() {
    this.sets = [...FIRST];
    this.version += 1;
  }

  /** Isolines of a modulator in nM above baseline, rising.
   * @param {number} modulator
   * @returns {readonly number[]}
   */
  levels(modulator) {
    return LEVELS[this.sets[modulator] ?? 0] ?? [];
  }

  /** The value of the full fill, nM. @param {number} modulator */
  full(modulator) {
    return (this.levels(modulator).at(-1) ?? 1) * ROOM;
  }
}
