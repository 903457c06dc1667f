// Owns the running engines and answers messages, whatever carries them: a
// worker, a worker from a Blob, or the page's own thread.

import { Layout } from "./frame.js";
import { isTrap, problemsOf } from "./guard.js";
import { Pair } from "./pair.js";
import { factorOf, Player, spend } from "./player.js";

/**
 * @typedef {import("./engine.js").EngineModule} EngineModule
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./pair.js").Setup} Setup
 * @typedef {import("./pair.js").Resume} Resume
 * @typedef {import("./messages.js").Request} Request
 * @typedef {import("./messages.js").Answer} Answer
 * @typedef {(answer: Answer, transfer: ArrayBuffer[]) => void} Post
 * @typedef {(source: WebAssembly.Module | BufferSource, fresh: boolean) => Promise<EngineModule>} Load
 */

/** Charts want their numbers at most this often. */
const RECORD_MS = 83;
/** The page gets a checkpoint for its own keeping after this time or run. */
const SAFE_MS = 20_000;
const SAFE_TICKS = 20_000;
/** Above this factor trial starts are not kept. */
const KEEP_FACTOR = 20;
/** Concentration above baseline, nM, from which a wave is under way, and ended. */
const WAVE_NM = { on: 8, off: 3 };
/** A trial is never longer than this. */
const TRIAL_TICKS = 20_000;

export class Host {
  /**
   * @param {Post} post
   * @param {Load} load
   * @param {number} budget_ms of the wall per frame
   * @param {() => number} [now]
   */
  constructor(post, load, budget_ms, now = () => performance.now()) {
    this.post = post;
    this.load = load;
    this.budget_ms = budget_ms;
    this.now = now;
    /** @type {Pair | null} */
    this.pair = null;
    /** @type {EngineModule | null} */
    this.module = null;
    this.player = new Player(1);
    this.layout = new Layout([]);
    /** @type {ArrayBuffer[]} */
    this.spare = [];
    this.trial = -1;
    this.wave = false;
    this.rate = 0;
    this.recorded_at = Number.NEGATIVE_INFINITY;
    this.safe = { at: 0, tick: 0 };
  }

  /** Answers one message; every message gets exactly one answer.
   * @param {Request} request
   */
  async receive(request) {
    try {
      await this.#answer(request);
    } catch (error) {
      if (isTrap(error)) this.post({ type: "trap", id: request.id, message: String(error) }, []);
      else this.post({ type: "problems", id: request.id, problems: problemsOf(error) }, []);
    }
  }

  /** @param {Request} request */
  async #answer(request) {
    switch (request.type) {
      case "init":
        return this.#init(request);
      case "frame":
        return this.#frame(request);
      case "validate":
        return this.#done(request.id, this.#module().validate(request.bytes));
      case "describe": {
        const card = this.#module().describe(request.bytes);
        return this.post({ type: "card", id: request.id, card }, []);
      }
      case "seed":
        return this.post({ type: "seed", id: request.id, seed: this.#module().proposeSeed() }, []);
      case "run":
        return this.#run(request.id);
      case "ping":
        return this.#done(request.id, []);
      default:
        return this.#change(request);
    }
  }

  /** Requests that change the state of the run.
   * @param {Exclude<Request, {type: "init" | "frame" | "validate" | "describe" | "seed" | "run" | "ping"}>} request
   */
  #change(request) {
    const pair = this.#pair();
    if (request.type === "setup") return this.#setup(request.id, request.setup);
    if (request.type === "command") {
      const entry = pair.send(request.bytes);
      return this.post({ type: "logged", id: request.id, entry, cursor: pair.cursor }, []);
    }
    if (request.type === "step") pair.run(request.ticks, this.#alive);
    else if (request.type === "seek") pair.seek(request.tick, this.#alive);
    else this.#stepTrial(pair);
    this.#settle();
    this.#done(request.id, []);
  }

  /** @param {Extract<Request, {type: "init"}>} request */
  async #init({ id, wasm, setup, resume, fresh }) {
    const module = await this.load(wasm, fresh);
    this.module = module;
    const catalogue = module.catalogue();
    this.layout = new Layout(catalogue.frame);
    this.player = new Player(catalogue.dt_ms);
    this.#start(setup);
    if (resume) this.#pair().resume(resume, this.#alive);
    this.#settle();
    this.post(
      { type: "ready", id, catalogue, setup: this.#pair().setup, tick: this.#pair().tick },
      [],
    );
  }

  /** Starts another run; where it is refused the present one goes on.
   * @param {number} id
   * @param {import("./messages.js").Wish} wish
   */
  #setup(id, wish) {
    this.#start(wish);
    this.#settle();
    this.post({ type: "ready", id, catalogue: null, setup: this.#pair().setup, tick: 0 }, []);
  }

  /** @param {import("./messages.js").Wish} wish */
  #start(wish) {
    const module = this.#module();
    const { experiment, log } = wish;
    const bytes = typeof experiment === "string" ? module.experiment(experiment) : experiment;
    const seed = wish.seed ?? module.proposeSeed();
    const setup = {
      experiment: bytes,
      arm: wish.arm,
      twin: wish.twin,
      seed,
      ...(log ? { log } : {}),
    };
    const pair = new Pair(module, setup);
    this.pair?.free();
    this.pair = pair;
    this.wave = false;
  }

  /** @param {Extract<Request, {type: "frame"}>} request */
  #frame(request) {
    this.spare.push(...request.recycle);
    const pair = this.#pair();
    const factor = request.playing ? factorOf(request.speed, this.wave) : 0;
    const due = request.playing ? this.player.due(request.elapsed, factor) : 0;
    const before = pair.tick;
    const ran = this.#spend(pair, due);
    const behind = Number.isFinite(due) && ran < due && !pair.finished;
    if (behind) this.player.settle();
    this.#measure(pair.tick - before, request.elapsed, factor);
    this.#reply(request, pair, behind, factor);
  }

  /** @param {Pair} pair @param {number} ticks */
  #spend(pair, ticks) {
    return spend(ticks, this.budget_ms, this.now, (count) => {
      pair.run(count);
      return !pair.finished;
    });
  }

