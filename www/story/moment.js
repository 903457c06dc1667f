/**
 * What has happened in the running trial, gathered from frames and records:
 * the numbers that caption, story strip and screen reader speak about.
 */
import { accuracyOf, fearFrom, learntFrom, stayedFrom } from "../engine/measures.js";
import { KINDS } from "../engine/outcomes.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../engine/frame.js").TrialEvent} TrialEvent */
/** @typedef {import("../engine/measures.js").Response} Response */

/**
 * @typedef {object} Moment
 * @property {number} tick
 * @property {number} trial 1-based
 * @property {number} trials
 * @property {number} phase index of the experiment's phase
 * @property {number} ms since the cue
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
 * @property {string} arrivalRegion
 * @property {Response | null} learnt
 * @property {Response | null} learntTwin
 * @property {number | null} right share of right choices in the last 20 trials, null without choices
 * @property {number | null} rightTwin the same of the twin
 * @property {number | null} fear punishments that the cue foretells, mean of the last trials; null where none can come
 * @property {number | null} fearTwin the same of the twin
 * @property {number | null} stayed share of the last 20 trials in which the brain waited for the outcome; null where it may not leave
 * @property {number | null} stayedTwin the same of the twin
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

/** The region named when the front reaches prefrontal cortex. @param {Catalogue} catalogue */
export function prefrontalIndex(catalogue) {
  const lateral = catalogue.regions.findIndex((r) => /lateral prefrontal/i.test(r.name));
  if (lateral >= 0) return lateral;
  return Math.max(
    0,
    catalogue.regions.findIndex((r) => /prefrontal/i.test(r.name)),
  );
}

/** Follows one run; forgets with each new trial. */
export class TrialTracker {
  /** @param {Catalogue} catalogue */
  constructor(catalogue) {
    this.vta = nucleusIndex(catalogue);
    this.front = prefrontalIndex(catalogue);
    this.frontName = (catalogue.regions[this.front]?.name ?? "")
      .toLowerCase()
      .replace(/^.*(?=prefrontal cortex$)/, "");
    /** @type {TrialEvent[]} */
    this.events = [];
    /** @type {Response | null} */
    this.learnt = null;
    /** @type {Response | null} */
    this.learntTwin = null;
    /** @type {number | null} */
    this.right = null;
    /** @type {number | null} */
    this.rightTwin = null;
    /** @type {number | null} */
    this.fear = null;
    /** @type {number | null} */
    this.fearTwin = null;
    /** @type {number | null} */
    this.stayed = null;
    /** @type {number | null} */
    this.stayedTwin = null;
    /** Whether a trial can bring a punishment. */
    this.punishes = false;
    /** Whether the brain may leave before the outcome. */
    this.waits = false;
    this.outcomes = catalogue.outcomes;
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
    this.events = [];
    this.learnt = null;
    this.learntTwin = null;
    this.right = null;
    this.rightTwin = null;
    this.fear = null;
    this.fearTwin = null;
    this.stayed = null;
    this.stayedTwin = null;
  }

  /** @param {TrialEvent[]} events @param {import("../engine/client.js").ArmViews} records */
  readRecord(events, records) {
    const [first] = records;
    const second = records[1] ?? null;
    this.events = events;
    this.learnt = learntFrom(first);
    this.learntTwin = learntFrom(second);
    this.right = accuracyOf(first).at(-1) ?? null;
    this.rightTwin = (second && accuracyOf(second).at(-1)) ?? null;
    this.fear = this.punishes ? fearFrom(first) : null;
    this.fearTwin = this.punishes ? fearFrom(second) : null;
    this.stayed = this.waits ? stayedFrom(first, this.outcomes) : null;
    this.stayedTwin = this.waits ? stayedFrom(second, this.outcomes) : null;
  }

  /**
   * @param {Views} frame @param {{tick: number, rate: number, finished: boolean, dt: number}} run
   * @returns {Moment}
   */
  readFrame(frame, run) {
    const clock = frame.clock();
    const hz = frame.get("firing")[this.vta] ?? 0;
    if (clock.trial !== this.trial || clock.time_ms < this.last) this.begin(clock.trial);
    this.write(clock.time_ms, hz, run.dt);
    this.last = clock.time_ms;
    this.gather(clock, hz);
    return {
      tick: run.tick,
      trial: clock.trial + 1,
      trials: clock.trials,
      phase: clock.phase,
      ms: clock.time_ms,
      kind: KINDS[clock.kind] ?? "rewarded",
      rewardMs: clock.expected_ms,
      cueMs: clock.cue_ms,
      tagged: clock.tagged,
      taggedMost: Math.max(this.taggedMost, clock.strengthened + clock.weakened),
      stronger: clock.strengthened,
      weaker: clock.weakened,
      vta: hz,
      tonic: frame.get("firing_tonic")[this.vta] ?? 0,
      cuePeak: Math.max(this.cuePeak, this.said("burst", 0, clock.expected_ms, clock.time_ms)),
      rewardPeak: Math.max(
        this.rewardPeak,
        this.said("burst", clock.expected_ms, Infinity, clock.time_ms),
      ),
      rewardLow: this.rewardLow,
      arrivalMs: this.arrival(clock.expected_ms, clock.time_ms),
      arrivalRegion: this.frontName,
      learnt: this.learnt,
      learntTwin: this.learntTwin,
      right: this.right,
      rightTwin: this.rightTwin,
      fear: this.fear,
      fearTwin: this.fearTwin,
      stayed: this.stayed,
      stayedTwin: this.stayedTwin,
      fast: run.rate >= FAST_RATE,
      finished: run.finished,
      events: this.events,
    };
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

  /** Adds to the trace, back to the frame before. @param {number} ms @param {number} hz @param {number} dt */
  write(ms, hz, dt) {
    const at = Math.round((ms + 1000) / dt);
    const from = Number.isFinite(this.last) ? Math.round((this.last + 1000) / dt) : at - 1;
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
  said(kind, from, to, now) {
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
