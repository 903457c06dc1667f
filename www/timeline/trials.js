/**
 * The strip of trials above the lanes: what became of each, which one is shown,
 * and the way back to any of them. What is drawn is what the engine recorded.
 */

import { fitCanvas } from "../draw/canvas.js";
import { action, box, detailOf, make, named, picture, write } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { Marks } from "./marks.js";
import { drawStrip, slotsIn, trialAt, windowFor } from "./strip.js";

/** @typedef {import("../engine/travel.js").Way} Way */
/** Id of the words that say what filled marks mean, by the outcomes seen so far. @typedef {{legend: (outcomes: readonly string[]) => string}} TrialsWish */

/** In fast forward the strip changes this often at most. */
const CALM_MS = 500;
const PAGE = 10;
/** The last frame of a run that was playing is not waited for longer. */
const REST_MS = 100;

export class Trials extends Part {
  /** @param {HTMLElement} root @param {import("../draw/part.js").Context} context @param {TrialsWish} wish */
  constructor(root, { t, client, state, acts, say, notify }, wish) {
    super(root);
    this.t = t;
    this.client = client;
    this.acts = acts;
    this.past = acts.past;
    this.wish = wish;
    const refuse = (/** @type {string} */ words) => notify("marks", words);
    this.marks = new Marks({ t, state, past: acts.past, say, refuse });
    this.slider = named(make("div", "", "trial-strip"), "slider", t("trials-label"));
    this.canvas = picture();
    this.filled = make("span", "", "trial-filled");
    this.hollow = make("span", "", "trial-hollow");
    this.legend = box("p", "trial-legend", [
      this.filled,
      this.hollow,
      make("span", t("trials"), "short"),
    ]);
    this.range = make("p", "", "trial-range");
    this.goingWords = make("span");
    this.going = named(make("div", "", "going"), "group", t("going-label"));
    this.build();
    /** Trial at the left of the strip, from 0. */
    this.first = 0;
    /** The trial that is wished for while the way is under way. @type {number | null} */
    this.wished = null;
    /** The tick that is wished for where no trial is. */
    this.tick = 0;
    /** Whether the next frame is that of the wish. */
    this.landed = false;
    /** Size of the strip in CSS pixels. */
    this.box = { width: 0, height: 0 };
    /** What is drawn. */
    this.key = "";
    this.drawn = -Infinity;
    this.run = this.runNow(state);
    this.follow(state);
    this.listenToSlider();
  }

  build() {
    const { slider, going } = this;
    slider.tabIndex = 0;
    slider.ariaValueMin = slider.ariaValueMax = slider.ariaValueNow = "1";
    slider.append(this.canvas);
    going.hidden = true;
    going.append(
      this.goingWords,
      action(this.t("cancel"), "button", () => this.acts.travel.stop()),
    );
    this.root.append(box("div", "trials", [this.legend, slider, this.range]), going);
  }

  /** What makes the run another one, as far as bookmarks go. @param {import("../page/state.js").State} state */
  runNow({ shown }) {
    return JSON.stringify([shown.experiment, shown.seed, [...shown.set]]);
  }

  /** @param {import("../page/state.js").State} state */
  follow(state) {
    const { client, acts } = this;
    this.listen(client, "ready", () => this.restart(state));
    this.listen(client, "branch", () => this.branch());
    this.listen(client, "frame", (event) => this.onFrame(detailOf(event)));
    this.listen(client, "record", (event) => {
      this.past.readRecord(detailOf(event).arms[0]);
      this.draw();
    });
    this.listen(acts.travel, "way", (event) => this.showWay(detailOf(event)));
    this.observe(this.canvas, () => {
      this.box = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
      this.draw();
    });
  }

  listenToSlider() {
    const { slider } = this;
    this.listen(slider, "keydown", (event) => this.press(event));
    this.listen(slider, "pointerdown", (event) => {
      slider.setPointerCapture(event.pointerId);
      this.point(event);
    });
    this.listen(slider, "pointermove", (event) => {
      if (slider.hasPointerCapture(event.pointerId)) this.point(event);
      else slider.title = this.nameOf(this.under(event));
    });
  }

  /** @param {import("../page/state.js").State} state */
  restart(state) {
    this.past.restart();
    this.first = 0;
    this.wished = null;
    this.acts.travel.stop();
    const run = this.runNow(state);
    if (run !== this.run && state.shown.marks.length > 0) this.marks.set([]);
    this.run = run;
  }

  branch() {
    const { moment, past } = this;
    if (!moment) return;
    past.branch({ tick: moment.tick, trial: moment.trial - 1 });
    this.draw();
  }

  get moment() {
    return this.acts.moment;
  }

  /** The trial shown or wished for, from 0. */
  get here() {
    return this.wished ?? (this.moment ? this.moment.trial - 1 : 0);
  }

