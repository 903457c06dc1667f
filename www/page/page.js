/** The running page: joins client, state and the parts that show it. */

import { BrainView } from "../brain/brain.js";
import { Scale } from "../brain/scale.js";
import { ChoiceChart } from "../charts/choices.js";
import { CurveChart } from "../charts/curve.js";
import { VtaChart } from "../charts/vta.js";
import { detailOf, find } from "../draw/dom.js";
import { reducedMotion } from "../draw/motion.js";
import { forgetTokens } from "../draw/tokens.js";
import { armsOf, besideIn, silencedIn } from "../engine/arms.js";
import { eventsOf } from "../engine/frame.js";
import { AlignmentPanel } from "../panels/alignment.js";
import { EqualPanel } from "../panels/equal.js";
import { TwinPanel } from "../panels/twin.js";
import { conditioning } from "../story/kinds/conditioning.js";
import { kindOf } from "../story/kinds/index.js";
import { PREFRONTAL } from "../story/moment.js";
import { Narrator } from "../story/narrator.js";
import { Words } from "../story/words.js";
import { Timeline } from "../timeline/timeline.js";
import { Stage } from "./stage.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../engine/client.js").Client} Client */
/** @typedef {import("../engine/client.js").FrameDetail} FrameDetail */
/** @typedef {import("../engine/client.js").RecordDetail} RecordDetail */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("../story/moment.js").Moment} Moment */

/** @typedef {{catalogue: Catalogue, section: import("../brain/section.js").SectionData, t: Text, client: Client, state: State, layout: string, acts: import("./acts.js").Acts,
 *   live: import("../story/narrator.js").Live, tracker: import("../story/moment.js").TrialTracker}} Parts */

/** Frames that follow each other within this time, ms, draw the rest of the page by turns: each part then at 8 Hz or more. */
const TURNS_MS = 60;

export class Page {
  /** @param {Parts} parts */
  constructor({ catalogue, section, t, client, state, layout, acts, live, tracker }) {
    this.catalogue = catalogue;
    this.t = t;
    this.client = client;
    this.state = state;
    this.acts = acts;
    this.layout = layout;
    this.tracker = tracker;
    /** The experiment shown. @type {import("../engine/frame.js").ExperimentInfo | undefined} */
    this.card = undefined;
    /** The kind of its trials. @type {import("../story/kinds/index.js").Kind} */
    this.kind = conditioning;
    this.pace = this.kind.pace();
    this.live = live;
    this.narrator = new Narrator(live, t);
    this.scale = new Scale();
    this.stage = this.buildStage(section);
    this.twinView = this.besideView(section, find("twin-canvas", HTMLCanvasElement));
    this.twinPanel = this.buildTwin();
    this.equal = this.buildEqual(section);
    this.curve = new CurveChart(find("curve", HTMLElement), t);
    this.choices = new ChoiceChart(find("choices", HTMLElement), t);
    this.vta = new VtaChart(find("vta", HTMLElement), t, this.kind.firing);
    this.alignment = this.buildAlignment();
    this.timeline = this.buildTimeline();
    /** @type {FrameDetail | null} */
    this.frame = null;
    /** When the last frame was drawn, and whether it was an odd one. */
    this.drawn = Number.NEGATIVE_INFINITY;
    this.odd = false;
    /** @type {RecordDetail | null} */
    this.record = null;
    this.words = new Words(t, state, { twin: this.twinPanel, equal: this.equal });
    this.watch();
  }

  /** @param {import("../brain/section.js").SectionData} section */
  buildStage(section) {
    const { catalogue, t, scale, state } = this;
    const options = { t, size: this.size(), zoom: this.zoom(), scale };
    return new Stage(
      { catalogue, section, t, options },
      {
        select: (id) => state.set("region", id),
        burst: (id) => void this.acts.burst(id),
        say: (words) => this.live.say(words),
        redraw: () => this.draw(),
        share: (system) => this.alignment.shareOf(system),
      },
    );
  }

  /** A brain beside the first one. @param {import("../brain/section.js").SectionData} section @param {HTMLCanvasElement} canvas */
  besideView(section, canvas) {
    const { t, scale } = this;
    const options = { t, size: this.besideSize(), zoom: this.zoom(), scale };
    return new BrainView(canvas, this.catalogue, section, { ...options, leadsScale: false });
  }

  size() {
    const { clientWidth } = find("canvas", HTMLCanvasElement);
    return clientWidth >= 560 && !this.state.shown.equal
      ? /** @type {const} */ ("full")
      : /** @type {const} */ ("phone");
  }

