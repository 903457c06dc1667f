/**
 * What the page shows, as one table: each entry has a name, a default, a
 * parser and a printer; the address bar holds every entry that is not at its
 * default. A value that cannot be read becomes the default and is reported.
 */
import { ARMS_AT_MOST } from "../engine/arms.js";
import { MOST_MARKS } from "../timeline/marks.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */

/**
 * @typedef {object} Shown
 * @property {string} experiment id of a built-in experiment
 * @property {number} seed
 * @property {readonly string[]} arms of the brains, the first one's first; see `armsOf`
 * @property {boolean} equal all brains of the same size, side by side
 * @property {string} speed "story", "max" or a factor of life time
 * @property {string} lead "auto" or a modulator's id
 * @property {string} region id of the selected region, "" when none
 * @property {string} theme
 * @property {boolean} playing
 * @property {Map<string, number>} set parameters that differ from their default
 * @property {readonly number[]} marks ticks of the bookmarks, in order
 *
 * The same as the address has it: `twin` is the second arm, "" without one; `more` are those after it.
 * @typedef {Omit<Shown, "arms"> & {arm: string, twin: string, more: readonly string[]}} Fields
 */

/**
 * @template T
 * @typedef {object} Entry
 * @property {string} key name in the address
 * @property {T} start its default, in the default experiment
 * @property {(text: string, catalogue: Catalogue) => T | undefined} parse undefined when it cannot be read
 * @property {(value: T) => string} print
 */

/** Speeds offered, as factors of life time; slow motion first. */
export const SPEEDS = ["story", "0.02", "0.1", "0.25", "1", "10", "100", "max"];
export const THEMES = ["auto", "light", "dark"];

/** In place of an id: a file that was dropped. No link can bring it along. */
export const OWN_FILE = "file";

const SEED_LIMIT = 2 ** 32 - 1;

/** @param {string} text @returns {number | undefined} */
export function parseSeed(text) {
  if (!/^[0-9]{1,10}$/.test(text.trim())) return undefined;
  const seed = Number(text);
  return seed <= SEED_LIMIT ? seed : undefined;
}

/** @param {readonly string[]} allowed @returns {(text: string) => string | undefined} */
const oneOf = (allowed) => (text) => (allowed.includes(text) ? text : undefined);

/** @param {string} text @param {Catalogue} catalogue */
function parseExperiment(text, catalogue) {
  return catalogue.experiments.some((one) => one.id === text) ? text : undefined;
}

/** An arm of any experiment; whether the one shown has it is seen once that is known. @param {string} text @param {Catalogue} catalogue */
function parseArm(text, catalogue) {
  const known = catalogue.experiments.some((one) => one.arms.some((arm) => arm.id === text));
  return known ? text : undefined;
}

/** @param {string} text @param {Catalogue} catalogue */
function parseMore(text, catalogue) {
  const arms = text.split(",");
  const known = arms.every((arm) => parseArm(arm, catalogue));
  return known && arms.length + 2 <= ARMS_AT_MOST ? arms : undefined;
}

/** @param {string} text */
const parseFlag = (text) => (text === "1" ? true : text === "0" ? false : undefined);
/** @param {boolean} value */
const printFlag = (value) => (value ? "1" : "0");

/** The arms that an experiment is shown with: its first, and beside it the one without dopamine or the next.
 * @param {readonly {id: string}[]} arms */
export function usualArms(arms) {
  const [first = "", ...others] = arms.map((arm) => arm.id);
  return [first, ...(others.includes("no_dopamine") ? ["no_dopamine"] : others.slice(0, 1))];
}

/** @param {string} text @param {Catalogue} catalogue */
function parseSettings(text, catalogue) {
  const known = new Map(catalogue.parameters.map((p) => [p.key, p]));
  const settings = new Map();
  for (const pair of text.split(",")) {
    const [key, number] = pair.split(":");
    const parameter = known.get(key ?? "");
    const value = Number(number);
    if (!parameter || !number || !(value >= parameter.min && value <= parameter.max))
      return undefined;
    settings.set(parameter.key, value);
  }
  return settings;
}

/** @param {Map<string, number>} settings */
function printSettings(settings) {
  return [...settings].map(([key, value]) => `${key}:${value}`).join(",");
}

/** @param {string} text */
function parseMarks(text) {
  if (!/^[0-9]{1,8}(\.[0-9]{1,8})*$/.test(text)) return undefined;
  const ticks = [...new Set(text.split(".").map(Number))].toSorted((a, b) => a - b);
  return ticks.length <= MOST_MARKS ? ticks : undefined;
}

/** @type {{[K in keyof Fields]: Entry<Fields[K]>}} */
export const TABLE = {
  experiment: { key: "exp", start: "choice", parse: parseExperiment, print: String },
  seed: { key: "seed", start: 1, parse: parseSeed, print: String },
  arm: { key: "arm", start: "intact", parse: parseArm, print: String },
  twin: { key: "twin", start: "no_dopamine", parse: parseArm, print: String },
  equal: { key: "equal", start: false, parse: parseFlag, print: printFlag },
  more: { key: "more", start: [], parse: parseMore, print: (arms) => arms.join(",") },
  speed: { key: "speed", start: "story", parse: oneOf(SPEEDS), print: String },
  lead: {
    key: "lead",
    start: "auto",
    parse: (text, c) => oneOf(["auto", ...c.modulators.map((m) => m.id)])(text),
    print: String,
  },
  region: {
    key: "region",
    start: "",
    parse: (text, c) => oneOf(c.regions.map((r) => r.id))(text),
    print: String,
  },
  theme: { key: "theme", start: "auto", parse: oneOf(THEMES), print: String },
  playing: {
    key: "play",
    start: true,
    parse: parseFlag,
    print: printFlag,
  },
  set: { key: "set", start: new Map(), parse: parseSettings, print: printSettings },
  marks: { key: "marks", start: [], parse: parseMarks, print: (ticks) => ticks.join(".") },
};

