/**
 * Two to four brains of equal size, side by side: the same seed and clock, the
 * same colours, an arm each; how each of them does, and by how much it differs
 * from the first, in words.
 */

import { BrainView } from "../brain/brain.js";
import { find } from "../draw/dom.js";
import { narrowNow } from "../draw/motion.js";
import { ARMS_AT_MOST, armsOf } from "../engine/arms.js";
import { apart } from "../engine/measures.js";
import { rounded } from "../text/numbers.js";
import { fitting } from "../text/text.js";
import { ArmHead } from "./arm-head.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("../engine/frame.js").Views} Views
 * @typedef {import("../engine/client.js").FrameDetail} FrameDetail
 * @typedef {import("../engine/client.js").RecordDetail} RecordDetail
 * @typedef {import("../page/state.js").State} State
 * @typedef {import("../text/text.js").Text} Text
 * @typedef {import("../story/moment.js").Moment} Moment
 * @typedef {import("../brain/brain.js").BrainState} BrainState
 *
 * How well an arm does, and in which words.
 * @typedef {import("../story/kinds/index.js").Score} Score
 *
 * A brain beyond the second.
 * @typedef {{card: HTMLElement, head: ArmHead, view: BrainView}} Third
 *
 * @typedef {object} EqualParts
 * @property {Text} t @property {State} state @property {Catalogue} catalogue
 * @property {(canvas: HTMLCanvasElement) => BrainView} view
 * @property {() => RecordDetail | null} record the newest one
 * @property {(words: string) => void} say
 */

export class EqualPanel {
  /** @param {EqualParts} parts */
  constructor({ t, state, catalogue, view, record, say }) {
    this.t = t;
    this.state = state;
    this.catalogue = catalogue;
    this.makeView = view;
    this.read = record;
    this.tell = say;
    /** @type {import("./arm-head.js").Arms} */
    this.arms = [];
    /** @type {Third[]} */
    this.thirds = [];
    /** The arrangement that was spoken of last. */
    this.last = "";
    this.side = find("side", HTMLElement);
    this.first = new ArmHead(find("here-head", HTMLElement), t, 1, {
      choose: (arm) => state.setArm(0, arm),
    });
    this.second = new ArmHead(find("twin-head", HTMLElement), t, 2, {
      choose: (arm) => state.setArm(1, arm),
    });
    this.button = find("equal", HTMLButtonElement);
    this.adding = find("equal-add", HTMLButtonElement);
    this.button.addEventListener("click", () => state.set("equal", !state.shown.equal));
    this.adding.addEventListener("click", () => this.add());
  }

  get on() {
    return this.state.shown.equal;
  }

  /** Arms that no brain shows yet. */
  get free() {
    const { arms } = this.state.shown;
    return this.arms.filter(({ id }) => !arms.includes(id));
  }

  /** The arms of another experiment. @param {import("./arm-head.js").Arms} arms */
  show(arms) {
    this.arms = arms;
    this.last = this.arrangement;
    this.apply();
  }

  /** Brings the page to what the state says. */
  apply() {
    const { on } = this;
    const arms = armsOf(this.state.shown);
    const root = document.documentElement;
    root.classList.toggle("equal", on);
    root.dataset.brains = String(arms.length);
    const thirds = Math.max(0, arms.length - 2);
    while (this.thirds.length > thirds) this.thirds.pop()?.card.remove();
    while (this.thirds.length < thirds) this.thirds.push(this.third(this.thirds.length + 2));
    for (const [i, head] of this.heads().entries()) head.offer(this.arms, arms[i] ?? "");
    const words = this.t(on ? "equal-less" : "equal-title");
    this.button.setAttribute("aria-pressed", String(on));
    this.button.setAttribute("aria-label", words);
    this.button.title = words;
    this.button.hidden = arms.length < 2;
    this.adding.hidden = !on || arms.length >= ARMS_AT_MOST || this.free.length === 0;
  }

  /** Names what `announce` speaks of: one brain or several, and the third and the fourth. */
  get arrangement() {
    return [this.on, ...armsOf(this.state.shown).slice(2)].join();
  }

  /** Says what is shown where brains came or went. */
  announce() {
    if (this.arrangement === this.last) return;
    this.last = this.arrangement;
    const [first, ...others] = this.heads().map(({ title }) => title);
    const arms = [first, ...others].join(", ");
    this.tell(
      this.on
        ? this.t("equal-say", { n: others.length + 1, arms })
        : this.t("equal-say-less", { arm: others[0] ?? "" }),
    );
  }

  /** One per brain, the first one's first. */
  heads() {
    return [this.first, this.second, ...this.thirds.map(({ head }) => head)];
  }

  add() {
    const [next] = this.free;
    if (next) this.state.set("arms", [...this.state.shown.arms, next.id]);
  }

  /** @param {number} place of its arm @returns {Third} */
  third(place) {
    const card = document.createElement("section");
    card.className = "card twin third";
    const box = document.createElement("div");
    box.className = "arm-head";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    card.append(box, canvas);
    this.side.append(card);
    const head = new ArmHead(box, this.t, place + 1, {
      choose: (arm) => this.state.setArm(place, arm),
      drop: () => this.state.set("arms", this.state.shown.arms.toSpliced(place, 1)),
    });
    return { card, head, view: this.makeView(canvas) };
  }

  /** @param {FrameDetail} frame @param {(place: number) => BrainState} stateOf */
  draw({ arms }, stateOf) {
    for (const [i, { view }] of this.thirds.entries())
      view.render(arms[i + 2] ?? null, stateOf(i + 2));
  }

  /** Sizes may have changed. @returns {boolean} whether any did */
  resize() {
    return this.thirds.map(({ view }) => view.resize()).some(Boolean);
  }

  retheme() {
    for (const { view } of this.thirds) view.retheme();
  }

  /** How each brain does. @param {Moment} moment @param {FrameDetail} frame @param {Score} score */
  update(moment, { arms }, score) {
    if (!this.on) return;
    const values = (this.read()?.arms ?? []).map((record) => score.read(record));
    for (const [i, head] of this.heads().entries()) {
      const own = this.words(score, values[i] ?? null, i === 0 ? null : (values[0] ?? null));
      const view = arms[i] ?? null;
      const there = view !== null && !apart(arms[0], view);
      head.say([own, there ? this.changed(moment, view) : ""].filter(Boolean).join(". "));
    }
  }

  /** @param {Score} score @param {number | null} value @param {number | null} first that of the first brain, for the others */
  words(score, value, first) {
    if (value === null) return "";
    const say = (/** @type {string} */ id, /** @type {import("../text/text.js").Args} */ args) =>
      fitting(this.t, id, args, narrowNow());
    const round = (/** @type {number} */ n) => rounded(n, score.digits);
    const own = say(score.own, { n: round(value) });
    if (first === null) return own;
    const d = round(value) - round(first);
    const args = { d: Math.abs(round(d)), way: d > 0 ? "more" : "less", arm: this.first.title };
    return `${own}, ${say(d === 0 ? "equal-same" : score.less, args)}`;
  }

  /** What the trial has changed so far; nothing before its outcome. @param {Moment} m @param {Views | null} frame */
  changed(m, frame) {
    if (!frame || m.fast || m.finished || m.ms < m.rewardMs) return "";
    const { strengthened, weakened } = frame.clock();
    const n = strengthened + weakened;
    const args = { n, m: Math.max(n, m.taggedMost) };
    return fitting(this.t, "equal-changed", args, narrowNow());
  }
}
