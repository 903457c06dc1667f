// Which regions are named where there is little room: those the story passes.

/** @type {readonly string[]} */
const FEW = ["PPC", "PCC", "V1", "dlPFC", "CAU", "NAc", "vmPFC", "OFC"];
/** @type {readonly string[]} */
const MORE = [...FEW, "VAC", "SMA", "ACC", "PUT", "AMY", "CB"];

/** Up to this width, in pixels of the zoom, only a few names are drawn. */
const NARROW = 400;

/** Whether a region's name is wanted.
 * @param {{id: string, plastic: boolean}} region
 * @param {{width: number}} box
 * @param {import("./brain.js").BrainSize} size
 * @param {number} zoom
 */
export function isNamed(region, box, size, zoom) {
  if (size === "full") return true;
  return (box.width < NARROW * zoom ? FEW : MORE).includes(region.id);
}
