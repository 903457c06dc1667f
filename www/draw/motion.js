/** What the reader's screen and settings ask for. */

/** Asked in every frame: made once. @type {MediaQueryList | undefined} */
let still;
/** @type {MediaQueryList | undefined} */
let touch;

/** Whether stills are wanted instead of motion. */
export function reducedMotion() {
  still ??= matchMedia("(prefers-reduced-motion: reduce)");
  return still.matches;
}

/** Whether nothing can hover here: a tap has to stand for it. */
export function touchOnly() {
  touch ??= matchMedia("(hover: none)");
  return touch.matches;
}
