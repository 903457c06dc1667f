// The line to the host of the engines: requests and their answers, a heartbeat,
// and the one way to recover: throw away, start afresh, replay to the same tick.

import { problemOf } from "./guard.js";
import { KINDS } from "./transport.js";

/**
 * @typedef {import("./messages.js").Answer} Answer
 * @typedef {import("./messages.js").Ask} Ask
 * @typedef {import("./messages.js").ReadyAnswer} ReadyAnswer
 * @typedef {import("./messages.js").Wish} Wish
 * @typedef {import("./ensemble.js").Checkpoint} Checkpoint
 * @typedef {import("./ensemble.js").Entry} Entry
 * @typedef {import("./transport.js").Kind} Kind
 * @typedef {import("./transport.js").Transport} Transport
 *
 * @typedef {object} Events
 * @property {(answer: ReadyAnswer) => void} ready
 * @property {(tick: number, times: number) => void} recovered
 * @property {(message: string) => void} failed
 */

/** The heartbeat, and how many beats may be missed: 2 s. */
const BEAT_MS = 500;
const MISSED_BEATS = 4;
/** Loading may take this many beats. */
const LOADING_BEATS = 40;
const RECOVERIES = 3;
const WINDOW_MS = 60_000;

/** The address of a file by its place beside this one. @param {string} path */
const beside = (path) => new URL(path, import.meta.url).href;

/** What stands in for the answer of a host that was lost. @type {(id: number) => Answer} */
const lostAnswer = (id) => ({
  type: "problems",
  id,
  problems: [problemOf("The model had to be restarted; please try again.")],
});

