/** The learning curve: VTA's answer to cue and reward, or the punishment that the cue foretells, trial by trial. */

import { token, zoomNow } from "../draw/tokens.js";
import { curveOf, fearsOf } from "../engine/measures.js";
import { rounded } from "../text/numbers.js";
import { fitting } from "../text/text.js";
import { besideDots, besideSeries } from "./arms.js";
import { axis, Plot } from "./plot.js";
import { NumbersTable } from "./table.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("./arms.js").Beside} Beside */
/** @typedef {{trial: number, cue: number, reward: number | null, beside: (number | null)[]}} Point */
/** @typedef {{trials: number, beside: readonly Beside[]}} Run */

/** Trials over which each drawn point is a running mean. */
const MEAN_OF = 5;
const TIGHT_PX = 260;

/** What the curve can be of: its words, and the least height of its axis. */
const MEASURES = {
  cue: {
    title: "curve-title",
    own: "curve-cue",
    twin: "curve-twin",
    alt: "curve-alt",
    beside: "curve-alt-beside",
    table: ["curve-table-trial", "curve-table-cue", "curve-table-reward"],
    least: 10,
    digits: 1,
  },
  fear: {
    title: "fear-title",
    own: "fear-own",
    twin: "curve-arm",
    alt: "fear-alt",
    beside: "fear-alt-beside",
    table: ["curve-table-trial", "fear-table-cue"],
    least: 1,
    digits: 2,
  },
};

export class CurveChart {
  /** @param {HTMLElement} box @param {Text} t */
  constructor(box, t) {
    this.t = t;
    this.trials = 100;
    this.top = 10;
    this.low = 0;
    this.filled = false;
    this.arms = 1;
    /** @type {keyof typeof MEASURES} */
    this.measure = "cue";
    /** Values that the axis must reach besides its own. @type {readonly number[]} */
    this.reach = [];
    this.plot = new Plot(box, () => this.options());
    this.numbers = new NumbersTable(box, t, "curve-table", "curve");
    this.plot.promise(t("curve-empty"));
  }

  /** @param {Views} own @param {Run} run */
  update(own, run) {
    const points = this.measure === "fear" ? fearPoints(own, run) : pointsOf(own, run);
    this.plot.promise(points.length > 0 ? "" : this.t("curve-empty"));
    const filled = points.length > 0;
    const arms = run.beside.length;
    if (this.trials !== run.trials || this.filled !== filled || this.arms !== arms) {
      this.arms = arms;
      this.trials = run.trials;
      this.filled = filled;
      this.plot.rebuild();
    }
    const drawn = this.measure === "fear" ? points : smooth(points);
    const known = drawn.flatMap((p) => [p.cue, p.reward ?? 0, ...p.beside.map((y) => y ?? 0)]);
    const values = known.concat(this.reach);
    this.top = Math.max(this.is.least, ...values);
    this.low = Math.min(0, ...values);
    const data = /** @type {import("../vendor/uplot.js").default.AlignedData} */ ([
      drawn.map((p) => p.trial),
      ...run.beside.map((_, i) => drawn.map((p) => p.beside[i] ?? null)),
      drawn.map((p) => p.reward),
      drawn.map((p) => p.cue),
    ]);
    this.plot.show(data, this.labels(drawn, run.beside), this.words(drawn, run.beside));
    this.numbers.offer(() => this.table(points, run.beside));
  }

  get is() {
    return MEASURES[this.measure];
  }

  /** Id of the chart's heading. */
  get title() {
    return this.is.title;
  }

  /** A value as it is shown. @param {number} n */
  shown(n) {
    return rounded(n, this.is.digits);
  }

  /** No room beside the lines: words stand on them, at the right. */
  get tight() {
    return this.plot.width < TIGHT_PX;
  }

