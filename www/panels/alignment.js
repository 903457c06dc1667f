/**
 * The card that asks whether the regions learn in the same direction: a picture
 * of the engines' readings, the same in words and as a table. It stands where a
 * task asks for actions, in place of VTA's firing.
 */

import { drawAlignment } from "../charts/alignment.js";
import { axisStart, cosineWord, readAlignment } from "../charts/readings.js";
import { NumbersTable } from "../charts/table.js";
import { box, detailOf, make, picture } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { besideIn } from "../engine/arms.js";
import { percent } from "../text/numbers.js";

/**
 * @typedef {import("../charts/readings.js").Group} Group
 * @typedef {import("../charts/readings.js").Reading} Reading
 */

export class AlignmentPanel extends Part {
  /** @param {HTMLElement} root a card @param {Pick<import("../draw/part.js").Context, "t" | "client" | "state" | "catalogue">} context */
  constructor(root, { client, state, t, catalogue }) {
    super(root);
    this.client = client;
    this.state = state;
    this.t = t;
    this.systems = catalogue.systems;
    /** @type {Reading | null} */
    this.reading = null;
    /** What was drawn last. @type {import("../charts/alignment.js").Dot[]} */
    this.dots = [];
    /** The words of the key. */
    this.written = "";
    this.canvas = picture();
    this.words = make("p", "", "hidden");
    this.empty = make("p", "", "empty");
    this.key = make("p", "", "key");
    const chart = this.build();
    this.numbers = new NumbersTable(chart, t, "alignment-table", "alignment");
    this.numbers.offer(() => this.table());
    this.follow();
  }

  build() {
    const { t, root } = this;
    const facts = make("p", `${t("alignment-means")} ${t("alignment-falls")}`, "facts");
    const chart = box("div", "chart", [this.key, this.canvas, this.empty, this.words, facts]);
    const heading = make("h2", t("alignment-title"));
    this.labelBy(heading);
    root.append(heading, chart);
    return chart;
  }

  follow() {
    const { client } = this;
    this.listen(client, "ready", () => this.restart());
    this.listen(client, "alignment", (event) => this.take(detailOf(event)));
    this.onEnd(this.state.listen((name) => name === "arms" && this.restart()));
    this.observe(this.canvas, () => this.draw());
    this.restart();
  }

  /** Another run: shown where something is chosen, and empty. */
  restart() {
    this.root.hidden = !this.client.watched;
    this.show(null);
  }

  /** @param {import("../engine/client.js").AlignmentDetail} detail */
  take({ arms }) {
    this.show(readAlignment(arms, this.systems));
  }

  /** Share of a system in the reward gained, as far as it is known. @param {string} system */
  shareOf(system) {
    return this.reading?.groups.find(({ id }) => id === system)?.share ?? null;
  }

  /** @param {Reading | null} reading */
  show(reading) {
    this.reading = reading;
    this.empty.textContent = this.promise();
    this.empty.hidden = this.groups.length > 0;
    this.writeKey();
    this.draw();
    this.words.textContent = this.sentence();
    this.numbers.fill();
  }

  get groups() {
    return this.reading?.groups ?? [];
  }

  /** What stands in place of dots. */
  promise() {
    if (this.groups.length > 0) return "";
    return this.t(this.reading ? "alignment-idle" : "alignment-empty");
  }

  /** @override */
  retheme() {
    super.retheme();
    this.draw();
  }

  draw() {
    if (this.root.hidden || this.canvas.clientWidth === 0) return;
    const { t } = this;
    const { groups } = this;
    const all = this.allStill();
    this.dots = drawAlignment(this.canvas, this.tokens, {
      rows: groups.map((group) => ({
        name: this.name(group),
        here: group.here,
        beside: group.beside,
        null: group.null,
        still: group.still && !all ? t("alignment-still") : "",
        share: this.share(group),
      })),
      start: axisStart(groups.flatMap((group) => [group.here, group.beside, group.null])),
      axis: t("alignment-axis"),
      shareName: t("alignment-share"),
    });
  }

  /** @param {Group} group */
  name({ id }) {
    const name = this.t(`group-${id}`);
    return name === `group-${id}` ? id : name;
  }

  /** @param {Group} group */
  share({ share }) {
    return share === null ? "" : this.t("alignment-percent", { n: percent(share) });
  }

  /** What the dots stand for: names of the arms. */
  arms() {
    const [first = "", second = ""] = this.state.shown.arms;
    const name = (/** @type {string} */ id) =>
      id === "intact"
        ? this.t("alignment-intact")
        : this.t("alignment-without", { beside: besideIn(this.t, id) });
    return { here: name(first), beside: second ? name(second) : "" };
  }

  /** Whether nothing at all has changed in the arm beside. */
  allStill() {
    const { groups } = this;
    return groups.length > 0 && groups.every((group) => group.still);
  }

  writeKey() {
    const { here, beside } = this.arms();
    const other = this.allStill() ? this.t("alignment-none", { arm: beside }) : beside;
    const words = `${here}|${other}`;
    if (words === this.written) return;
    this.written = words;
    const signs = [
      sign("filled", here),
      ...(beside ? [sign("hollow", other)] : []),
      sign("null", this.t("alignment-null-short")),
    ];
    this.key.replaceChildren(...signs.flatMap((one) => [one, " "]));
  }

  /** The picture in words. */
  sentence() {
    const promise = this.promise();
    if (!this.reading || promise) return promise;
    const head = this.t("alignment-words", { trials: this.reading.trials });
    return [head, ...this.reading.groups.map((group) => this.groupWords(group))].join(" ");
  }

  /** @param {Group} group */
  groupWords(group) {
    const { t } = this;
    const { here, beside } = this.arms();
    const said = (/** @type {string} */ arm, /** @type {number | null} */ n) =>
      n === null ? [] : [t("alignment-arm", { arm, n: cosineWord(n) })];
    const parts = [
      ...said(here, group.here),
      ...said(beside, group.beside),
      ...(group.still ? [t("alignment-arm", { arm: beside, n: t("alignment-still") })] : []),
      ...said(t("alignment-null"), group.null),
      ...(group.share === null ? [] : [t("alignment-part", { n: this.share(group) })]),
    ];
    return t("alignment-group", { group: this.name(group), parts: parts.join(", ") });
  }

  table() {
    const { here, beside } = this.arms();
    const { t } = this;
    const head = [
      t("alignment-table-group"),
      here,
      ...(beside ? [beside] : []),
      t("alignment-null"),
      t("alignment-table-share"),
    ];
    const cell = (/** @type {number | null} */ n) => (n === null ? "" : cosineWord(n));
    const rows = this.groups.map((group) => {
      const other = group.still ? t("alignment-still") : cell(group.beside);
      const cosines = [cell(group.here), ...(beside ? [other] : []), cell(group.null)];
      return [this.name(group), ...cosines, group.share === null ? "" : percent(group.share)];
    });
    return { head, rows };
  }
}

/** @param {"filled" | "hollow" | "null"} kind @param {string} word */
const sign = (kind, word) => make("span", word, kind);
