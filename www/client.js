// The page's side of the running model: starts the worker, asks for frames,
// notices a dead engine and brings a fresh one to the same tick.
//
// Skeleton: the interface is final, the body follows.

/**
 * @typedef {import("./frame.js").Catalogue} Catalogue
 * @typedef {import("./frame.js").Problem} Problem
 * @typedef {import("./frame.js").Views} Views
 *
 * Model seconds per second of the wall: 0.02, 0.1, 1, 10, 100; "auto" is 0.1
 * while a wave is under way and 1 between; "max" runs as fast as it goes.
 * @typedef {number | "auto" | "max"} Speed
 *
 * @typedef {object} ClientOptions
 * @property {string | Uint8Array} experiment id of a built-in one, or the bytes of a file
 * @property {number} [seed] 0..2^32-1; proposed by the engine when left out
 * @property {string} [arm] default "intact"
 * @property {string | null} [twin] the arm beside it, with the same seed and clock
 * @property {Uint8Array} [log] commands to replay
 * @property {Element} [element] pauses while this is off-screen
 * @property {string} [wasmUrl] default "pkg/neurotide_bg.wasm" beside the page
 * @property {BufferSource} [wasmBytes] instead of wasmUrl
 * @property {string} [workerUrl] default "worker.js" beside the page
 * @property {string} [workerSource] the worker as text, for pages without URLs
 *
 * Detail of `frame`. The arrays may be written over once two further frames
 * have come: draw at once, or copy.
 * @typedef {{intact: Views, twin: Views | null, tick: number, fraction: number,
 *   rate: number, behind: boolean, finished: boolean}} FrameDetail
 *
 * Detail of `record`, at most 12 times a second.
 * @typedef {{intact: Views, twin: Views | null, tick: number}} RecordDetail
 *
 * Detail of `ready`.
 * @typedef {{catalogue: Catalogue, seed: number, transport: "worker" | "blob" | "main"}} ReadyDetail
 */

/**
 * Events (all CustomEvent, data in `detail`):
 * `ready` ReadyDetail; `frame` FrameDetail; `record` RecordDetail;
 * `problem` Problem[]; `recovered` {tick, times}; `failed` {message};
 * `playing` boolean (also when the run ends by itself).
 */
export class Client extends EventTarget {
  /** @param {ClientOptions} options */
  constructor(options) {
    super();
    this.options = options;
    /** @type {Catalogue | null} */
    this.catalogue = null;
    /** @type {Speed} */
    this.speed = 0.1;
    this.playing = false;
  }

  /** Loads wasm and worker; resolves when the first frame can be asked for. */
  async start() {}

  play() {}
  pause() {}
  /** @param {Speed} speed */
  setSpeed(speed) {
    this.speed = speed;
  }
  /** Runs whole ticks and shows the last. @param {number} ticks @returns {Promise<void>} */
  async step(ticks) {}
  /** Runs to the start of the next trial. @returns {Promise<void>} */
  async stepTrial() {}
  /** Goes to a tick, back or forth: the same bits. @param {number} tick @returns {Promise<void>} */
  async seek(tick) {}
  /** Sends a command to both engines. @param {object} command @returns {Promise<Problem[]>} empty when taken */
  async command(command) {
    return [];
  }
  /** Chooses the arms; starts over. @param {string} arm @param {string | null} twin @returns {Promise<Problem[]>} */
  async setArms(arm, twin) {
    return [];
  }
  /** Starts over. @param {number} [seed] @returns {Promise<Problem[]>} */
  async reset(seed) {
    return [];
  }
  /** @param {Uint8Array} bytes @returns {Promise<Problem[]>} */
  async validate(bytes) {
    return [];
  }
  /** Loads a file; where it is refused the running model goes on. @param {string | Uint8Array} experiment @returns {Promise<Problem[]>} */
  async loadExperiment(experiment) {
    return [];
  }
  /** @returns {Promise<number>} a fresh seed */
  async proposeSeed() {
    return 0;
  }
  /** The state's digests and the stamped commands. @returns {Promise<{tick: number, seed: number, digest: string, twin: string | null, log: Uint8Array}>} */
  async run() {
    throw new Error("not yet");
  }
  /** Asks for one frame even while paused (after resize, theme). */
  refresh() {}
  /** Stops everything and lets go of the engines. */
  close() {}
}
