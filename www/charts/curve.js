/** The learning curve: what a cue, and a reward where it is drawn, have come to mean, trial by trial. */

import { Part } from "../draw/part.js";
import { rounded } from "../text/numbers.js";
import { fitting } from "../text/text.js";
import { besideDots, besideSeries } from "./arms.js";
import { axis, Plot } from "./plot.js";
import { NumbersTable } from "./table.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("./arms.js").Beside} Beside */
/** @typedef {{trial: number, cue: number, reward: number | null, beside: (number | null)[]}} Point */
/** @typedef {{trials: number, beside: readonly Beside[], line: Line}} Run */
/**
 * What the curve is of: the values of a record by trial, over how many trials
 * each drawn point is a mean, its words, the least height of its axis, and the
 * digits of its numbers.
 * @typedef {{read: (record: Views) => {cue: Float32Array, reward: (number | null)[]}, over: number, own: string,
 *   twin: string, alt: string, beside: string, table: readonly string[], least: number, digits: number}} Line
 */

const TIGHT_PX = 260;

/** How a word looks, and the arm that it names. @typedef {{ink: string, weight?: number, beside?: string}} How */

export class CurveChart extends Part {
  /** @param {HTMLElement} root @param {Pick<import("../draw/part.js").Context, "t">} context */
  constructor(root, { t }) {
    super(root);
    this.t = t;
    this.trials = 100;
    this.top = 10;
    this.low = 0;
    this.filled = false;
    this.arms = 1;
    /** Values that the axis must reach besides its own. @type {readonly number[]} */
    this.reach = [];
    this.plot = new Plot(this, root, () => this.options());
    this.numbers = new NumbersTable(root, t, "curve-table", "curve");
    this.plot.promise(t("curve-empty"));
  }

  /** @override */
  retheme() {
    super.retheme();
    this.plot.rebuild();
  }

  /** The axis holds these as well from its next numbers on. @param {readonly number[]} values */
  reachTo(values) {
    this.reach = values;
  }

  /** @param {Views} own @param {Run} run */
  update(own, run) {
    const { line } = run;
    const points = pointsOf(own, run);
    this.plot.promise(points.length > 0 ? "" : this.t("curve-empty"));
    const filled = points.length > 0;
    const arms = run.beside.length;
    if (this.trials !== run.trials || this.filled !== filled || this.arms !== arms) {
      this.arms = arms;
      this.trials = run.trials;
      this.filled = filled;
      this.plot.rebuild();
    }
    const drawn = smooth(points, line.over);
    const known = drawn.flatMap((p) => [p.cue, p.reward ?? 0, ...p.beside.map((y) => y ?? 0)]);
    const values = known.concat(this.reach);
    this.top = Math.max(line.least, ...values);
    this.low = Math.min(0, ...values);
    const data = /** @type {import("../vendor/uplot.js").default.AlignedData} */ ([
      drawn.map((p) => p.trial),
      ...run.beside.map((_, i) => drawn.map((p) => p.beside[i] ?? null)),
      drawn.map((p) => p.reward),
      drawn.map((p) => p.cue),
    ]);
    this.plot.show(data, this.labels(drawn, run), this.words(drawn, run));
    this.numbers.offer(() => this.table(points, run));
  }

  /** No room beside the lines: words stand on them, at the right. */
  get tight() {
    return this.plot.width < TIGHT_PX;
  }

  /** @returns {import("../vendor/uplot.js").default.Options} */
  options() {
    const { zoom } = this.tokens;
    const line = { points: { show: false }, spanGaps: true };
    return {
      width: 0,
      height: 0,
      padding: [8 * zoom, this.filled && !this.tight ? 126 * zoom : 8, 0, 0],
      scales: {
        x: { time: false, range: () => [1, Math.max(2, this.trials)] },
        y: { range: () => [this.low, this.top * 1.06] },
      },
      axes: [
        axis(this.tokens, this.t("curve-x"), { size: 22 * zoom, space: 40 * zoom }),
        axis(this.tokens, "", { size: 26 * zoom, space: 28 * zoom }),
      ],
      series: [
        {},
        ...besideSeries(this.tokens, this.arms),
        { ...line, stroke: this.tokens.get("--ink"), width: 1.5 * zoom, dash: [2, 3] },
        { ...line, stroke: this.tokens.get("--ink"), width: 2.75 * zoom },
      ],
    };
  }

