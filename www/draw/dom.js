/** Elements: how they are found, made and written, and what an event carries. */
import { uniqueId } from "./part.js";

/** @typedef {import("../text/text.js").Text} Text */

/** The first element below a root that matches. @template {HTMLElement} E @param {ParentNode} root @param {string} selector @param {new () => E} type @returns {E} */
export function within(root, selector, type) {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`no ${type.name} ${selector}`);
  return element;
}

/** Writes only what changed. @param {Element} element @param {string} words */
export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * An element with words in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} text @param {string} [className]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** An element around others. @param {"div" | "p" | "h2" | "section" | "span"} tag @param {string} className @param {readonly Node[]} children */
export function box(tag, className, children) {
  const element = make(tag, "", className);
  element.append(...children);
  return element;
}

/** A picture that is told in words elsewhere. @param {string} [className] */
export function picture(className = "") {
  const canvas = make("canvas", "", className);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

/** A button. @param {string} word @param {string} className @param {() => void} act */
export function action(word, className, act) {
  const button = make("button", word, className);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/** Gives an element a role and a name. @template {Element} E @param {E} element @param {string} role @param {string} name @returns {E} */
export function named(element, role, name) {
  element.setAttribute("role", role);
  element.setAttribute("aria-label", name);
  return element;
}

/** Title and close button; the dialog is named by its title. @param {HTMLDialogElement} dialog @param {string} title word id @param {Text} t */
export function dialogHeader(dialog, title, t) {
  const header = document.createElement("header");
  const heading = make("h2", t(title));
  heading.id = uniqueId(title);
  dialog.setAttribute("aria-labelledby", heading.id);
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
