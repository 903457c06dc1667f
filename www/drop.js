/** An experiment file dropped anywhere on the page: its bytes, unread. */

const LIMIT_BYTES = 2 ** 20;

/** @param {EventTarget} target @param {(bytes: Uint8Array) => void} take @param {() => void} tooLarge */
export function watchDrops(target, take, tooLarge) {
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", async (event) => {
    event.preventDefault();
    const file = event instanceof DragEvent ? event.dataTransfer?.files[0] : undefined;
    if (!file) return;
    if (file.size > LIMIT_BYTES) return tooLarge();
    take(new Uint8Array(await file.arrayBuffer()));
  });
}
