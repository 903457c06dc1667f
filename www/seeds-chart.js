/** Where the bands of many seeds are drawn: in the card's own chart, or in its place while that shows something else. */
import { drawBands, SharePlot } from "./chart/bands.js";
import { find } from "./controls.js";
import { lineOf } from "./spread.js";

/** @typedef {import("./spread.js").Bands} Bands */

export class SeedsChart {
  /** @param {import("./chart/curve.js").CurveChart} curve @param {import("./text/text.js").Text} t @param {readonly string[]} names columns of a learning curve */
  constructor(curve, t, names) {
    this.curve = curve;
    this.t = t;
    this.names = names;
    /** @type {Bands | null} */
    this.bands = null;
    /** @type {SharePlot | null} */
    this.share = null;
    this.box = find("curve", HTMLElement);
    this.titles = [...find("curve-title", HTMLElement).children];
    curve.plot.below = (u) => this.below(u);
  }

  /** Whether the card's own chart has another axis than the bands. */
  get apart() {
    return this.bands !== null && this.bands.measure !== this.curve.measure;
  }

  /** @param {import("./chart/bands.js").Chart} u */
  below(u) {
    if (!this.bands || this.apart) return;
    // Shares may be drawn as such or in per cent.
    const inPercent = this.bands.measure === "right" && (u.scales.y?.max ?? 1) > 2;
    drawBands(u, this.bands, inPercent ? 100 : 1);
  }

  /** @param {Bands | null} bands @param {import("./seeds-run.js").SeedResult | undefined} shown the run that is on the page @param {{seeds: number, words: string}} told */
  show(bands, shown, told) {
    this.bands = bands;
    const response = bands?.measure === "response";
    this.curve.reach = response ? bands.bands.flatMap(extremes) : [];
    this.place();
    if (!bands || !this.apart) return;
    this.share ??= new SharePlot(this.ownBox(), this.t);
    const lines = shown?.arms.map((run) => lineOf(run, this.names, "accuracy")) ?? [];
    this.share.show(bands, lines, told);
  }

  ownBox() {
    const box = document.createElement("div");
    box.className = "chart";
    box.id = "seeds-plot";
    this.box.after(box);
    return box;
  }

  /** One of the two charts, and its title. */
  place() {
    const { apart } = this;
    if (apart && !this.share) this.share = new SharePlot(this.ownBox(), this.t);
    this.box.toggleAttribute("hidden", apart);
    this.share?.plot.box.toggleAttribute("hidden", !apart);
    for (const title of this.titles) {
      const short = title.classList.contains("short") ? "-short" : "";
      title.textContent = this.t((apart ? "seeds-chart-title" : "curve-title") + short);
    }
  }

  /** Theme or layout changed. */
  retheme() {
    this.share?.plot.rebuild();
  }
}

/** @param {import("./spread.js").Band} band */
function extremes({ low, high }) {
  const known = [...low, ...high].filter((value) => !Number.isNaN(value));
  return [Math.min(...known), Math.max(...known)];
}
