/** A run where it is shown: joins client, state and the parts, each on the element of its class. */

import { BrainView } from "../brain/brain.js";
import { Scale } from "../brain/scale.js";
import { followDownloads } from "../charts/download.js";
import { VtaChart } from "../charts/vta.js";
import { detailOf, within } from "../draw/dom.js";
import { reducedMotion } from "../draw/motion.js";
import { Part } from "../draw/part.js";
import { armsOf, besideIn, silencedIn } from "../engine/arms.js";
import { eventsOf } from "../engine/frame.js";
import { AlignmentPanel } from "../panels/alignment.js";
import { EqualPanel } from "../panels/equal.js";
import { LearningCard } from "../panels/learning.js";
import { Stage } from "../panels/stage.js";
import { TwinPanel } from "../panels/twin.js";
import { SeedsPanel } from "../seeds/panel.js";
import { Caption } from "../story/caption.js";
import { conditioning } from "../story/kinds/conditioning.js";
import { kindOf } from "../story/kinds/index.js";
import { PREFRONTAL } from "../story/moment.js";
import { Narrator } from "../story/narrator.js";
import { StoryStrip } from "../story/strip.js";
import { Words } from "../story/words.js";
import { SynapsesPanel } from "../synapses/panel.js";
import { Timeline } from "../timeline/timeline.js";
import { followState } from "./follow.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../engine/client.js").FrameDetail} FrameDetail */
/** @typedef {import("../engine/client.js").RecordDetail} RecordDetail */
/** @typedef {import("../brain/brain.js").BrainState} BrainState */
/** @typedef {import("../draw/part.js").Context} Context */

/** Elements of the shell that the parts speak to, where it has them. @typedef {{progress: HTMLElement | null, adding: HTMLButtonElement | null}} Shell */

/** Frames that follow each other within this time, ms, draw the rest of the page by turns: each part then at 8 Hz or more. */
const TURNS_MS = 60;
/** Wide enough for legend and names, px. */
const FULL_PX = 560;

export class Page extends Part {
  /** @param {HTMLElement} root @param {Context} context @param {Shell} shell */
  constructor(root, context, shell) {
    super(root);
    this.context = context;
    const { catalogue, t, client, state, acts } = context;
    this.catalogue = catalogue;
    this.t = t;
    this.client = client;
    this.state = state;
    this.acts = acts;
    this.live = acts.live;
    this.tracker = acts.tracker;
    /** The experiment shown. @type {import("../engine/frame.js").ExperimentInfo | undefined} */
    this.card = undefined;
    /** The kind of its trials. @type {import("../story/kinds/index.js").Kind} */
    this.kind = conditioning;
    this.pace = this.kind.pace();
    this.narrator = new Narrator(this.live, t);
    this.scale = new Scale();
    /** @type {FrameDetail | null} */
    this.frame = null;
    /** When the last frame was drawn, and whether it was an odd one. */
    this.drawn = Number.NEGATIVE_INFINITY;
    this.odd = false;
    /** @type {RecordDetail | null} */
    this.record = null;
    this.hear();
    this.stage = this.mountStage();
    this.twinPanel = this.mountTwin();
    this.equal = this.mountEqual(shell.adding);
    this.learning = this.hold(LearningCard.mount(this.place("curve"), context));
    this.seeds = this.mountSeeds();
    const { firing } = this.kind;
    this.vta = this.hold(VtaChart.mount(this.place("vta"), context, firing));
    this.alignment = this.hold(AlignmentPanel.mount(this.place("alignment"), context));
    this.timeline = this.mountTimeline();
    this.synapses = this.mountSynapses();
    this.words = this.mountWords(shell.progress);
    this.watch();
    followState(this);
    const card = catalogue.experiments.find((one) => one.id === state.shown.experiment);
    if (card) this.show(card);
  }

  /** Where a part stands. @param {string} name of its class */
  place(name) {
    return within(this.root, `.${name}`, HTMLElement);
  }

  mountStage() {
    const wish = {
      size: this.size(),
      scale: this.scale,
      redraw: () => this.draw(),
      share: (/** @type {string} */ system) => this.alignment.shareOf(system),
    };
    return this.hold(Stage.mount(this.place("brain"), this.context, wish));
  }

  mountTwin() {
    const view = (/** @type {HTMLCanvasElement} */ canvas) => this.besideView(canvas);
    return this.hold(TwinPanel.mount(this.place("twin"), this.context, view));
  }

