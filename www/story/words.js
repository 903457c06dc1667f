/** The words around the brain at one clock: steps, caption, pace, progress, and those of brains beside. */

import { writeMarked } from "../text/text.js";
import { paceWord } from "./speed-words.js";

/** @typedef {import("../engine/client.js").FrameDetail} FrameDetail */
/** @typedef {import("./moment.js").Moment} Moment */

/**
 * The parts that speak; `progress` is an element of whoever shows it.
 * @typedef {object} Speakers
 * @property {import("./strip.js").StoryStrip} strip @property {import("./caption.js").Caption} caption
 * @property {import("../panels/twin.js").TwinPanel} twin @property {import("../panels/equal.js").EqualPanel} equal
 * @property {import("../panels/stage.js").Stage} stage @property {HTMLElement | null} progress
 */

/** Numbers that run in fast forward change this often at most. */
const RUNNING_MS = 700;

export class Words {
  /** @param {Pick<import("../draw/part.js").Context, "t" | "state">} context @param {Speakers} speakers */
  constructor({ t, state }, speakers) {
    this.t = t;
    this.state = state;
    this.speakers = speakers;
    this.written = -Infinity;
  }

  /** A new run: its words come at once. */
  restart() {
    this.written = -Infinity;
  }

  /** @param {Moment} moment @param {FrameDetail} frame @param {import("./caption.js").Shown & {playing: boolean}} shown */
  update(moment, frame, { kind, chance, playing }) {
    const { strip, caption, twin, equal, stage, progress } = this.speakers;
    strip.update(moment, kind.steps);
    const now = performance.now();
    if (moment.fast && now - this.written < RUNNING_MS) return;
    this.written = now;
    caption.update(moment, { kind, chance });
    twin.update(moment, frame.arms, { arm: this.state.shown.arms[1] ?? "", kind });
    equal.update(moment, frame, kind.score);
    const { trial, trials } = moment;
    if (progress) writeMarked(progress, this.t("progress", { trial, trials }));
    stage.writePace(this.pace(moment, playing ? frame.rate : 0));
  }

  /** @param {Moment} moment @param {number} rate 0 while paused */
  pace({ finished }, rate) {
    if (finished) return this.t("pace-finished");
    return paceWord(this.t, rate, this.state.shown.speed === "story");
  }
}
