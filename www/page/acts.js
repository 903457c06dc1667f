/** What the reader can do to the run, from whichever control. */
import { reducedMotion } from "../draw/motion.js";
import { armsOf } from "../engine/arms.js";
import { Travel } from "../engine/travel.js";
import { PREFRONTAL } from "../story/moment.js";
import { paceWord } from "../story/speed-words.js";
import { goBack, goForth, tickAt } from "../timeline/stops.js";
import { OWN_FILE, usualArms } from "./state.js";

/** @typedef {import("../engine/client.js").Client} Client */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("../panels/errors.js").Notices} Notices */

/** A burst fired by hand. */
const BURST = { rate_hz: 20, duration_ms: 200 };
/** Reduced motion: time between two stills, and how many trials a still skips by speed. */
const STILL_MS = 2500;
const STILL_TRIALS = new Map([
  ["10", 1],
  ["100", 10],
  ["max", 20],
]);

/**
 * What acts know of the run, and whom they speak to; `original` is the experiment
 * without what was set here.
 * @typedef {{client: Client, state: State, t: Text, notices: Notices, dt: number, original: string,
 *   live: import("../story/narrator.js").Live, tracker: import("../story/moment.js").TrialTracker,
 *   past: import("../timeline/past.js").Past}} ActsParts
 */

/** Event `experiment`, a CustomEvent: the card of another experiment, whose run has begun. */
export class Acts extends EventTarget {
  /** @param {ActsParts} parts */
  constructor({ client, state, t, notices, dt, original, live, tracker, past }) {
    super();
    this.client = client;
    this.state = state;
    this.t = t;
    this.notices = notices;
    this.dt = dt;
    this.live = live;
    this.tracker = tracker;
    this.past = past;
    /** @type {import("../timeline/stops.js").CueOf} */
    this.cueOf = (trial) => past.cues.get(trial);
    /** Stills of reduced motion. @type {ReturnType<typeof setInterval> | undefined} */
    this.stills = undefined;
    this.travel = new Travel(client);
    /** The last of the changes under way. @type {Promise<unknown>} */
    this.turn = Promise.resolve();
    /** @type {string | Uint8Array} */
    this.original = original;
  }

  get moment() {
    return this.tracker.moment;
  }

  /** One change of the run after the other, whatever is pressed meanwhile. @param {() => Promise<unknown>} change */
  inTurn(change) {
    const done = this.turn.then(change);
    this.turn = done.catch(() => {});
    return done;
  }

  async toggle() {
    if (this.moment?.finished) await this.reset();
    this.state.set("playing", !this.state.shown.playing);
    const m = this.moment;
    const s = m ? (m.ms / 1000).toFixed(1) : 0;
    const words = this.state.shown.playing
      ? this.t("say-play", { pace: this.pace() })
      : this.t("say-pause", { s, trial: m?.trial ?? 0 });
    this.live.say(words);
  }

  /** The speed that was set, in words. */
  pace() {
    const { speed } = this.state.shown;
    return paceWord(this.t, Number(this.client.speed), speed === "story");
  }

  /** Makes the engine do what the state says. */
  applyPlaying() {
    clearInterval(this.stills);
    const { playing } = this.state.shown;
    if (!playing) return this.client.pause();
    if (!reducedMotion()) return this.client.play();
    this.stills = setInterval(() => void this.still(), STILL_MS);
  }

  async still() {
    if (this.moment?.finished) return this.pause();
    const trials = STILL_TRIALS.get(this.state.shown.speed) ?? 0;
    if (trials === 0) return this.forth();
    for (let i = 0; i < trials; i++) await this.client.stepTrial();
  }

  applySpeed() {
    const { speed } = this.state.shown;
    if (speed === "max") this.client.setSpeed("max");
    else if (speed !== "story") this.client.setSpeed(Number(speed));
  }

  pause() {
    this.state.set("playing", false);
    this.client.pause();
  }

  async tick() {
    this.pause();
    await this.inTurn(() => this.client.step(1));
  }

  async trial() {
    this.pause();
    await this.inTurn(() => this.client.stepTrial());
  }

  async next() {
    this.pause();
    await this.forth();
  }

  async forth() {
    await this.inTurn(() => goForth(this.client, () => this.moment, this.dt, this.cueOf));
  }

  async previous() {
    this.pause();
    await this.inTurn(async () => {
      if (this.moment) await goBack(this.client, this.moment, this.dt, this.cueOf);
    });
  }

  /** Scrubbing within the trial shown. @param {number} ms */
  seek(ms) {
    this.pause();
    return this.travel.to(() => this.moment && tickAt(this.moment, ms, this.dt, this.cueOf));
  }

  /** @param {string} nucleus */
  async burst(nucleus) {
    const problems = await this.client.command({ kind: "burst", nucleus, ...BURST });
    if (problems.length === 0) this.live.say(this.t("say-burst", { nucleus }));
  }

  /** The lanes show the concentrations of the selected region. */
  async probe() {
    await this.client.command({ kind: "probe", region: this.state.shown.region || PREFRONTAL });
  }

