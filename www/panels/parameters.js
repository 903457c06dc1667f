/** The dialog of parameters, generated from the engine's table. */
import { action, dialogHeader, make } from "../draw/dom.js";
import { uniqueId } from "../draw/part.js";

/** @typedef {import("../engine/frame.js").Parameter} Parameter */
/** @typedef {import("../text/text.js").Text} Text */

/**
 * @typedef {object} ParametersWish
 * @property {(parameter: Parameter, value: number) => void} live applies at once
 * @property {(values: Map<string, number>) => void} restart
 */

/** Steps of a slider over its range. */
const STEPS = 200;

export class ParametersPanel {
  /** @param {HTMLDialogElement} dialog @param {readonly Parameter[]} table @param {Text} t @param {ParametersWish} wish */
  constructor(dialog, table, t, wish) {
    this.dialog = dialog;
    this.table = table;
    this.t = t;
    this.wish = wish;
    /** Values that differ from the default. @type {Map<string, number>} */
    this.values = new Map();
    /** @type {Map<string, HTMLInputElement[]>} */
    this.inputs = new Map();
  }

  /** @param {Map<string, number>} values */
  open(values) {
    this.values = new Map(values);
    this.inputs.clear();
    const groups = Map.groupBy(this.table, (parameter) => parameter.group);
    const parts = [...groups].flatMap(([group, rows]) => [
      make("h3", group.replaceAll("_", " ")),
      ...rows.map((parameter) => this.row(parameter)),
    ]);
    this.dialog.replaceChildren(
      dialogHeader(this.dialog, "parameters-title", this.t),
      ...parts,
      this.footer(),
    );
    this.dialog.showModal();
  }

  /** @param {Parameter} p */
  row(p) {
    const row = document.createElement("div");
    row.className = "parameter";
    const name = make("label", nameOf(p));
    const doc = make("p", this.doc(p), "doc");
    doc.id = uniqueId("doc");
    const [range, number] = [this.input(p, "range"), this.input(p, "number")];
    number.id = uniqueId("parameter");
    name.htmlFor = number.id;
    const inputs = [range, number];
    for (const input of inputs) input.setAttribute("aria-describedby", doc.id);
    this.inputs.set(p.key, inputs);
    row.append(name, ...inputs, doc);
    return row;
  }

  /** @param {Parameter} p */
  doc(p) {
    const facts = [
      this.t("parameters-default", { n: digits(p.default) }),
      this.t("parameters-range", { min: digits(p.min), max: digits(p.max) }),
      this.t(p.live ? "parameters-live" : "parameters-rebuild"),
    ];
    return `${p.doc.replace(/\.?$/, ".")} ${facts.join("; ")}. ${this.t("parameters-source", { source: p.source })}`;
  }

  /** @param {Parameter} p @param {"range" | "number"} type */
  input(p, type) {
    const input = document.createElement("input");
    input.type = type;
    input.min = String(p.min);
    input.max = String(p.max);
    input.step = type === "range" ? String((p.max - p.min) / STEPS) : "any";
    input.value = digits(this.values.get(p.key) ?? p.default);
    input.className = type === "number" ? "field" : "";
    input.dataset.key = p.key;
    if (type === "range") input.setAttribute("aria-label", nameOf(p));
    input.addEventListener("input", () => this.typed(p, input));
    input.addEventListener("change", () => this.committed(p, input));
    return input;
  }

  /** @param {Parameter} p @param {HTMLInputElement} input */
  typed(p, input) {
    const value = Number(input.value);
    const good = input.value !== "" && value >= p.min && value <= p.max;
    input.setAttribute("aria-invalid", String(!good));
    input.setCustomValidity(
      good ? "" : this.t("parameters-wrong", { min: digits(p.min), max: digits(p.max) }),
    );
    if (!good) return void input.reportValidity();
    for (const other of this.inputs.get(p.key) ?? [])
      if (other !== input) other.value = digits(value);
    if (value === p.default) this.values.delete(p.key);
    else this.values.set(p.key, value);
  }

  /** @param {Parameter} p @param {HTMLInputElement} input */
  committed(p, input) {
    if (p.live && input.validity.valid) this.wish.live(p, this.values.get(p.key) ?? p.default);
  }

  footer() {
    const footer = document.createElement("footer");
    footer.append(
      action(this.t("parameters-restart"), "button primary", () => this.restart(this.values)),
      action(this.t("parameters-defaults"), "button", () => this.restart(new Map())),
    );
    return footer;
  }

  /** @param {Map<string, number>} values */
  restart(values) {
    this.dialog.close();
    this.wish.restart(values);
  }
}

/** The key in words, with its unit, once. @param {Parameter} p */
function nameOf({ key, unit }) {
  const words = key.replace(/_(hz|ms|nm|s)$/, "").replaceAll("_", " ");
  return unit && unit !== "1" && !words.includes(unit) ? `${words}, ${unit}` : words;
}

/** Six digits, without the noise of single precision. @param {number} n */
const digits = (n) => String(Number(n.toPrecision(6)));
