/**
 * The synapses of the selected region, one by one, while the run goes on: Hinton
 * squares of a bundle, both sides' rates, tags, and the gates of the region. What
 * is drawn is what the engine was asked for a moment before; nothing is asked
 * while the view is closed.
 */

import { detailOf } from "../draw/dom.js";
import { Part, uniqueId } from "../draw/part.js";
import { drawHinton, roomIn } from "./hinton.js";
import { SynapsesParts } from "./parts.js";
import {
  bundleName,
  countWords,
  intervalAt,
  readSynapses,
  Scales,
  sampleWords,
  signed,
  sizeWord,
} from "./read.js";

/** @typedef {import("./read.js").Measure} Measure */
/** @typedef {import("./read.js").Reading} Reading */

/** What opens the view, and where the focus goes when neither is there any more. @typedef {{opener: HTMLButtonElement, back: () => void}} SynapsesWish */

/** Third factor at which its meter is full, to either side. */
const THIRD_FULL = 2;

export class SynapsesPanel extends Part {
  /** @param {HTMLElement} root a card @param {import("../draw/part.js").Context} context @param {SynapsesWish} wish */
  constructor(root, { t, client, state, catalogue, say }, { opener, back }) {
    super(root);
    this.t = t;
    this.client = client;
    this.state = state;
    this.catalogue = catalogue;
    this.say = say;
    this.parts = new SynapsesParts(root, t, {
      close: () => this.close(),
      choose: (bundle) => this.choose(bundle),
      show: (measure) => this.show(measure),
    });
    root.id ||= uniqueId("synapses");
    root.hidden = true;
    this.labelBy(this.parts.title);
    this.opener = opener;
    this.beyond = back;
    opener.setAttribute("aria-controls", root.id);
    opener.setAttribute("aria-expanded", "false");
    /** @type {Measure} */
    this.measure = "change";
    this.bundle = 0;
    this.region = "";
    this.scales = new Scales();
    /** @type {Reading | null} */
    this.reading = null;
    this.spoken = false;
    /** How fast the run goes, of its last frame. */
    this.rate = 0;
    this.follow();
    this.showRegion(state.shown.region);
  }

  #asked = Number.NEGATIVE_INFINITY;
  #waiting = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later = undefined;

