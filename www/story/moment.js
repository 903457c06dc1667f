/**
 * What has happened in the running trial, gathered from frames and records:
 * the numbers that caption, story strip and screen reader speak about.
 */
import { marksOf } from "../engine/frame.js";
import { learntFrom } from "../engine/measures.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../engine/frame.js").TrialEvent} TrialEvent */
/** @typedef {import("../engine/measures.js").Response} Response */
/** @typedef {import("./kinds/index.js").Kind["measure"]} Measure */

/**
 * What a trial brings, and when, ms since its cue: its window begins `leadMs` before it and ends at `endMs`.
 * @typedef {{leadMs: number, endMs: number, marks: readonly import("../engine/frame.js").Mark[]}} Course
 *
 * @typedef {object} Moment
 * @property {number} tick
 * @property {number} trial 1-based
 * @property {number} trials
 * @property {number} phase index of the experiment's phase
 * @property {number} ms since the cue
 * @property {number} startMs when the first of what the trial brings comes: 0, or the first item ahead of the cue
 * @property {boolean} between whether the pause before the trial's window is under way
 * @property {Course} course of this trial
 * @property {Course} shown the same of the trial to be seen: in the pause that is the one before
 * @property {import("../engine/outcomes.js").Kind} kind
 * @property {number} rewardMs
 * @property {number} cueMs
 * @property {number} tagged now
 * @property {number} taggedMost largest number tagged in this trial
 * @property {number} stronger
 * @property {number} weaker
 * @property {number} vta Hz now
 * @property {number} tonic Hz
 * @property {number} cuePeak Hz, after the cue and before the reward
 * @property {number} rewardPeak Hz, after the reward
 * @property {number} rewardLow Hz, after the reward
 * @property {number | null} arrivalMs delay of the dopamine front from the reward, null before it came
 * @property {Response | null} learnt
 * @property {Response | null} learntTwin
 * @property {number | null} measured how the brain has done of late, by the measure of its kind of trial; null before there is anything
 * @property {number | null} measuredTwin the same of the twin
 * @property {boolean} fast too fast to see single events
 * @property {boolean} finished
 * @property {TrialEvent[]} events
 */

/** From this many seconds of the model per second of the wall single bursts cannot be followed. */
export const FAST_RATE = 5;
const TRACE_TICKS = 800;
/** Longest gap between two frames that is bridged in the trace, ticks. */
const BRIDGED_TICKS = 12;

/** @param {Catalogue} catalogue */
export function nucleusIndex(catalogue, id = "VTA") {
  return Math.max(
    0,
    catalogue.nuclei.findIndex((nucleus) => nucleus.id === id),
  );
}

/** The region of prefrontal cortex that the page speaks of: all four modulators reach it. */
export const PREFRONTAL = "dlPFC";

/** Follows one run; forgets with each new trial. */
export class TrialTracker {
  /** @param {Catalogue} catalogue @param {Measure} measure of the kind of trial, until another is followed */
  constructor(catalogue, measure) {
    this.measure = measure;
    this.vta = nucleusIndex(catalogue);
    this.front = catalogue.regions.findIndex((region) => region.id === PREFRONTAL);
    /** @type {TrialEvent[]} */
    this.events = [];
    /** @type {Response | null} */
    this.learnt = null;
    /** @type {Response | null} */
    this.learntTwin = null;
    /** @type {number | null} */
    this.measured = null;
    /** @type {number | null} */
    this.measuredTwin = null;
    /** What the newest frame was understood as. @type {Moment | null} */
    this.moment = null;
    this.catalogue = catalogue;
    /** The newest trial that was seen in its window. @type {{trial: number, course: Course} | null} */
    this.seen = null;
    /** VTA in the running trial by tick, NaN where it was not seen. */
    this.trace = new Float32Array(TRACE_TICKS).fill(Number.NaN);
    this.trial = -1;
    this.last = -Infinity;
    this.taggedMost = 0;
    this.cuePeak = 0;
    this.rewardPeak = 0;
    this.rewardLow = Infinity;
  }

  forget() {
    this.trace.fill(Number.NaN);
    this.trial = -1;
    this.last = -Infinity;
    this.taggedMost = 0;
    this.cuePeak = 0;
    this.rewardPeak = 0;
    this.rewardLow = Infinity;
  }

  /** A new run: nothing is known any more. */
  restart() {
    this.forget();
    this.seen = null;
    this.events = [];
    this.learnt = null;
    this.learntTwin = null;
    this.measured = null;
    this.measuredTwin = null;
  }

  /** Trials of another kind: what was measured of the last is not theirs. @param {Measure} measure */
  follow(measure) {
    this.measure = measure;
    this.measured = null;
    this.measuredTwin = null;
  }

  /** @param {TrialEvent[]} events @param {import("../engine/client.js").ArmViews} records */
  readRecord(events, records) {
    const [first] = records;
    const second = records[1] ?? null;
    this.events = events;
    this.learnt = learntFrom(first);
    this.learntTwin = learntFrom(second);
    const { outcomes } = this.catalogue;
    this.measured = this.measure(first, outcomes);
    this.measuredTwin = second && this.measure(second, outcomes);
  }

