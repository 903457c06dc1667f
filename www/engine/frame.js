// Typed access to the arrays that the engine hands out once per frame.
//
// The engine says in its catalogue which section lies where; nothing here
// repeats a number of its layout. A section is a subarray, never a copy.

/**
 * One named part of a frame or record.
 * @typedef {{name: string, offset: number, len: number}} Section
 *
 * The map of the brain on which the field is drawn: row 0 is the top
 * (largest z), column 0 the back (smallest y).
 * @typedef {{width: number, height: number, y0_mm: number, z0_mm: number, cell_mm: number}} FieldMap
 *
 * @typedef {{id: string, name: string, system: string, mni: readonly number[], draw?: readonly number[],
 *   plastic: boolean, units: number}} Region
 * @typedef {{id: string, name: string, modulator: number, mni: readonly number[], draw?: readonly number[]}} Nucleus
 * @typedef {{id: string, short: string, name: string, baseline_nm: number}} Modulator
 * @typedef {{id: string, modulator: number}} Receptor
 * @typedef {{key: string, group: string, unit: string, default: number, min: number, max: number,
 *   live: boolean, doc: string, source: string}} Parameter
 * @typedef {{id: string, title: string}} ArmInfo
 * @typedef {{id: string, title: string, question: string, story: string, simplified: readonly string[],
 *   arms: readonly ArmInfo[], expect: readonly {text: string, source: string}[], trials: number, chance: number,
 *   punishes: boolean, waits: boolean, holds: boolean, moves: boolean}} ExperimentInfo
 *
 * What the engine tells about itself once per load.
 * @typedef {object} Catalogue
 * @property {string} version
 * @property {number} dt_ms
 * @property {readonly Region[]} regions
 * @property {readonly Nucleus[]} nuclei
 * @property {readonly Modulator[]} modulators
 * @property {readonly Receptor[]} receptors
 * @property {readonly Parameter[]} parameters
 * @property {readonly ExperimentInfo[]} experiments
 * @property {FieldMap} map
 * @property {readonly Section[]} frame
 * @property {readonly Section[]} record
 * @property {readonly Section[]} live what is known of alignment; by system after the first section
 * @property {readonly Section[]} synapses a look at single synapses
 * @property {readonly string[]} bundles kinds of bundles of synapses, in the order of their numbers
 * @property {number} synapse_columns most columns of a look: the distance of its rows
 * @property {readonly string[]} systems groups of regions, in the order in which `live` holds them
 * @property {readonly string[]} events
 * @property {readonly string[]} outcomes what became of a trial, by the number in the record
 * @property {readonly string[]} learning what the learning curve tells of a trial
 * @property {number} criterion share right that counts as having learned
 * @property {readonly (keyof Clock)[]} clock names of the numbers of the clock
 * @property {readonly import("./outcomes.js").Kind[]} fates what becomes of the trial under way, by the clock's `kind`
 * @property {readonly Mark["kind"][]} marks what a trial can bring, by the number in the frame
 *
 * Something wrong with an input, in the engine's words.
 * @typedef {{code: string, path: string, value: string, allowed: string, message: string}} Problem
 */

/** The clock of a frame, by name. Times are in milliseconds.
 * @typedef {object} Clock
 * @property {number} trial 0-based
 * @property {number} trials
 * @property {number} phase
 * @property {number} time_ms since the cue of this trial, negative before it
 * @property {number} kind what becomes of this trial: a number of the catalogue's `fates`
 * @property {number} value
 * @property {number} error
 * @property {number} expected_ms
 * @property {number} cue_ms
 * @property {number} tagged
 * @property {number} strengthened
 * @property {number} weakened
 * @property {number} lead_ms from the beginning of the trial's window to its cue
 * @property {number} length_ms of the whole window; shorter once the brain has left
 */

/** Where the named sections of one kind of array lie. */
export class Layout {
  /** @param {readonly Section[]} sections @param {readonly (keyof Clock)[]} [clock] names of the numbers of the clock */
  constructor(sections, clock = []) {
    this.clock = clock;
    /** @type {Map<string, Section>} */
    this.sections = new Map(sections.map((section) => [section.name, section]));
  }

  /** How many numbers the array must hold. */
  get length() {
    let end = 0;
    for (const { offset, len } of this.sections.values()) end = Math.max(end, offset + len);
    return end;
  }

  /** Gives the array's sections by name; throws where one does not fit.
   * @param {Float32Array} data
   * @returns {Views}
   */
  views(data) {
    if (data.length < this.length)
      throw new RangeError(`${data.length} numbers; ${this.length} needed`);
    return new Views(this, data);
  }
}

/** One frame or record, read by section name. */
export class Views {
  /**
   * @param {Layout} layout
   * @param {Float32Array} data
   */
  constructor(layout, data) {
    this.layout = layout;
    this.data = data;
  }

  /** @param {string} name */
  has(name) {
    return this.layout.sections.has(name);
  }

  /** The section as a view into the frame.
   * @param {string} name
   * @returns {Float32Array}
   */
  get(name) {
    const section = this.layout.sections.get(name);
    if (!section) throw new RangeError(`no section named ${name}`);
    return this.data.subarray(section.offset, section.offset + section.len);
  }

  /** Row `index` of a section that holds rows of `width` numbers.
   * @param {string} name
   * @param {number} index
   * @param {number} width
   */
  row(name, index, width) {
    return this.get(name).subarray(index * width, (index + 1) * width);
  }

  /** The clock of a frame, by name.
   * @returns {Clock}
   */
  clock() {
    const numbers = this.get("clock");
    const entries = this.layout.clock.map((name, i) => [name, numbers[i] ?? Number.NaN]);
    return Object.fromEntries(entries);
  }
}

/** @typedef {{kind: string, time_ms: number, index: number, value: number}} TrialEvent */

/** The events of a record, in order.
 * @param {Views} record
 * @param {readonly string[]} kinds the catalogue's names
 * @returns {TrialEvent[]}
 */
export function eventsOf(record, kinds) {
  const numbers = record.get("events");
  const room = Math.floor((numbers.length - 1) / 4);
  const count = Math.min(numbers[0] ?? 0, room);
  return Array.from({ length: count }, (_, i) => {
    const at = 1 + 4 * i;
    return {
      kind: kinds[numbers[at] ?? -1] ?? "",
      time_ms: numbers[at + 1] ?? Number.NaN,
      index: numbers[at + 2] ?? -1,
      value: numbers[at + 3] ?? Number.NaN,
    };
  });
}

/** Something that a trial brings; ms since its cue.
 * @typedef {{kind: "item" | "cue" | "cue_off" | "decision" | "landing" | "outcome" | "leave", at: number}} Mark
 */

/** What the trial under way is known to bring, in order.
 * @param {Views} frame
 * @param {readonly Mark["kind"][]} kinds the catalogue's names
 * @returns {Mark[]}
 */
export function marksOf(frame, kinds) {
  const [count = 0, ...numbers] = frame.get("marks");
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[numbers[2 * i] ?? -1];
    return kind === undefined ? [] : [{ kind, at: numbers[2 * i + 1] ?? Number.NaN }];
  }).flat();
}
