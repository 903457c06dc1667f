// Owns the running engines and answers messages, whatever carries them: a
// worker, a worker from a Blob, or the page's own thread.

import { Ensemble } from "./ensemble.js";
import { Layout } from "./frame.js";
import { isTrap, problemsOf } from "./guard.js";
import { buffersOf } from "./messages.js";
import { Meter, SHARE, shareAt } from "./meter.js";
import { factorOf, Player, spend } from "./player.js";
import { Watch } from "./watch.js";

/**
 * @typedef {import("./engine.js").EngineModule} EngineModule
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./ensemble.js").Setup} Setup
 * @typedef {import("./ensemble.js").Resume} Resume
 * @typedef {import("./messages.js").Request} Request
 * @typedef {import("./messages.js").Answer} Answer
 * @typedef {(answer: Answer, transfer: ArrayBuffer[]) => void} Post
 * @typedef {(source: WebAssembly.Module | BufferSource, fresh: boolean) => Promise<EngineModule>} Load
 */

/** Above this factor not every trial start is kept. */
const KEEP_FACTOR = 20;
/** A jump answers after this time at the latest, ms; asked again it goes on. */
const PORTION_MS = 80;
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
    /** @type {Ensemble | null} */
    this.ensemble = null;
    /** @type {EngineModule | null} */
    this.module = null;
    this.player = new Player(1);
    this.layout = new Layout([]);
    /** @type {ArrayBuffer[]} */
    this.spare = [];
    this.watch = new Watch(now);
    this.meter = new Meter(now);
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
      case "head":
        return this.post({ type: "head", id: request.id, head: this.#ensemble().head() }, []);
      case "synapses":
        return this.#synapses(request);
      case "ping":
        return this.#done(request.id, []);
      default:
        return this.#change(request);
    }
  }

  /** Requests that change the state of the run.
   * @param {Exclude<Request, {type: "init" | "frame" | "validate" | "describe" | "seed" | "run" | "head" | "ping" | "synapses"}>} request
   */
  #change(request) {
    const ensemble = this.#ensemble();
    if (request.type === "setup") return this.#setup(request.id, request.setup);
    if (request.type === "command") {
      const entry = ensemble.send(request.bytes);
      return this.post({ type: "logged", id: request.id, entry, cursor: ensemble.cursor }, []);
    }
    if (request.type === "step") ensemble.run(request.ticks, this.#alive);
    else if (request.type === "seek") return this.#seek(request.id, ensemble, request.tick);
    else this.#stepTrial(ensemble);
    this.#settle();
    this.#done(request.id, []);
  }

  /** Goes to a tick, or a part of the way. @param {number} id @param {Ensemble} ensemble @param {number} goal */
  #seek(id, ensemble, goal) {
    const end = this.now() + PORTION_MS;
    ensemble.seek(goal, () => {
      this.#alive();
      return this.now() >= end;
    });
    this.#settle();
    const { tick, finished } = ensemble;
    this.post({ type: "done", id, problems: [], tick, arrived: tick >= goal || finished }, []);
  }

  /** @param {Extract<Request, {type: "init"}>} request */
  async #init({ id, wasm, setup, resume, fresh }) {
    const module = await this.load(wasm, fresh);
    this.module = module;
    const catalogue = module.catalogue();
    this.layout = new Layout(catalogue.frame, catalogue.clock);
    this.player = new Player(catalogue.dt_ms);
    this.#start(setup);
    if (resume) this.#ensemble().resume(resume, this.#alive);
    this.#settle();
    this.#ready(id, catalogue);
  }

  /** Starts another run; where it is refused the present one goes on.
   * @param {number} id
   * @param {import("./messages.js").Wish} wish
   */
  #setup(id, wish) {
    this.#start(wish);
    this.#settle();
    this.#ready(id, null);
  }

  /** A run stands at its first tick, or where it had been. @param {number} id @param {Catalogue | null} catalogue */
  #ready(id, catalogue) {
    const { setup, tick } = this.#ensemble();
    const { watched } = this.meter;
    this.post({ type: "ready", id, catalogue, setup, tick, watched }, []);
  }

  /** @param {import("./messages.js").Wish} wish */
  #start(wish) {
    const module = this.#module();
    const { experiment, arms, log, settings } = wish;
    const file = typeof experiment === "string" ? module.experiment(experiment) : experiment;
    const bytes = settings ? module.withParameters(file, settings) : file;
    const seed = wish.seed ?? module.proposeSeed();
    const setup = {
      experiment: bytes,
      arms,
      seed,
      ...(log ? { log } : {}),
    };
    const ensemble = new Ensemble(module, setup);
    this.ensemble?.free();
    this.ensemble = ensemble;
    this.watch.wave = false;
    this.meter.follow(ensemble);
  }

  /** @param {Extract<Request, {type: "frame"}>} request */
  #frame(request) {
    this.spare.push(...request.recycle);
    const ensemble = this.#ensemble();
    const factor = request.playing ? factorOf(request.speed, this.watch.wave) : 0;
    const due = request.playing ? this.player.due(request.elapsed, factor) : 0;
    const before = ensemble.tick;
    const ran = this.#spend(ensemble, due, shareAt(factor));
    const behind = Number.isFinite(due) && ran < due && !ensemble.finished;
    if (behind) this.player.settle();
    const ran_ms = (ensemble.tick - before) * this.player.dt_ms;
    this.watch.measure(ran_ms, request.elapsed, factor);
    this.#reply(request, ensemble, behind, factor);
  }

  /** @param {Ensemble} ensemble @param {number} ticks @param {number} share of their cost, for alignment */
  #spend(ensemble, ticks, share) {
    return spend(ticks, this.budget_ms, this.now, (count) => {
      ensemble.run(count);
      this.meter.work(ensemble, share);
      return !ensemble.finished;
    });
  }

  /**
   * @param {Extract<Request, {type: "frame"}>} request
   * @param {Ensemble} ensemble @param {boolean} behind @param {number} factor
   */
  #reply(request, ensemble, behind, factor) {
    const fraction = this.player.fraction;
    const frames = ensemble.arrays((engine) => engine.frame(fraction, this.spare.pop()));
    this.spare.length = 0;
    const begun = this.watch.see(this.layout.views(frames[0]));
    if (begun && factor <= KEEP_FACTOR) ensemble.keep();
    else ensemble.keepSpaced();
    const records = this.#records(ensemble, request.record);
    const alignment = this.meter.read(ensemble, request.record);
    const checkpoint = this.watch.checkpointDue(ensemble.tick) ? ensemble.checkpoint() : null;
    const arrays = [frames, records, alignment];
    const { tick, finished } = ensemble;
    this.post(
      {
        type: "frame",
        id: request.id,
        tick,
        fraction,
        rate: this.watch.rate,
        behind,
        finished,
        frames,
        records,
        alignment,
        checkpoint,
        begun: ensemble.takeBegun(),
      },
      arrays.flatMap((one) => (one ? buffersOf(one) : [])),
    );
  }

  /** @param {Ensemble} ensemble @param {boolean} wanted even if it is not yet time */
  #records(ensemble, wanted) {
    if (!wanted && !this.watch.recordDue()) return null;
    this.watch.recorded();
    return ensemble.arrays((engine) => engine.record());
  }

  /** Runs to the first tick of the next trial. @param {Ensemble} ensemble */
  #stepTrial(ensemble) {
    const from = ensemble.first.trial();
    for (let n = 0; n < TRIAL_TICKS && !ensemble.finished; n += 1) {
      ensemble.run(1);
      if (ensemble.first.trial() !== from) return ensemble.keep();
      if (n % 200 === 0) this.#alive();
    }
  }

  /** After a jump: draw whole ticks, watch anew. */
  #settle() {
    this.player.settle();
    this.watch.settle(this.#ensemble().tick);
    this.meter.follow(this.#ensemble());
  }

  /** @param {number} id */
  #run(id) {
    const ensemble = this.#ensemble();
    const digests = ensemble.engines.map((engine) => engine.digest());
    const { seed } = ensemble.setup;
    const { tick } = ensemble;
    this.post({ type: "run", id, tick, seed, digests, log: ensemble.first.log() }, []);
  }

  /** Between the portions of a long run. */
  #alive = () => {
    this.meter.work(this.#ensemble(), SHARE);
    this.post({ type: "alive", id: 0 }, []);
  };

  /** Single synapses of the shown arm. @param {Extract<Request, {type: "synapses"}>} request */
  #synapses({ id, look: { region, bundle, rows, columns } }) {
    const numbers = this.#ensemble().first.synapses(region, bundle, rows, columns);
    const { buffer } = numbers;
    this.post({ type: "synapses", id, numbers }, [/** @type {ArrayBuffer} */ (buffer)]);
  }

  /** @param {number} id @param {import("./frame.js").Problem[]} problems */
  #done(id, problems) {
    this.post({ type: "done", id, problems }, []);
  }

  #module() {
    if (!this.module) throw new Error("the engine is not loaded");
    return this.module;
  }

  #ensemble() {
    if (!this.ensemble) throw new Error("no experiment is loaded");
    return this.ensemble;
  }
}
