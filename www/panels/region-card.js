/** The card beside a region or nucleus: its numbers now, for eye and ear. */

import { make } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { percent, rounded, shortNm, withSign } from "../text/numbers.js";

/** @typedef {import("../engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("../engine/frame.js").Views} Views */
/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("../brain/brain.js").Place} Place */

/** @typedef {{id: string, nm: number, rise: number, receptors: {id: string, occupied: number}[]}} Line */

const GAP_PX = 20;
/** A receptor and its number stay on one line. */
const HYPHEN = "\u2011";
const NBSP = "\u00a0";

/** Concentrations and occupancies of region `index`. @param {Catalogue} catalogue @param {Views} frame @param {number} index @returns {Line[]} */
export function readRegion(catalogue, frame, index) {
  const width = catalogue.regions.length;
  const nm = frame.get("concentration");
  const rest = frame.get("baseline");
  const occupancy = frame.get("occupancy");
  return catalogue.modulators.map((modulator, m) => ({
    id: modulator.id,
    nm: nm[m * width + index] ?? 0,
    rise: (nm[m * width + index] ?? 0) - (rest[m * width + index] ?? 0),
    receptors: catalogue.receptors.flatMap((receptor, r) =>
      receptor.modulator === m
        ? [{ id: receptor.id, occupied: occupancy[r * width + index] ?? 0 }]
        : [],
    ),
  }));
}

/** What the gates of a region say now. @param {Views} frame @param {number} index */
export function gatesOf(frame, index) {
  const [change = 0, tags = 0, gain = 1] = frame.row("gates", index, 3);
  const shown = String(rounded(Math.abs(change), 2));
  return { change: withSign(change, shown), tags: rounded(tags, 2), gain: rounded(gain, 2) };
}

/** Tagged, stronger and weaker synapses that end in the region. @param {Views} frame @param {number} index */
export function countsOf(frame, index) {
  const [tagged = 0, stronger = 0, weaker = 0] = frame.row("counts", index, 3);
  return { tagged, stronger, weaker };
}

/** The reading as a sentence, for a screen reader. @param {Text} t @param {Catalogue} catalogue @param {Views} frame @param {number} index */
export function regionSentence(t, catalogue, frame, index) {
  const region = catalogue.regions[index];
  if (!region) return "";
  const nm = Object.fromEntries(
    readRegion(catalogue, frame, index).map((line) => [line.id, shortNm(line.nm)]),
  );
  const id = region.plastic ? "region-read" : "region-read-fixed";
  const gates = region.plastic ? gatesOf(frame, index) : {};
  return t(id, { name: region.name, ...nm, ...countsOf(frame, index), ...gates });
}

/** @param {Text} t @param {Catalogue} catalogue @param {Views} frame @param {number} index */
export function nucleusSentence(t, catalogue, frame, index) {
  const nucleus = catalogue.nuclei[index];
  if (!nucleus) return "";
  return t("nucleus-card", {
    name: nucleus.name,
    hz: shortNm(frame.get("firing")[index] ?? 0),
    tonic: shortNm(frame.get("firing_tonic")[index] ?? 0),
    modulator: catalogue.modulators[nucleus.modulator]?.name.toLowerCase() ?? "",
  });
}

export class RegionCard extends Part {
  /**
   * @param {HTMLElement} root @param {Pick<import("../draw/part.js").Context, "t" | "catalogue">} context
   * @param {(system: string) => number | null} share of a system in the reward gained, 0 to 1; null where it is not known
   */
  constructor(root, { catalogue, t }, share) {
    super(root);
    this.catalogue = catalogue;
    this.t = t;
    this.share = share;
    this.shown = "";
  }

  hide() {
    this.root.hidden = true;
    this.shown = "";
  }

  /** @param {Place} place @param {Views} frame @param {{width: number, height: number}} stage */
  show(place, frame, stage) {
    const parts = place.kind === "region" ? this.region(place, frame) : this.nucleus(place, frame);
    const words = parts.map((part) => part.textContent).join("|");
    if (words !== this.shown) {
      this.shown = words;
      this.root.replaceChildren(...parts);
    }
    this.root.hidden = false;
    this.move(place, stage);
  }

  /** Beside the point, on the side with room. @param {Place} place @param {{width: number, height: number}} stage */
  move(place, stage) {
    const { offsetWidth: width, offsetHeight: height } = this.root;
    const right = place.x + GAP_PX + width <= stage.width;
    const x = right ? place.x + GAP_PX : Math.max(0, place.x - GAP_PX - width);
    const y = Math.min(Math.max(0, place.y - height / 2), Math.max(0, stage.height - height));
    this.root.style.left = `${Math.round(x)}px`;
    this.root.style.top = `${Math.round(y)}px`;
  }

  /** @param {Place} place @param {Views} frame */
  region(place, frame) {
    const region = this.catalogue.regions[place.index];
    if (!region) return [];
    const [x = 0, y = 0, z = 0] = region.mni.map(Math.round);
    const lines = readRegion(this.catalogue, frame, place.index);
    const table = document.createElement("table");
    table.append(...lines.map((line) => this.line(line)));
    const counts = region.plastic
      ? this.t("card-synapses", countsOf(frame, place.index))
      : this.t("card-fixed");
    return [
      make("h2", region.name),
      make(
        "p",
        this.t("card-system", { system: region.system.replaceAll("_", " "), x, y, z }),
        "soft",
      ),
      table,
      make("p", counts),
      ...this.gates(region, frame, place.index),
    ];
  }

  /** What its gates let through, and what it brought. @param {import("../engine/frame.js").Region} region @param {Views} frame @param {number} index */
  gates(region, frame, index) {
    if (!region.plastic) return [];
    const share = this.share(region.system);
    const system = region.system.replaceAll("_", " ");
    const words = share === null ? [] : [this.t("card-share", { system, n: percent(share) })];
    return [
      make("p", this.t("card-gates", gatesOf(frame, index))),
      ...words.map((one) => make("p", one)),
    ];
  }

  /** The concentration, and in brackets how far it is from rest: that is what the lanes show. @param {Line} line */
  rise({ nm, rise }) {
    const change = shortNm(rise) + 0;
    const sign = change < 0 ? "\u2212" : "+";
    return this.t("nm-rise", { n: shortNm(nm), rise: sign + Math.abs(change) });
  }

  /** @param {Line} line */
  line(line) {
    const row = document.createElement("tr");
    const badge = make("span", this.t(`${line.id}-code`), "badge");
    badge.dataset.modulator = line.id;
    const name = document.createElement("th");
    name.scope = "row";
    name.append(badge);
    const occupied = line.receptors
      .map((r) =>
        `${r.id} ${Math.round(100 * r.occupied)} %`.replace("-", HYPHEN).replaceAll(" ", NBSP),
      )
      .join(", ");
    row.append(name, make("td", this.rise(line)), make("td", occupied, "soft"));
    return row;
  }

  /** @param {Place} place @param {Views} frame */
  nucleus(place, frame) {
    const nucleus = this.catalogue.nuclei[place.index];
    return [
      make("h2", nucleus?.id ?? place.id),
      make("p", nucleusSentence(this.t, this.catalogue, frame, place.index)),
      make("p", this.t("nucleus-hint"), "soft"),
    ];
  }
}
