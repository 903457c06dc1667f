/** Two small dialogs: what this shows, and on a phone the controls that do not fit. */
import { dialogHeader } from "../draw/dom.js";

/** @typedef {import("../text/text.js").Text} Text */

const FACTS = ["help-section", "help-lines", "help-glyphs", "help-synapses", "help-seeds"];
/** Controls that move into "More" while it is open. */
const MOVED = [
  "previous",
  "bookmark",
  "open-marks",
  "step",
  "trial",
  "reset",
  "arm",
  "seed",
  "dice",
  "open-parameters",
  "share",
  "twin-switch",
  "equal",
  "equal-add",
  "seeds",
];

/** @param {HTMLDialogElement} dialog @param {import("../engine/frame.js").ExperimentInfo | undefined} experiment @param {Text} t */
export function openHelp(dialog, experiment, t) {
  const left = document.createElement("ul");
  left.append(...(experiment?.simplified ?? []).map((line) => make("li", line)));
  dialog.replaceChildren(
    dialogHeader(dialog, "help-title", t),
    make("h3", experiment?.question ?? ""),
    make("p", experiment?.story ?? ""),
    ...FACTS.map((id) => make("p", t(id))),
    make("h3", t("help-simplified")),
    left,
    make("h3", t("help-keys-title")),
    make("p", t("help-keys")),
  );
  dialog.showModal();
}

/** Lends the controls to the dialog and gives them back. @param {HTMLDialogElement} dialog @param {Text} t */
export function openMore(dialog, t) {
  const row = document.createElement("div");
  row.className = "more-row";
  const back = MOVED.map((id) => {
    if (id === "twin-switch") row.append(make("p", t("twin-title")));
    return lend(id, row);
  });
  dialog.replaceChildren(dialogHeader(dialog, "more-title", t), row);
  const giveBack = () => {
    for (const one of back.toReversed()) one();
  };
  dialog.addEventListener("close", giveBack, { once: true });
  dialog.showModal();
}

/** @param {string} id @param {Element} to */
function lend(id, to) {
  const label = document.querySelector(`label[for="${id}"]`);
  const parts = [label, document.getElementById(id)].filter((part) => part !== null);
  const places = parts.map((part) => {
    const mark = document.createComment(id);
    part.replaceWith(mark);
    return { part, mark };
  });
  to.append(...parts);
  return () => {
    for (const { part, mark } of places) mark.replaceWith(part);
  };
}

/** @param {string} tag @param {string} text */
function make(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
