/**
 * The keyboard's way into the canvas: one transparent button over each region
 * and nucleus, at the place where it is drawn. Each group is one tab stop;
 * arrow keys walk. The pointer goes through to the canvas underneath.
 */

/** @typedef {import("../brain/brain.js").Place} Place */

/**
 * @typedef {object} PointsWish
 * @property {(id: string) => string} name accessible name
 * @property {(id: string | null) => void} focus a point has the focus, or none
 * @property {(id: string) => void} choose Enter, Space or click
 */

const FORTH = new Set(["ArrowRight", "ArrowDown"]);
const BACK = new Set(["ArrowLeft", "ArrowUp"]);

/** One group of buttons, mirrored on the canvas. */
export class Points {
  /** @param {import("../draw/part.js").Part} part that they belong to @param {HTMLElement} box @param {readonly string[]} ids @param {PointsWish} wish */
  constructor(part, box, ids, wish) {
    this.box = box;
    this.wish = wish;
    /** @type {Map<string, HTMLButtonElement>} */
    this.buttons = new Map();
    for (const id of ids) this.buttons.set(id, this.button(id));
    const first = this.buttons.values().next().value;
    if (first) first.tabIndex = 0;
    part.listen(box, "keydown", (event) => this.key(event));
  }

  /** @param {string} id */
  button(id) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.id = id;
    button.tabIndex = -1;
    button.setAttribute("aria-label", this.wish.name(id));
    button.addEventListener("focus", () => this.wish.focus(id));
    button.addEventListener("blur", () => this.wish.focus(null));
    button.addEventListener("click", () => this.wish.choose(id));
    this.box.append(button);
    return button;
  }

  /** @param {readonly Place[]} places */
  place(places) {
    for (const { id, x, y } of places) {
      const button = this.buttons.get(id);
      if (!button) continue;
      button.style.left = `${x.toFixed(1)}px`;
      button.style.top = `${y.toFixed(1)}px`;
    }
  }

  /** Gives the focus to the button that is the group's tab stop. */
  focus() {
    [...this.buttons.values()].find((button) => button.tabIndex === 0)?.focus();
  }

  /** @param {string | null} id */
  press(id) {
    for (const [key, button] of this.buttons)
      button.setAttribute("aria-pressed", String(key === id));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = FORTH.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0;
    const all = [...this.buttons.values()];
    const at = all.findIndex((button) => button.matches(":focus"));
    if (at < 0) return;
    const goal = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : at + step;
    if (goal === at) return;
    event.preventDefault();
    const next = all[(goal + all.length) % all.length];
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  }
}
