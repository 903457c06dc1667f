/** The learning curve of choices: share of right ones, those of the arms beside, and chance. */

import { Part } from "../draw/part.js";
import { accuracyOf } from "../engine/measures.js";
import { fitting } from "../text/text.js";
import { besideDots, besideSeries } from "./arms.js";
import { axis, Plot } from "./plot.js";
import { NumbersTable } from "./table.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("./arms.js").Beside} Beside */
/** @typedef {{trial: number, here: number | null, beside: (number | null)[]}} Point shares in % */
/** @typedef {{trials: number, done: number, beside: readonly Beside[], chance: number}} Run chance as a share */

const TIGHT_PX = 260;
/** Room to the right of the lines for their words, px. */
const WORDS_PX = 132;

export class ChoiceChart extends Part {
  /** @param {HTMLElement} root @param {Pick<import("../draw/part.js").Context, "t">} context */
  constructor(root, { t }) {
    super(root);
    this.t = t;
    this.trials = 100;
    this.chance = 25;
    this.arms = 1;
    this.plot = new Plot(this, root, () => this.options());
    this.numbers = new NumbersTable(root, t, "choices-table", "choices");
    this.plot.promise(t("curve-empty"));
  }

  /** @override */
  retheme() {
    super.retheme();
    this.plot.rebuild();
  }

  /** @param {Views} own @param {Run} run */
  update(own, run) {
    const points = pointsOf(own, run);
    this.plot.promise(points.length > 0 ? "" : this.t("curve-empty"));
    const chance = 100 * run.chance;
    const arms = run.beside.length;
    if (this.trials !== run.trials || this.chance !== chance || this.arms !== arms) {
      this.trials = run.trials;
      this.chance = chance;
      this.arms = arms;
      this.plot.rebuild();
    }
    const data = /** @type {import("../vendor/uplot.js").default.AlignedData} */ ([
      points.map((p) => p.trial),
      ...run.beside.map((_, i) => points.map((p) => p.beside[i] ?? null)),
      points.map((p) => p.here),
    ]);
    this.plot.show(data, this.labels(points, run), this.words(points, run));
    this.numbers.offer(() => this.table(points, run));
  }

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
      padding: [8 * zoom, this.tight ? 16 : WORDS_PX * zoom, 0, 0],
      scales: {
        x: { time: false, range: () => [1, Math.max(2, this.trials)] },
        y: { range: () => [0, 104] },
      },
      axes: [
        axis(this.tokens, this.t("curve-x"), { size: 22 * zoom, space: 40 * zoom }),
        axis(this.tokens, "", { size: 30 * zoom, space: 28 * zoom }),
      ],
      series: [
        {},
        ...besideSeries(this.tokens, this.arms),
        { ...line, stroke: this.tokens.get("--ink"), width: 2.75 * zoom },
      ],
    };
  }

  /** @param {Point[]} points @param {Run} run @returns {import("./plot.js").Label[]} */
  labels(points, run) {
    const last = points.at(-1);
    this.plot.levels = [this.chance];
    const x = (/** @type {number} */ trial) =>
      this.tight ? this.trials : trial + 0.03 * this.trials;
    const word = (
      /** @type {number} */ trial,
      /** @type {number} */ y,
      /** @type {string} */ text,
      /** @type {string} */ ink,
    ) =>
      /** @type {import("./plot.js").Label} */ ({
        text,
        x: x(trial),
        y,
        ink: this.tokens.get(ink),
        align: this.tight ? "right" : "left",
        apart: true,
      });
    const chance = word(
      this.trials,
      this.chance,
      this.t("choices-chance", { n: this.chance }),
      "--ink-3",
    );
    if (!last) return [chance];
    const labels = [chance, ...besideDots(this.tokens, last.trial, last.beside)];
    for (const [i, { name }] of run.beside.entries()) {
      const y = last.beside[i] ?? null;
      if (y === null) continue;
      const id = this.arms > 1 ? "choices-arm" : "choices-twin";
      const text = fitting(this.t, id, { n: whole(y), beside: name }, this.tight);
      labels.push(word(last.trial, y, text, "--ink-2"));
    }
    if (last.here !== null) {
      labels.push({
        text: "",
        x: last.trial,
        y: last.here,
        ink: this.tokens.get("--ink"),
        dot: "filled",
      });
      const text = fitting(this.t, "choices-here", { n: whole(last.here) }, this.tight);
      labels.push({ ...word(last.trial, last.here, text, "--ink"), weight: 600 });
    }
    return labels;
  }

  /** @param {Point[]} points @param {Run} run */
  words(points, run) {
    const last = points.at(-1);
    const args = { n: last?.trial ?? 0, here: whole(last?.here ?? 0), chance: whole(this.chance) };
    const others = run.beside.flatMap(({ name }, i) => {
      const y = last?.beside[i] ?? null;
      return y === null ? [] : [this.t("choices-alt-beside", { beside: name, n: whole(y) })];
    });
    return [this.t("choices-alt", args), ...others, this.t("choices-alt-chance", args)].join(" ");
  }

  /** @param {Point[]} points @param {Run} run */
  table(points, run) {
    const own = ["trial", "here"].map((id) => this.t(`choices-table-${id}`));
    const cell = (/** @type {number | null} */ n) => (n === null ? "" : whole(n));
    const rows = points.map((p) => [p.trial, cell(p.here), ...p.beside.map(cell)]);
    return { head: [...own, ...run.beside.map(({ name }) => name)], rows };
  }
}

/** @param {number} n */
const whole = (n) => Math.round(n);

/** The record holds the latest trials only. @param {Views} own @param {Run} run @returns {Point[]} */
function pointsOf(own, { beside, done }) {
  const here = accuracyOf(own);
  const others = beside.map(({ record }) => (record ? accuracyOf(record) : []));
  const first = Math.max(0, done - here.length);
  const inPercent = (/** @type {number | null | undefined} */ share) =>
    share === null || share === undefined ? null : 100 * share;
  return here.map((share, i) => ({
    trial: first + i + 1,
    here: inPercent(share),
    beside: others.map((shares) => inPercent(shares[i])),
  }));
}
