// A worker of the pool: an engine of its own, one seed at a time. It rests
// between slices, so that the page's worker comes first.

import { loadEngine } from "../engine/engine.js";
import { runSeed } from "./run.js";

/** @type {Promise<import("../engine/engine.js").EngineModule> | null} */
let loading = null;

const rest = () => new Promise((/** @type {(nothing: void) => void} */ go) => setTimeout(go, 1));

/** @param {import("./run.js").SeedRequest} request @returns {Promise<import("./run.js").SeedAnswer>} */
async function answer({ wasm, job, seed }) {
  try {
    loading ??= loadEngine(wasm);
    return { seed, result: await runSeed(await loading, job, seed, rest) };
  } catch (error) {
    return { seed, failed: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener("message", async (event) => self.postMessage(await answer(event.data)));
