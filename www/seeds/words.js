/** What many seeds say, in words and as a table: computed from the results. */

import { percent } from "../text/numbers.js";
import { rangeOf } from "./spread.js";

/** @typedef {import("./spread.js").Bands} Bands */
/** @typedef {import("./spread.js").Band} Band */
/** @typedef {import("./run.js").SeedResult} SeedResult */
/** @typedef {import("../text/text.js").Text} Text */
/** Titles of arms, and the share right that counts as learned. @typedef {{t: Text, title: (arm: string) => string, criterion: number}} Say */

/** One sentence per arm. @param {Say} say @param {readonly SeedResult[]} results @param {Bands} bands @returns {string[]} */
export function sentences(say, results, bands) {
  const arms = results[0]?.arms ?? [];
  const { sentence, shown } = bands.by;
  return arms.map(({ arm }, i) => {
    const band = bands.bands.find((one) => one.arm === arm);
    if (!band) return "";
    const words = sentence
      ? say.t(sentence, { arm: say.title(arm), ...ends(band, shown) })
      : learnedWords(say, results, band);
    return say.t(i === 0 ? "seeds-first" : "seeds-other", { words, seeds: results.length });
  });
}

/** @param {Say} say @param {readonly SeedResult[]} results @param {Band} band */
function learnedWords(say, results, band) {
  const took = results.flatMap(({ arms }) =>
    arms.flatMap((run) => (run.arm === band.arm ? (run.learnedAfter ?? []) : [])),
  );
  const seeds = results.length;
  const args = { arm: say.title(band.arm), p: percent(say.criterion), seeds };
  if (took.length === seeds) return say.t("seeds-learned", { ...args, ...wholes(rangeOf(took)) });
  const end = ends(band, percent);
  if (took.length > 0) return say.t("seeds-partly", { ...args, ...end, reached: took.length });
  return say.t("seeds-never", { ...args, ...end });
}

/** @param {import("./spread.js").Range} range */
function wholes({ median, low, high }) {
  return { n: Math.round(median), low: Math.round(low), high: Math.round(high) };
}

/** The last trial's values. @param {Band} band @param {(n: number) => number} show */
function ends({ median, low, high }, show) {
  const last = (/** @type {number[]} */ values) => show(values.at(-1) ?? Number.NaN);
  return { end: last(median), low: last(low), high: last(high) };
}

/** @param {Text} t @param {ReadonlyMap<number, string>} failures "" without any */
export function failureWords(t, failures) {
  if (failures.size === 0) return "";
  const which = [...failures.keys()].sort((a, b) => a - b).join(", ");
  const [why = ""] = [...failures.values()];
  return t("seeds-failed", { n: failures.size, which, why: why.split("\n")[0] || t("seeds-lost") });
}

/** @param {Say} say @param {Bands} bands @returns {import("../charts/table.js").Numbers} */
export function tableOf({ t, title }, bands) {
  const head = bands.bands.flatMap(({ arm, title: what }) => [
    t("seeds-head-median", { arm: title(arm), what: t(what) }),
    t("seeds-head-low"),
    t("seeds-head-high"),
  ]);
  const cell = (/** @type {number | undefined} */ n) =>
    n === undefined || Number.isNaN(n) ? "" : bands.by.shown(n);
  const rows = Array.from({ length: bands.trials }, (_, i) => [
    i + 1,
    ...bands.bands.flatMap((band) => [band.median[i], band.low[i], band.high[i]].map(cell)),
  ]);
  return { head: [t("seeds-head-trial"), ...head], rows };
}
