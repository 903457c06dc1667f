// The checkpoints of a run that are kept to go back to, within a budget of
// memory: the first and the newest ones stay, of the others the fewer the
// farther away they are from where the run stands.

/** @typedef {import("./ensemble.js").Checkpoint} Checkpoint */

/** Of the default brain's two arms one checkpoint takes about 3 MB. */
const BUDGET_BYTES = 64 * 2 ** 20;
/** So many of the newest are not thinned out. */
const NEWEST = 8;

export class Kept {
  /** @param {number} [budget] bytes */
  constructor(budget = BUDGET_BYTES) {
    this.budget = budget;
    /** In the order of their ticks. @type {Checkpoint[]} */
    this.all = [];
    this.bytes = 0;
  }

  /** Adds one unless its tick has one; thins out what is too much. @param {Checkpoint} checkpoint */
  add(checkpoint) {
    const after = this.all.findIndex((kept) => kept.tick >= checkpoint.tick);
    if (this.all[after]?.tick === checkpoint.tick) return;
    this.all.splice(after < 0 ? this.all.length : after, 0, checkpoint);
    this.bytes += sizeOf(checkpoint);
    while (this.bytes > this.budget && this.#thin(checkpoint.tick));
  }

  /** The newest one at a tick or before it. @param {number} tick */
  before(tick) {
    return this.all.findLast((kept) => kept.tick <= tick);
  }

  /** A command has changed the run: later ones are of another. @param {number} tick */
  forgetAfter(tick) {
    for (const kept of this.all) if (kept.tick > tick) this.bytes -= sizeOf(kept);
    this.all = this.all.filter((kept) => kept.tick <= tick);
  }

  /** Gives up the one that is missed least: its gap is small against the way to it. @param {number} here */
  #thin(here) {
    let [least, found] = [Number.POSITIVE_INFINITY, 0];
    for (let i = 1; i < this.all.length - NEWEST; i += 1) {
      const [before, own, after] = [i - 1, i, i + 1].map((k) => this.all[k]?.tick ?? 0);
      const gap = (after ?? 0) - (before ?? 0);
      const missed = gap / (1 + Math.abs(here - (own ?? 0)));
      if (missed < least) [least, found] = [missed, i];
    }
    const [gone] = found > 0 ? this.all.splice(found, 1) : [];
    if (gone) this.bytes -= sizeOf(gone);
    return gone !== undefined;
  }
}

/** @param {Checkpoint} checkpoint */
function sizeOf({ states }) {
  return states.reduce((sum, state) => sum + state.byteLength, 0);
}
