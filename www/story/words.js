/** The words around the brain: story strip, caption, pace, progress, and the twin's line. */

import { find, write } from "../draw/dom.js";
import { narrowNow } from "../draw/motion.js";
import { besideIn } from "../engine/arms.js";
import { fitting, writeMarked } from "../text/text.js";
import { captionOf } from "./caption.js";
import { paceWord } from "./speed-words.js";
import { StoryStrip } from "./strip.js";

/** @typedef {import("../engine/client.js").FrameDetail} FrameDetail */
/** @typedef {import("./moment.js").Moment} Moment */

/** Numbers that run in fast forward change this often at most. */
const RUNNING_MS = 700;

export class Words {
  /** @param {import("../text/text.js").Text} t @param {import("../page/state.js").State} state @param {{twin: import("../panels/twin.js").TwinPanel, equal: import("../panels/equal.js").EqualPanel}} beside */
  constructor(t, state, { twin, equal }) {
    this.t = t;
    this.state = state;
    this.twin = twin;
    this.equal = equal;
    this.strip = new StoryStrip(find("story", HTMLElement), t);
    this.sentence = "";
    this.written = -Infinity;
    /** Share of right choices by chance in the experiment shown, 0 without choices. */
    this.chance = 0;
    /** Whether a trial can bring a punishment. */
    this.punishes = false;
  }

  /** A new run: its words come at once. */
  restart() {
    this.written = -Infinity;
  }

  /** @param {Moment} moment @param {FrameDetail} frame @param {boolean} playing */
  update(moment, frame, playing) {
    this.strip.update(moment);
    const now = performance.now();
    if (moment.fast && now - this.written < RUNNING_MS) return;
    this.written = now;
    this.writeCaption(moment);
    this.twin.update(moment, frame.arms, this.state.shown.arms[1] ?? "");
    this.equal.update(moment, frame);
    const progress = find("progress", HTMLElement);
    writeMarked(progress, this.t("progress", { trial: moment.trial, trials: moment.trials }));
    const pace = moment.finished ? this.t("pace-finished") : this.pace(playing ? frame.rate : 0);
    write(find("pace", HTMLElement), pace);
  }

  /** @param {number} rate 0 while paused */
  pace(rate) {
    return paceWord(this.t, rate, this.state.shown.speed === "story");
  }

  /** @param {Moment} moment */
  writeCaption(moment) {
    const [arm = "", beside = ""] = this.state.shown.arms;
    const names = { arm, beside: besideIn(this.t, beside) };
    const { id, args } = captionOf(moment, {
      ...names,
      chance: this.chance,
      punishes: this.punishes,
    });
    const sentence = fitting(this.t, id, args, narrowNow());
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(find("caption", HTMLElement), sentence);
  }
}
