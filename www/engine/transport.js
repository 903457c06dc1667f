// Ways to carry messages to a host: a worker by URL, the same script as a Blob,
// or no worker at all.

/**
 * @typedef {import("./messages.js").Request} Request
 * @typedef {import("./messages.js").Answer} Answer
 * @typedef {"worker" | "blob" | "main"} Kind
 *
 * @typedef {object} Transport
 * @property {(request: Request, transfer: ArrayBuffer[]) => void} send
 * @property {() => void} close
 *
 * @typedef {object} Listener
 * @property {(answer: Answer) => void} answer
 * @property {(message: string) => void} lost
 *
 * @typedef {{workerUrl: string, workerSource?: string | undefined}} Place
 */

/** In the order in which they are tried. @type {readonly Kind[]} */
export const KINDS = ["worker", "blob", "main"];

/** Milliseconds of running per frame on the page's own thread. */
const MAIN_BUDGET_MS = 8;

/** @typedef {{createScriptURL: (url: string) => string}} Policy */

/** The page's one policy for script addresses; made once. @type {Policy | null} */
let policy = null;

/** A worker's address as Trusted Types want it.
 * @param {string} url
 */
export function trusted(url) {
  /** @type {{createPolicy: (name: string, rules: Policy) => Policy} | undefined} */
  const factory = Reflect.get(globalThis, "trustedTypes");
  if (!factory) return url;
  policy ??= factory.createPolicy("app", { createScriptURL: own });
  return policy.createScriptURL(url);
}

/** Lets pass only what comes from where this script came from. @param {string} url */
function own(url) {
  const { protocol, origin } = new URL(url, import.meta.url);
  if (protocol === "blob:" || origin === new URL(import.meta.url).origin) return url;
  throw new TypeError("a worker from another origin");
}

/** Opens one kind of transport; throws where it is not allowed.
 * @param {Kind} kind
 * @param {Place} place
 * @param {Listener} listener
 * @returns {Promise<Transport>}
 */
export async function connect(kind, place, listener) {
  if (kind === "main") return onThisThread(listener);
  if (kind === "worker") return workerAt(place.workerUrl, listener);
  const source = place.workerSource ?? (await sourceAt(place.workerUrl));
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const transport = workerAt(url, listener);
  return { send: transport.send, close: () => [transport.close(), URL.revokeObjectURL(url)] };
}

/** @param {string} url */
async function sourceAt(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** @param {string} url @param {Listener} listener @returns {Transport} */
function workerAt(url, listener) {
  const worker = new Worker(trusted(url));
  worker.addEventListener("message", (event) => listener.answer(event.data));
  worker.addEventListener("error", (event) => listener.lost(event.message || "the worker stopped"));
  worker.addEventListener("messageerror", () => listener.lost("a message could not be read"));
  return {
    send: (request, transfer) => worker.postMessage(request, { transfer }),
    close: () => worker.terminate(),
  };
}

/** @param {Listener} listener @returns {Promise<Transport>} */
async function onThisThread(listener) {
  const [{ Host }, { loadEngine }] = await Promise.all([
    import("./host.js"),
    import("./engine.js"),
  ]);
  let open = true;
  const host = new Host(
    (answer) => queueMicrotask(() => open && listener.answer(answer)),
    loadEngine,
    MAIN_BUDGET_MS,
  );
  return {
    send: (request) => void setTimeout(() => open && host.receive(request), 0),
    close: () => {
      open = false;
    },
  };
}
