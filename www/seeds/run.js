/** One seed of an experiment: every arm of it, to the end, in slices. */

/**
 * @typedef {import("../engine/engine.js").EngineModule} EngineModule
 *
 * What is asked of a worker. Settings: parameters that differ from the file's, JSON.
 * @typedef {{experiment: string | Uint8Array, settings: Uint8Array, arms: readonly string[], seeds: string}} Job
 * @typedef {{wasm: WebAssembly.Module, job: Job, seed: number}} SeedRequest
 *
 * One arm with one seed: its learning curve, its lines of a CSV file, trials to the criterion.
 * @typedef {{arm: string, learning: Float32Array, notes: string, rows: string, learnedAfter: number | undefined}} ArmRun
 * @typedef {{seed: number, head: string, titles: string, arms: ArmRun[]}} SeedResult
 * @typedef {{seed: number, result: SeedResult} | {seed: number, failed: string}} SeedAnswer
 */

/** Ticks between two rests: some hundredths of a second. */
const SLICE_TICKS = 4000;

/** @param {EngineModule} module @param {Job} job @param {number} seed @param {() => Promise<void>} rest between slices @returns {Promise<SeedResult>} */
export async function runSeed(module, job, seed, rest) {
  const { experiment, settings, seeds } = job;
  const file = typeof experiment === "string" ? module.experiment(experiment) : experiment;
  const bytes = module.withParameters(file, settings);
  /** @type {ArmRun[]} */
  const arms = [];
  for (const arm of job.arms) arms.push(await runArm(module, { bytes, arm, seed }, rest));
  return { seed, ...module.sheet(bytes, job.arms, seeds), arms };
}

/** @param {EngineModule} module @param {{bytes: Uint8Array, arm: string, seed: number}} of @param {() => Promise<void>} rest @returns {Promise<ArmRun>} */
async function runArm(module, { bytes, arm, seed }, rest) {
  const engine = module.create(bytes, arm, seed);
  while (!engine.finished()) {
    engine.step(SLICE_TICKS);
    await rest();
  }
  const learnedAfter = engine.learnedAfter();
  const run = { arm, learning: engine.learning(), ...engine.sheet(), learnedAfter };
  engine.free();
  return run;
}