  /** @param {HTMLButtonElement | null} adding */
  mountEqual(adding) {
    const places = {
      here: this.place("here-head"),
      twin: this.twinPanel,
      side: this.place("side"),
    };
    const wish = {
      places: { ...places, adding },
      view: (/** @type {HTMLCanvasElement} */ canvas) => this.besideView(canvas),
      record: () => this.record,
    };
    return this.hold(EqualPanel.mount(this.root, this.context, wish));
  }

  mountSeeds() {
    const wish = { card: () => this.card, kind: () => this.kind, charts: this.learning };
    return this.hold(SeedsPanel.mount(this.learning.seeds, this.context, wish));
  }

  mountTimeline() {
    const legend = (/** @type {readonly string[]} */ outcomes) => this.kind.legend(outcomes);
    return this.hold(Timeline.mount(this.place("timeline"), this.context, { legend }));
  }

  mountSynapses() {
    const wish = { opener: this.stage.opener, back: () => this.stage.regions.focus() };
    return this.hold(SynapsesPanel.mount(this.place("synapses"), this.context, wish));
  }

  /** @param {HTMLElement | null} progress */
  mountWords(progress) {
    const strip = this.hold(StoryStrip.mount(this.place("story"), this.context));
    const caption = this.hold(Caption.mount(this.place("caption"), this.context));
    const { twinPanel: twin, equal, stage } = this;
    return new Words(this.context, { strip, caption, twin, equal, stage, progress });
  }

  /** A brain beside the first one. @param {HTMLCanvasElement} canvas */
  besideView(canvas) {
    const { t, catalogue, section } = this.context;
    const options = { t, size: this.besideSize(), zoom: this.stage.view.zoom, scale: this.scale };
    return new BrainView(canvas, catalogue, section, { ...options, leadsScale: false });
  }

  /** @returns {import("../brain/brain.js").BrainSize} */
  size() {
    const wide = this.place("brain").clientWidth >= FULL_PX;
    return wide && !this.state.shown.equal ? "full" : "phone";
  }

  /** Of equal size brains have names as well. @returns {import("../brain/brain.js").BrainSize} */
  besideSize() {
    return this.state.shown.equal ? this.size() : "twin";
  }

  /** What the frame shown was understood as. */
  get moment() {
    return this.tracker.moment;
  }

  /** Share of right choices by chance, 0 where nothing is chosen. */
  get chance() {
    return this.card?.chance ?? 0;
  }

  /** Understands what the engine tells before its parts hear of it. */
  hear() {
    const { client } = this;
    this.listen(client, "ready", () => this.restart());
    this.listen(client, "frame", (event) => this.onFrame(detailOf(event)));
    this.listen(client, "record", (event) => this.onRecord(detailOf(event)));
  }

  watch() {
    const { client, acts } = this;
    this.listen(acts, "experiment", (event) => this.show(detailOf(event)));
    this.listen(this.root, "keydown", (event) => this.onKey(event));
    this.vta.root.hidden = client.watched;
    followDownloads(this, {
      head: () => client.head(),
      experiment: () => this.card?.id ?? "run",
    });
    this.observe(this.stage.root, () => this.resize());
    this.observe(this.twinPanel.view.canvas, () => this.resize());
    void document.fonts.ready.then(() => this.signal.aborted || this.retheme());
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const elsewhere = event.target instanceof Element && event.target.closest("dialog");
    if (event.key === "Escape" && !elsewhere) this.escape();
  }

  /** Lets go of what is open: the view of synapses before the region. */
  escape() {
    if (!this.synapses.escape()) this.state.set("region", "");
  }

  /** Another experiment: its arms, its curve, its story. @param {import("../engine/frame.js").ExperimentInfo} card */
  show(card) {
    this.card = card;
    this.kind = kindOf(card);
    this.pace = this.kind.pace();
    this.tracker.follow(this.kind.measure);
    this.twinPanel.offer(card.arms);
    this.twinPanel.showArm(this.state.shown.arms[1] ?? "");
    this.equal.show(card.arms);
    this.learning.show(this.kind.chart);
    this.seeds.check();
  }

  /** A new run: nothing of the last one is true any more. */
  restart() {
    this.tracker.restart();
    this.pace.restart();
    this.timeline.restart();
    this.record = null;
    this.words.restart();
    this.vta.root.hidden = this.client.watched;
  }

  /** @param {FrameDetail} detail */
  onFrame(detail) {
    this.frame = detail;
    const moment = this.understand(detail);
    if (this.client.playing && this.state.shown.speed === "story")
      this.client.setSpeed(this.pace.rate(moment));
    this.narrator.hear(moment, this.kind);
    this.draw(this.share());
  }