  /** @returns {import("../vendor/uplot.js").default.Options} */
  options() {
    const zoom = zoomNow();
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
        axis(this.t("curve-x"), { size: 22 * zoom, space: 40 * zoom }),
        axis("", { size: 26 * zoom, space: 28 * zoom }),
      ],
      series: [
        {},
        ...besideSeries(this.arms),
        { ...line, stroke: token("--ink"), width: 1.5 * zoom, dash: [2, 3] },
        { ...line, stroke: token("--ink"), width: 2.75 * zoom },
      ],
    };
  }

  /** @param {Point[]} points @param {readonly Beside[]} beside @returns {import("./plot.js").Label[]} */
  labels(points, beside) {
    const last = points.at(-1);
    if (!last) return [];
    const own = { text: "", x: last.trial, y: last.cue, ink: token("--ink") };
    const dots = [
      ...besideDots(last.trial, last.beside),
      { ...own, dot: /** @type {const} */ ("filled") },
    ];
    const words = [this.word(this.is.own, last.trial, last.cue, { ink: "--ink", weight: 600 })];
    if (last.reward !== null)
      words.push(this.word("curve-reward", last.trial, last.reward, { ink: "--ink" }));
    for (const [i, { name }] of beside.entries()) {
      const y = last.beside[i] ?? null;
      const id = this.arms > 1 ? "curve-arm" : this.is.twin;
      if (y !== null) words.push(this.word(id, last.trial, y, { ink: "--ink-2", beside: name }));
    }
    for (const word of words) {
      word.x = this.tight ? this.trials : last.trial + 0.035 * this.trials;
      word.align = this.tight ? "right" : "left";
    }
    return [...dots, ...words];
  }

  /**
   * @param {string} id @param {number} x @param {number} y
   * @param {{ink: string, weight?: number, beside?: string}} how
   * @returns {import("./plot.js").Label}
   */
  word(id, x, y, how) {
    const args = { n: this.shown(y), beside: how.beside ?? "" };
    const text = fitting(this.t, id, args, this.tight);
    return { text, x, y, ink: token(how.ink), weight: how.weight ?? 400, apart: true };
  }

  /** @param {Point[]} points @param {readonly Beside[]} beside */
  words(points, beside) {
    const last = points.at(-1);
    const others = beside.flatMap(({ name }, i) => {
      const y = last?.beside[i] ?? null;
      return y === null ? [] : [this.t(this.is.beside, { beside: name, n: this.shown(y) })];
    });
    const own = this.t(this.is.alt, {
      n: last?.trial ?? 0,
      cue: this.shown(last?.cue ?? 0),
      reward: this.shown(last?.reward ?? 0),
    });
    return [own, ...others].join(" ");
  }

  /** @param {Point[]} points @param {readonly Beside[]} beside */
  table(points, beside) {
    const own = this.is.table.map((id) => this.t(id));
    const others = beside.map(({ name }) => this.t("curve-table-twin", { beside: name }));
    const cell = (/** @type {number | null} */ n) => (n === null ? "" : this.shown(n));
    const rows = points.map((p) => {
      const of = [p.trial, cell(p.cue), cell(p.reward)].slice(0, own.length);
      return [...of, ...p.beside.map(cell)];
    });
    return { head: [...own, ...others], rows };
  }
}

/** @param {Views} own @param {Run} run @returns {Point[]} */
function pointsOf(own, { beside }) {
  const here = curveOf(own);
  const others = beside.map(({ record }) => (record ? curveOf(record) : null));
  return Array.from({ length: here.n }, (_, i) => ({
    trial: i + 1,
    cue: here.cue[i] ?? 0,
    reward: here.kind[i] === 0 ? (here.reward[i] ?? null) : null,
    beside: others.map((there) => (there && i < there.n ? (there.cue[i] ?? null) : null)),
  }));
}

/** @param {Views} own @param {Run} run @returns {Point[]} */
function fearPoints(own, { beside }) {
  const others = beside.map(({ record }) => (record ? fearsOf(record) : null));
  return Array.from(fearsOf(own), (cue, i) => ({
    trial: i + 1,
    cue,
    reward: null,
    beside: others.map((fears) => fears?.[i] ?? null),
  }));
}

/** Running means. @param {Point[]} points @returns {Point[]} */
function smooth(points) {
  return points.map((point, i) => {
    const near = points.slice(Math.max(0, i - MEAN_OF + 1), i + 1);
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
