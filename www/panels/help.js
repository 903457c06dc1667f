/** The dialog that says what this shows. */
import { dialogHeader, make } from "../draw/dom.js";

/** @typedef {import("../text/text.js").Text} Text */

const FACTS = ["help-section", "help-lines", "help-glyphs", "help-synapses", "help-seeds"];
/** @param {HTMLDialogElement} dialog @param {import("../engine/frame.js").ExperimentInfo | undefined} experiment @param {Text} t */
export function openHelp(dialog, experiment, t) {
  const left = make("ul");
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
