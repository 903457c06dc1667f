// Whether anybody can see the page's element: not when the tab is hidden, not
// when it is scrolled away.

/** Calls back when that changes; returns what stops it.
 * @param {Element | undefined} element
 * @param {(seen: boolean) => void} changed
 * @returns {() => void}
 */
export function watchAttention(element, changed) {
  let onScreen = true;
  const tell = () => changed(onScreen && !document.hidden);
  document.addEventListener("visibilitychange", tell);
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    tell();
  });
  if (element) observer.observe(element);
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", tell);
  };
}
