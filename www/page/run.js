/**
 * A run in a place of its own: the model, what is shown of it, what can be done to it, and its parts.
 * It knows no more of the document than its root and what is handed over here.
 */

import { conditioning } from "../story/kinds/conditioning.js";
import { TrialTracker } from "../story/moment.js";
import { Past } from "../timeline/past.js";
import { Acts } from "./acts.js";
import { Page } from "./page.js";
import { createState } from "./state.js";

/**
 * @typedef {object} RunParts
 * @property {import("../text/text.js").Text} t
 * @property {import("../engine/client.js").Client} client ready
 * @property {import("../engine/frame.js").Catalogue} catalogue
 * @property {import("../brain/section.js").SectionData} section
 * @property {import("./state.js").Shown} shown
 * @property {import("../story/narrator.js").Live} live
 * @property {import("../panels/errors.js").Notices} notices
 * @property {(address: string) => void} [write] takes what is shown as an address
 * @property {import("./page.js").Shell} [shell]
 */

const ALONE = { progress: null, adding: null };

/** Mounts a run; `unmount()` of its page ends it, with its engines. @param {HTMLElement} root @param {RunParts} parts */
export async function mountRun(root, parts) {
  const { t, client, catalogue, section, live, notices, write = () => {}, shell = ALONE } = parts;
  const state = createState(parts.shown, write);
  const tracker = new TrialTracker(catalogue, conditioning.measure);
  const past = new Past(catalogue.outcomes, catalogue.dt_ms);
  const acts = new Acts({
    ...{ client, state, t, notices, live, tracker, past },
    dt: catalogue.dt_ms,
    original: state.shown.experiment,
  });
  await acts.follow();
  const say = (/** @type {string} */ words) => live.say(words);
  const notify = (/** @type {string} */ subject, /** @type {string} */ words) =>
    notices.show(subject, words);
  const context = { t, catalogue, section, client, state, acts, say, notify };
  const page = Page.mount(root, context, shell);
  page.onEnd(() => acts.close());
  return { client, state, acts, page };
}
