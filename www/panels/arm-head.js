/** What stands over a brain of equal size: which arm it is, how it does, and the way to another one. */
import { action, make } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { writeMarked } from "../text/text.js";

/** @typedef {readonly {id: string, title: string}[]} Arms */

/**
 * @typedef {object} ArmHeadWish
 * @property {number} n of the brain, from 1
 * @property {(arm: string) => void} choose
 * @property {() => void} [drop] where the brain can be taken away
 */

export class ArmHead extends Part {
  /** @param {HTMLElement} root @param {Pick<import("../draw/part.js").Context, "t">} context @param {ArmHeadWish} wish */
  constructor(root, { t }, wish) {
    super(root);
    this.t = t;
    this.sentence = "";
    this.select = make("select", "", "button quiet");
    this.select.setAttribute("aria-label", t("equal-arm", { n: wish.n }));
    this.select.addEventListener("change", () => wish.choose(this.select.value));
    this.score = make("p", "", "arm-score");
    this.drop = wish.drop ? this.dropButton(wish.drop) : null;
    root.append(this.select, ...(this.drop ? [this.drop] : []), this.score);
  }

  /** @param {() => void} drop */
  dropButton(drop) {
    const button = action("", "button icon quiet drop", drop);
    button.dataset.glyph = "close";
    return button;
  }

  /** @param {Arms} arms @param {string} chosen */
  offer(arms, chosen) {
    this.select.replaceChildren(...arms.map(({ id, title }) => new Option(title, id)));
    this.select.value = chosen;
    const words = this.t("equal-drop", { arm: this.title });
    this.drop?.setAttribute("aria-label", words);
    if (this.drop) this.drop.title = words;
  }

  get title() {
    return this.select.selectedOptions[0]?.textContent ?? "";
  }

  /** @param {string} sentence */
  say(sentence) {
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(this.score, sentence);
  }
}
