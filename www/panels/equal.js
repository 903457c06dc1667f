/**
 * Two to four brains of equal size, side by side: the same seed and clock, the
 * same colours, an arm each; how each of them does, and by how much it differs
 * from the first, in words.
 */

import { box, make, picture } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { ARMS_AT_MOST, armsOf } from "../engine/arms.js";
import { apart } from "../engine/measures.js";
import { rounded } from "../text/numbers.js";
import { fitting } from "../text/text.js";
import { ArmHead } from "./arm-head.js";

/**
 * @typedef {import("../engine/frame.js").Views} Views
 * @typedef {import("../engine/client.js").FrameDetail} FrameDetail
 * @typedef {import("../engine/client.js").RecordDetail} RecordDetail
 * @typedef {import("../story/moment.js").Moment} Moment
 * @typedef {import("../brain/brain.js").BrainState} BrainState
 * @typedef {import("../brain/brain.js").BrainView} BrainView
 *
 * How well an arm does, and in which words.
 * @typedef {import("../story/kinds/index.js").Score} Score
 *
 * A brain beyond the second.
 * @typedef {{card: HTMLElement, head: ArmHead, view: BrainView}} Third
 *
 * Where the brains stand: the name of the first, the card of the second, and what holds those beyond it;
 * `adding` is a button of whoever has one.
 * @typedef {{here: HTMLElement, twin: import("./twin.js").TwinPanel, side: HTMLElement, adding: HTMLButtonElement | null}} Places
 *
 * @typedef {object} EqualWish
 * @property {Places} places
 * @property {(canvas: HTMLCanvasElement) => BrainView} view
 * @property {() => RecordDetail | null} record the newest one
 */

export class EqualPanel extends Part {
  /** @param {HTMLElement} root what all brains stand in @param {Pick<import("../draw/part.js").Context, "t" | "state" | "say">} context @param {EqualWish} wish */
  constructor(root, { t, state, say }, wish) {
    super(root);
    this.t = t;
    this.state = state;
    this.tell = say;
    this.makeView = wish.view;
    this.read = wish.record;
    /** @type {import("./arm-head.js").Arms} */
    this.arms = [];
    /** @type {Third[]} */
    this.thirds = [];
    /** The arrangement that was spoken of last. */
    this.last = "";
    const { here, twin, side, adding } = wish.places;
    this.side = side;
    this.adding = adding;
    this.button = twin.enlarge;
    this.first = this.hold(ArmHead.mount(here, { t }, this.wishFor(0)));
    this.second = this.hold(ArmHead.mount(twin.head, { t }, this.wishFor(1)));
    this.listen(this.button, "click", () => state.set("equal", !state.shown.equal));
    if (adding) this.listen(adding, "click", () => this.add());
    this.onEnd(() => {
      while (this.thirds.length > 0) this.dropThird();
    });
  }

  /** @param {number} place of an arm */
  wishFor(place) {
    return { n: place + 1, choose: (/** @type {string} */ arm) => this.state.setArm(place, arm) };
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
    this.root.classList.toggle("equal", on);
    this.root.dataset.brains = String(arms.length);
    const thirds = Math.max(0, arms.length - 2);
    while (this.thirds.length > thirds) this.dropThird();
    while (this.thirds.length < thirds) this.thirds.push(this.third(this.thirds.length + 2));
    for (const [i, head] of this.heads().entries()) head.offer(this.arms, arms[i] ?? "");
    const words = this.t(on ? "equal-less" : "equal-title");
    this.button.setAttribute("aria-pressed", String(on));
    this.button.setAttribute("aria-label", words);
    this.button.title = words;
    this.button.hidden = arms.length < 2;
    if (this.adding)
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
    const top = make("div", "", "arm-head");
    const canvas = picture();
    const card = box("section", "card twin third", [top, canvas]);
    this.side.append(card);
    const head = ArmHead.mount(top, this, {
      ...this.wishFor(place),
      drop: () => this.state.set("arms", this.state.shown.arms.toSpliced(place, 1)),
    });
    return { card, head, view: this.makeView(canvas) };
  }

  dropThird() {
    const third = this.thirds.pop();
    third?.head.unmount();
    third?.card.remove();
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

  /** @override */
  retheme() {
    super.retheme();
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
      fitting(this.t, id, args, this.tokens.narrow);
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
    return fitting(this.t, "equal-changed", args, this.tokens.narrow);
  }
}
