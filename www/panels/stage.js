/**
 * The brain with everything that can be pointed at: hover, tap and focus show a
 * card, regions can be selected, nuclei fire. What is drawn is in brain/brain.js.
 */

import { BrainView } from "../brain/brain.js";
import { action, make, named, picture, write } from "../draw/dom.js";
import { touchOnly } from "../draw/motion.js";
import { Part } from "../draw/part.js";
import { Points } from "./points.js";
import { nucleusSentence, RegionCard, regionSentence } from "./region-card.js";

/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../brain/brain.js").BrainState} BrainState */
/** @typedef {import("../draw/part.js").Context} Context */

/**
 * @typedef {object} StageWish
 * @property {import("../brain/brain.js").BrainSize} size
 * @property {import("../brain/scale.js").Scale} scale shared by all brains of the run
 * @property {() => void} redraw
 * @property {(system: string) => number | null} share of a system in the reward gained
 */

/** What the glyphs on the synapses mean, for those who cannot see them. */
const GLYPHS = ["glyph-tag-read", "glyph-stronger-read", "glyph-weaker-read", "glyph-none-read"];

export class Stage extends Part {
  /** @param {HTMLElement} root @param {Context} context @param {StageWish} wish */
  constructor(root, context, wish) {
    super(root);
    const { catalogue, section, t, state, acts, say } = context;
    this.catalogue = catalogue;
    this.t = t;
    this.state = state;
    this.say = say;
    this.redraw = wish.redraw;
    this.canvas = picture();
    /** Opens the synapses of the selected region. */
    this.opener = action("", "button open-synapses", () => {});
    this.pace = make("p", "", "pace");
    const card = make("div", "", "region-card");
    const [nuclei, regions] = this.build(card);
    const { size, scale } = wish;
    const zoom = this.tokens.brainZoom;
    this.view = new BrainView(this.canvas, catalogue, section, { t, size, zoom, scale });
    this.card = this.hold(RegionCard.mount(card, context, wish.share));
    /** @type {Views | null} */
    this.frame = null;
    /** @type {string | null} */
    this.hover = null;
    /** @type {string | null} */
    this.focus = null;
    this.selected = "";
    this.burst = (/** @type {string} */ id) => void acts.burst(id);
    this.regions = this.points(regions, catalogue.regions, (id) => this.choose(id));
    this.nuclei = this.points(nuclei, catalogue.nuclei, this.burst);
    this.listenToPointer();
  }

  /** Makes what lies over the picture. @param {HTMLElement} card @returns {readonly [HTMLElement, HTMLElement]} boxes for nuclei and regions */
  build(card) {
    const { t, root } = this;
    named(root, "group", t("brain-label"));
    const nuclei = named(make("div", "", "points nuclei"), "toolbar", t("nuclei-label"));
    const regions = named(make("div", "", "points regions"), "toolbar", t("regions-label"));
    const glyphs = make("ul", "", "hidden");
    glyphs.setAttribute("aria-label", t("glyphs-label"));
    glyphs.append(...GLYPHS.map((glyph) => make("li", t(glyph))));
    const fact = make("p", "", "fact projected");
    fact.append(make("span", t("glyph-fact")), " ", make("span", t("projected")));
    this.opener.hidden = true;
    card.hidden = true;
    root.append(this.canvas, nuclei, regions, this.opener, glyphs, this.pace, fact, card);
    return [nuclei, regions];
  }

  /** @param {HTMLElement} group @param {readonly {id: string, name: string}[]} items @param {(id: string) => void} choose */
  points(group, items, choose) {
    const names = new Map(items.map((item) => [item.id, this.name(item)]));
    const ids = items.map((item) => item.id);
    const name = (/** @type {string} */ id) => names.get(id) ?? id;
    return new Points(this, group, ids, { name, focus: (id) => this.focused(id), choose });
  }

  /** @param {{id: string, name: string, modulator?: number}} item */
  name(item) {
    if (item.modulator === undefined) return this.t("region-button", { name: item.name });
    const modulator = this.catalogue.modulators[item.modulator]?.name.toLowerCase() ?? "";
    return this.t("nucleus-button", { name: item.name, modulator });
  }

  listenToPointer() {
    const { canvas } = this;
    this.listen(canvas, "pointermove", (event) => this.pointed(this.hit(event)?.id ?? null));
    this.listen(canvas, "pointerleave", () => this.pointed(null));
    this.listen(canvas, "click", (event) => {
      const place = this.hit(event);
      if (place?.kind === "nucleus") this.burst(place.id);
      else this.choose(place?.id ?? "");
    });
  }

  /** @param {MouseEvent} event */
  hit(event) {
    const box = this.canvas.getBoundingClientRect();
    return this.view.hit(event.clientX - box.left, event.clientY - box.top);
  }

  /** @param {string | null} id */
  pointed(id) {
    if (id === this.hover) return;
    this.hover = id;
    this.canvas.style.cursor = id ? "pointer" : "";
    this.redraw();
  }

  /** @param {string | null} id */
  focused(id) {
    this.focus = id;
    if (id) this.say(this.reading(id));
    this.redraw();
  }

  /** @param {string} id */
  choose(id) {
    const next = id === this.selected ? "" : id;
    this.state.set("region", next);
    if (next) this.say(this.reading(next));
  }

  /** The numbers of a region or nucleus in words. @param {string} id */
  reading(id) {
    if (!this.frame) return "";
    const region = this.catalogue.regions.findIndex((r) => r.id === id);
    if (region >= 0) return regionSentence(this.t, this.catalogue, this.frame, region);
    const nucleus = this.catalogue.nuclei.findIndex((n) => n.id === id);
    return nucleusSentence(this.t, this.catalogue, this.frame, nucleus);
  }

  /** @param {string} id */
  showSelected(id) {
    this.selected = id;
    this.regions.press(id);
  }

  /** @param {Views | null} frame @param {BrainState} state */
  draw(frame, state) {
    this.frame = frame;
    const { hover, focus } = this;
    this.view.render(frame, { ...state, selected: this.selected || null, hover, focus });
    this.placeCard(frame);
  }

  /** After resize: the buttons follow the drawing. */
  place() {
    const places = this.view.places();
    this.regions.place(places.filter((place) => place.kind === "region"));
    this.nuclei.place(places.filter((place) => place.kind === "nucleus"));
  }

  /** @override */
  retheme() {
    super.retheme();
    this.view.retheme();
  }

  /** How fast the run goes. @param {string} words */
  writePace(words) {
    write(this.pace, words);
  }

  /** @param {Views | null} frame */
  placeCard(frame) {
    const id = this.hover ?? this.focus ?? (touchOnly() ? this.selected : null);
    const place = id ? this.view.places().find((one) => one.id === id) : undefined;
    if (!place || !frame) return this.card.hide();
    const { width, height } = this.view.box;
    this.card.show(place, frame, { width, height });
  }
}
