/** The arms of an experiment: how many are shown, what each lacks, and its name in a sentence. */

/** @typedef {import("../text/text.js").Text} Text */

/** Most arms of one run. */
export const ARMS_AT_MOST = 4;

/** The arms that run: the third and the fourth only where all brains are of the same size.
 * @param {Pick<import("../page/state.js").Shown, "arms" | "equal">} shown */
export function armsOf({ arms, equal }) {
  return equal ? arms : arms.slice(0, 2);
}

/** The modulator that an arm lacks, by id; its name and its code are words of that id. */
export const LACKS = new Map([
  ["no_dopamine", "da"],
  ["no_acetylcholine", "ach"],
  ["no_noradrenaline", "ne"],
  ["no_serotonin", "ser"],
]);

/** Indices of the modulators that an arm lacks. @param {string} arm @param {readonly {id: string}[]} modulators */
export function silencedIn(arm, modulators) {
  return modulators.flatMap(({ id }, i) => (LACKS.get(arm) === id ? [i] : []));
}

/** The word for what an arm lacks; its own id where none is known. @param {Text} t @param {string} arm */
export function missingIn(t, arm) {
  const id = arm === "no_tag" ? "twin-tags" : LACKS.get(arm);
  return id ? t(id) : arm.replace(/^(no|without)_/, "").replaceAll("_", " ");
}

/** An arm as a sentence begins with it: "Without dopamine", "Striatum only". @param {Text} t @param {string} arm */
export function besideIn(t, arm) {
  if (/^(no|without)_/.test(arm)) return t("beside-without", { missing: missingIn(t, arm) });
  const words = arm.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