  /** The run that the state describes. */
  wish() {
    const { seed, set } = this.state.shown;
    const settings = new TextEncoder().encode(JSON.stringify(Object.fromEntries(set)));
    return { experiment: this.original, arms: armsOf(this.state.shown), seed, settings };
  }

  /** Brings a model that has just started to what the state says. */
  async follow() {
    const { shown } = this.state;
    const { experiment, arms, seed } = this.client.link.setup;
    const usual = shown.experiment === experiment && armsOf(shown).join() === arms.join();
    const same = usual && shown.seed === seed && !shown.set.size;
    if (same || !(await this.begin())) await this.probe();
  }

  /** Starts the run that the state describes; where it is refused the present one goes on.
   * @returns {Promise<boolean>} whether it began
   */
  async begin() {
    const problems = await this.client.begin(this.wish());
    if (problems.length > 0) this.notices.problems(problems);
    else {
      this.notices.dismiss("experiment");
      await this.probe();
    }
    return problems.length === 0;
  }

  async reset() {
    await this.inTurn(() => this.begin());
    this.live.say(this.t("say-reset"));
  }

  /** @param {number} seed */
  async seed(seed) {
    this.state.set("seed", seed);
    await this.inTurn(() => this.begin());
  }

  async dice() {
    await this.seed(await this.client.proposeSeed());
  }

  /** Other arms, more or fewer, begin anew; the clock is brought back to where it was. */
  arms() {
    return this.inTurn(() => this.chooseArms());
  }

  async chooseArms() {
    if (this.client.link.setup.arms.join() === armsOf(this.state.shown).join()) return;
    const tick = this.client.tick;
    const playing = this.client.playing;
    this.client.pause();
    if (await this.begin()) await this.travel.to(() => tick);
    if (playing) this.client.play();
  }

  /** Sets a parameter of the running model; a new run begins with it as well.
   * @param {import("../engine/frame.js").Parameter} parameter @param {number} value */
  async adjust({ key, default: normal }, value) {
    const problems = await this.client.command({ kind: "set", key, value });
    if (problems.length > 0) return this.notices.problems(problems);
    const values = new Map(this.state.shown.set);
    if (value === normal) values.delete(key);
    else values.set(key, value);
    this.state.set("set", values);
  }

  /** @param {Map<string, number>} values */
  async restartWith(values) {
    const before = this.state.shown.set;
    this.state.set("set", new Map(values));
    const begun = await this.inTurn(() => this.begin());
    if (!begun) this.state.set("set", before);
  }

  /** A built-in experiment: runs at once. @param {import("../engine/frame.js").ExperimentInfo} card */
  choose(card) {
    return this.inTurn(() => this.chooseExperiment(card));
  }

  /** @param {import("../engine/frame.js").ExperimentInfo} card */
  async chooseExperiment(card) {
    const { experiment, arms, set, marks } = this.state.shown;
    const before = this.original;
    this.original = card.id;
    this.state.quietly({
      experiment: card.id,
      arms: usualArms(card.arms),
      set: new Map(),
      marks: [],
    });
    if (!(await this.begin())) {
      this.original = before;
      return this.state.quietly({ experiment, arms, set, marks });
    }
    this.shows(card);
    this.state.set("playing", true);
    this.live.say(this.t("say-loaded", { title: card.title }));
  }

  /** A file by drop: refused with reasons, or run. @param {Uint8Array} bytes */
  load(bytes) {
    return this.inTurn(() => this.loadFile(bytes));
  }

  /** @param {Uint8Array} bytes */
  async loadFile(bytes) {
    const { card, problems } = await this.client.describe(bytes);
    if (!card) return this.notices.problems(problems);
    const ids = card.arms.map((arm) => arm.id);
    const arms = armsIn(ids, this.state.shown.arms);
    const { seed } = this.state.shown;
    const refused = await this.client.begin({ experiment: bytes, arms, seed });
    if (refused.length > 0) return this.notices.problems(refused);
    this.original = bytes;
    this.notices.dismiss("experiment");
    this.state.quietly({ experiment: OWN_FILE, arms, set: new Map(), marks: [] });
    this.shows(card);
    await this.probe();
    this.live.say(this.t("say-loaded", { title: card.title }));
  }

  /** @param {import("../engine/frame.js").ExperimentInfo} detail */
  shows(detail) {
    this.dispatchEvent(new CustomEvent("experiment", { detail }));
  }

  /** Ends the run: nothing is done to it any more, and its engines are let go of. */
  close() {
    clearInterval(this.stills);
    this.travel.stop();
    this.client.close();
  }
}

/** The first two arms as they are shown, where another experiment has them; else its own.
 * @param {readonly string[]} ids of its arms @param {readonly string[]} shown */
function armsIn(ids, [first = "", second = ""]) {
  const here = ids.includes(first) ? first : (ids[0] ?? "");
  const beside = ids.includes(second) ? second : ids.find((id) => id !== here);
  return beside === undefined ? [here] : [here, beside];
}
