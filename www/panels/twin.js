/** The second brain: same seed, same clock, without one thing. */

import { action, box, make, named, picture } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { besideIn, LACKS, missingIn } from "../engine/arms.js";
import { apart } from "../engine/measures.js";
import { fitting, writeMarked } from "../text/text.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../story/moment.js").Moment} Moment */
/** The arm, and the kind of its trials. @typedef {{arm: string, kind: import("../story/kinds/index.js").Kind}} Shown */

/** With more arms than this beside the first, buttons hold codes. */
const FEW = 2;
/** Longer words on all buttons together have no room: a list stands in their place. */
const LETTERS = 24;

export class TwinPanel extends Part {
  /** @param {HTMLElement} root a card @param {Pick<import("../draw/part.js").Context, "t" | "state">} context @param {(canvas: HTMLCanvasElement) => import("../brain/brain.js").BrainView} view */
  constructor(root, { t, state }, view) {
    super(root);
    this.t = t;
    this.choose = (/** @type {string} */ arm) => state.setArm(1, arm);
    this.parts = this.build();
    this.view = view(this.parts.canvas);
    this.sentence = "";
    /** Whether the twin stands at another moment of its run. */
    this.apart = false;
    /** Has its trial the outcome of the first one's? */
    this.alike = true;
    /** @type {HTMLSelectElement | null} */
    this.list = null;
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
  }

  build() {
    const { t, root } = this;
    const title = make("span", "", "long");
    const short = make("span", "", "short");
    const heading = box("h2", "", [title, short]);
    const buttons = named(make("div", "", "switch twin-switch"), "group", t("twin-switch-label"));
    const head = make("div", "", "arm-head");
    const enlarge = action("", "button icon quiet enlarge", () => {});
    enlarge.dataset.glyph = "equal";
    const canvas = picture();
    const words = make("p", "", "twin-words");
    this.labelBy(heading);
    root.append(heading, buttons, head, enlarge, canvas, words);
    return { title, short, buttons, head, enlarge, canvas, words };
  }

  /** Where its name stands when all brains have the same size. */
  get head() {
    return this.parts.head;
  }

  /** Makes all brains the same size. */
  get enlarge() {
    return this.parts.enlarge;
  }

  /** @override */
  retheme() {
    super.retheme();
    this.view.retheme();
  }

  /** The arms that can stand beside: all but the intact one. @param {readonly {id: string, title: string}[]} arms */
  offer(arms) {
    const ids = arms.map((arm) => arm.id).filter((id) => id !== "intact");
    this.buttons = new Map(ids.map((id) => [id, this.button(id, ids.length > FEW)]));
    const letters = [...this.buttons.values()].map(({ textContent }) => textContent).join("");
    const others = arms.filter(({ id }) => id !== "intact");
    this.list = letters.length > LETTERS ? this.select(others) : null;
    this.parts.buttons.classList.toggle("switch", this.list === null);
    this.parts.buttons.replaceChildren(...(this.list ? [this.list] : this.buttons.values()));
    const lacking = ids.every((id) => /^no_/.test(id));
    this.parts.title.textContent = this.t(lacking ? "twin-title" : "twin-title-arm");
  }

  /** @param {readonly {id: string, title: string}[]} arms */
  select(arms) {
    const select = document.createElement("select");
    select.className = "button quiet";
    select.setAttribute("aria-label", this.t("twin-switch-label"));
    select.append(...arms.map(({ id, title }) => new Option(title, id)));
    select.addEventListener("change", () => this.choose(select.value));
    return select;
  }

  /** @param {string} arm @param {boolean} short */
  button(arm, short) {
    const button = document.createElement("button");
    const id = short ? LACKS.get(arm) : undefined;
    const word = missingIn(this.t, arm);
    button.type = "button";
    button.textContent = id ? this.t(`${id}-code`) : word;
    if (id) {
      button.title = word;
      button.setAttribute("aria-label", `${this.t(`${id}-code`)}: ${word}`);
    }
    button.addEventListener("click", () => this.choose(arm));
    return button;
  }

  /** @param {string} arm */
  showArm(arm) {
    for (const [id, button] of this.buttons)
      button.setAttribute("aria-pressed", String(id === arm));
    if (this.list) this.list.value = arm;
    this.parts.short.textContent = arm === "" ? "" : besideIn(this.t, arm);
  }

  /** @param {Moment | null} moment @param {import("../engine/client.js").ArmViews} frames @param {Shown} shown */
  update(moment, [first, second], shown) {
    this.apart = second !== undefined && apart(first, second);
    this.alike = second !== undefined && first.clock().kind === second.clock().kind;
    const sentence = this.words(moment, second, shown);
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(this.parts.words, sentence);
  }

  /** @param {Moment | null} m @param {Views | undefined} frame @param {Shown} shown */
  words(m, frame, shown) {
    const { arm } = shown;
    if (!m || !frame) return this.t(arm === "" ? "twin-none" : "twin-loading");
    const { id, args } = this.sentenceOf(m, frame, shown);
    return fitting(this.t, id, { ...args, beside: besideIn(this.t, arm) }, this.tokens.narrow);
  }

  /** @param {Moment} m @param {Views} frame @param {Shown} shown @returns {import("../story/kinds/index.js").Sentence} */
  sentenceOf(m, frame, { arm, kind }) {
    const compared = m.fast || m.finished ? kind.compared(m) : null;
    if (compared) return compared;
    if (this.apart) return { id: "twin-apart", args: {} };
    if (m.ms < m.rewardMs || m.ms < 0) return { id: "twin-ready", args: {} };
    const clock = frame.clock();
    const n = clock.strengthened + clock.weakened;
    const id = arm === "no_tag" ? "twin-tagless" : "twin-words";
    const outcome = this.alike ? "same" : "other";
    return { id, args: { n, m: Math.max(n, m.taggedMost), outcome } };
  }
}
