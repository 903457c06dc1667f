// What must be known about calls into the engine: which errors kill it, which
// only refuse an input, and that views have to be copied.

/** Copies a view, into a spare buffer where one of the right size is given.
 * @param {Float32Array} view
 * @param {ArrayBuffer} [into]
 */
export function copyOf(view, into) {
  if (into?.byteLength !== view.byteLength) return view.slice();
  const copy = new Float32Array(into);
  copy.set(view);
  return copy;
}

/** Whether an error means that the instance is dead, and not that an input was refused.
 * @param {unknown} error
 */
export function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** An error's lines as problems, for those calls that throw.
 * @param {unknown} error
 * @returns {import("./frame.js").Problem[]}
 */
export function problemsOf(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n").map(problemOf);
}

/** One line of an error as a problem; the engine's lines begin with a path.
 * @param {string} message
 * @returns {import("./frame.js").Problem}
 */
export function problemOf(message) {
  const at = message.indexOf(": ");
  const path = message.startsWith("/") && at > 0 ? message.slice(0, at) : "";
  return { code: "refused", path, value: "", allowed: "", message };
}
