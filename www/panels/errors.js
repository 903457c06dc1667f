/** Notices: what could not be read, what was refused and why, what was recovered. */

import { make } from "../draw/dom.js";

/** @typedef {import("../engine/frame.js").Problem} Problem */
/** @typedef {import("../text/text.js").Text} Text */

const LISTED = 50;

export class Notices {
  /** @param {HTMLElement} box @param {Text} t */
  constructor(box, t) {
    this.box = box;
    this.t = t;
    /** One notice per subject; a newer one replaces it. @type {Map<string, HTMLElement>} */
    this.bySubject = new Map();
  }

  /** @param {string} subject @param {string} words @param {HTMLElement[]} [more] */
  show(subject, words, more = []) {
    this.dismiss(subject);
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.dataset.subject = subject;
    notice.setAttribute("role", "alert");
    notice.append(make("p", words), this.closer(subject), ...more);
    this.bySubject.set(subject, notice);
    this.box.append(notice);
  }

  /** @param {string} subject */
  dismiss(subject) {
    this.bySubject.get(subject)?.remove();
    this.bySubject.delete(subject);
  }

  /** @param {string} subject */
  closer(subject) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = this.t("dismiss");
    button.addEventListener("click", () => this.dismiss(subject));
    return button;
  }

  /** The engine's list of what is wrong with a file. @param {readonly Problem[]} problems */
  problems(problems) {
    const count = make("p", this.t("problems-count", { n: problems.length }));
    const list = document.createElement("ul");
    list.tabIndex = 0;
    list.setAttribute("aria-label", count.textContent ?? "");
    list.append(...problems.slice(0, LISTED).map((problem) => this.problem(problem)));
    this.show("experiment", this.t("problems-title"), [count, list]);
  }

  /** @param {Problem} problem */
  problem(problem) {
    const item = document.createElement("li");
    const path = make("code", problem.path || this.t("problem-whole"));
    item.append(path, ` ${withoutPath(problem)}`);
    return item;
  }
}

/** The message, which may start with the path that is shown before it. @param {Problem} problem */
function withoutPath(problem) {
  const { message, path } = problem;
  return path && message.startsWith(path)
    ? message.slice(path.length).replace(/^[:\s]+/, "")
    : message;
}
