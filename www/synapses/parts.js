/** What the view of synapses is made of: heading, choices, gates, picture, key, words. */

import { MEASURES } from "./read.js";

/** @typedef {import("./read.js").Measure} Measure */
/** @typedef {import("../text/text.js").Text} Text */

/**
 * @typedef {object} Wish
 * @property {() => void} close
 * @property {(bundle: number) => void} choose
 * @property {(measure: Measure) => void} show
 */

export class SynapsesParts {
  /** @param {HTMLElement} box @param {Text} t @param {Wish} wish */
  constructor(box, t, wish) {
    this.title = make("h2", "", { tabIndex: -1 });
    const close = make("button", t("close"), { type: "button", className: "button quiet" });
    close.addEventListener("click", wish.close);
    this.choice = make("select", "", { className: "button" });
    this.choice.setAttribute("aria-label", t("synapses-choose"));
    this.choice.addEventListener("change", () => wish.choose(Number(this.choice.value)));
    this.only = make("p", "", { className: "only" });
    this.none = make("p", "");
    this.third = new GateLine(t("synapses-third"), true);
    this.tagGate = new GateLine(t("synapses-tag-gate"), false);
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.key = make("p", "", { className: "key" });
    this.counts = make("p", "", { className: "words" });
    this.sample = make("p", "", { className: "words" });
    this.buttons = MEASURES.map((measure) => {
      const button = make("button", t(`synapses-${measure}`), { type: "button" });
      button.dataset.measure = measure;
      button.addEventListener("click", () => wish.show(measure));
      return button;
    });
    const measures = row("switch", ...this.buttons);
    measures.setAttribute("role", "group");
    measures.setAttribute("aria-label", t("synapses-measure"));
    const choices = row("choices", this.choice, this.only, measures);
    const gates = row("gates", this.third.box, this.tagGate.box);
    const head = document.createElement("header");
    head.append(this.title, close);
    this.known = [choices, gates, this.canvas, this.key, this.counts, this.sample];
    box.append(head, this.none, ...this.known);
  }

  /** What the choice offers. */
  #offered = "";
  #explained = "";

  /** Whether there is anything to be shown, or only to be said. @param {boolean} known */
  know(known) {
    for (const part of this.known) part.hidden = !known;
    this.none.hidden = known;
  }

  /** Bundles to choose among, where there are several. @param {readonly string[]} names @param {number} chosen */
  offer(names, chosen) {
    const offered = `${chosen}|${names.join("|")}`;
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.choice.hidden = names.length < 2;
    this.only.hidden = names.length > 1;
    this.only.textContent = names[0] ?? "";
    this.choice.replaceChildren(...names.map((name, i) => new Option(name, String(i))));
    this.choice.value = String(chosen);
  }

  /** The key under the picture. @param {readonly {sign: string, word: string}[]} signs */
  explain(signs) {
    const explained = signs.map(({ word }) => word).join("|");
    if (explained === this.#explained) return;
    this.#explained = explained;
    const parts = signs.map(({ sign, word }) => make("span", word, { className: sign }));
    this.key.replaceChildren(...parts.flatMap((part) => [part, " "]));
  }
}

/** One gate: whose it is, its name, a meter, its number. */
class GateLine {
  /** @param {string} name @param {boolean} centred whether its meter has 0 in the middle */
  constructor(name, centred) {
    this.centred = centred;
    this.box = make("p", "", { className: "gate" });
    this.badge = make("span", "", { className: "badge" });
    this.number = make("span", "", { className: "number" });
    this.bar = document.createElement("span");
    const meter = make("span", "", { className: centred ? "meter centred" : "meter" });
    meter.append(this.bar);
    this.box.append(this.badge, make("span", name), meter, this.number);
  }

  /** @param {import("./read.js").Gate} gate @param {string} code @param {string} words @param {number} full */
  show({ value, modulator }, code, words, full) {
    this.box.dataset.modulator = modulator;
    this.badge.textContent = code;
    this.number.textContent = words;
    const share = Math.max(-1, Math.min(1, value / full));
    const from = this.centred ? 50 + 50 * Math.min(0, share) : 0;
    const long = this.centred ? 50 * Math.abs(share) : 100 * Math.max(0, share);
    this.bar.style.left = `${from.toFixed(1)}%`;
    this.bar.style.width = `${long.toFixed(1)}%`;
  }
}

/** @param {string} className @param {...HTMLElement} parts */
function row(className, ...parts) {
  const box = make("div", "", { className });
  box.append(...parts);
  return box;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} text @param {Partial<HTMLElementTagNameMap[T]>} [more]
 * @returns {HTMLElementTagNameMap[T]}
 */
function make(tag, text, more = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  return Object.assign(element, more);
}
