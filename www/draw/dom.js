/** Elements of the page: how they are found, made and written, and what an event carries. */

/** @typedef {import("../text/text.js").Text} Text */

/** The element of an id, of the type that it must have. @template {HTMLElement} E @param {string} id @param {new () => E} type @returns {E} */
export function find(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} #${id}`);
  return element;
}

/** Writes only what changed. @param {Element} element @param {string} words */
export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** An element with words in it. @param {string} tag @param {string} text @param {string} [className] */
export function make(tag, text, className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** A button. @param {string} word @param {string} className @param {() => void} act */
export function action(word, className, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = word;
  button.addEventListener("click", act);
  return button;
}

/** Title and close button. @param {HTMLDialogElement} dialog @param {string} title word id @param {Text} t */
export function dialogHeader(dialog, title, t) {
  const header = document.createElement("header");
  const heading = make("h2", t(title));
  heading.id = title;
  header.append(
    heading,
    action(t("close"), "button quiet", () => dialog.close()),
  );
  return header;
}

/** What an event of the client carries. @param {Event} event @returns {any} */
export function detailOf(event) {
  return event instanceof CustomEvent ? event.detail : undefined;
}
