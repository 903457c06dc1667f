// The page's side of the running model: starts the engines, asks for frames,
// notices a dead engine and brings a fresh one to the same tick.

import { browser } from "./environment.js";
import { Layout } from "./frame.js";
import { Link } from "./link.js";
import { Pump } from "./pump.js";

/**
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./frame.js").Problem} Problem
 * @typedef {import("./frame.js").Views} Views
 * @typedef {import("./messages.js").Answer} Answer
 * @typedef {import("./messages.js").Ask} Ask
 * @typedef {import("./messages.js").FrameAnswer} FrameAnswer
 *
 * Model seconds per second of the wall: 0.02, 0.1, 1, 10, 100; "auto" is 0.1
 * while a wave is under way and 1 between; "max" runs as fast as it goes.
 * @typedef {number | "auto" | "max"} Speed
 *
 * @typedef {object} ClientOptions
 * @property {string | Uint8Array} experiment id of a built-in one, or the bytes of a file
 * @property {number} [seed] 0..2^32-1; proposed by the engine when left out
 * @property {readonly string[]} [arms] all with the same seed and clock; default: "intact" alone
 * @property {Uint8Array} [log] commands to replay
 * @property {Element} [element] pauses while this is off-screen
 * @property {string} [wasmUrl] default that of this site
 * @property {BufferSource} [wasmBytes] instead of wasmUrl
 * @property {string} [workerUrl] default that of this site
 * @property {string} [workerSource] the worker as text, for pages without URLs
 * @property {readonly import("./transport.js").Kind[]} [transports] which to try, in order
 *
 * One per arm; the first is that of the brain that the page is about.
 * @typedef {[Views, ...Views[]]} ArmViews
 *
 * Detail of `frame`. The arrays may be written over once two further frames
 * have come: draw at once, or copy.
 * @typedef {{arms: ArmViews, tick: number, fraction: number, rate: number, behind: boolean,
 *   finished: boolean, begun: number[]}} FrameDetail begun: trials since the last frame,
 *   as pairs of a trial, from 0, and the tick of its cue
 *
 * Detail of `record`, at most 12 times a second.
 * @typedef {{arms: ArmViews, tick: number}} RecordDetail
 *
 * Detail of `alignment`, at most 4 times a second, only where `watched`, of the first two arms.
 * @typedef {RecordDetail} AlignmentDetail
 *
 * Detail of `ready`: after the start, and after every new run (begin).
 * @typedef {{catalogue: Catalogue, seed: number, arms: readonly string[], transport: string}} ReadyDetail
 */

/**
 * Events (all CustomEvent, data in `detail`):
 * `ready` ReadyDetail; `frame` FrameDetail; `record` RecordDetail;
 * `branch` null: a command was taken, and what had been computed for later is no longer the run;
 * `alignment` AlignmentDetail; `problem` Problem[]; `recovered` {tick, times}; `failed` {message};
 * `playing` boolean (also when the run ends by itself).
 */
export class Client extends EventTarget {
  /**
   * @param {ClientOptions} options
   * @param {import("./environment.js").Environment} [environment]
   */
  constructor(options, environment = browser) {
    super();
    this.environment = environment;
    this.link = new Link(options, environment, {
      ready: (answer) => this.#ready(answer),
      recovered: (tick, times) => this.#recovered(tick, times),
      failed: (message) => this.#failed(message),
    });
    /** @type {Catalogue | null} */
    this.catalogue = null;
    /** @type {Speed} */
    this.speed = 0.1;
    this.playing = false;
    this.seen = true;
    this.tick = 0;
    this.frames = new Layout([]);
    this.records = new Layout([]);
    this.lives = new Layout([]);
    this.looks = new Layout([]);
    /** Whether alignment is watched: the task asks for actions. */
    this.watched = false;
    this.#stop = [];
    this.#element = options.element;
    this.#pump = new Pump(this.link, (answer) => this.#show(answer));
  }

  /** @type {Element | undefined} */
  #element;
  /** @type {(() => void)[]} */
  #stop;
  #pump;

  /** Loads wasm and worker; resolves when the model is ready. Does not reject: see `failed`. */
  async start() {
    this.#stop.push(this.environment.attention(this.#element, (seen) => this.#attend(seen)));
    this.#stop.push(this.environment.frames((now) => this.#turn(now)));
    await this.link.open();
  }

  play() {
    this.#setPlaying(true);
  }

  pause() {
    this.#setPlaying(false);
  }

  /** @param {Speed} speed */
  setSpeed(speed) {
    this.speed = speed;
  }

  /** Runs whole ticks and shows the last. @param {number} ticks */
  async step(ticks) {
    await this.#act({ type: "step", ticks });
  }

  /** Runs to the start of the next trial. */
  async stepTrial() {
    await this.#act({ type: "stepTrial" });
  }

  /** Goes to a tick, back or forth: the same bits. A long way is gone in portions.
   * @param {number} tick
   * @param {(at: number) => boolean} [more] after each portion: whether to go on
   */
  async seek(tick, more = () => true) {
    for (;;) {
      const answer = await this.link.ask({ type: "seek", tick });
      this.#pump.wanted = true;
      const problems = problemsIn(answer);
      if (problems.length > 0) this.#tell("problem", problems);
      if (answer.type !== "done" || answer.arrived !== false) return;
      if (!more(answer.tick ?? tick)) return;
    }
  }

