/** What the reader's screen and settings ask for. */

/** Whether stills are wanted instead of motion. */
export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Whether there is room for short sentences only. */
export function narrowNow() {
  if (document.documentElement.dataset.layout !== "page") return true;
  return matchMedia("(max-width: 1279px)").matches;
}

/** Whether nothing can hover here: a tap has to stand for it. */
export const touchOnly = () => matchMedia("(hover: none)").matches;