  follow() {
    const { client, state } = this;
    this.listen(this.opener, "click", () => (this.isOpen ? this.close() : this.open()));
    this.onEnd(state.listen((name) => name === "region" && this.showRegion(state.shown.region)));
    this.listen(client, "frame", (event) => {
      this.rate = client.playing ? detailOf(event).rate : 0;
      this.askInTime();
    });
    this.listen(client, "playing", () => this.askInTime());
    this.listen(client, "ready", () => this.restart());
    this.observe(this.parts.canvas, () => {
      this.draw();
      this.askInTime();
    });
    this.onEnd(() => clearTimeout(this.#later));
  }

  /** @override */
  retheme() {
    super.retheme();
    this.draw();
  }

  /** Closes the view where it is open. @returns {boolean} whether it was */
  escape() {
    const { isOpen } = this;
    if (isOpen) this.close();
    return isOpen;
  }

  get isOpen() {
    return !this.root.hidden;
  }

  /** Another region is selected, or none. @param {string} id */
  showRegion(id) {
    this.region = id;
    this.opener.hidden = id === "";
    this.opener.textContent = this.t("synapses-open", { region: id });
    this.parts.title.textContent = this.t("synapses-title", { region: id });
    if (!this.isOpen) return;
    if (id === "") this.close();
    else this.choose(0);
  }

  open() {
    this.root.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.spoken = false;
    this.choose(0);
    this.show(this.measure);
    this.parts.title.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
  }

  close() {
    const inside = this.root.matches(":focus-within");
    this.root.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    clearTimeout(this.#later);
    this.reading = null;
    if (inside) this.back();
  }

  /** The focus returns to where the view was opened, or to its region. */
  back() {
    if (this.opener.hidden) this.beyond();
    else this.opener.focus();
  }

  /** @param {number} bundle */
  choose(bundle) {
    this.bundle = bundle;
    this.restart();
  }

  /** Another bundle or run: nothing of the last is true any more. */
  restart() {
    this.scales = new Scales();
    this.reading = null;
    this.askInTime(true);
  }

  /** @param {Measure} measure */
  show(measure) {
    this.measure = measure;
    for (const button of this.parts.buttons)
      button.setAttribute("aria-pressed", String(button.dataset.measure === measure));
    this.draw();
  }

  /** Asks the engine, if it is time. @param {boolean} [now] whether or not it is */
  askInTime(now = false) {
    if (!this.isOpen) return;
    clearTimeout(this.#later);
    const wait = this.#asked + intervalAt(this.rate) - performance.now();
    if (this.#waiting || (wait > 0 && !now)) {
      this.#later = setTimeout(() => this.askInTime(), Math.max(16, wait));
      return;
    }
    void this.ask();
  }

  async ask() {
    const region = this.catalogue.regions.findIndex((one) => one.id === this.region);
    if (region < 0) return;
    const { bundle } = this;
    this.#waiting = true;
    this.#asked = performance.now();
    const views = await this.client.synapses({ region, bundle, ...roomIn(this.parts.canvas) });
    this.#waiting = false;
    const same = this.catalogue.regions[region]?.id === this.region && bundle === this.bundle;
    if (!views || !this.isOpen || !same) return;
    this.reading = readSynapses(views, this.catalogue);
    this.scales.follow(this.reading);
    this.draw();
    if (!this.spoken) this.tell();
  }

  /** Once, when it has opened. */
  tell() {
    this.spoken = true;
    this.say(this.sentence());
  }

  /** The picture in words. */
  sentence() {
    const { t, reading } = this;
    const bundle = reading?.bundles[this.bundle];
    if (!reading || !bundle) return this.parts.none.textContent ?? "";
    return `${bundleName(t, bundle, this.region)}: ${countWords(t, reading)}`;
  }

  draw() {
    const { reading, t, parts } = this;
    if (!this.isOpen || !reading) return;
    const bundle = reading.bundles[this.bundle];
    parts.know(bundle !== undefined);
    if (!bundle) {
      const args = { region: this.region, fixed: reading.fixed };
      parts.none.textContent = t("synapses-none", args);
      return;
    }
    parts.offer(
      reading.bundles.map((one) => bundleName(t, one, this.region)),
      this.bundle,
    );
    this.drawGates(reading);
    this.write(reading, bundle);
    const args = { from: bundle.from, to: this.region };
    drawHinton(parts.canvas, {
      reading,
      measure: this.measure,
      full: this.scales.full,
      top: t(`synapses-pre-${bundle.kind}`, args),
      side: t(`synapses-post-${bundle.kind}`, args),
    });
  }

  /** @param {Reading} reading */
  drawGates({ third, tagGate }) {
    const code = (/** @type {string} */ id) => this.t(`${id}-code`);
    this.parts.third.show(third, code(third.modulator), signed(third.value), THIRD_FULL);
    this.parts.tagGate.box.hidden = tagGate === null;
    if (!tagGate) return;
    this.parts.tagGate.show(tagGate, code(tagGate.modulator), tagGate.value.toFixed(2), 1);
  }

  /** Key, numbers and sample. @param {Reading} reading @param {import("./read.js").Bundle} bundle */
  write(reading, { kind }) {
    const { t, measure, parts } = this;
    const { full } = this.scales;
    const unit = t(measure === "tag" ? "synapses-unit-tag" : `synapses-unit-${kind}`);
    parts.explain([
      { sign: "filled", word: t(`synapses-${measure}-above`) },
      { sign: "hollow", word: t(`synapses-${measure}-below`) },
      ...(measure === "tag" ? [] : [{ sign: "diamond", word: t("synapses-tagged") }]),
      { sign: "", word: t("synapses-scale", { n: sizeWord(full[measure]), unit }) },
      {
        sign: "",
        word: full.rate ? t("synapses-bars", { rate: sizeWord(full.rate) }) : t("synapses-rest"),
      },
    ]);
    parts.counts.textContent = countWords(t, reading);
    parts.sample.textContent = sampleWords(t, reading);
  }
}