  /** @param {import("../engine/client.js").FrameDetail} frame */
  onFrame({ tick, begun }) {
    if (this.landed) this.wished = null;
    this.landed = false;
    const trial = (this.moment?.trial ?? 1) - 1;
    const leadMs = this.moment?.course.leadMs ?? 0;
    this.past.readFrame({ tick, trial, leadMs, begun });
    this.draw();
  }

  bookmark() {
    if (this.moment) this.marks.put(this.moment.tick);
    this.draw();
  }

  /** To the cue of a trial, as far as the run has been. @param {number} wish from 0 */
  goToTrial(wish) {
    this.wished = Math.min(Math.max(0, wish), this.past.newest.trial);
    this.draw();
    return this.travel();
  }

  /** @param {number} tick */
  goTo(tick) {
    this.wished = null;
    this.tick = tick;
    return this.travel();
  }

  /** To what is wished for when its turn has come. */
  async travel() {
    if (this.client.playing) await this.rest();
    await this.acts.travel.to(() =>
      this.wished === null ? this.tick : this.past.tickOf(this.wished),
    );
    this.landed = !this.acts.travel.busy;
  }

  /** Stands still; what came of the last trial is known then. */
  rest() {
    this.acts.pause();
    return new Promise((resolve) => {
      this.client.addEventListener("record", resolve, { once: true });
      setTimeout(resolve, REST_MS);
    });
  }

  /** @param {PointerEvent} event */
  under(event) {
    const { left, width } = this.slider.getBoundingClientRect();
    return trialAt(event.clientX - left, { width, first: this.first, count: slotsIn(width) });
  }

  /** @param {PointerEvent} event */
  point(event) {
    const trial = this.under(event);
    if (this.wished !== trial) void this.goToTrial(trial);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { here, past } = this;
    const to = (/** @type {number} */ trial) => () => void this.goToTrial(trial);
    const known = new Map([
      ["ArrowLeft", to(here - 1)],
      ["ArrowDown", to(here - 1)],
      ["ArrowRight", to(here + 1)],
      ["ArrowUp", to(here + 1)],
      ["PageUp", to(here - PAGE)],
      ["PageDown", to(here + PAGE)],
      ["Home", to(0)],
      ["End", () => void this.goTo(past.newest.tick)],
    ]);
    const act = known.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** How far a long way is gone. @param {Way | null} way */
  showWay(way) {
    const held = this.going.matches(":focus-within");
    this.going.hidden = way === null;
    if (way === null) {
      if (held) this.slider.focus();
      return;
    }
    const share = (way.at - way.from) / Math.max(1, way.goal - way.from);
    const percent = Math.floor(100 * share);
    write(this.goingWords, this.t("going", { trial: this.moment?.trial ?? 1, percent }));
  }

  /** A trial in words. @param {number} trial from 0 */
  nameOf(trial) {
    if (trial > this.past.newest.trial) return "";
    const outcome = this.past.outcomes.get(trial) ?? "none";
    const args = { trial: trial + 1, trials: this.moment?.trials ?? 0 };
    const words = this.t("trial-value", { ...args, outcome: this.t(`outcome-${outcome}`) });
    return this.marks.flags().has(trial) ? this.t("trial-flagged", { words }) : words;
  }

  draw() {
    const { moment, past, here } = this;
    const { width } = this.box;
    if (!moment || width === 0) return;
    const now = performance.now();
    if (moment.fast && now - this.drawn < CALM_MS) return;
    const count = slotsIn(width);
    this.first = windowFor(this.first, count, here);
    const flags = [...this.marks.flags()];
    const key = `${width} ${this.first} ${here} ${past.version} ${past.newest.trial} ${flags} ${this.tokens.get("--ink")}`;
    if (key === this.key) return;
    this.key = key;
    this.drawn = now;
    this.paint(count);
    this.describe(count);
  }

  /** @param {number} count */
  paint(count) {
    const ctx = this.canvas.getContext("2d");
    if (!ctx) return;
    const { width, height, ratio } = fitCanvas(this.canvas, this.box);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const { first, here, past } = this;
    const outcome = (/** @type {number} */ trial) => past.outcomes.get(trial);
    const flags = this.marks.flags();
    const newest = past.newest.trial;
    drawStrip(ctx, { width, first, count, here, newest, outcome, flags, token: this.tokens.get });
  }

  /** @param {number} count */
  describe(count) {
    const { slider, first, here, past } = this;
    const last = Math.max(here, past.newest.trial);
    slider.setAttribute("aria-valuemax", String(last + 1));
    slider.setAttribute("aria-valuenow", String(here + 1));
    slider.setAttribute("aria-valuetext", this.nameOf(here));
    write(
      this.range,
      this.t("trial-range", { first: first + 1, last: Math.min(first + count, last + 1) }),
    );
    this.explain();
  }

  /** What filled and hollow marks mean. */
  explain() {
    const word = this.wish.legend([...this.past.outcomes.values()]);
    if (this.legend.dataset.kind === word) return;
    this.legend.dataset.kind = word;
    write(this.filled, this.t(`legend-${word}`));
    write(this.hollow, this.t(`legend-no-${word}`));
  }
}
