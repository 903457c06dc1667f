/** The words around the brain: story strip, caption, pace, progress, and the twin's line. */

import { find, write } from "../draw/dom.js";
import { narrowNow } from "../draw/motion.js";
import { besideIn } from "../engine/arms.js";
import { fitting, writeMarked } from "../text/text.js";
import { paceWord } from "./speed-words.js";
import { StoryStrip } from "./strip.js";

/** @typedef {import("../engine/client.js").FrameDetail} FrameDetail */
/** @typedef {import("./moment.js").Moment} Moment */
/** Kind of the trials shown, and the share of right choices by chance. @typedef {{kind: import("./kinds/index.js").Kind, chance: number}} Shown */

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
  }

  /** A new run: its words come at once. */
  restart() {
    this.written = -Infinity;
  }

  /** @param {Moment} moment @param {FrameDetail} frame @param {Shown & {playing: boolean}} shown */
  update(moment, frame, { kind, chance, playing }) {
    this.strip.update(moment, kind.steps);
    const now = performance.now();
    if (moment.fast && now - this.written < RUNNING_MS) return;
    this.written = now;
    this.writeCaption(moment, { kind, chance });
    this.twin.update(moment, frame.arms, { arm: this.state.shown.arms[1] ?? "", kind });
    this.equal.update(moment, frame, kind.score);
    const progress = find("progress", HTMLElement);
    writeMarked(progress, this.t("progress", { trial: moment.trial, trials: moment.trials }));
    const story = this.state.shown.speed === "story";
    const pace = moment.finished
      ? this.t("pace-finished")
      : paceWord(this.t, playing ? frame.rate : 0, story);
    write(find("pace", HTMLElement), pace);
  }

  /** @param {Moment} moment @param {Shown} shown */
  writeCaption(moment, { kind, chance }) {
    const [arm = "", other = ""] = this.state.shown.arms;
    const beside = besideIn(this.t, other);
    const { id, args } = kind.caption(moment, { arm, beside, chance });
    const sentence = fitting(this.t, id, args, narrowNow());
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    writeMarked(find("caption", HTMLElement), sentence);
  }
}
