// The messages between the page and the host of the engines: types, and what
// of them travels without a copy.
//
// Every request has an id and gets exactly one answer with that id; "alive"
// (id 0) comes between them during a long run. One frame request at a time.

/**
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./frame.js").ExperimentInfo} ExperimentInfo
 * @typedef {import("./frame.js").Problem} Problem
 * @typedef {import("./ensemble.js").Checkpoint} Checkpoint
 * @typedef {import("./ensemble.js").Entry} Entry
 * @typedef {import("./ensemble.js").Resume} Resume
 * @typedef {import("./ensemble.js").Setup} Setup
 *
 * A run that is asked for: a built-in experiment by id, a seed if it matters.
 * @typedef {{experiment: string | Uint8Array, arms: readonly string[],
 *   seed?: number, log?: Uint8Array, settings?: Uint8Array}} Wish settings: parameters that differ from the file's, JSON
 *
 * @typedef {{type: "init", wasm: BufferSource | WebAssembly.Module, setup: Wish, resume: Resume | null, fresh: boolean}} Init
 * @typedef {{type: "frame", elapsed: number, speed: import("./client.js").Speed, playing: boolean,
 *   record: boolean, recycle: ArrayBuffer[]}} FrameRequest
 * @typedef {Init | FrameRequest | {type: "setup", setup: Wish} | {type: "command", bytes: Uint8Array}
 *   | {type: "step", ticks: number} | {type: "stepTrial"} | {type: "seek", tick: number}
 *   | {type: "synapses", look: import("../synapses/read.js").Look}
 *   | {type: "validate" | "describe", bytes: Uint8Array} | {type: "seed" | "run" | "head" | "ping"}} Ask
 * @typedef {Ask & {id: number}} Request
 *
 * One array per arm, in the order of the setup.
 * @typedef {[Float32Array, ...Float32Array[]]} Arrays
 * @typedef {{type: "frame", id: number, tick: number, fraction: number, rate: number, behind: boolean,
 *   finished: boolean, frames: Arrays, records: Arrays | null,
 *   alignment: Arrays | null, checkpoint: Checkpoint | null, begun: number[]}} FrameAnswer begun: trials since the last
 *   frame, as pairs of a trial, from 0, and the tick of its cue
 * @typedef {{type: "ready", id: number, catalogue: Catalogue | null, setup: Setup, tick: number,
 *   watched: boolean}} ReadyAnswer watched: alignment is, because the task asks for actions
 * @typedef {FrameAnswer | ReadyAnswer
 *   | {type: "done", id: number, problems: Problem[], tick?: number, arrived?: boolean} | {type: "problems", id: number, problems: Problem[]}
 *   | {type: "logged", id: number, entry: Entry, cursor: number}
 *   | {type: "seed", id: number, seed: number} | {type: "card", id: number, card: ExperimentInfo}
 *   | {type: "synapses", id: number, numbers: Float32Array}
 *   | {type: "run", id: number, tick: number, seed: number, digests: string[], log: Uint8Array}
 *   | {type: "head", id: number, head: string}
 *   | {type: "trap", id: number, message: string} | {type: "alive", id: number}} Answer
 */

/** What travels without a copy. @param {Arrays} arrays @returns {ArrayBuffer[]} */
export function buffersOf(arrays) {
  return arrays.map((array) => /** @type {ArrayBuffer} */ (array.buffer));
}
