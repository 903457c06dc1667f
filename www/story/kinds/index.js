/**
 * The kinds of trial. A kind holds all that the page says and shows of its
 * trials otherwise than of others'; the page picks one by an experiment's card.
 */

import { choice } from "./choice.js";
import { conditioning } from "./conditioning.js";
import { fear } from "./fear.js";
import { memory } from "./memory.js";
import { movement } from "./movement.js";
import { waiting } from "./waiting.js";

/** @typedef {import("../../engine/frame.js").ExperimentInfo} ExperimentInfo */
/** @typedef {import("../../engine/frame.js").Views} Views */
/** @typedef {import("../moment.js").Moment} Moment */
/** Id and numbers of a sentence. @typedef {{id: string, args: import("../../text/text.js").Args}} Sentence */
/**
 * What the shown arm is, how the one beside it is called at the start of a
 * sentence, and the share of right choices by chance, 0 without choices.
 * @typedef {{arm: string, beside: string, chance: number}} Names
 *
 * By how much brains of equal size differ: the number, its words, and its digits.
 * @typedef {{read: (record: Views) => number | null, own: string, less: string, digits: number}} Score
 *
 * The chart of learning: which one, its heading, and what its line is of.
 * @typedef {{part: "choices", title: string} |
 *   {part: "curve", title: string, line: import("../../charts/curve.js").Line}} Chart
 *
 * @typedef {object} Kind
 * @property {string} id
 * @property {(record: Views, outcomes: readonly string[]) => number | null} measure how the brain has done of late,
 *   null before there is anything; outcomes are names by number
 * @property {(m: Moment, names: Names) => Sentence} caption above the brain
 * @property {(m: Moment) => Sentence | null} compared what the run came to, of the brain beside
 * @property {(m: Moment) => Sentence | null} progress what is said in fast forward
 * @property {(m: Moment | null) => string[]} steps of a trial: ids of words
 * @property {() => import("../pace.js").Pace} pace of the story, from its beginning
 * @property {Score} score
 * @property {(outcomes: readonly string[]) => string} legend what filled marks on the strip of trials mean; outcomes are
 *   those seen so far
 * @property {Chart} chart
 * @property {import("../../charts/vta.js").Outcome} firing words of the firing chart
 * @property {import("../../seeds/spread.js").Comparison} seeds what many seeds are compared by
 */

/** Which card has which kind: the first row that fits. @type {readonly {kind: Kind, fits: (card: ExperimentInfo) => boolean}[]} */
export const KINDS = [
  { kind: memory, fits: (card) => card.holds },
  { kind: movement, fits: (card) => card.moves },
  { kind: choice, fits: (card) => card.chance > 0 },
  { kind: fear, fits: (card) => card.punishes },
  { kind: waiting, fits: (card) => card.waits },
  { kind: conditioning, fits: () => true },
];

/** @param {ExperimentInfo} card @returns {Kind} */
export function kindOf(card) {
  return KINDS.find(({ fits }) => fits(card))?.kind ?? conditioning;
}
