/**
 * The story goes round until somebody touches the page: a run that has come to
 * its end at story pace begins again. From the first touch on, the run is the
 * reader's and stands where it ends.
 */

/** How long the end stays in view, ms. */
const STAY_MS = 6000;
const TOUCHES = ["pointerdown", "keydown", "wheel", "touchstart"];

export class Loop {
  /** @param {EventTarget} target hears every touch @param {() => void} again */
  constructor(target, again) {
    this.again = again;
    this.touched = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.due = undefined;
    for (const touch of TOUCHES)
      target.addEventListener(touch, () => this.touch(), { once: true, passive: true });
  }

  touch() {
    this.touched = true;
    clearTimeout(this.due);
  }

  /** The run has ended. @param {boolean} story at story pace, and in motion */
  ended(story) {
    clearTimeout(this.due);
    if (story && !this.touched) this.due = setTimeout(() => this.again(), STAY_MS);
  }
}
