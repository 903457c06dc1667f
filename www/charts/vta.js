/** VTA's firing over the trial: naive, trained, and where the reward is missing. */

import { box, make } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { decimate } from "./decimate.js";
import { axis, Plot } from "./plot.js";
import { NumbersTable } from "./table.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** Ids of words: what a trial leads to, and the curve of trials in which it stays away. @typedef {{outcome: string, omission: string}} Outcome */

const START_S = -0.5;
/** The end, and the least time after the outcome. */
const END_S = 3.5;
const AFTER_S = 1.5;
const TICK_S = 0.01;
/** Points kept over the drawn window. */
const BUCKETS = 200;
const NAMES = /** @type {const} */ (["naive", "trained", "omission"]);
/** Index of the running trial among the curves. */
const NOW = NAMES.length;
const TABLE_STEP = 10;

export class VtaChart extends Part {
  /** @param {HTMLElement} root a card @param {Pick<import("../draw/part.js").Context, "t">} context @param {Outcome} outcome of the trials, until another is shown */
  constructor(root, { t }, outcome) {
    super(root);
    const heading = make("h2", t("vta-title"));
    const chart = box("div", "chart", []);
    root.append(heading, chart);
    this.labelBy(heading);
    this.t = t;
    this.top = 20;
    this.rewardS = 2;
    this.endS = END_S;
    this.outcome = outcome;
    this.plot = new Plot(this, chart, () => this.options());
    this.numbers = new NumbersTable(chart, t, "vta-table", "firing");
    this.plot.promise(t("vta-empty"));
    this.plot.marks = [0, this.rewardS];
    this.plot.labels = this.marks();
  }

  /** @override */
  retheme() {
    super.retheme();
    this.plot.rebuild();
  }

  /**
   * @param {Views} record @param {Pick<import("../story/moment.js").Moment, "rewardMs" | "course">} moment
   * @param {Float32Array | null} now VTA in the running trial, null when it cannot be followed
   * @param {Outcome} outcome
   */
  update(record, { rewardMs, course }, now, outcome) {
    this.outcome = outcome;
    const counts = record.get("vta_n");
    this.rewardS = rewardMs / 1000;
    this.endS = Math.max(END_S, this.rewardS + AFTER_S);
    const { from, to } = shownTicks(course.leadMs, this.endS);
    this.plot.marks = [0, this.rewardS];
    this.plot.promise(counts[0] ? "" : this.t("vta-empty"));
    const width = record.get("vta").length / NAMES.length;
    const rows = [...NAMES.keys()].map((i) => record.row("vta", i, width));
    const curves = [...rows, now ?? new Float32Array(width).fill(Number.NaN)].map((row) =>
      row.subarray(from, to),
    );
    const known = curves.flatMap((c) => Array.from(c, (y) => (Number.isNaN(y) ? 0 : y)));
    this.top = Math.max(20, this.top, ...known);
    const data = aligned(curves);
    this.plot.show(data, this.labels(curves, counts), this.words(curves, counts));
    this.numbers.offer(() => this.table(curves, counts));
  }

  /** @returns {import("../vendor/uplot.js").default.Options} */
  options() {
    const { zoom } = this.tokens;
    const x = axis(this.tokens, this.t("vta-x"), { size: 22 * zoom, space: 50 * zoom });
    const y = axis(this.tokens, this.t("vta-y"), {
      size: 26 * zoom,
      labelSize: 14 * zoom,
      space: 32 * zoom,
    });
    return {
      width: 0,
      height: 0,
      padding: [22 * zoom, 8, 0, 0],
      scales: {
        x: { time: false, range: () => [START_S, this.endS] },
        y: { range: () => [0, this.top * 1.08] },
      },
      axes: [x, y],
      series: [
        {},
        { stroke: this.tokens.get("--ink-3"), width: 1.75 * zoom, points: { show: false } },
        { stroke: this.tokens.get("--ink"), width: 2.75 * zoom, points: { show: false } },
        {
          stroke: this.tokens.get("--ink"),
          width: 1.5 * zoom,
          dash: [5, 4],
          points: { show: false },
        },
        { stroke: this.tokens.get("--ink-2"), width: 1 * zoom, points: { show: false } },
      ],
    };
  }