  /** Of equal size brains have names as well. */
  besideSize() {
    return this.state.shown.equal ? this.size() : /** @type {const} */ ("twin");
  }

  zoom() {
    return this.layout === "projector" ? 1.7 : 1;
  }

  /** @param {import("../brain/section.js").SectionData} section */
  buildEqual(section) {
    const { catalogue, t, state } = this;
    return new EqualPanel({
      t,
      state,
      catalogue,
      view: (canvas) => this.besideView(section, canvas),
      record: () => this.record,
      say: (words) => this.live.say(words),
    });
  }

  buildTwin() {
    const parts = {
      words: find("twin-words", HTMLElement),
      buttons: find("twin-switch", HTMLElement),
      short: find("twin-short", HTMLElement),
      title: find("twin-long", HTMLElement),
    };
    return new TwinPanel(parts, this.t, (arm) => this.state.setArm(1, arm));
  }

  buildAlignment() {
    const { client, state, t } = this;
    const parts = { client, state, t, systems: this.catalogue.systems };
    return new AlignmentPanel(find("alignment", HTMLElement), find("vta", HTMLElement), parts);
  }

  buildTimeline() {
    const parts = {
      canvas: find("lanes", HTMLCanvasElement),
      names: find("lane-names", HTMLElement),
      values: find("lane-values", HTMLElement),
      place: find("lane-place", HTMLElement),
      scrubber: find("scrubber", HTMLElement),
    };
    return new Timeline(parts, this.catalogue, this.t, {
      lead: (id) => this.state.set("lead", id),
      seek: (ms) => void this.acts.seek(ms),
      event: (back) => void (back ? this.acts.previous() : this.acts.next()),
    });
  }

  /** What the frame shown was understood as. */
  get moment() {
    return this.tracker.moment;
  }

  /** Share of right choices by chance, 0 where nothing is chosen. */
  get chance() {
    return this.card?.chance ?? 0;
  }

  watch() {
    const { client } = this;
    client.addEventListener("ready", () => this.restart());
    client.addEventListener("frame", (event) => this.onFrame(detailOf(event)));
    client.addEventListener("record", (event) => this.onRecord(detailOf(event)));
    void document.fonts.ready.then(() => this.retheme());
    new ResizeObserver(() => this.resize()).observe(find("brain", HTMLElement));
    new ResizeObserver(() => this.resize()).observe(find("twin-canvas", HTMLElement));
  }

  /** Another experiment: its curve, its story. @param {import("../engine/frame.js").ExperimentInfo} card */
  show(card) {
    this.card = card;
    this.kind = kindOf(card);
    this.pace = this.kind.pace();
    this.tracker.follow(this.kind.measure);
    this.equal.show(card.arms);
    const { part, title } = this.kind.chart;
    for (const id of ["curve", "choices"]) find(id, HTMLElement).hidden = id !== part;
    find("curve-long", HTMLElement).textContent = this.t(title);
    find("curve-short", HTMLElement).textContent = this.t(`${title}-short`);
  }

  /** A new run: nothing of the last one is true any more. */
  restart() {
    this.tracker.restart();
    this.pace.restart();
    this.timeline.restart();
    this.record = null;
    this.words.restart();
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
    if (this.alignment.other.hidden) return;
    const trace = moment.fast ? null : this.tracker.wholeTrace();
    this.vta.update(first, moment, trace, this.kind.firing);
  }

  /** @param {RecordDetail} detail @param {Moment} moment */
  chart({ arms: [first, ...others] }, { trial, trials, finished }) {
    const beside = this.beside(others);
    const { chart } = this.kind;
    if (chart.part === "curve")
      return this.curve.update(first, { trials, beside, line: chart.line });
    const done = finished ? trials : trial - 1;
    this.choices.update(first, { trials, done, beside, chance: this.chance });
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
    this.twinView.render(frame.arms[1] ?? null, this.besideState(frame, 1));
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
    this.stage.view.fit(this.size());
    this.twinView.fit(this.besideSize());
    const changed = [this.stage.view.resize(), this.twinView.resize(), this.equal.resize()];
    this.stage.place();
    if (changed.some(Boolean)) this.draw();
  }

  /** Theme or layout changed. */
  retheme() {
    forgetTokens();
    this.stage.view.retheme();
    this.twinView.retheme();
    this.equal.retheme();
    this.curve.plot.rebuild();
    this.choices.plot.rebuild();
    this.vta.plot.rebuild();
    this.alignment.draw();
    this.draw();
    this.client.refresh();
  }
}

/** @typedef {import("../brain/brain.js").BrainState} BrainState */
