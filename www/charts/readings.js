/**
 * What the engines know of alignment, group of regions by group, and the axis
 * that it is drawn on. Pure.
 */

/** @typedef {import("../engine/frame.js").Views} Views */

/**
 * One group of regions; null where nothing is known.
 * @typedef {object} Group
 * @property {string} id a system of the catalogue
 * @property {number | null} here cosine of the shown arm
 * @property {number | null} beside cosine of the arm beside it
 * @property {boolean} still the arm beside it is watched, and nothing has changed there
 * @property {number | null} null that of the shown arm's tags under the dopamine of other trials
 * @property {number | null} share of the reward gained, of the shown arm
 *
 * @typedef {{trials: number, samples: number, groups: Group[]}} Reading
 */

/** Place of each number in the section `overall`. */
const OVERALL = { told: 0, samples: 1, trials: 3, gain: 4 };

/** @param {Float32Array} numbers @param {number} i */
function known(numbers, i) {
  const number = numbers[i];
  return number === undefined || Number.isNaN(number) ? null : number;
}

/** A cosine, where the engine tells any. @param {Views | undefined} views @param {number} i */
function cosine(views, i) {
  return views?.get("overall")[OVERALL.told] === 1 ? known(views.get("cosine"), i) : null;
}

/** What is known now; null before the first reading.
 * @param {readonly [Views, ...Views[]]} arms @param {readonly string[]} systems
 * @returns {Reading | null}
 */
export function readAlignment([first, second], systems) {
  const overall = first.get("overall");
  if (overall[OVERALL.told] !== 1) return null;
  const watched = second?.get("overall")[OVERALL.told] === 1;
  const gains = (overall[OVERALL.gain] ?? 0) > 0;
  const groups = systems.map((id, i) => ({
    id,
    here: cosine(first, i),
    beside: cosine(second, i),
    still: watched && cosine(second, i) === null,
    null: known(first.get("null"), i),
    share: gains ? known(first.get("share_of_gain"), i) : null,
  }));
  return {
    trials: overall[OVERALL.trials] ?? 0,
    samples: overall[OVERALL.samples] ?? 0,
    groups: groups.filter((group) => group.here !== null || group.beside !== null),
  };
}

/** Where the axis begins when nothing is lower, and its steps. */
const START = -0.2;
const STEP = 0.2;

/** Where the axis begins, so that all values fit; it ends at 1. @param {readonly (number | null)[]} values */
export function axisStart(values) {
  const least = Math.min(START, ...values.map((value) => value ?? 0));
  return Math.max(-1, Math.floor(least / STEP + 1e-6) * STEP);
}

/** The numbers that the axis names. @param {number} start */
export function axisTicks(start) {
  return [-1, -0.5, 0, 0.5, 1].filter((tick) => tick >= start - 1e-6);
}

/** Where a value stands on an axis that reaches from `left` to `right`.
 * @param {{left: number, right: number, start: number}} axis @param {number} value */
export function across({ left, right, start }, value) {
  return left + ((value - start) / (1 - start)) * (right - left);
}

/** A cosine as it is written everywhere: two digits, a true minus, never minus nothing. @param {number} value */
export function cosineWord(value) {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) > 0 ? `−${digits}` : digits;
}
