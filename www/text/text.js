/**
 * Every word the reader sees, by id. The words are in en.ftl (Fluent syntax);
 * this module formats them and puts them into the page as text, never as markup.
 */
import { FluentBundle, FluentResource } from "../vendor/fluent.js";

/** @typedef {Record<string, string | number>} Args */
/** @typedef {(id: string, args?: Args) => string} Text */

/**
 * @param {string} source the words, Fluent syntax
 * @param {string} [language]
 * @returns {Text}
 */
export function createText(source, language = "en") {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return (id, args = {}) => {
    const message = bundle.getMessage(id);
    if (!message?.value) return id;
    return bundle.formatPattern(message.value, args, []);
  };
}

/** The short wording of a sentence where there is one and room is scarce. @param {Text} t @param {string} id @param {Args} args @param {boolean} narrow */
export function fitting(t, id, args, narrow) {
  const full = t(id, args);
  if (!narrow) return full;
  const short = t(`${id}-short`, args);
  return short === `${id}-short` ? full : short;
}

/**
 * Fills every element that names its words: data-t sets the text,
 * data-t-label the accessible name, data-t-title the tooltip.
 * @param {ParentNode} root @param {Text} t
 */
export function fillWords(root, t) {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.getAttribute("data-t") ?? "");
  }
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.getAttribute("data-t-label") ?? ""));
  }
  for (const element of root.querySelectorAll("[data-t-title]")) {
    element.setAttribute("title", t(element.getAttribute("data-t-title") ?? ""));
  }
}

/**
 * Writes a sentence whose **marked** words are heavy.
 * @param {Element} element @param {string} sentence
 */
export function writeMarked(element, sentence) {
  const parts = sentence.split("**").map((part, i) => {
    if (i % 2 === 0) return document.createTextNode(part);
    const strong = document.createElement("strong");
    strong.textContent = part;
    return strong;
  });
  element.replaceChildren(...parts);
}
