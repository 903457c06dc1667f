/** The dialog of experiments: what each asks, its arms, what should be seen; choosing one runs it. */

import { action, dialogHeader, make } from "../draw/dom.js";
import { watchChoice } from "./drop.js";

/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("../engine/frame.js").ExperimentInfo} ExperimentInfo */

/**
 * @param {HTMLDialogElement} dialog
 * @param {{experiments: readonly ExperimentInfo[], shown: string, t: Text, choose: (card: ExperimentInfo) => void, file: import("./drop.js").FileWish}} what
 */
export function openCatalogue(dialog, { experiments, shown, t, choose, file }) {
  const list = document.createElement("ul");
  list.className = "experiments";
  list.append(
    ...experiments.map((one) =>
      entry(one, one.id === shown, t, () => {
        dialog.close();
        choose(one);
      }),
    ),
  );
  dialog.replaceChildren(
    dialogHeader(dialog, "experiments-title", t),
    make("p", t("experiments-own")),
    ...opener(dialog, t, file),
    list,
  );
  dialog.showModal();
}

/** A file by hand, for those who cannot drop one. @param {HTMLDialogElement} dialog @param {Text} t @param {import("./drop.js").FileWish} file */
function opener(dialog, t, { take, tooLarge }) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  input.hidden = true;
  input.setAttribute("aria-label", t("experiments-file"));
  const close = (/** @type {() => void} */ then) => {
    dialog.close();
    then();
  };
  watchChoice(input, {
    take: (bytes) => close(() => take(bytes)),
    tooLarge: () => close(tooLarge),
  });
  return [action(t("experiments-open"), "button", () => input.click()), input];
}

/** @param {ExperimentInfo} one @param {boolean} current @param {Text} t @param {() => void} choose */
function entry(one, current, t, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet experiment-choice";
  button.dataset.experiment = one.id;
  button.append(make("strong", one.title), make("span", one.question));
  if (current) button.setAttribute("aria-current", "true");
  button.addEventListener("click", choose);
  item.append(button, more(one, t));
  return item;
}

/** @param {ExperimentInfo} one @param {Text} t */
function more(one, t) {
  const details = document.createElement("details");
  const arms = document.createElement("ul");
  arms.append(...one.arms.map((arm) => make("li", arm.title)));
  const expected = document.createElement("ul");
  expected.append(...one.expect.map(({ text, source }) => make("li", `${text} ${source}`)));
  details.append(
    make("summary", t("experiments-more", { arms: one.arms.length, trials: one.trials })),
    make("h3", t("experiments-arms")),
    arms,
    make("h3", t("experiments-expect")),
    expected,
  );
  return details;
}
