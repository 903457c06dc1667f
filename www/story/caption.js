/** The sentence above the brain: what happens now, in the words of the kind of trial. */

import { Part } from "../draw/part.js";
import { besideIn } from "../engine/arms.js";
import { fitting, writeMarked } from "../text/text.js";

/** Kind of the trials shown, and the share of right choices by chance. @typedef {{kind: import("./kinds/index.js").Kind, chance: number}} Shown */

export class Caption extends Part {
  /** @param {HTMLElement} root @param {Pick<import("../draw/part.js").Context, "t" | "state">} context */
  constructor(root, { t, state }) {
    super(root);
    this.t = t;
    this.state = state;
    this.sentence = "";
  }

  /** @param {import("./moment.js").Moment} moment @param {Shown} shown */
  update(moment, { kind, chance }) {
    const [arm = "", other = ""] = this.state.shown.arms;
    const beside = besideIn(this.t, other);
    const { id, args } = kind.caption(moment, { arm, beside, chance });
    const sentence = fitting(this.t, id, args, this.tokens.narrow);
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(this.root, sentence);
  }
}
