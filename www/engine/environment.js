// What the client needs of a browser, in one place, so that tests can stand in
// for it.

import { connect } from "./transport.js";

/**
 * @typedef {object} Environment
 * @property {() => number} now
 * @property {(turn: (now: number) => void) => () => void} frames calls once per displayed frame; returns what stops it
 * @property {(ms: number, call: () => void) => () => void} every
 * @property {(element: Element | undefined, changed: (seen: boolean) => void) => () => void} attention calls back
 *   when an element comes into view or leaves it; returns what stops it
 * @property {typeof connect} connect
 * @property {(url: string) => Promise<BufferSource>} bytes
 */

/** @param {(now: number) => void} turn */
function frames(turn) {
  let handle = requestAnimationFrame(function next(now) {
    handle = requestAnimationFrame(next);
    turn(now);
  });
  return () => cancelAnimationFrame(handle);
}

/** @param {string} url */
async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
}

/** Whether anybody looks is for the page around to know. @type {Environment} */
export const browser = {
  now: () => performance.now(),
  frames,
  every: (ms, call) => {
    const handle = setInterval(call, ms);
    return () => clearInterval(handle);
  },
  attention: () => () => {},
  connect,
  bytes,
};
