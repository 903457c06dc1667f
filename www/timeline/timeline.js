/**
 * The timeline: lanes of tags and modulators over the trial. Their names are
 * legend and switch (the chosen modulator is filled on the brain), the lanes
 * are the scrubber.
 */

import { fitCanvas } from "../draw/canvas.js";
import { box, make, named, picture, write } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { lastKind, outcomeWord } from "../engine/outcomes.js";
import { shortNm } from "../text/numbers.js";
import { drawLanes, heightFor } from "./lanes.js";
import { Trials } from "./trials.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../story/moment.js").Moment} Moment */
/** @typedef {import("../draw/part.js").Context} Context */

/** Words of what a trial brings; what is not here has none. @type {ReadonlyMap<string, string>} */
const WORDS = new Map([
  ["item", "event-item"],
  ["cue", "event-cue"],
  ["leave", "event-left"],
]);
/** Room in the lanes before the first of what a trial brings, and after its end. */
const MARGIN_MS = 500;
const STEP_MS = 100;
const FINE_MS = 10;
/** Share of a trial that is worth showing in fast forward, and how long it stays. */
const WHOLE = 0.9;
const CALM_MS = 500;

export class Timeline extends Part {
  /** @param {HTMLElement} root @param {Context} context @param {import("./trials.js").TrialsWish} wish */
  constructor(root, context, wish) {
    super(root);
    const { t, catalogue, state, acts } = context;
    this.catalogue = catalogue;
    this.t = t;
    this.state = state;
    this.acts = acts;
    this.parts = this.build();
    /** @type {Float32Array[]} */
    this.rows = [];
    this.known = 0;
    this.seen = 0;
    this.trial = -1;
    /** @type {Moment | null} */
    this.moment = null;
    this.lead = 0;
    /** nM at the top of each modulator's lane. @type {number[]} */
    this.heights = this.catalogue.modulators.map((_, m) => heightFor(m, new Float32Array(0)));
    /** First sample that was read in the present region. */
    this.since = 0;
    this.region = "";
    /** What became of the trial in the lanes, in fast forward. @type {Moment["kind"]} */
    this.kind = "rewarded";
    /** What it brought. @type {Moment["course"] | null} */
    this.course = null;
    /** From the left to the right of the lanes, ms since the cue: room for every trial of the run so far. */
    this.span = { from: 0, to: 0 };
    /** When the lanes last changed in fast forward. */
    this.changed = -Infinity;
    this.names = this.buildNames();
    this.valueCells = [0, ...catalogue.modulators].map(() =>
      this.parts.values.appendChild(make("span")),
    );
    this.listenToScrubber();
    /** Where things stand; read when they may have moved, for reading makes the browser lay out the page. */
    this.room = this.measure();
    for (const part of [this.parts.canvas, this.parts.scrubber, this.parts.names])
      this.observe(part, () => this.measured());
    this.trials = this.hold(Trials.mount(this.parts.strip, context, wish));
  }

  /** Makes what the lanes stand in; the strip of trials is above them. */
  build() {
    const { t } = this;
    const strip = make("div", "", "strip");
    const canvas = picture("lanes");
    const names = named(make("div", "", "lane-names"), "group", t("lanes-label"));
    const values = make("div", "", "lane-values");
    values.setAttribute("aria-hidden", "true");
    const place = make("p", "", "lane-place");
    const scrubber = named(make("div", "", "scrubber"), "slider", t("scrubber-label"));
    scrubber.tabIndex = 0;
    scrubber.ariaValueMin = "-1000";
    scrubber.ariaValueMax = "4000";
    scrubber.ariaValueNow = "0";
    this.root.append(strip, canvas, names, values, place, scrubber);
    return { strip, canvas, names, values, place, scrubber };
  }

  /** Things may stand elsewhere. */
  measured() {
    this.room = this.measure();
    this.draw();
  }

  /** @returns {HTMLButtonElement[]} */
  buildNames() {
    const lanes = ["tags", ...this.catalogue.modulators.map((m) => m.id)];
    return lanes.map((id) => {
      const sign = make("span", id === "tags" ? "" : this.t(`${id}-code`));
      sign.className = id === "tags" ? "tag-sign" : "badge";
      if (id !== "tags") sign.dataset.modulator = id;
      const button = make("button");
      button.type = "button";
      button.append(box("span", "slot", [sign]), make("span", this.t(id), "word"));
      if (id === "tags") button.title = this.t("lane-tags");
      this.listen(button, "click", () => this.state.set("lead", id === "tags" ? "auto" : id));
      this.parts.names.append(button);
      return button;
    });
  }

