/**
 * Two to four brains of equal size, side by side: the same seed and clock, the
 * same colours, an arm each; how each of them does, and by how much it differs
 * from the first, in words.
 */

import { BrainView } from "../brain/brain.js";
import { find } from "../draw/dom.js";
import { narrowNow } from "../draw/motion.js";
import { MORE_AT_MOST } from "../engine/arms.js";
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
 * A brain beyond the twin.
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
    this.side = find("side", HTMLElement);
    this.first = new ArmHead(find("here-head", HTMLElement), t, 1, {
      choose: (arm) => state.set("arm", arm),
    });
    this.second = new ArmHead(find("twin-head", HTMLElement), t, 2, {
      choose: (arm) => state.set("twin", arm),
    });
    this.button = find("equal", HTMLButtonElement);
    this.adding = find("equal-add", HTMLButtonElement);
    this.button.addEventListener("click", () => state.set("equal", !state.shown.equal));
    this.adding.addEventListener("click", () => this.add());
  }

  get on() {
    return this.state.shown.equal;
  }

  /** Arms of the third and the fourth brain, where they are shown. */
  get more() {
    const { equal, twin, more } = this.state.shown;
    return equal && twin !== "" ? more : [];
  }

  /** Arms that no brain shows yet. */
  get free() {
    const { arm, twin, more } = this.state.shown;
    return this.arms.filter(({ id }) => id !== arm && id !== twin && !more.includes(id));
  }

  /** The arms of another experiment. @param {import("./arm-head.js").Arms} arms */
  show(arms) {
    this.arms = arms;
    this.apply();
  }

  /** Brings the page to what the state says. */
  apply() {
    const { on, more } = this;
    const { arm, twin } = this.state.shown;
    const root = document.documentElement;
    root.classList.toggle("equal", on);
    root.dataset.brains = String((twin === "" ? 1 : 2) + more.length);
    while (this.thirds.length > more.length) this.thirds.pop()?.card.remove();
    while (this.thirds.length < more.length) this.thirds.push(this.third(this.thirds.length));
    this.first.offer(this.arms, arm);
    this.second.offer(this.arms, twin);
    for (const [i, { head }] of this.thirds.entries()) head.offer(this.arms, more[i] ?? "");
    const words = this.t(on ? "equal-less" : "equal-title");
    this.button.setAttribute("aria-pressed", String(on));
    this.button.setAttribute("aria-label", words);
    this.button.title = words;
    this.button.hidden = twin === "";
    this.adding.hidden = !on || more.length >= MORE_AT_MOST || this.free.length === 0;
  }

  /** Says what is shown now. */
  announce() {
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
    if (next) this.state.set("more", [...this.state.shown.more, next.id]);
  }

  /** @param {number} i @returns {Third} */
  third(i) {
    const card = document.createElement("section");
    card.className = "card twin third";
    const box = document.createElement("div");
    box.className = "arm-head";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    card.append(box, canvas);
    this.side.append(card);
    const head = new ArmHead(box, this.t, i + 3, {
      choose: (arm) => this.state.set("more", this.state.shown.more.with(i, arm)),
      drop: () => this.state.set("more", this.state.shown.more.toSpliced(i, 1)),
    });
    return { card, head, view: this.makeView(canvas) };
  }

  /** @param {FrameDetail} frame @param {(arm: string, record: Views | null) => BrainState} stateOf */
  draw({ more }, stateOf) {
    const records = this.read()?.more ?? [];
    for (const [i, { view }] of this.thirds.entries()) {
      const arm = this.more[i] ?? "";
      view.render(more[i] ?? null, stateOf(arm, records[i] ?? null));
    }
  }

  /** Sizes may have changed. @returns {boolean} whether any did */
  resize() {
    return this.thirds.map(({ view }) => view.resize()).some(Boolean);
  }

  retheme() {
    for (const { view } of this.thirds) view.retheme();
  }

  /** How each brain does. @param {Moment} moment @param {FrameDetail} frame @param {Score} score */
  update(moment, frame, score) {
    if (!this.on) return;
    const records = this.read();
    const views = [frame.intact, frame.twin, ...frame.more];
    const read = [records?.intact, records?.twin, ...(records?.more ?? [])];
    const values = read.map((record) => (record ? score.read(record) : null));
    for (const [i, head] of this.heads().entries()) {
      const own = this.words(score, values[i] ?? null, i === 0 ? null : (values[0] ?? null));
      const view = views[i] ?? null;
      const there = view !== null && !apart(frame.intact, view);
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
