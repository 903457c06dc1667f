/**
 * The brain with everything that can be pointed at: hover, tap and focus show a
 * card, regions can be selected, nuclei fire. What is drawn is in brain/brain.js.
 */

import { BrainView } from "../brain/brain.js";
import { find } from "../draw/dom.js";
import { touchOnly } from "../draw/motion.js";
import { nucleusSentence, RegionCard, regionSentence } from "../panels/region-card.js";
import { Points } from "./points.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../brain/brain.js").BrainState} BrainState */
/** @typedef {import("../brain/brain.js").Place} Place */
/** @typedef {import("../brain/brain.js").BrainOptions} BrainOptions */
/** @typedef {import("../text/text.js").Text} Text */

/**
 * @typedef {object} StageWish
 * @property {(id: string) => void} select a region; "" for none
 * @property {(nucleus: string) => void} burst
 * @property {(words: string) => void} say
 * @property {() => void} redraw
 * @property {(system: string) => number | null} share of a system in the reward gained
 */

export class Stage {
  /**
   * @param {{catalogue: Catalogue, section: import("../brain/section.js").SectionData, t: Text, options: BrainOptions}} with_
   * @param {StageWish} wish
   */
  constructor({ catalogue, section, t, options }, wish) {
    this.catalogue = catalogue;
    this.t = t;
    this.wish = wish;
    this.canvas = find("canvas", HTMLCanvasElement);
    this.view = new BrainView(this.canvas, catalogue, section, options);
    this.card = new RegionCard(find("region-card", HTMLElement), catalogue, t, wish.share);
    /** @type {Views | null} */
    this.frame = null;
    /** @type {string | null} */
    this.hover = null;
    /** @type {string | null} */
    this.focus = null;
    this.selected = "";
    this.regions = this.points("regions", catalogue.regions, (id) => this.choose(id));
    this.nuclei = this.points("nuclei", catalogue.nuclei, (id) => wish.burst(id));
    this.listen();
  }

  /** @param {string} box @param {readonly {id: string, name: string}[]} items @param {(id: string) => void} choose */
  points(box, items, choose) {
    const names = new Map(items.map((item) => [item.id, this.name(item)]));
    return new Points(
      find(box, HTMLElement),
      items.map((item) => item.id),
      { name: (id) => names.get(id) ?? id, focus: (id) => this.focused(id), choose },
    );
  }

  /** @param {{id: string, name: string, modulator?: number}} item */
  name(item) {
    if (item.modulator === undefined) return this.t("region-button", { name: item.name });
    const modulator = this.catalogue.modulators[item.modulator]?.name.toLowerCase() ?? "";
    return this.t("nucleus-button", { name: item.name, modulator });
  }

  listen() {
    this.canvas.addEventListener("pointermove", (event) =>
      this.pointed(this.hit(event)?.id ?? null),
    );
    this.canvas.addEventListener("pointerleave", () => this.pointed(null));
    this.canvas.addEventListener("click", (event) => {
      const place = this.hit(event);
      if (place?.kind === "nucleus") this.wish.burst(place.id);
      else this.choose(place?.id ?? "");
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.selected) this.choose("");
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
    this.wish.redraw();
  }

  /** @param {string | null} id */
  focused(id) {
    this.focus = id;
    if (id) this.wish.say(this.reading(id));
    this.wish.redraw();
  }

  /** @param {string} id */
  choose(id) {
    const next = id === this.selected ? "" : id;
    this.wish.select(next);
    if (next) this.wish.say(this.reading(next));
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

  /** @param {Views | null} frame */
  placeCard(frame) {
    const id = this.hover ?? this.focus ?? (touchOnly() ? this.selected : null);
    const place = id ? this.view.places().find((one) => one.id === id) : undefined;
    if (!place || !frame) return this.card.hide();
    const { width, height } = this.view.box;
    this.card.show(place, frame, { width, height });
  }
}
