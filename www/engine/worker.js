// The engine off the page's thread. Bundled into one classic script, so that it
// also runs from a Blob where a worker's URL is refused.

import { loadEngine } from "./engine.js";
import { Host } from "./host.js";

/** Milliseconds of running per frame; the page waits without stuttering. */
const BUDGET_MS = 12;

const host = new Host(
  (answer, transfer) => self.postMessage(answer, { transfer }),
  loadEngine,
  BUDGET_MS,
);

self.addEventListener("message", (event) => host.receive(event.data));
