/**
 * A part of the page: what shows one thing of a run, below one root element.
 *
 * `Kind.mount(root, context)` makes its nodes there; `unmount()` takes them away, with every listener,
 * observer, timer and subscription, and leaves the root as it was found. A part knows its root and its
 * context, and nothing of the document around them. So several runs, and several copies of a part, can
 * stand in one document.
 */

import { Tokens } from "./tokens.js";

/**
 * What a part may use; whoever mounts it makes one per run.
 * @typedef {object} Context
 * @property {import("../text/text.js").Text} t the words
 * @property {import("../engine/frame.js").Catalogue} catalogue
 * @property {import("../brain/section.js").SectionData} section the still brain
 * @property {import("../engine/client.js").Client} client the run
 * @property {import("../page/state.js").State} state what is shown of it
 * @property {import("../page/acts.js").Acts} acts what the reader can do to it
 * @property {(words: string) => void} say to a screen reader
 * @property {(subject: string, words: string) => void} notify what went wrong, for all to see
 */

/** Ids made so far in this document. */
let made = 0;

/** An id that nothing else in the document has: for labels and descriptions. @param {string} name */
export function uniqueId(name) {
  made += 1;
  return `${name}-${made}`;
}

/** @typedef {{addEventListener: EventTarget["addEventListener"]}} Target */
/** @typedef {Omit<AddEventListenerOptions, "signal">} ListenOptions */

export class Part {
  #ended = new AbortController();
  #attributes;
  #before;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.#attributes = [...root.attributes].map(({ name, value }) => ({ name, value }));
    this.#before = new Set(root.childNodes);
    this.tokens = new Tokens(root);
    this.observe(root, () => this.tokens.forget());
  }

  /**
   * Builds the part below its root.
   * @template {Part} P @template {unknown[]} A @this {new (root: HTMLElement, ...more: A) => P}
   * @param {HTMLElement} root @param {A} more a context, and wishes of whoever mounts it
   */
  static mount(root, ...more) {
    return new this(root, ...more);
  }

  /** Aborted when the part ends. */
  get signal() {
    return this.#ended.signal;
  }

  /** Hears an event until the part ends. @param {EventTarget} target @param {string} type @param {(event: any) => void} act @param {ListenOptions} [options] */
  listen(target, type, act, options = {}) {
    target.addEventListener(type, act, { ...options, signal: this.signal });
  }

  /** Hears of another size of an element until the part ends. @param {Element} element @param {() => void} act */
  observe(element, act) {
    const observer = new ResizeObserver(act);
    observer.observe(element);
    this.onEnd(() => observer.disconnect());
  }

  /** What is to be done when the part ends. @param {() => void} act */
  onEnd(act) {
    this.signal.addEventListener("abort", act, { once: true });
  }

  /** Takes a part away that stands within this one, and with it. @template {Part} P @param {P} part @returns {P} */
  hold(part) {
    this.onEnd(() => part.unmount());
    return part;
  }

  /** Names the root after one of its headings. @param {HTMLElement} heading */
  labelBy(heading) {
    heading.id ||= uniqueId("title");
    this.root.setAttribute("aria-labelledby", heading.id);
  }

  /** Theme, layout or fonts changed. */
  retheme() {
    this.tokens.forget();
  }

  /** Ends the part; the root is left as it was found. */
  unmount() {
    if (this.signal.aborted) return;
    this.#ended.abort();
    for (const node of [...this.root.childNodes]) if (!this.#before.has(node)) node.remove();
    for (const { name } of [...this.root.attributes]) this.root.removeAttribute(name);
    for (const { name, value } of this.#attributes) this.root.setAttribute(name, value);
  }
}
