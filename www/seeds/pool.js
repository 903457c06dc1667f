/**
 * A pool of workers that runs one experiment with many seeds. Results are kept
 * by seed, so that it does not matter which comes first.
 */

/**
 * @typedef {import("./run.js").Job} Job
 * @typedef {import("./run.js").SeedAnswer} SeedAnswer
 * @typedef {import("./run.js").SeedRequest} SeedRequest
 * @typedef {import("./run.js").SeedResult} SeedResult
 *
 * @typedef {{send: (request: SeedRequest) => void, close: () => void}} PoolWorker
 * @typedef {{answer: (answer: SeedAnswer) => void, lost: (message: string) => void}} PoolListener
 * @typedef {(listener: PoolListener) => PoolWorker} Spawn throws where there are no workers
 */

/** More than this many would only heat the machine. */
const MOST = 4;

/** How many workers a machine with so many processors is given: the page keeps one. @param {number} processors */
export function poolSize(processors) {
  return Math.max(1, Math.min(MOST, processors - 1));
}

export class SeedPool {
  /** @param {Spawn} spawn @param {number} size @param {() => void} changed a seed has come in or failed */
  constructor(spawn, size, changed) {
    this.spawn = spawn;
    this.size = size;
    this.changed = changed;
    this.total = 0;
    /** @type {Map<number, SeedResult>} */
    this.results = new Map();
    /** Why a seed failed. @type {Map<number, string>} */
    this.failures = new Map();
  }

  /** Seeds that wait. @type {number[]} */
  #queue = [];
  /** @type {Set<PoolWorker>} */
  #workers = new Set();
  /** @type {{wasm: WebAssembly.Module, job: Job} | null} */
  #task = null;

  /** Seeds that have come in, or failed. */
  get done() {
    return this.results.size + this.failures.size;
  }

  get running() {
    return this.#task !== null;
  }

  /** @param {WebAssembly.Module} wasm @param {Job} job @param {readonly number[]} seeds */
  start(wasm, job, seeds) {
    this.clear();
    this.#task = { wasm, job };
    this.#queue = [...seeds];
    this.total = seeds.length;
    for (let i = Math.min(this.size, seeds.length); i > 0; i--) this.#open();
  }

  /** Stops at once; what has come in stays. */
  cancel() {
    this.#task = null;
    this.#queue = [];
    for (const worker of this.#workers) worker.close();
    this.#workers.clear();
    this.#at.clear();
  }

  /** Stops and forgets. */
  clear() {
    this.cancel();
    this.total = 0;
    this.results.clear();
    this.failures.clear();
  }

  /** What has come in, by seed. @returns {SeedResult[]} */
  sorted() {
    return [...this.results.values()].sort((a, b) => a.seed - b.seed);
  }

  /** A fresh worker takes the next seed. */
  #open() {
    const seed = this.#queue.shift();
    const task = this.#task;
    if (seed === undefined || !task) return;
    /** @type {PoolWorker | undefined} */
    let worker;
    const listener = {
      /** @param {SeedAnswer} answer */
      answer: (answer) => worker && this.#answer(worker, answer),
      /** @param {string} message */
      lost: (message) => worker && this.#lost(worker, message),
    };
    try {
      worker = this.spawn(listener);
    } catch (error) {
      return queueMicrotask(() => this.#task === task && this.#fail(seed, String(error)));
    }
    this.#workers.add(worker);
    this.#ask(worker, seed);
  }

  /** What each worker is at. @type {Map<PoolWorker, number>} */
  #at = new Map();

  /** @param {PoolWorker} worker @param {number} seed */
  #ask(worker, seed) {
    if (!this.#task) return;
    this.#at.set(worker, seed);
    worker.send({ ...this.#task, seed });
  }

  /** @param {PoolWorker} worker @param {SeedAnswer} answer */
  #answer(worker, answer) {
    if (!this.#workers.has(worker)) return;
    // An engine that has trapped is not used again.
    if ("failed" in answer) return this.#lost(worker, answer.failed);
    this.results.set(answer.seed, answer.result);
    const next = this.#queue.shift();
    if (next === undefined) this.#close(worker);
    else this.#ask(worker, next);
    this.#tell();
  }

  /** @param {PoolWorker} worker @param {string} message */
  #lost(worker, message) {
    if (!this.#workers.has(worker)) return;
    const seed = this.#at.get(worker);
    this.#close(worker);
    if (seed !== undefined) this.#fail(seed, message);
  }

  /** @param {number} seed @param {string} message */
  #fail(seed, message) {
    this.failures.set(seed, message);
    this.#open();
    this.#tell();
  }

  /** @param {PoolWorker} worker */
  #close(worker) {
    this.#workers.delete(worker);
    this.#at.delete(worker);
    worker.close();
  }

  #tell() {
    if (this.done === this.total) this.cancel();
    this.changed();
  }
}
