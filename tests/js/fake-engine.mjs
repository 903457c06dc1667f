// An engine to test the host with: its state is a hash of the ticks and commands
// it has seen, so that any difference in a replay shows.

/** @typedef {import("../../www/engine/engine.js").Engine} Engine */

export const TRIAL = 50;
export const layout = [
  { name: "clock", offset: 0, len: 12 },
  { name: "concentration", offset: 12, len: 2 },
  { name: "baseline", offset: 14, len: 2 },
  { name: "hash", offset: 16, len: 1 },
];
const record = [{ name: "travel", offset: 0, len: 3 }];
const live = [{ name: "overall", offset: 0, len: 5 }];
const synapses = [{ name: "tick", offset: 0, len: 1 }];

/** @typedef {{arm: string, seed: number, tick: number, hash: number, log: {tick: number, command: string}[]}} State */

/** @param {number} hash @param {number} value */
const mix = (hash, value) => (Math.imul(hash ^ value, 2654435761) >>> 0) % 16777216;

const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);
const bytes = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value));

/** How the fake behaves; tests change it. */
export const habits = {
  trapAt: Number.POSITIVE_INFINITY,
  endAt: Number.POSITIVE_INFINITY,
  live: 0,
  /** Whether the task asks for actions. */
  chooses: false,
};

/** @param {State} state @returns {Engine} */
function engine(state) {
  habits.live += 1;
  const watch = { on: false, asked: 0, units: 0, ticks: state.tick };
  /** @type {number[]} */
  const begun = [];
  const step = () => {
    if (state.tick >= habits.trapAt) throw new WebAssembly.RuntimeError("unreachable");
    if (state.tick % TRIAL === 0) begun.push(state.tick / TRIAL, state.tick + 10);
    state.tick += 1;
    state.hash = mix(state.hash, state.tick);
  };
  return {
    step: (ticks) => {
      for (let i = 0; i < ticks && state.tick < habits.endAt; i += 1) step();
    },
    tick: () => state.tick,
    trial: () => Math.floor(state.tick / TRIAL),
    finished: () => state.tick >= habits.endAt,
    send: (command) => {
      const parsed = JSON.parse(text(command));
      if (parsed.kind === "bad") throw new Error("/kind: bad is not allowed\n/rate_hz: missing");
      state.log.push({ tick: state.tick, command: parsed });
      state.hash = mix(state.hash, text(command).length + 7 * state.tick);
    },
    log: () => bytes(state.log),
    replay: () => {},
    begun: () => Float64Array.from(begun.splice(0)),
    snapshot: () => bytes(state),
    thaw: (snapshot) => engine(JSON.parse(text(snapshot))),
    digest: () => `${state.arm} ${state.hash.toString(16)}`,
    frame: (_fraction, into) => {
      const frame = into?.byteLength === 17 * 4 ? new Float32Array(into) : new Float32Array(17);
      frame[0] = Math.floor(state.tick / TRIAL);
      frame[16] = state.hash;
      return frame;
    },
    record: () => new Float32Array(3),
    watchLive: () => {
      watch.asked += 1;
      watch.on = habits.chooses;
      return watch.on;
    },
    liveKeepUp: (share) => {
      const units = watch.on ? share * (state.tick - watch.ticks) : 0;
      watch.ticks = state.tick;
      watch.units += units;
      return units;
    },
    live: () => new Float32Array([watch.on ? 1 : 0, watch.units, 0, state.tick, watch.asked]),
    synapses: (region, bundle, rows, columns) =>
      Float32Array.of(state.tick, region, bundle, rows, columns),
    learning: () => Float32Array.of(state.hash, state.tick),
    learnedAfter: () => undefined,
    sheet: () => ({ notes: `# ${state.arm}\n`, rows: `${state.arm},${state.seed}\n` }),
    free: () => {
      habits.live -= 1;
    },
  };
}

/** @returns {import("../../www/engine/engine.js").EngineModule} */
export function fakeModule() {
  return {
    create: (experiment, arm, seed) => {
      if (text(experiment) === "broken") throw new Error("/task: broken is not allowed");
      return engine({ arm, seed, tick: 0, hash: mix(1, seed), log: [] });
    },
    restore: (snapshot) => engine(JSON.parse(text(snapshot))),
    catalogue: () =>
      /** @type {any} */ ({
        dt_ms: 10,
        frame: layout,
        record,
        live,
        synapses,
        clock: ["trial"],
        bundles: [],
        synapse_columns: 0,
        systems: [],
        regions: [],
        nuclei: [],
      }),
    experiment: (id) => bytes(id),
    describe: (file) => {
      if (text(file) === "broken") throw new Error("/task: broken is not allowed");
      return {
        id: text(file),
        title: "T",
        question: "",
        story: "",
        simplified: [],
        expect: [],
        trials: 0,
        chance: 0,
        punishes: false,
        waits: false,
        holds: false,
        moves: false,
        arms: [],
      };
    },
    withParameters: (file, settings) => bytes(`${text(file)} with ${text(settings)}`),
    validate: (file) =>
      text(file) === "broken"
        ? [{ code: "c", path: "/task", value: "broken", allowed: "", message: "no" }]
        : [],
    sheet: (file, arms, seeds) => ({ head: `# ${text(file)} ${arms} ${seeds}\n`, titles: "t\n" }),
    proposeSeed: () => 77,
  };
}
