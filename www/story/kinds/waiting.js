/** A reward that must be waited for: the brain may leave before it comes. All else is told as in conditioning. */

import { stayedFrom } from "../../engine/measures.js";
import { percent } from "../../text/numbers.js";
import { conditioning } from "./conditioning.js";

/** @typedef {import("./index.js").Kind} Kind */
/** @typedef {import("./index.js").Sentence} Sentence */
/** @typedef {import("../moment.js").Moment} Moment */

/** @type {Kind} */
export const waiting = {
  ...conditioning,
  id: "waiting",
  measure: stayedFrom,
  caption: (m, names) =>
    m.finished && m.measured !== null ? waited(m, names.beside) : conditioning.caption(m, names),
  compared,
};

/** @param {Moment} m @param {string} beside @returns {Sentence} */
function waited(m, beside) {
  const args = { trials: m.trials, stayed: percent(m.measured ?? 0) };
  if (m.measuredTwin === null) return { id: "caption-waited-alone", args };
  return { id: "caption-waited", args: { ...args, beside, twin: percent(m.measuredTwin) } };
}

/** @param {Moment} m @returns {Sentence | null} */
function compared(m) {
  if (!m.finished || m.measured === null || m.measuredTwin === null)
    return conditioning.compared(m);
  return {
    id: "twin-waited",
    args: { twin: percent(m.measuredTwin), stayed: percent(m.measured) },
  };
}
