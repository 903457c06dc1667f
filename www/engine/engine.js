// The only importer of the generated package: loads wasm and wraps its handle.
//
// Views into the engine's memory are copied at once, because they lose their
// length as soon as that memory grows.

import init, * as pkg from "../pkg/neurotide.js";
import { copyOf } from "./guard.js";

/**
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./frame.js").ExperimentInfo} ExperimentInfo
 * @typedef {import("./frame.js").Problem} Problem
 *
 * One running arm.
 * @typedef {object} Engine
 * @property {(ticks: number) => void} step
 * @property {() => number} tick
 * @property {() => number} trial the running one, from 0
 * @property {() => boolean} finished
 * @property {(command: Uint8Array) => void} send
 * @property {() => Uint8Array} log
 * @property {(log: Uint8Array) => void} replay
 * @property {() => Float64Array} begun trials begun since the last call: pairs of a trial, from 0, and its cue's tick
 * @property {() => Uint8Array} snapshot
 * @property {(snapshot: Uint8Array) => Engine} thaw this run at another tick
 * @property {() => string} digest
 * @property {(fraction: number, into?: ArrayBuffer) => Float32Array} frame
 * @property {(into?: ArrayBuffer) => Float32Array} record
 * @property {(window: number) => boolean} watchLive alignment over so many trials; false where nothing is chosen
 * @property {(share: number) => number} liveKeepUp work on it, as a share of what ticks have cost
 * @property {() => Float32Array} live what is known of it, as the catalogue's section `live`
 * @property {(region: number, bundle: number, rows: number, columns: number) => Float32Array} synapses
 *   a sample of those that end in a region, as the catalogue's section `synapses`
 * @property {() => Float32Array} learning rows of what the catalogue calls `learning`
 * @property {() => number | undefined} learnedAfter trials to the catalogue's criterion
 * @property {() => {notes: string, rows: string}} sheet this run's lines of a CSV file
 * @property {() => void} free
 *
 * The loaded module.
 * @typedef {object} EngineModule
 * @property {(experiment: Uint8Array, arm: string, seed: number) => Engine} create
 * @property {(snapshot: Uint8Array) => Engine} restore
 * @property {() => Catalogue} catalogue
 * @property {(id: string) => Uint8Array} experiment
 * @property {(bytes: Uint8Array) => ExperimentInfo} describe throws like create
 * @property {(bytes: Uint8Array, settings: Uint8Array) => Uint8Array} withParameters throws like create
 * @property {(bytes: Uint8Array) => Problem[]} validate
 * @property {(bytes: Uint8Array, arms: readonly string[], seeds: string) => {head: string, titles: string}} sheet
 *   the first lines of a CSV file; throws like create
 * @property {() => number} proposeSeed
 */

/** @param {import("../pkg/neurotide.js").Engine} handle @returns {Engine} */
function wrap(handle) {
  return {
    step: (ticks) => handle.step(ticks),
    tick: () => handle.tick(),
    trial: () => handle.trial(),
    finished: () => handle.finished(),
    send: (command) => handle.send(command),
    log: () => handle.log(),
    replay: (log) => handle.replay(log),
    begun: () => handle.begun(),
    snapshot: () => handle.snapshot(),
    thaw: (snapshot) => wrap(handle.thaw(snapshot)),
    digest: () => handle.digest(),
    frame: (fraction, into) => copyOf(handle.frame(fraction), into),
    record: (into) => copyOf(handle.record(), into),
    watchLive: (window) => handle.watch_live(window),
    liveKeepUp: (share) => handle.live_keep_up(share),
    live: () => handle.live(),
    synapses: (region, bundle, rows, columns) => handle.synapses(region, bundle, rows, columns),
    learning: () => handle.learning(),
    learnedAfter: () => handle.learned_after(),
    sheet: () => ({ notes: handle.sheet_notes(), rows: handle.sheet_rows() }),
    free: () => handle.free(),
  };
}

/** Forgets an instance that has trapped, where the package can (needed only on
 * the page's own thread: a worker is thrown away as a whole). */
function reset() {
  const again = Reflect.get(pkg, "__wbg_reset_state");
  if (typeof again === "function") again();
}

/** Compiles and starts the engine.
 * @param {string | URL | BufferSource | WebAssembly.Module} source
 * @param {boolean} [fresh] after a trap
 * @returns {Promise<EngineModule>}
 */
export async function loadEngine(source, fresh = false) {
  await init({ module_or_path: source });
  if (fresh) reset();
  return {
    create: (experiment, arm, seed) => wrap(new pkg.Engine(experiment, arm, seed)),
    restore: (snapshot) => wrap(pkg.Engine.restore(snapshot)),
    catalogue: () => /** @type {Catalogue} */ (pkg.catalogue()),
    experiment: (id) => pkg.experiment(id),
    describe: (bytes) => pkg.describe(bytes),
    withParameters: (bytes, settings) => pkg.with_parameters(bytes, settings),
    validate: (bytes) => pkg.validate(bytes),
    sheet: (bytes, arms, seeds) => ({
      head: pkg.sheet_head(bytes, [...arms], seeds),
      titles: pkg.sheet_titles(),
    }),
    proposeSeed: () => pkg.propose_seed(),
  };
}
