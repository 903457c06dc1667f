/**
 * What the engine tells of single synapses, by name; which scale shows it, how
 * often it is asked for, and the sentences that say the same in words.
 */

import { withSign } from "../text/numbers.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../text/text.js").Text} Text */

/**
 * What to look at: a region and one of its bundles, by index; at most so many rows and columns.
 * @typedef {{region: number, bundle: number, rows: number, columns: number}} Look
 *
 * @typedef {"change" | "weight" | "tag"} Measure
 * @typedef {{kind: string, from: string, fromName: string}} Bundle from: region id
 * @typedef {{unit: number, rate: number}} Unit
 * Evenly spaced ones, the most tagged, or all that are tagged and others.
 * @typedef {"spaced" | "most" | "tagged"} Taken
 * @typedef {{value: number, modulator: string}} Gate modulator: id
 *
 * @typedef {object} Reading
 * @property {number} tick
 * @property {readonly Bundle[]} bundles that end in the region
 * @property {number} fixed projections that end there and never change
 * @property {readonly Unit[]} pre columns
 * @property {readonly Unit[]} post rows
 * @property {number} preUnits of which the columns are a sample
 * @property {number} postUnits
 * @property {{pre: Taken, post: Taken}} taken how columns and rows were chosen
 * @property {{all: number, tagged: number, stronger: number, weaker: number}} counts of the whole bundle
 * @property {Record<Measure, number>} largest sizes in the whole bundle
 * @property {{tag: number, change: number}} least sizes from which on a synapse is counted
 * @property {Gate} third factor that turns tags into change
 * @property {Gate | null} tagGate how far new tags are let in
 * @property {number} moments captured in this trial
 * @property {number} silent of these
 * @property {(measure: Measure, row: number, column: number) => number} at not a number where there is no synapse
 */

/** @type {readonly Measure[]} */
export const MEASURES = ["change", "weight", "tag"];

const INTERVAL_MS = 83;
/** Where trials rush by, pictures of moments would flicker. */
const FAST_MS = 500;
const FAST_FROM = 2;

/** Time between two looks at a rate. @param {number} rate model seconds per second of the wall */
export const intervalAt = (rate) => (rate > FAST_FROM ? FAST_MS : INTERVAL_MS);

/** @param {Views} views @param {Catalogue} catalogue @returns {Reading} */
export function readSynapses(views, catalogue) {
  const one = (/** @type {string} */ name) => views.get(name)[0] ?? Number.NaN;
  const stride = catalogue.synapse_columns;
  const [all = 0, tagged = 0, stronger = 0, weaker = 0] = views.get("counts");
  const [weight = 0, tag = 0, change = 0] = views.get("largest");
  const [leastTag = 0, leastChange = 0] = views.get("least");
  const [moments = 0, silent = 0] = views.get("moments");
  const taken = views.get("taken");
  const modulator = (/** @type {string} */ name) => catalogue.modulators[one(name)]?.id ?? "";
  const tagGate = one("tag_gate");
  return {
    tick: one("tick"),
    bundles: bundlesIn(views, catalogue),
    fixed: one("fixed"),
    pre: unitsIn(views.get("pre"), one("columns")),
    post: unitsIn(views.get("post"), one("rows")),
    preUnits: one("pre_units"),
    postUnits: one("post_units"),
    taken: { pre: TAKEN[taken[0] ?? 0] ?? "spaced", post: TAKEN[taken[1] ?? 0] ?? "spaced" },
    counts: { all, tagged, stronger, weaker },
    largest: { weight, tag, change },
    least: { tag: leastTag, change: leastChange },
    third: { value: one("third_factor"), modulator: modulator("third_of") },
    tagGate: Number.isNaN(tagGate) ? null : { value: tagGate, modulator: modulator("tag_gate_of") },
    moments,
    silent,
    at: (measure, row, column) => views.get(measure)[row * stride + column] ?? Number.NaN,
  };
}