  /**
   * @param {Views} frame @param {{tick: number, rate: number, finished: boolean, dt: number}} run
   * @returns {Moment}
   */
  readFrame(frame, run) {
    const clock = frame.clock();
    const hz = frame.get("firing")[this.vta] ?? 0;
    if (clock.trial !== this.trial || clock.time_ms < this.last) this.begin(clock.trial);
    this.write(clock, hz, run.dt);
    this.last = clock.time_ms;
    this.gather(clock, hz);
    const course = this.courseOf(frame, clock);
    const between = clock.time_ms <= -clock.lead_ms;
    this.moment = {
      tick: run.tick,
      trial: clock.trial + 1,
      trials: clock.trials,
      phase: clock.phase,
      ms: clock.time_ms,
      startMs: Math.min(0, ...course.marks.map(({ at }) => at)),
      ...{ between, course, shown: this.shownCourse(clock.trial, course, between) },
      kind: this.catalogue.fates[clock.kind] ?? "rewarded",
      rewardMs: clock.expected_ms,
      cueMs: clock.cue_ms,
      tagged: clock.tagged,
      taggedMost: Math.max(this.taggedMost, clock.strengthened + clock.weakened),
      stronger: clock.strengthened,
      weaker: clock.weakened,
      vta: hz,
      tonic: frame.get("firing_tonic")[this.vta] ?? 0,
      cuePeak: Math.max(
        this.cuePeak,
        this.highestNoted("burst", 0, clock.expected_ms, clock.time_ms),
      ),
      rewardPeak: Math.max(
        this.rewardPeak,
        this.highestNoted("burst", clock.expected_ms, Infinity, clock.time_ms),
      ),
      rewardLow: this.rewardLow,
      arrivalMs: this.arrival(clock.expected_ms, clock.time_ms),
      ...this.known(),
      fast: run.rate >= FAST_RATE,
      finished: run.finished,
    };
    return this.moment;
  }

  /** What records have told. */
  known() {
    const { learnt, learntTwin, measured, measuredTwin, events } = this;
    return { learnt, learntTwin, measured, measuredTwin, events };
  }

  /** @param {Views} frame @param {import("../engine/frame.js").Clock} clock @returns {Course} */
  courseOf(frame, { lead_ms: leadMs, length_ms }) {
    return { leadMs, endMs: length_ms - leadMs, marks: marksOf(frame, this.catalogue.marks) };
  }

  /** The course to be seen; one that was not seen in its window is taken to be like that of the coming trial.
   * @param {number} trial @param {Course} course of it @param {boolean} between before its window */
  shownCourse(trial, course, between) {
    if (!between) this.seen = { trial, course };
    return this.seen?.trial === trial - 1 && between ? this.seen.course : course;
  }

  /** @param {number} trial */
  begin(trial) {
    if (trial !== this.trial) this.events = [];
    this.forget();
    this.trial = trial;
  }

  /** The trace where it has no gap, else null: after steps there is only a part. */
  wholeTrace() {
    const last = this.trace.findLastIndex((hz) => !Number.isNaN(hz));
    const first = this.trace.findIndex((hz) => !Number.isNaN(hz));
    return this.trace.subarray(first + 1, last).some(Number.isNaN) ? null : this.trace;
  }

  /** Adds to the trace, back to the frame before. @param {import("../engine/frame.js").Clock} clock @param {number} hz @param {number} dt */
  write({ time_ms, lead_ms }, hz, dt) {
    const at = Math.round((time_ms + lead_ms) / dt);
    const from = Number.isFinite(this.last) ? Math.round((this.last + lead_ms) / dt) : at - 1;
    const before = this.trace[from] ?? hz;
    for (let i = Math.max(at - BRIDGED_TICKS, from + 1); i <= at; i++) {
      this.trace[i] = before + ((hz - before) * (i - from)) / (at - from);
    }
  }

  /** @param {import("../engine/frame.js").Clock} clock @param {number} hz */
  gather(clock, hz) {
    this.taggedMost = Math.max(this.taggedMost, clock.tagged);
    const sinceReward = clock.time_ms - clock.expected_ms;
    if (clock.time_ms >= 0 && sinceReward < 0) this.cuePeak = Math.max(this.cuePeak, hz);
    if (sinceReward < 0 || sinceReward > 1000) return;
    this.rewardPeak = Math.max(this.rewardPeak, hz);
    this.rewardLow = Math.min(this.rewardLow, hz);
  }

  /** The highest rate of VTA that the engine noted with events of a kind, 0 without. @param {string} kind @param {number} from @param {number} to @param {number} now */
  highestNoted(kind, from, to, now) {
    if (now < from) return 0;
    const values = this.events
      .filter((e) => e.kind === kind && e.index === this.vta && e.time_ms >= from && e.time_ms < to)
      .map((e) => e.value);
    return Math.max(0, ...values);
  }

  /** @param {number} rewardMs @param {number} nowMs */
  arrival(rewardMs, nowMs) {
    const found = this.events.find(
      (event) =>
        event.kind === "arrival" &&
        event.index === this.front &&
        event.time_ms >= rewardMs &&
        event.time_ms <= nowMs,
    );
    if (!found) return null;
    const burst = this.events.findLast(
      (event) =>
        event.kind === "burst" && event.index === this.vta && event.time_ms <= found.time_ms,
    );
    return found.time_ms - (burst?.time_ms ?? rewardMs);
  }
}
