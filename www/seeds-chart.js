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
    this.title = find("curve-title", HTMLElement);
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
    if (this.apart) this.share ??= this.build();
    this.place();
    if (!bands || !this.apart || !this.share) return;
    const lines = shown?.arms.map((run) => lineOf(run, this.names, "accuracy")) ?? [];
    this.share.show(bands, lines, told);
  }

  /** A chart beside the card's own, and a title beside its own. */
  build() {
    const box = document.createElement("div");
    box.className = "chart";
    box.id = "seeds-plot";
    this.box.after(box);
    const [long, short] = ["seeds-chart-title", "seeds-chart-title-short"].map((id) => {
      const title = document.createElement("span");
      title.textContent = this.t(id);
      title.dataset.seeds = "";
      return title;
    });
    long?.classList.add("long");
    short?.classList.add("short");
    this.title.append(long ?? "", short ?? "");
    return new SharePlot(box, this.t);
  }

  /** One of the two charts, and its title. */
  place() {
    const { apart, share } = this;
    if (!share) return;
    this.box.toggleAttribute("hidden", apart);
    share.plot.box.toggleAttribute("hidden", !apart);
    for (const title of this.title.children)
      title.toggleAttribute("hidden", title.hasAttribute("data-seeds") !== apart);
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