/** @param {Views} views @param {Catalogue} catalogue @returns {Bundle[]} */
function bundlesIn(views, catalogue) {
  const [kinds, froms] = [views.get("kind"), views.get("from")];
  return Array.from({ length: views.get("bundles")[0] ?? 0 }, (_, i) => {
    const region = catalogue.regions[froms[i] ?? -1];
    return {
      kind: catalogue.bundles[kinds[i] ?? -1] ?? "",
      from: region?.id ?? "",
      fromName: region?.name ?? "",
    };
  });
}

/** @param {Float32Array} pairs @param {number} count @returns {Unit[]} */
function unitsIn(pairs, count) {
  const length = Number.isNaN(count) ? 0 : count;
  return Array.from({ length }, (_, i) => ({
    unit: pairs[2 * i] ?? 0,
    rate: pairs[2 * i + 1] ?? 0,
  }));
}

/** The next of 1, 2, 5, 10 ... that is not smaller. @param {number} value */
export function roundUp(value) {
  if (!(value > 0)) return 0;
  const ten = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((n) => n * ten >= value * (1 - 1e-6)) ?? 10;
  return Number((step * ten).toPrecision(1));
}

/** Full sizes that only grow while one bundle is shown, so that squares of different moments compare. */
export class Scales {
  constructor() {
    /** @type {Record<Measure | "rate", number>} */
    this.full = { change: 0, weight: 0, tag: 0, rate: 0 };
  }

  /** @param {Reading} reading */
  follow({ largest, pre, post }) {
    const rate = Math.max(0, ...pre.map((unit) => unit.rate), ...post.map((unit) => unit.rate));
    for (const [name, size] of Object.entries({ ...largest, rate })) {
      const key = /** @type {Measure | "rate"} */ (name);
      this.full[key] = Math.max(this.full[key], roundUp(size));
    }
  }
}

/** A size of one digit and any magnitude. @param {number} value */
export function sizeWord(value) {
  if (value === 0) return "0";
  if (value >= 1e-5 && value < 1e5) return plain(Number(value.toPrecision(2)));
  const [digits = "", power = ""] = value.toExponential(0).split("e");
  return `${digits}\u00a0×\u00a010${[...power.replace("+", "")].map((c) => RAISED.get(c) ?? c).join("")}`;
}

/** Without an exponent. @param {number} value */
const plain = (value) => value.toFixed(7).replace(/\.?0+$/, "");

const RAISED = new Map([..."-0123456789"].map((c, i) => [c, [..."⁻⁰¹²³⁴⁵⁶⁷⁸⁹"][i] ?? c]));

/** With its sign, two decimals. @param {number} value */
export function signed(value) {
  return withSign(value, Math.abs(value).toFixed(2));
}

/** @param {Text} t @param {Bundle} bundle @param {string} to region id */
export const bundleName = (t, { kind, from }, to) => t(`synapses-of-${kind}`, { from, to });

/** By the engine's number. @type {readonly Taken[]} */
const TAKEN = ["spaced", "most", "tagged"];

/** @param {Reading["taken"]} taken */
function takenWords({ pre, post }) {
  if (pre === "spaced") return "synapses-spaced";
  if (pre === "tagged" && post === "tagged") return "synapses-tagged-both";
  if (post !== "spaced") return "synapses-most-both";
  return pre === "tagged" ? "synapses-tagged-columns" : "synapses-most-columns";
}

/** What is shown of how many. @param {Text} t @param {Reading} reading */
export function sampleWords(t, reading) {
  const [columns, rows] = [reading.pre.length, reading.post.length];
  const { preUnits, postUnits, taken } = reading;
  const whole = columns === preUnits && rows === postUnits;
  const how = t(whole ? "synapses-all" : takenWords(taken));
  return t("synapses-shown", { columns, rows, pre: preUnits, post: postUnits, how });
}

/** The whole bundle in numbers. @param {Text} t @param {Reading} reading */
export function countWords(t, { counts, least, moments, silent }) {
  const words = t("synapses-counts", { ...counts, least: sizeWord(least.change) });
  return silent > 0 ? `${words} ${t("synapses-silent", { moments, silent })}` : words;
}
