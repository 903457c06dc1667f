/** What stands over a brain of equal size: which arm it is, how it does, and the way to another one. */
import { writeMarked } from "../text/text.js";

/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {readonly {id: string, title: string}[]} Arms */

/**
 * @typedef {object} ArmHeadWish
 * @property {(arm: string) => void} choose
 * @property {() => void} [drop] where the brain can be taken away
 */

export class ArmHead {
  /** @param {Element} box @param {Text} t @param {number} n of the brain, from 1 @param {ArmHeadWish} wish */
  constructor(box, t, n, wish) {
    this.t = t;
    this.sentence = "";
    this.select = document.createElement("select");
    this.select.className = "button quiet";
    this.select.setAttribute("aria-label", t("equal-arm", { n }));
    this.select.addEventListener("change", () => wish.choose(this.select.value));
    this.score = document.createElement("p");
    this.score.className = "arm-score";
    this.drop = wish.drop ? this.dropButton(wish.drop) : null;
    box.append(this.select, ...(this.drop ? [this.drop] : []), this.score);
  }

  /** @param {() => void} drop */
  dropButton(drop) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button icon quiet drop";
    button.dataset.glyph = "close";
    button.addEventListener("click", drop);
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
