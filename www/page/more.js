/** On a phone, the dialog of the controls that do not fit. */
import { dialogHeader, make } from "../draw/dom.js";

/** Controls that move into it while it is open: the shell's by their ids, the parts' by their classes. */
const MOVED = [
  "#previous",
  "#bookmark",
  "#open-marks",
  "#step",
  "#trial",
  "#reset",
  "#arm",
  "#seed",
  "#dice",
  "#open-parameters",
  "#share",
  ".twin-switch",
  ".enlarge",
  "#equal-add",
  ".seeds",
];

/** Lends the controls to the dialog and gives them back. @param {HTMLDialogElement} dialog @param {import("../text/text.js").Text} t */
export function openMore(dialog, t) {
  const row = make("div", "", "more-row");
  const back = MOVED.map((selector) => {
    if (selector === ".twin-switch") row.append(make("p", t("twin-title")));
    return lend(selector, row);
  });
  dialog.replaceChildren(dialogHeader(dialog, "more-title", t), row);
  const giveBack = () => {
    for (const one of back.toReversed()) one();
  };
  dialog.addEventListener("close", giveBack, { once: true });
  dialog.showModal();
}

/** @param {string} selector @param {Element} to */
function lend(selector, to) {
  const control = document.querySelector(selector);
  const label = control?.id ? document.querySelector(`label[for="${control.id}"]`) : null;
  const parts = [label, control].filter((part) => part !== null);
  const places = parts.map((part) => {
    const mark = document.createComment(selector);
    part.replaceWith(mark);
    return { part, mark };
  });
  to.append(...parts);
  return () => {
    for (const { part, mark } of places) mark.replaceWith(part);
  };
}
