/** The layouts that an address can ask for: the page, the embed, the projector. */
import { find } from "./find.js";
import { printAddress } from "./state.js";

/** How long the projector's controls stay after the pointer has moved. */
const NEAR_MS = 3000;

/** Reads the layout from the address and tells the styles. */
export function chooseLayout() {
  const query = new URLSearchParams(location.search);
  const layout = query.has("projector") ? "projector" : query.has("embed") ? "embed" : "page";
  document.documentElement.dataset.layout = layout;
  return layout;
}

/** On a projector the controls come with the pointer and go again. @param {string} layout */
export function showOnPointer(layout) {
  if (layout !== "projector") return;
  const transport = find("transport", HTMLElement);
  let timer = 0;
  document.addEventListener("pointermove", () => {
    transport.dataset.near = "";
    clearTimeout(timer);
    timer = setTimeout(() => delete transport.dataset.near, NEAR_MS);
  });
}

/** The embed's way to the whole page: the same run. @param {import("./state.js").Shown} shown */
export function linkAway(shown) {
  find("away", HTMLAnchorElement).href = `./${printAddress({ ...shown, playing: true })}`;
}
