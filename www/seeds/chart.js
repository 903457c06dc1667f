/** Where the bands of many seeds are drawn: below the lines of whichever chart shows their measure. */
import { drawBands } from "../charts/bands.js";

/** @typedef {import("./spread.js").Bands} Bands */
/** @typedef {import("../charts/plot.js").Plot} Plot */

/** @typedef {{curve: import("../charts/curve.js").CurveChart, choices: import("../charts/choices.js").ChoiceChart}} Charts */

export class SeedsChart {
  /** @param {Charts} charts */
  constructor({ curve, choices }) {
    this.curve = curve;
    this.plots = [curve.plot, choices.plot];
    /** @type {Bands | null} */
    this.bands = null;
    this.follow(curve.plot, "curve", 1);
    this.follow(choices.plot, "right", 100);
  }

  /** @param {Plot} plot @param {"right" | "curve"} measure @param {number} factor from the bands' unit to the axis' */
  follow(plot, measure, factor) {
    plot.below = (u) => {
      const { bands } = this;
      if (bands && (bands.measure === "right" ? "right" : "curve") === measure)
        drawBands(u, plot.tokens, bands, factor);
    };
  }

  /** The charts draw them with their next numbers. @param {Bands | null} bands */
  show(bands) {
    this.bands = bands;
    for (const plot of this.plots) plot.stale();
    const own = bands !== null && bands.measure !== "right";
    this.curve.reach = own ? bands.bands.flatMap(extremes) : [];
  }
}

/** @param {import("./spread.js").Band} band */
function extremes({ low, high }) {
  const known = [...low, ...high].filter((value) => !Number.isNaN(value));
  return [Math.min(...known), Math.max(...known)];
}
