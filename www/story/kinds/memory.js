/**
 * A choice by a cue that is gone: it must be held in mind. Items come ahead of the
 * cue; from there on it is told as any choice.
 */

import { choice } from "./choice.js";
import { CUE_SHOWN_MS, stepsFrom } from "./shared.js";

/** @typedef {import("./index.js").Sentence} Sentence */
/** @typedef {import("../moment.js").Moment} Moment */

/** @type {import("./index.js").Kind} */
export const memory = {
  ...choice,
  id: "memory",
  caption: (m, names) => keeping(m) ?? choice.caption(m, names),
  steps: stepsFrom("story-memory"),
};

/** The sentence between the first item and the cue; null at other times. @param {Moment} m @returns {Sentence | null} */
function keeping(m) {
  if (m.fast || m.finished || m.ms < m.startMs || m.ms >= 0) return null;
  const items = m.course.marks.filter(({ kind }) => kind === "item");
  const shown = (items.at(-1)?.at ?? m.startMs) + CUE_SHOWN_MS;
  return { id: m.ms < shown ? "caption-memory-items" : "caption-memory-hold", args: {} };
}