  /** The factor in fact reached: exact when given, smoothed for "max".
   * @param {number} ticks @param {number} elapsed_ms @param {number} factor */
  #measure(ticks, elapsed_ms, factor) {
    if (Number.isFinite(factor)) {
      this.rate = factor;
      return;
    }
    const now = (ticks * this.player.dt_ms) / Math.max(1, elapsed_ms);
    this.rate += (now - this.rate) * 0.1;
  }

  /**
   * @param {Extract<Request, {type: "frame"}>} request
   * @param {Pair} pair @param {boolean} behind @param {number} factor
   */
  #reply(request, pair, behind, factor) {
    const fraction = this.player.fraction;
    const intact = pair.intact.frame(fraction, this.spare.pop());
    const twin = pair.twin ? pair.twin.frame(fraction, this.spare.pop()) : null;
    this.spare.length = 0;
    this.#watch(intact, pair, factor);
    const records = this.#records(pair, request.record);
    const checkpoint = this.#safeCheckpoint(pair);
    const transfer = [intact, twin, records?.intact, records?.twin].flatMap((a) =>
      a ? [/** @type {ArrayBuffer} */ (a.buffer)] : [],
    );
    const { tick, finished } = pair;
    this.post(
      {
        type: "frame",
        id: request.id,
        tick,
        fraction,
        rate: this.rate,
        behind,
        finished,
        intact,
        twin,
        records,
        checkpoint,
      },
      transfer,
    );
  }

  /** Notices a new trial and whether a wave is under way.
   * @param {Float32Array} data @param {Pair} pair @param {number} factor */
  #watch(data, pair, factor) {
    const views = this.layout.views(data);
    const trial = views.get("clock")[0] ?? 0;
    if (trial !== this.trial && this.trial >= 0 && factor <= KEEP_FACTOR) pair.keep();
    this.trial = trial;
    const peak = peakOf(views.get("concentration"), views.get("baseline"));
    this.wave = peak > (this.wave ? WAVE_NM.off : WAVE_NM.on);
  }

  /** @param {Pair} pair @param {boolean} wanted even if it is not yet time */
  #records(pair, wanted) {
    const now = this.now();
    if (!wanted && now - this.recorded_at < RECORD_MS) return null;
    this.recorded_at = now;
    return { intact: pair.intact.record(), twin: pair.twin ? pair.twin.record() : null };
  }

  /** @param {Pair} pair */
  #safeCheckpoint(pair) {
    const now = this.now();
    const due = now - this.safe.at > SAFE_MS || pair.tick - this.safe.tick > SAFE_TICKS;
    if (!due || pair.tick === this.safe.tick) return null;
    this.safe = { at: now, tick: pair.tick };
    return pair.checkpoint();
  }

  /** Runs to the first tick of the next trial. @param {Pair} pair */
  #stepTrial(pair) {
    const trialNow = () => this.layout.views(pair.intact.frame(1)).get("clock")[0];
    const from = trialNow();
    for (let n = 0; n < TRIAL_TICKS && !pair.finished; n += 1) {
      pair.run(1);
      if (trialNow() !== from) return pair.keep();
      if (n % 200 === 0) this.#alive();
    }
  }

  /** After a jump: draw whole ticks, record at once, watch trials anew. */
  #settle() {
    this.player.settle();
    this.trial = -1;
    this.recorded_at = Number.NEGATIVE_INFINITY;
    this.safe = { at: this.now(), tick: this.#pair().tick };
  }

  /** @param {number} id */
  #run(id) {
    const pair = this.#pair();
    const twin = pair.twin ? pair.twin.digest() : null;
    const { seed } = pair.setup;
    const digest = pair.intact.digest();
    this.post({ type: "run", id, tick: pair.tick, seed, digest, twin, log: pair.intact.log() }, []);
  }

  #alive = () => this.post({ type: "alive", id: 0 }, []);

  /** @param {number} id @param {import("./frame.js").Problem[]} problems */
  #done(id, problems) {
    this.post({ type: "done", id, problems }, []);
  }

  #module() {
    if (!this.module) throw new Error("the engine is not loaded");
    return this.module;
  }

  #pair() {
    if (!this.pair) throw new Error("no experiment is loaded");
    return this.pair;
  }
}

/** The highest concentration above its baseline.
 * @param {Float32Array} concentration @param {Float32Array} baseline */
function peakOf(concentration, baseline) {
  let peak = 0;
  for (let i = 0; i < concentration.length; i += 1) {
    const above = (concentration[i] ?? 0) - (baseline[i] ?? 0);
    if (above > peak) peak = above;
  }
  return peak;
}
