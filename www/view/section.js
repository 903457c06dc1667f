// The still brain: outline, inner contours and plate of the sagittal section.
//
// Skeleton: the interface is final, the body follows.

/** @typedef {{contours: unknown, plate: ImageBitmap | null}} SectionData */

/** Loads `brain/section.json` and its plate.
 * @param {URL | string} [url]
 * @returns {Promise<SectionData>}
 */
export async function loadSection(url = "brain/section.json") {
  throw new Error(`not yet: ${url}`);
}
