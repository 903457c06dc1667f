/** Going to another moment of the run: one seek at a time, the newest wish wins. */

/** @typedef {import("./client.js").Client} Client */
/** How far a long way has been gone. @typedef {{from: number, at: number, goal: number}} Way */

/** A way that takes longer is spoken of. */
const LONG_MS = 300;

/** Event `way`, a CustomEvent: how far a long way is gone, and null at its end. */
export class Travel extends EventTarget {
  /** @param {Client} client @param {() => number} [now] */
  constructor(client, now = () => performance.now()) {
    super();
    this.client = client;
    this.now = now;
    /** The newest wish: it says a tick when its turn has come. @type {(() => number | null) | null} */
    this.wanted = null;
    this.busy = false;
    this.stopped = false;
  }

  /** @param {() => number | null} wish @returns {Promise<void>} when the newest wish is fulfilled, or given up */
  async to(wish) {
    this.wanted = wish;
    this.stopped = false;
    if (this.busy) return;
    this.busy = true;
    while (this.wanted) {
      const goal = this.wanted();
      this.wanted = null;
      if (goal !== null) await this.go(goal);
    }
    this.busy = false;
    this.announce(null);
  }

  /** @param {Way | null} detail */
  announce(detail) {
    this.dispatchEvent(new CustomEvent("way", { detail }));
  }

  /** @param {number} goal */
  async go(goal) {
    const begun = this.now();
    /** @type {number | null} */
    let from = null;
    await this.client.seek(goal, (at) => {
      from ??= at;
      if (this.now() - begun > LONG_MS) this.announce({ from, at, goal });
      return this.wanted === null && !this.stopped;
    });
  }

  /** Stays where it is. */
  stop() {
    this.stopped = true;
    this.wanted = null;
  }
}
