// The still brain: outline, inner contours and plate of the sagittal section.

import { contextOf } from "../draw/canvas.js";
import { mix, rgba } from "../draw/palette.js";

/**
 * @typedef {import("../draw/palette.js").Palette} Palette
 * @typedef {import("./transform.js").Transform} Transform
 * @typedef {import("./transform.js").Edges} Edges
 * @typedef {readonly (readonly [number, number])[]} Polyline pairs [y, z] in mm
 *
 * Grey picture of the section: dark where there are sulci.
 * @typedef {{image: CanvasImageSource, width: number, height: number, edges: Edges}} Plate
 *
 * @typedef {object} SectionData
 * @property {readonly Polyline[]} outline closed; holes run inside
 * @property {readonly Polyline[]} inner
 * @property {Plate | null} plate
 * @property {Edges} bounds
 */

/** Loads `section.json` and its plate. Without the plate the brain is drawn plain.
 * @returns {Promise<SectionData>}
 */
export async function loadSection() {
  const base = new URL("./section.json", import.meta.url);
  const response = await fetch(base);
  if (!response.ok) throw new Error(`${base.pathname}: ${response.status}`);
  const file = await response.json();
  const plate = file.plate ? await loadPlate(new URL(file.plate.file, base), file.plate) : null;
  return sectionOf(file, plate);
}

/** @param {{outline: Polyline[], inner?: Polyline[]}} file @param {Plate | null} plate @returns {SectionData} */
export function sectionOf(file, plate) {
  return { outline: file.outline, inner: file.inner ?? [], plate, bounds: boundsOf(file.outline) };
}

/** @param {URL} url @param {{y0_mm: number, z0_mm: number, cell_mm: number}} place @returns {Promise<Plate | null>} */
async function loadPlate(url, { y0_mm, z0_mm, cell_mm }) {
  const image = new Image();
  image.src = url.href;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  const [left, top] = [y0_mm - cell_mm / 2, z0_mm + cell_mm / 2];
  return {
    image,
    width,
    height,
    edges: { left, top, right: left + width * cell_mm, bottom: top - height * cell_mm },
  };
}

/** @param {readonly Polyline[]} lines @returns {Edges} */
function boundsOf(lines) {
  const ys = lines.flatMap((line) => line.map(([y]) => y));
  const zs = lines.flatMap((line) => line.map(([, z]) => z));
  return {
    left: Math.min(...ys),
    right: Math.max(...ys),
    bottom: Math.min(...zs),
    top: Math.max(...zs),
  };
}

/** The tissue as one path; fill and clip it with "evenodd".
 * @param {SectionData} section @param {Transform} at */
export function tissuePath({ outline }, at) {
  const path = new Path2D();
  for (const ring of outline) addLine(path, ring, at, true);
  return path;
}

/** @param {Path2D} path @param {Polyline} line @param {Transform} at @param {boolean} closed */
function addLine(path, line, at, closed) {
  line.forEach(([y, z], i) => {
    if (i === 0) path.moveTo(at.x(y), at.y(z));
    else path.lineTo(at.x(y), at.y(z));
  });
  if (closed) path.closePath();
}

/** Tissue, plate and inner contours: the ground that the field is laid on.
 * @param {CanvasRenderingContext2D} ctx @param {SectionData} section @param {Transform} at @param {Palette} palette @param {number} zoom */
export function drawGround(ctx, section, at, palette, zoom) {
  ctx.save();
  ctx.clip(tissuePath(section, at), "evenodd");
  ctx.fillStyle = palette.tissue;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  if (section.plate) drawPlate(ctx, section.plate, at, palette);
  ctx.globalAlpha = palette.dark ? 0.35 : 0.3;
  ctx.strokeStyle = palette.outline;
  ctx.lineWidth = 0.75 * zoom;
  const inner = new Path2D();
  for (const line of section.inner) addLine(inner, line, at, true);
  ctx.stroke(inner);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {SectionData} section @param {Transform} at @param {Palette} palette @param {number} zoom */
export function drawOutline(ctx, section, at, palette, zoom) {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.outline;
  ctx.lineWidth = 1.25 * zoom;
  ctx.stroke(tissuePath(section, at));
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Plate} plate @param {Transform} at @param {Palette} palette */
function drawPlate(ctx, plate, at, palette) {
  const toned = tone(plate, palette);
  if (!toned) return;
  const { left, right, top, bottom } = plate.edges;
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(toned, at.x(left), at.y(top), (right - left) * at.scale, (top - bottom) * at.scale);
}

/** The plate between the colours of sulcus and tissue; null where its pixels may not be read.
 * @param {Plate} plate @param {Palette} palette */
function tone({ image, width, height }, palette) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const ctx = contextOf(canvas);
  ctx.drawImage(image, 0, 0);
  const [dark, light] = [rgba(palette.sulcus), rgba(palette.tissue)];
  try {
    const pixels = ctx.getImageData(0, 0, width, height);
    const { data } = pixels;
    for (let p = 0; p < data.length; p += 4) {
      const [r, g, b] = mix(dark, light, (data[p] ?? 0) / 255);
      data.set([r, g, b, data[p + 3] ?? 255], p);
    }
    ctx.putImageData(pixels, 0, 0);
  } catch {
    return null;
  }
  return canvas;
}