  /** @param {Point[]} points @param {Run} run @returns {import("./plot.js").Label[]} */
  labels(points, { beside, line }) {
    const last = points.at(-1);
    if (!last) return [];
    const word = (/** @type {string} */ id, /** @type {number} */ y, /** @type {How} */ how) =>
      this.word(id, { x: last.trial, y, n: rounded(y, line.digits) }, how);
    const own = { text: "", x: last.trial, y: last.cue, ink: this.tokens.get("--ink") };
    const dots = [
      ...besideDots(this.tokens, last.trial, last.beside),
      { ...own, dot: /** @type {const} */ ("filled") },
    ];
    const words = [word(line.own, last.cue, { ink: "--ink", weight: 600 })];
    if (last.reward !== null) words.push(word("curve-reward", last.reward, { ink: "--ink" }));
    for (const [i, { name }] of beside.entries()) {
      const y = last.beside[i] ?? null;
      const id = this.arms > 1 ? "curve-arm" : line.twin;
      if (y !== null) words.push(word(id, y, { ink: "--ink-2", beside: name }));
    }
    return [...dots, ...words];
  }

  /**
   * A word at a line's end: at the right edge where it is tight.
   * @param {string} id @param {{x: number, y: number, n: number}} end @param {How} how
   * @returns {import("./plot.js").Label}
   */
  word(id, { x, y, n }, { ink, weight = 400, beside = "" }) {
    const { tight, trials } = this;
    const text = fitting(this.t, id, { n, beside }, tight);
    const place = { x: tight ? trials : x + 0.035 * trials, y };
    const align = /** @type {CanvasTextAlign} */ (tight ? "right" : "left");
    return { text, ...place, align, ink: this.tokens.get(ink), weight, apart: true };
  }

  /** @param {Point[]} points @param {Run} run */
  words(points, { beside, line }) {
    const shown = (/** @type {number} */ n) => rounded(n, line.digits);
    const last = points.at(-1);
    const others = beside.flatMap(({ name }, i) => {
      const y = last?.beside[i] ?? null;
      return y === null ? [] : [this.t(line.beside, { beside: name, n: shown(y) })];
    });
    const own = this.t(line.alt, {
      n: last?.trial ?? 0,
      cue: shown(last?.cue ?? 0),
      reward: shown(last?.reward ?? 0),
    });
    return [own, ...others].join(" ");
  }

  /** @param {Point[]} points @param {Run} run */
  table(points, { beside, line }) {
    const own = line.table.map((id) => this.t(id));
    const others = beside.map(({ name }) => this.t("curve-table-twin", { beside: name }));
    const cell = (/** @type {number | null} */ n) => (n === null ? "" : rounded(n, line.digits));
    const rows = points.map((p) => {
      const of = [p.trial, cell(p.cue), cell(p.reward)].slice(0, own.length);
      return [...of, ...p.beside.map(cell)];
    });
    return { head: [...own, ...others], rows };
  }
}

/** @param {Views} own @param {Run} run @returns {Point[]} */
function pointsOf(own, { beside, line }) {
  const here = line.read(own);
  const others = beside.map(({ record }) => (record ? line.read(record).cue : null));
  return Array.from(here.cue, (cue, i) => ({
    trial: i + 1,
    cue,
    reward: here.reward[i] ?? null,
    beside: others.map((values) => values?.[i] ?? null),
  }));
}

/** Running means. @param {Point[]} points @param {number} over so many trials @returns {Point[]} */
function smooth(points, over) {
  return points.map((point, i) => {
    const near = points.slice(Math.max(0, i - over + 1), i + 1);
    return {
      trial: point.trial,
      cue: mean(near.map((p) => p.cue)) ?? 0,
      reward: mean(near.map((p) => p.reward)),
      beside: point.beside.map((_, arm) => mean(near.map((p) => p.beside[arm] ?? null))),
    };
  });
}

/** @param {(number | null)[]} values */
function mean(values) {
  const known = values.filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
