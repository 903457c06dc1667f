/** The strip of six steps that every trial goes through. */

import { make } from "../draw/dom.js";
import { Part } from "../draw/part.js";

/** @typedef {import("./moment.js").Moment} Moment */

/** How long the wave has the strip before the changes have it, ms. */
const WAVE_MS = 500;
const CHANGE_MS = 1800;

/** Index of the step under way. @param {Moment | null} m */
export function stepOf(m) {
  if (!m || m.ms < m.startMs) return m ? 5 : -1;
  if (m.ms < Math.min(500, m.rewardMs)) return 0;
  if (m.ms < m.rewardMs) return 1;
  if (m.ms < m.rewardMs + 80) return 2;
  if (m.ms < m.rewardMs + WAVE_MS) return 3;
  return m.ms < m.rewardMs + CHANGE_MS ? 4 : 5;
}

/** Draws the strip; touches the page only when something changed. */
export class StoryStrip extends Part {
  /** @param {HTMLElement} root a list @param {Pick<import("../draw/part.js").Context, "t">} context */
  constructor(root, { t }) {
    super(root);
    this.t = t;
    root.setAttribute("aria-label", t("story-label"));
    this.shown = "";
  }

  /** @param {Moment | null} moment @param {import("./kinds/index.js").Kind["steps"]} steps of its kind of trial */
  update(moment, steps) {
    const words = steps(moment);
    const at = moment?.fast || moment?.finished ? -1 : stepOf(moment);
    const key = `${words[0]} ${words[2]} ${at}`;
    if (key === this.shown) return;
    this.shown = key;
    this.root.replaceChildren(...words.map((id, i) => this.item(id, i, at)));
  }

  /** @param {string} id @param {number} i @param {number} at */
  item(id, i, at) {
    const item = make("li");
    item.append(make("span", this.t(id), "long"), make("span", this.t(`${id}-short`), "short"));
    if (i < at) item.className = "done";
    if (i === at) item.setAttribute("aria-current", "step");
    return item;
  }
}
