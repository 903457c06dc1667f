// Asks for frames at the pace of the display, one at a time, and lends the
// engine the buffers of frames that are no longer shown.

import { buffersOf } from "./messages.js";

/**
 * @typedef {import("./messages.js").FrameAnswer} FrameAnswer
 * @typedef {import("./client.js").Speed} Speed
 */

export class Pump {
  /** @param {import("./link.js").Link} link @param {(answer: FrameAnswer) => void} show */
  constructor(link, show) {
    this.link = link;
    this.show = show;
    /** Whether one more frame is wanted although nothing plays. */
    this.wanted = false;
  }

  /** Whether a frame is asked for and not yet here. */
  #waiting = false;
  /** @type {number | null} */
  #last = null;
  /** The two newest frames: the older one's buffers go back to the engine.
   * @type {ArrayBuffer[][]} */
  #shown = [];

  /** The clock stood still: the next frame owes nothing. */
  rest() {
    this.#last = null;
  }

  /** The engine was lost, and with it what it had been lent. */
  forget() {
    this.wanted = true;
    this.#last = null;
    this.#shown.length = 0;
  }

  /** One turn of the display: asks for a frame unless one is still on its way.
   * @param {number} now @param {boolean} moving @param {Speed} speed */
  turn(now, moving, speed) {
    if (!this.link.ready || this.#waiting || !(moving || this.wanted)) {
      if (!moving) this.#last = null;
      return;
    }
    const elapsed = this.#last === null ? 0 : now - this.#last;
    this.#last = now;
    void this.#ask(elapsed, moving, speed);
  }

  /** @param {number} elapsed @param {boolean} playing @param {Speed} speed */
  async #ask(elapsed, playing, speed) {
    this.#waiting = true;
    const record = this.wanted;
    this.wanted = false;
    const recycle = this.#shown.length > 1 ? (this.#shown.shift() ?? []) : [];
    const ask = /** @type {const} */ ({ type: "frame", elapsed, speed, playing, record, recycle });
    const answer = await this.link.ask(ask, recycle);
    this.#waiting = false;
    if (answer.type !== "frame") return;
    this.#shown.push(buffersOf(answer.frames));
    this.show(answer);
  }
}