  /** What of the page a frame draws besides the first brain: by turns, unless frames are rare. @returns {"all" | "beside" | "below"} */
  share() {
    const now = performance.now();
    const often = this.client.playing && now - this.drawn < TURNS_MS;
    this.drawn = now;
    this.odd = !this.odd;
    if (!often) return "all";
    return this.odd ? "beside" : "below";
  }

  /** @param {FrameDetail} detail */
  understand({ arms: [first], tick, rate, finished }) {
    const dt = this.catalogue.dt_ms;
    return this.tracker.readFrame(first, {
      tick,
      finished,
      rate: this.client.playing ? rate : 0,
      dt,
    });
  }

  /** @param {RecordDetail} detail */
  onRecord(detail) {
    this.record = detail;
    const [first] = detail.arms;
    this.tracker.readRecord(eventsOf(first, this.catalogue.events), detail.arms);
    this.timeline.readRecord(first);
    if (!this.frame) return;
    const moment = this.understand(this.frame);
    if (!this.client.playing) this.draw();
    this.chart(detail, moment);
    if (this.client.watched) return;
    const trace = moment.fast ? null : this.tracker.wholeTrace();
    this.vta.update(first, moment, trace, this.kind.firing);
  }

  /** @param {RecordDetail} detail @param {import("../story/moment.js").Moment} moment */
  chart({ arms: [first, ...others] }, { trial, trials, finished }) {
    const beside = this.beside(others);
    const { chart } = this.kind;
    if (chart.part === "curve")
      return this.learning.curve.update(first, { trials, beside, line: chart.line });
    const done = finished ? trials : trial - 1;
    this.learning.choices.update(first, { trials, done, beside, chance: this.chance });
  }

  /** The arms beside the first, with their names. @param {readonly Views[]} records */
  beside(records) {
    const arms = armsOf(this.state.shown).slice(1);
    return records.map((record, i) => ({ record, name: besideIn(this.t, arms[i] ?? "") }));
  }

  /** @param {ReturnType<Page["share"]>} [what] */
  draw(what = "all") {
    const { frame, moment } = this;
    if (!frame || !moment) return;
    const [first] = frame.arms;
    this.stage.draw(first, { ...this.brainState(frame, 0), light: what === "beside" });
    if (what !== "below") this.drawBeside(frame);
    if (what === "beside") return;
    this.timeline.update(moment, first, { lead: this.stage.view.lead, probe: this.probe() });
    const { kind, chance } = this;
    this.words.update(moment, frame, { kind, chance, playing: this.client.playing });
  }

  /** The arms beside the first. @param {FrameDetail} frame */
  drawBeside(frame) {
    this.twinPanel.view.render(frame.arms[1] ?? null, this.besideState(frame, 1));
    this.equal.draw(frame, (place) => this.besideState(frame, place));
  }

  /** @param {FrameDetail} frame @param {number} place of the brain @returns {BrainState} */
  brainState(frame, place) {
    const lead = this.catalogue.modulators.findIndex((m) => m.id === this.state.shown.lead);
    const silenced = silencedIn(this.state.shown.arms[place] ?? "", this.catalogue.modulators);
    return {
      lead: lead < 0 ? null : lead,
      still: reducedMotion(),
      held: !this.client.playing,
      rate: frame.rate,
      silenced,
      record: this.record?.arms[place] ?? null,
    };
  }

  /** @param {FrameDetail} frame @param {number} place @returns {BrainState} */
  besideState(frame, place) {
    return { ...this.brainState(frame, place), lead: this.stage.view.lead };
  }

  /** Index of the region whose concentrations the lanes show. */
  probe() {
    const id = this.state.shown.region || PREFRONTAL;
    return Math.max(
      0,
      this.catalogue.regions.findIndex((region) => region.id === id),
    );
  }

  /** One large brain or several of equal size. */
  arrange() {
    this.equal.apply();
    this.resize();
  }

  resize() {
    const { view } = this.twinPanel;
    this.stage.view.fit(this.size());
    view.fit(this.besideSize());
    const changed = [this.stage.view.resize(), view.resize(), this.equal.resize()];
    this.stage.place();
    if (changed.some(Boolean)) this.draw();
  }

  /** @override */
  retheme() {
    super.retheme();
    const { stage, twinPanel, equal, learning, vta, alignment, timeline, synapses } = this;
    for (const part of [stage, twinPanel, equal, learning, vta, alignment, timeline, synapses])
      part.retheme();
    this.draw();
    this.client.refresh();
  }
}