  /** @param {Float32Array[]} curves @param {Float32Array} counts @returns {import("./plot.js").Label[]} */
  labels(curves, counts) {
    const named = NAMES.flatMap((name, i) => {
      const curve = curves[i];
      if (!curve || !counts[i]) return [];
      const place = name === "omission" ? lowest(curve) : highest(curve);
      const ink = this.tokens.get(i === 0 ? "--ink-3" : "--ink");
      const text = this.t(name === "omission" ? this.outcome.omission : `vta-${name}`);
      return [
        {
          text,
          x: place.s + 0.16,
          y: place.hz * 0.94,
          ink,
          weight: i === 1 ? 600 : 400,
          apart: true,
        },
      ];
    });
    return [...this.marks(), ...named, ...this.nowLabel(curves[NOW])];
  }

  /** @returns {import("./plot.js").Label[]} */
  marks() {
    const mark = {
      y: this.top * 1.16,
      ink: this.tokens.get("--ink-2"),
      align: /** @type {const} */ ("center"),
    };
    return [
      { ...mark, text: this.t("vta-cue"), x: 0 },
      { ...mark, text: this.t(this.outcome.outcome), x: this.rewardS },
    ];
  }

  /** @param {Float32Array | undefined} curve @returns {import("./plot.js").Label[]} */
  nowLabel(curve) {
    const at = curve?.findLastIndex((hz) => !Number.isNaN(hz)) ?? -1;
    if (!curve || at < 0 || at > curve.length - 60) return [];
    const place = { x: START_S + at * TICK_S + 0.05, y: (curve[at] ?? 0) + this.top * 0.06 };
    return [{ text: this.t("vta-now"), ...place, ink: this.tokens.get("--ink-2"), apart: true }];
  }

  /** @param {Float32Array[]} curves @param {Float32Array} counts */
  words(curves, counts) {
    const [naive, trained] = [highest(curves[0]), highest(curves[1])];
    const args = {
      naive: one(naive.hz),
      naiveAt: one(naive.s),
      at: this.rewardS,
      outcome: this.t(this.outcome.outcome),
    };
    if (!counts[1]) return this.t("vta-alt-naive", args);
    return this.t("vta-alt", { ...args, trained: one(trained.hz), trainedAt: one(trained.s) });
  }

  /** @param {Float32Array[]} curves @param {Float32Array} counts */
  table(curves, counts) {
    const head = [
      this.t("vta-x"),
      ...NAMES.map((name, i) => this.t(`${name}-n`, { n: counts[i] ?? 0 })),
    ];
    const rows = [];
    for (let i = 0; i < (curves[0]?.length ?? 0); i += TABLE_STEP) {
      const cells = curves
        .slice(0, NOW)
        .map((curve) => (Number.isNaN(curve[i] ?? Number.NaN) ? "" : one(curve[i] ?? 0)));
      rows.push([one(START_S + i * TICK_S), ...cells]);
    }
    return { head, rows };
  }
}

/** @param {number} n */
const one = (n) => Math.round(n * 10) / 10;

/** Which ticks of a trial are drawn. @param {number} leadMs @param {number} endS */
function shownTicks(leadMs, endS) {
  const tickAt = (/** @type {number} */ s) => Math.round((s + leadMs / 1000) / TICK_S);
  return { from: tickAt(START_S), to: tickAt(endS) };
}

/** One x for all curves; the buckets keep the extremes of each. @param {Float32Array[]} curves */
function aligned(curves) {
  const seconds = Array.from(curves[0] ?? [], (_, i) => START_S + i * TICK_S);
  const kept = curves.map((curve) => decimate(seconds, curve, BUCKETS));
  const x = [...new Set(kept.flatMap((k) => k.x))].sort((a, b) => a - b);
  const rows = kept.map((k) => {
    const at = new Map(k.x.map((s, i) => [s, k.y[i] ?? null]));
    const empty = k.y.every((value) => value === null);
    return x.map((s) => (at.has(s) ? (at.get(s) ?? null) : empty ? null : undefined));
  });
  return /** @type {import("../vendor/uplot.js").default.AlignedData} */ ([x, ...rows]);
}

/** @param {Float32Array | undefined} curve */
function highest(curve) {
  return best(curve, (a, b) => a > b);
}

/** @param {Float32Array | undefined} curve */
function lowest(curve) {
  return best(curve, (a, b) => a < b);
}

/** @param {Float32Array | undefined} curve @param {(a: number, b: number) => boolean} better */
function best(curve, better) {
  let found = { s: 0, hz: Number.NaN };
  curve?.forEach((hz, i) => {
    if (Number.isNaN(found.hz) || better(hz, found.hz)) found = { s: START_S + i * TICK_S, hz };
  });
  return Number.isNaN(found.hz) ? { s: 0, hz: 0 } : found;
}
