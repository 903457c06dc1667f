/** Tokens of the styles as scripts read them, where an element stands. */

export class Tokens {
  /** @param {Element} element */
  constructor(element) {
    this.element = element;
    /** Read since something last changed: reading makes the browser lay out. @type {Map<string, string>} */
    this.read = new Map();
    /** The value of a token now. @type {Token} */
    this.get = (name) => {
      let value = this.read.get(name);
      if (value === undefined) {
        value = getComputedStyle(this.element).getPropertyValue(name).trim();
        this.read.set(name, value);
      }
      return value;
    };
  }

  /** Factor on text and lines. */
  get zoom() {
    return Number(this.get("--zoom")) || 1;
  }

  /** Factor on what is written on a brain. */
  get brainZoom() {
    return Number(this.get("--brain-zoom")) || 1;
  }

  /** Whether there is room for short sentences only. */
  get narrow() {
    return this.get("--narrow") === "1";
  }

  /** Theme, layout or size changed: tokens are read anew. */
  forget() {
    this.read.clear();
  }
}

/** The value of a token by its name. @typedef {(name: string) => string} Token */