  /** @param {string} lead "auto" or an id */
  showLead(lead) {
    const ids = ["auto", ...this.catalogue.modulators.map((m) => m.id)];
    for (const [i, button] of this.names.entries()) {
      button.setAttribute("aria-pressed", String(ids[i] === lead));
    }
  }

  listenToScrubber() {
    const { scrubber } = this.parts;
    const seek = (/** @type {PointerEvent} */ event) => {
      const { left, width } = scrubber.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
      this.seek(this.span.from + share * (this.span.to - this.span.from));
    };
    this.listen(scrubber, "pointerdown", (event) => {
      scrubber.setPointerCapture(event.pointerId);
      seek(event);
    });
    this.listen(scrubber, "pointermove", (event) => {
      if (scrubber.hasPointerCapture(event.pointerId)) seek(event);
    });
    this.listen(scrubber, "keydown", (event) => this.key(event));
  }

  /** To a time within the window of the trial shown. @param {number} ms since the cue */
  seek(ms) {
    if (!this.moment) return;
    const { leadMs, endMs } = this.moment.shown;
    void this.acts.seek(Math.min(endMs, Math.max(this.catalogue.dt_ms - leadMs, ms)));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const now = this.shownMoment()?.ms ?? 0;
    const step = event.shiftKey ? FINE_MS : STEP_MS;
    const known = /** @type {Record<string, () => void>} */ ({
      ArrowLeft: () => this.seek(now - step),
      ArrowDown: () => this.seek(now - step),
      ArrowRight: () => this.seek(now + step),
      ArrowUp: () => this.seek(now + step),
      Home: () => this.seek(this.span.from),
      End: () => this.seek(this.span.to),
      PageUp: () => void this.acts.previous(),
      PageDown: () => void this.acts.next(),
    });
    const act = new Map(Object.entries(known)).get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {Views} record */
  readRecord(record) {
    const all = record.get("lanes");
    const count = this.catalogue.modulators.length + 1;
    const width = all.length / count;
    const known = Math.min(record.get("lanes_time")[0] ?? 0, width);
    const trial = this.moment?.trial ?? -1;
    if (this.waits(known)) return;
    this.known = known;
    const stands = this.moment?.between ?? false;
    if (trial === this.trial && known < this.seen) return;
    if (trial !== this.trial && !stands) this.since = 0;
    this.trial = stands ? -1 : trial;
    this.kind = this.moment && !stands ? this.moment.kind : lastKind(record, this.catalogue);
    this.course = this.moment?.shown ?? null;
    this.seen = known;
    this.rows = Array.from({ length: count }, (_, i) => all.slice(i * width, i * width + known));
    this.heights = this.heights.map((height, m) => {
      const row = this.rows[m + 1];
      return row ? heightFor(m, row.subarray(Math.min(this.since, known)), height) : height;
    });
    this.nameScales();
  }

  /** @override */
  retheme() {
    super.retheme();
    this.trials.retheme();
  }

  /** Another region is read from now on. */
  probed() {
    this.since = this.moment ? this.known : 0;
  }

  /** Every lane has its own height: its tooltip says which. */
  nameScales() {
    for (const [i, { id }] of this.catalogue.modulators.entries()) {
      const button = this.names[i + 1];
      const name = this.t(id);
      const args = { name, n: this.heights[i] ?? 0, region: this.region };
      const title = this.t("lane-lead", args);
      if (button && button.title !== title) button.title = title;
    }
  }

  /** In fast forward only whole trials are shown, two a second. @param {number} known samples */
  waits(known) {
    if (!this.moment?.fast) return false;
    const { between, course } = this.moment;
    const whole = between || known * this.catalogue.dt_ms >= WHOLE * (course.leadMs + course.endMs);
    const now = performance.now();
    if (!whole || now - this.changed < CALM_MS) return true;
    this.changed = now;
    return false;
  }

  /** A new run: what was seen is no longer true. */
  restart() {
    this.rows = [];
    this.seen = 0;
    this.known = 0;
    this.since = 0;
    this.trial = -1;
    this.span = { from: 0, to: 0 };
  }

  /** @param {Moment} moment @param {Views} frame @param {{lead: number, probe: number}} shown */
  update(moment, frame, { lead, probe }) {
    this.moment = moment;
    this.lead = lead;
    this.widen(moment);
    const width = this.catalogue.regions.length;
    const [now, rest] = [frame.get("concentration"), frame.get("baseline")];
    this.valueCells.forEach((cell, lane) => {
      const at = (lane - 1) * width + probe;
      const above = (now[at] ?? 0) - (rest[at] ?? 0);
      write(
        cell,
        lane === 0
          ? this.t("count", { n: moment.tagged })
          : this.t("nm", { n: shortNm(above) + 0 }),
      );
    });
    const { scrubber, place } = this.parts;
    this.region = this.catalogue.regions[probe]?.id ?? "";
    write(place, this.t("lane-place", { region: this.region }));
    scrubber.setAttribute("aria-valuemin", String(this.span.from));
    scrubber.setAttribute("aria-valuemax", String(this.span.to));
    scrubber.setAttribute("aria-valuenow", String(Math.round(moment.ms)));
    const s = (Math.round(moment.ms / 100) / 10).toFixed(1);
    scrubber.setAttribute("aria-valuetext", this.t("scrub-value", { s, trial: moment.trial }));
    this.draw();
  }

  /** Makes room for a trial. @param {Moment} moment */
  widen({ startMs, course }) {
    const { from, to } = this.span;
    this.span = {
      from: Math.min(from, startMs - MARGIN_MS),
      to: Math.max(to, course.endMs + MARGIN_MS),
    };
  }

  /** Sizes in CSS pixels, and which lanes have a name. */
  measure() {
    const { canvas, scrubber } = this.parts;
    const { clientWidth: width, clientHeight: height } = canvas;
    const left = scrubber.offsetLeft;
    const right = width - left - scrubber.offsetWidth;
    const shown = this.names.flatMap((button, i) => (button.offsetParent === null ? [] : [i]));
    return { width, height, left, right, shown };
  }

  draw() {
    const { canvas } = this.parts;
    const ctx = canvas.getContext("2d");
    const moment = this.shownMoment();
    if (!ctx || !moment) return;
    const { ratio } = fitCanvas(canvas, this.room);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLanes(ctx, this.drawing(moment));
  }

  /** What is drawn. @param {Moment} moment @returns {import("./lanes.js").LanesInput} */
  drawing(moment) {
    const { room, rows: values, seen, since, heights, lead, span } = this;
    const { get: token, zoom } = this.tokens;
    const { leadMs } = moment.shown;
    const dt = this.catalogue.dt_ms;
    return {
      ...room,
      ...{ values, seen, since, heights, dt, span, leadMs, moment, lead, token, zoom },
      known: Math.min(this.known, Math.round((moment.ms + leadMs) / dt)),
      marks: this.marks(moment),
      cues: cuesIn(moment.shown.marks),
      now: this.t("time-now", { s: (moment.ms / 1000).toFixed(2) }),
      meeting: this.t("coincide"),
    };
  }

  /** In fast forward and in the pause the lanes are older than the frame: they have their own time. */
  shownMoment() {
    const { moment } = this;
    if (!moment || (!moment.fast && !moment.between)) return moment;
    const shown = this.course ?? moment.shown;
    if (moment.fast) return { ...moment, shown, ms: this.span.to + 1 };
    return { ...moment, shown, ms: this.known * this.catalogue.dt_ms - shown.leadMs };
  }

  /** What becomes of the shown trial; in the pause it is the one before. @param {Moment} m @returns {Moment["kind"]} */
  kindOf(m) {
    return m.fast || m.between ? this.kind : m.kind;
  }

  /** What the run has come to of what the trial brings. @param {Moment} m @returns {import("./lanes.js").Word[]} */
  marks(m) {
    const { leadMs, marks } = m.shown;
    const seen = this.seen * this.catalogue.dt_ms - leadMs;
    const ids = new Map([...WORDS, ["outcome", `event-${outcomeWord(this.kindOf(m))}`]]);
    return marks
      .filter(({ at }) => m.ms >= at || seen > at)
      .flatMap(({ kind, at }) => {
        const id = ids.get(kind);
        return id ? [{ kind, at, word: this.t(id) }] : [];
      });
  }
}

/** From when to when cues are on. @param {Moment["course"]["marks"]} marks */
function cuesIn(marks) {
  const ends = marks.filter(({ kind }) => kind === "cue_off").map(({ at }) => at);
  return marks
    .filter(({ kind }) => kind === "cue")
    .map(({ at: from }) => ({ from, to: ends.find((to) => to > from) ?? from }));
}
