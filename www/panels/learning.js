/** The card of learning: the chart that the kind of trial asks for, and below it many seeds. */

import { ChoiceChart } from "../charts/choices.js";
import { CurveChart } from "../charts/curve.js";
import { box, make } from "../draw/dom.js";
import { Part } from "../draw/part.js";

export class LearningCard extends Part {
  /** @param {HTMLElement} root a card @param {Pick<import("../draw/part.js").Context, "t">} context */
  constructor(root, { t }) {
    super(root);
    this.t = t;
    this.long = make("span", "", "long");
    this.short = make("span", "", "short");
    const heading = box("h2", "", [this.long, this.short]);
    this.labelBy(heading);
    const [curve, choices] = [make("div", "", "chart"), make("div", "", "chart")];
    curve.dataset.chart = "curve";
    choices.dataset.chart = "choices";
    curve.hidden = true;
    /** Root of the seeds. */
    this.seeds = make("div", "", "seeds");
    root.append(heading, curve, choices, this.seeds);
    this.curve = this.hold(CurveChart.mount(curve, { t }));
    this.choices = this.hold(ChoiceChart.mount(choices, { t }));
  }

  /** Another kind of trial. @param {{part: "curve" | "choices", title: string}} chart */
  show({ part, title }) {
    this.curve.root.hidden = part !== "curve";
    this.choices.root.hidden = part !== "choices";
    this.long.textContent = this.t(title);
    this.short.textContent = this.t(`${title}-short`);
  }

  /** @override */
  retheme() {
    super.retheme();
    this.curve.retheme();
    this.choices.retheme();
  }
}
