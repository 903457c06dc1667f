/** Where the bands of many seeds are drawn: below the lines of whichever chart shows their measure. */
import { drawBands } from "../charts/bands.js";

/** @typedef {import("./spread.js").Bands} Bands */
/** Which chart. @typedef {import("../story/kinds/index.js").Chart["part"]} Part */
/** @typedef {{curve: import("../charts/curve.js").CurveChart, choices: import("../charts/choices.js").ChoiceChart}} Charts */

/** From the bands' unit to that of the chart's axis. */
const FACTORS = { curve: 1, choices: 100 };

export class SeedsChart {
  /** @param {Charts} charts */
  constructor({ curve, choices }) {
    this.charts = { curve, choices };
    /** @type {Bands | null} */
    this.bands = null;
    /** @type {Part} */
    this.part = "curve";
    this.follow("curve");
    this.follow("choices");
  }

  /** @param {Part} part */
  follow(part) {
    const { plot } = this.charts[part];
    plot.drawBelow((u) => {
      if (this.bands && this.part === part) drawBands(u, plot.tokens, this.bands, FACTORS[part]);
    });
  }

  /** The charts draw them with their next numbers. @param {Bands | null} bands @param {Part} [part] the chart that has them */
  show(bands, part = this.part) {
    const { curve, choices } = this.charts;
    this.bands = bands;
    this.part = part;
    curve.plot.stale();
    choices.plot.stale();
    curve.reachTo(bands && part === "curve" ? bands.bands.flatMap(extremes) : []);
  }
}

/** @param {import("./spread.js").Band} band */
function extremes({ low, high }) {
  const known = [...low, ...high].filter((value) => !Number.isNaN(value));
  return [Math.min(...known), Math.max(...known)];
}