export class Link {
  /**
   * @param {import("./client.js").ClientOptions} options
   * @param {import("./environment.js").Environment} environment
   * @param {Events} events
   */
  constructor(options, environment, events) {
    this.options = options;
    this.environment = environment;
    this.events = events;
    this.ready = false;
    /** @type {Kind} */
    this.kind = "worker";
    /** @type {Wish} */
    this.setup = {
      experiment: options.experiment,
      arms: options.arms ?? ["intact"],
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.log ? { log: options.log } : {}),
    };
    /** @type {Entry[]} */
    this.log = [];
    /** @type {Checkpoint | null} */
    this.checkpoint = null;
    this.tick = 0;
  }

  /** @type {Transport | null} */
  #transport = null;
  /** @type {BufferSource | null} */
  #wasm = null;
  /** @type {Map<number, (answer: Answer) => void>} */
  #pending = new Map();
  #nextId = 1;
  #missed = 0;
  #watching = true;
  #recovering = false;
  /** Times of the recoveries of the last minute. @type {number[]} */
  #recoveries = [];
  /** @type {(() => void) | null} */
  #stopBeat = null;

  /** Opens the line by the first way that works. */
  async open() {
    this.#stopBeat ??= this.environment.every(BEAT_MS, () => this.#beat());
    const { wasmBytes, wasmUrl = beside("../pkg/neurotide_bg.wasm") } = this.options;
    try {
      this.#wasm = wasmBytes ?? (await this.environment.bytes(wasmUrl));
    } catch (error) {
      return this.events.failed(`The model could not be loaded. ${messageOf(error)}`);
    }
    const answer = await this.#connectAny(this.options.transports ?? KINDS, false);
    if (answer.type === "ready") this.#accept(answer);
    else this.events.failed(failureOf(answer));
  }

  /** A wished run: the present one with changes, without what was replayed.
   * @param {Partial<Wish>} change
   * @returns {Wish}
   */
  wish(change) {
    const { log: _log, ...setup } = this.setup;
    return { ...setup, ...change };
  }

  /** Sends a request; always resolves, also when the host is lost meanwhile.
   * @param {Ask} ask
   * @param {ArrayBuffer[]} [transfer]
   * @returns {Promise<Answer>}
   */
  async ask(ask, transfer = []) {
    if (!this.ready) return lostAnswer(0);
    const answer = await this.#send(ask, transfer);
    this.#learn(answer, ask);
    return answer;
  }

  /** Whether a silent host counts as dead: not while the page sleeps. @param {boolean} seen */
  watch(seen) {
    this.#watching = seen;
    this.#missed = 0;
  }

  close() {
    this.ready = false;
    this.#stopBeat?.();
    this.#stopBeat = null;
    this.#hangUp();
  }

  /** @param {Ask} ask @param {ArrayBuffer[]} transfer @returns {Promise<Answer>} */
  #send(ask, transfer) {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#transport?.send({ ...ask, id }, transfer);
    });
  }

  /** Keeps what a recovery will need. @param {Answer} answer @param {Ask} ask */
  #learn(answer, ask) {
    if (answer.type === "frame") {
      this.tick = answer.tick;
      if (answer.checkpoint) this.checkpoint = answer.checkpoint;
    } else if (answer.type === "logged") {
      this.log.length = answer.cursor - 1;
      this.log.push(answer.entry);
    } else if (answer.type === "ready") {
      this.#accept(answer);
    } else if (ask.type === "seek" && answer.type === "done") {
      this.tick = answer.tick ?? ask.tick;
      if (this.checkpoint && this.checkpoint.tick > ask.tick) this.checkpoint = null;
    }
  }

  /** A run has begun. @param {ReadyAnswer} answer */
  #accept(answer) {
    this.setup = answer.setup;
    this.log = [];
    this.checkpoint = null;
    this.tick = answer.tick;
    this.ready = true;
    this.events.ready(answer);
  }

  /** @param {readonly Kind[]} kinds @param {boolean} again */
  async #connectAny(kinds, again) {
    let answer = lostAnswer(0);
    for (const kind of kinds) {
      this.kind = kind;
      answer = await this.#connect(kind, again);
      // A refusal of the input is the same everywhere; only a lost host is tried another way.
      if (answer.type === "ready" || (answer.type === "problems" && answer.id !== 0)) break;
      this.#hangUp();
    }
    return answer;
  }

  /** @param {Kind} kind @param {boolean} again @returns {Promise<Answer>} */
  async #connect(kind, again) {
    const { workerUrl = beside("./worker.js"), workerSource } = this.options;
    /** @type {Transport} */
    let transport;
    const listener = {
      /** @param {Answer} answer */
      answer: (answer) => this.#receive(answer, transport),
      /** @param {string} message */
      lost: (message) => this.#lost(message, transport),
    };
    try {
      transport = await this.environment.connect(kind, { workerUrl, workerSource }, listener);
    } catch (error) {
      return { type: "trap", id: 0, message: messageOf(error) };
    }
    this.#transport = transport;
    this.#missed = MISSED_BEATS - LOADING_BEATS;
    const { setup, log, checkpoint, tick } = this;
    const resume = again ? { checkpoint, log, tick } : null;
    return this.#send(
      { type: "init", wasm: this.#wasm ?? new Uint8Array(), setup, resume, fresh: again },
      [],
    );
  }

  /** @param {Answer} answer @param {Transport} from */
  #receive(answer, from) {
    if (from !== this.#transport) return;
    this.#missed = 0;
    if (answer.type === "alive") return;
    if (answer.type === "trap" && this.ready) return this.#lost(answer.message, from);
    const resolve = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    resolve?.(answer);
  }

  /** Twice a second: has the host answered, and if nothing is asked, is it there? */
  #beat() {
    if (!this.#transport || !this.#watching) return;
    if (this.#pending.size === 0) {
      void this.#send({ type: "ping" }, []);
      return;
    }
    this.#missed += 1;
    if (this.#missed >= MISSED_BEATS) this.#lost("the engine does not answer", this.#transport);
  }

  /** @param {string} message @param {Transport} from */
  #lost(message, from) {
    if (from !== this.#transport) return;
    this.#hangUp();
    if (this.ready) void this.#recover(message);
  }

  /** Closes the line and answers what was still asked. */
  #hangUp() {
    this.#transport?.close();
    this.#transport = null;
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of open) resolve(lostAnswer(0));
  }

  /** @param {string} message */
  async #recover(message) {
    if (this.#recovering) return;
    this.ready = false;
    const now = this.environment.now();
    this.#recoveries = this.#recoveries.filter((at) => now - at < WINDOW_MS);
    if (this.#recoveries.length >= RECOVERIES) return this.events.failed(message);
    this.#recoveries.push(now);
    this.#recovering = true;
    const answer = await this.#connectAny([this.kind], true);
    this.#recovering = false;
    if (answer.type !== "ready") return this.#again(answer);
    this.ready = true;
    this.events.recovered(answer.tick, this.#recoveries.length);
  }

  /** A recovery that failed counts like any other loss. @param {Answer} answer @returns {Promise<void>} */
  #again(answer) {
    return this.#recover(failureOf(answer));
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {Answer} answer */
function failureOf(answer) {
  if (answer.type === "problems")
    return answer.problems.map((problem) => problem.message).join("\n");
  return answer.type === "trap" ? answer.message : "The model could not be started.";
}
