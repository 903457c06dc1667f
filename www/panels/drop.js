/** An experiment file of the reader's own, dropped anywhere on the page or chosen: its bytes, unread. */

const LIMIT_BYTES = 2 ** 20;

/** @typedef {{take: (bytes: Uint8Array) => void, tooLarge: () => void}} FileWish */

/** @param {EventTarget} target @param {FileWish} wish */
export function watchDrops(target, wish) {
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event instanceof DragEvent) void hand(event.dataTransfer?.files[0], wish);
  });
}

/** The browser's own dialog. @param {HTMLInputElement} input @param {FileWish} wish */
export function watchChoice(input, wish) {
  input.addEventListener("change", () => {
    void hand(input.files?.[0], wish);
    input.value = "";
  });
}

/** @param {File | undefined} file @param {FileWish} wish */
async function hand(file, { take, tooLarge }) {
  if (!file) return;
  if (file.size > LIMIT_BYTES) return tooLarge();
  take(new Uint8Array(await file.arrayBuffer()));
}