  /** Sends a command to all engines.
   * @param {object} command
   * @returns {Promise<Problem[]>} empty when taken
   */
  async command(command) {
    const bytes = new TextEncoder().encode(JSON.stringify(command));
    const before = this.link.log.length;
    const problems = await this.#act({ type: "command", bytes });
    // To read another region changes nothing in the trials to come.
    const same = "kind" in command && command.kind === "probe" && this.link.log.length > before;
    if (problems.length === 0 && !same) this.#tell("branch", null);
    return problems;
  }

  /** Starts another run: the present one with changes. Where it is refused the present one goes on.
   * @param {Partial<import("./messages.js").Wish>} change
   */
  begin(change) {
    return this.#act({ type: "setup", setup: this.link.wish(change) });
  }

  /** Title, story and arms of an experiment file, or what is wrong with it.
   * @param {Uint8Array} bytes
   * @returns {Promise<{card: import("./frame.js").ExperimentInfo | null, problems: Problem[]}>}
   */
  async describe(bytes) {
    const answer = await this.link.ask({ type: "describe", bytes });
    return { card: answer.type === "card" ? answer.card : null, problems: problemsIn(answer) };
  }

  /** @param {Uint8Array} bytes @returns {Promise<Problem[]>} */
  async validate(bytes) {
    return problemsIn(await this.link.ask({ type: "validate", bytes }));
  }

  /** @returns {Promise<number>} a fresh seed */
  async proposeSeed() {
    const answer = await this.link.ask({ type: "seed" });
    return answer.type === "seed" ? answer.seed : 0;
  }

  /** The state's digests and the stamped commands; null where there is no engine. */
  async run() {
    const answer = await this.link.ask({ type: "run" });
    return answer.type === "run" ? answer : null;
  }

  /** Comment lines that say all that made the run that is shown; none where there is no engine. */
  async head() {
    const answer = await this.link.ask({ type: "head" });
    return answer.type === "head" ? answer.head : "";
  }

  /** Single synapses of the shown arm as they are now; null where there is no engine.
   * @param {import("../synapses/read.js").Look} look
   * @returns {Promise<Views | null>}
   */
  async synapses(look) {
    const answer = await this.link.ask({ type: "synapses", look });
    return answer.type === "synapses" ? this.looks.views(answer.numbers) : null;
  }

  /** Asks for one frame and record even while paused (after resize, theme). */
  refresh() {
    this.#pump.wanted = true;
  }

  /** Stops everything and lets go of the engines. */
  close() {
    for (const stop of this.#stop) stop();
    this.#stop.length = 0;
    this.link.close();
  }

  /** @param {Ask} ask @returns {Promise<Problem[]>} */
  async #act(ask) {
    const problems = problemsIn(await this.link.ask(ask));
    this.#pump.wanted = true;
    if (problems.length > 0) this.#tell("problem", problems);
    return problems;
  }

  /** @param {number} now */
  #turn(now) {
    this.#pump.turn(now, this.playing && this.seen, this.speed);
  }

  /** @param {FrameAnswer} answer */
  #show(answer) {
    const { tick, fraction, rate, behind, finished, begun } = answer;
    this.tick = tick;
    const arms = armsIn(this.frames, answer.frames);
    this.#tell("frame", { arms, tick, fraction, rate, behind, finished, begun });
    if (answer.records) this.#tell("record", { arms: armsIn(this.records, answer.records), tick });
    if (answer.alignment)
      this.#tell("alignment", { arms: armsIn(this.lives, answer.alignment), tick });
    if (finished && this.playing) this.pause();
  }

  /** @param {import("./messages.js").ReadyAnswer} answer */
  #ready(answer) {
    if (answer.catalogue) {
      this.catalogue = answer.catalogue;
      this.frames = new Layout(answer.catalogue.frame, answer.catalogue.clock);
      this.records = new Layout(answer.catalogue.record);
      this.lives = new Layout(answer.catalogue.live);
      this.looks = new Layout(answer.catalogue.synapses);
    }
    this.watched = answer.watched;
    const { seed, arms } = answer.setup;
    this.#pump.wanted = true;
    this.#tell("ready", { catalogue: this.catalogue, seed, arms, transport: this.link.kind });
  }

  /** @param {number} tick @param {number} times */
  #recovered(tick, times) {
    this.#pump.forget();
    this.#tell("recovered", { tick, times });
  }

  /** @param {string} message */
  #failed(message) {
    this.#setPlaying(false);
    this.#tell("failed", { message });
  }

  /** @param {boolean} playing */
  #setPlaying(playing) {
    if (this.playing === playing) return;
    this.playing = playing;
    this.#pump.wanted = true;
    this.#tell("playing", playing);
  }

  /** @param {boolean} seen */
  #attend(seen) {
    this.seen = seen;
    this.#pump.rest();
    this.link.watch(seen);
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {Answer} answer @returns {Problem[]} */
function problemsIn(answer) {
  return answer.type === "problems" || answer.type === "done" ? answer.problems : [];
}

/** @param {Layout} layout @param {import("./messages.js").Arrays} arrays @returns {ArmViews} */
function armsIn(layout, [first, ...others]) {
  return [layout.views(first), ...others.map((array) => layout.views(array))];
}