/** Words in the address that choose a layout or a run and are not entries. */
const FLAGS = new Set(["embed", "projector"]);

/** @typedef {{key: string, value: string}} Unread */

/**
 * Reads the address. The part after # wins over the query.
 * @param {{search: string, hash: string}} address @param {Catalogue} catalogue
 * @returns {{shown: Shown, unread: Unread[]}}
 */
export function readAddress(address, catalogue) {
  /** @type {Unread[]} */
  const unread = [];
  /** @type {Map<string, unknown>} */
  const values = new Map();
  const byKey = new Map(Object.entries(TABLE).map(([name, entry]) => [entry.key, { name, entry }]));
  for (const [key, value] of [...pairs(address.search), ...pairs(address.hash)]) {
    if (FLAGS.has(key)) continue;
    const found = byKey.get(key);
    const parsed = found?.entry.parse(value, catalogue);
    if (found && parsed !== undefined) values.set(found.name, parsed);
    else unread.push({ key, value });
  }
  const id = values.get("experiment") ?? TABLE.experiment.start;
  const arms = catalogue.experiments.find((one) => one.id === id)?.arms ?? [];
  const [arm = "", twin = ""] = usualArms(arms);
  for (const [name, start] of Object.entries({ arm, twin })) {
    const wish = values.get(name);
    if (wish !== undefined && !arms.some((arm) => arm.id === wish))
      unread.push({ key: name, value: String(wish) });
    if (!arms.some((arm) => arm.id === wish)) values.set(name, start);
  }
  readMore(values, arms, unread);
  return { shown: shownFrom(withDefaults(values)), unread };
}

/** @param {Fields} fields @returns {Shown} */
function shownFrom({ arm, twin, more, ...others }) {
  return { ...others, arms: twin === "" ? [arm] : [arm, twin, ...more] };
}

/** @param {Shown} shown @returns {Fields} */
function fieldsOf({ arms: [arm = "", twin = "", ...more], ...others }) {
  return { ...others, arm, twin, more };
}

/** Arms of further brains: those that the experiment has and no other brain shows.
 * @param {Map<string, unknown>} values @param {readonly {id: string}[]} arms @param {Unread[]} unread */
function readMore(values, arms, unread) {
  const wish = /** @type {readonly string[]} */ (values.get("more") ?? []);
  const taken = [values.get("arm"), values.get("twin")];
  const more = wish.filter((id, i) => wish.indexOf(id) === i && !taken.includes(id));
  const known = more.filter((id) => arms.some((arm) => arm.id === id));
  if (known.length < more.length) unread.push({ key: "more", value: wish.join(",") });
  values.set("more", known);
}

/** @param {string} part @returns {[string, string][]} */
function pairs(part) {
  return [...new URLSearchParams(part.replace(/^[?#]/, ""))];
}

/** @param {Map<string, unknown>} values @returns {Fields} */
function withDefaults(values) {
  const entries = Object.entries(TABLE).map(([name, entry]) => [
    name,
    values.has(name) ? values.get(name) : entry.start,
  ]);
  return Object.fromEntries(entries);
}

/** The address part after #, "" when all is at its default. @param {Shown} shown */
export function printAddress(shown) {
  const out = new URLSearchParams();
  const fields = fieldsOf(shown);
  for (const name of /** @type {(keyof Fields)[]} */ (Object.keys(TABLE))) {
    const entry = /** @type {Entry<any>} */ (TABLE[name]);
    const text = entry.print(fields[name]);
    if (text !== entry.print(entry.start)) out.set(entry.key, text);
  }
  const text = out.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `#${text}` : "";
}

/**
 * The one mutable copy of what is shown; listeners hear each change once.
 * @param {Shown} first @param {(address: string) => void} write
 */
export function createState(first, write) {
  const shown = { ...first };
  /** @type {Set<(name: keyof Shown) => void>} */
  const listeners = new Set();
  return {
    shown: /** @type {Readonly<Shown>} */ (shown),
    /** @template {keyof Shown} K @param {K} name @param {Shown[K]} value */
    set(name, value) {
      if (Object.is(shown[name], value)) return;
      shown[name] = value;
      write(printAddress(shown));
      for (const listener of listeners) listener(name);
    },
    /** Another arm for one of the brains. @param {number} place @param {string} arm */
    setArm(place, arm) {
      if (shown.arms[place] !== arm) this.set("arms", shown.arms.toSpliced(place, 1, arm));
    },
    /** Several entries at once, of a run that has already begun: nobody is told. @param {Partial<Shown>} entries */
    quietly(entries) {
      Object.assign(shown, entries);
      write(printAddress(shown));
    },
    /** @param {(name: keyof Shown) => void} listener @returns {() => void} what ends it */
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createState>} State */
