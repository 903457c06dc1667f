// Where everything still stands: computed when the box, the colours' fonts or
// the anatomy change, and never per frame.

import { placeLabels } from "./labels.js";
import { arrangeRows, freeCorner } from "./leaders.js";
import { legendRects } from "./legend.js";
import { isNamed } from "./names.js";
import { fit } from "./transform.js";

/**
 * @typedef {import("../engine/frame.js").Catalogue} Catalogue
 * @typedef {import("./boxes.js").Segment} Segment
 * @typedef {import("../draw/canvas.js").Box} Box
 * @typedef {import("./discs.js").Disc} Disc
 * @typedef {import("./labels.js").Label} Label
 * @typedef {import("./leaders.js").Row} Row
 * @typedef {import("./nuclei.js").Square} Square
 * @typedef {import("./section.js").SectionData} SectionData
 * @typedef {import("./transform.js").Transform} Transform
 *
 * @typedef {object} Layout
 * @property {Transform} at
 * @property {readonly (Disc & {home: [number, number]})[]} discs one per region
 * @property {readonly (Square & {home: [number, number]})[]} squares one per nucleus
 * @property {readonly Label[]} labels
 * @property {readonly Row[]} rows
 * @property {readonly Segment[]} edges the outline in pixels
 * @property {readonly import("./boxes.js").Rect[]} beside legend or ruler
 * @property {boolean} legend
 * @property {boolean} ruler 20 mm, where there is no legend
 * @property {boolean} words
 * @property {boolean} plain too small for a disc with seven synapses
 */

/** From this width there is room for the legend and the list of nuclei. */
const LEGEND_FROM = 620;
const LIST = { w: 168, brief: 86, pitch: 19, elbow: 14 };
/** Narrower, 20 mm would lie on the brain. */
const RULER_FROM = 200;
/** Narrower canvases show each region as one glyph, and nuclei as 6 px squares. */
const GLYPH_BELOW = 260;
/** Height of a name, and of what stands beside the brain. */
const TEXT = { plastic: 12.5, other: 12, height: 14 };

/** @param {Box} box @param {import("./brain.js").BrainSize} size @param {number} zoom */
function detail(box, size, zoom) {
  const words = size !== "twin";
  return { words, legend: size === "full" && box.width >= LEGEND_FROM * zoom };
}

/**
 * @param {Box} box
 * @param {Catalogue} catalogue
 * @param {SectionData} section
 * @param {{size: import("./brain.js").BrainSize, zoom: number, measure: (text: string, rank: number) => number}} style
 * @returns {Layout}
 */
export function layOut(box, catalogue, section, { size, zoom, measure }) {
  const { words, legend } = detail(box, size, zoom);
  const side = legend ? Math.min(150 * zoom, box.width * 0.19) : 4 * zoom;
  const inset = { left: side, right: side, top: 6 * zoom, bottom: (legend ? 8 : 6) * zoom };
  const at = fit(box, section.bounds, inset);
  const plain = size === "twin" || box.width < GLYPH_BELOW * zoom;
  const { discs, squares } = bodies(catalogue, at, plain, zoom);
  relax([
    ...discs.filter((disc) => disc.plastic),
    ...squares,
    ...discs.filter((disc) => !disc.plastic),
  ]);
  const edges = outlineSegments(section, at);
  const rows = legend ? listRows(box, edges, squares, discs, zoom) : [];
  const ruler = words && box.width >= RULER_FROM * zoom;
  const beside = legend ? legendRects(box, at, edges, zoom) : ruler ? [barRect(box, zoom)] : [];
  const labels = words
    ? names({ box, catalogue, discs, squares, edges, rows, beside, size, zoom, measure })
    : [];
  return { at, discs, squares, labels, rows, edges, beside, legend, ruler, words, plain };
}

/** @param {{mni: readonly number[], draw?: readonly number[]}} thing @param {Transform} at @returns {[number, number]} */
function home({ mni, draw }, at) {
  const [y = 0, z = 0] = draw ?? mni.slice(1);
  return [at.x(y), at.y(z)];
}

/** @param {Catalogue} catalogue @param {Transform} at @param {boolean} plain @param {number} zoom */
function bodies(catalogue, at, plain, zoom) {
  const plastic = plain ? glyphRadius(at, zoom) : Math.min(13 * zoom, Math.max(7, at.scale * 5.4));
  const dot = (plain ? Math.min(1.5, at.scale * 1.6) : Math.min(3, at.scale * 1.6)) * zoom;
  const square = (plain ? 3 : Math.min(6.5, at.scale * 3)) * zoom;
  const discs = catalogue.regions.map((region) => {
    const [x, y] = home(region, at);
    return {
      x,
      y,
      radius: region.plastic ? plastic : dot,
      plastic: region.plastic,
      home: home(region, at),
    };
  });
  const squares = catalogue.nuclei.map((nucleus) => {
    const [x, y] = home(nucleus, at);
    return { x, y, radius: square, modulator: nucleus.modulator, home: home(nucleus, at) };
  });
  return { discs, squares };
}

/** A region of a small brain: one glyph, a disc of 3 to 5 px. @param {Transform} at @param {number} zoom */
function glyphRadius(at, zoom) {
  return Math.min(5 * zoom, Math.max(3, at.scale * 4.4));
}

/** Moves overlapping bodies just so far apart that each can be seen; none by more than its own size.
 * @param {{x: number, y: number, radius: number, home: [number, number]}[]} bodies */
function relax(bodies) {
  for (let round = 0; round < 80; round += 1) {
    bodies.forEach((a, i) => {
      for (const b of bodies.slice(i + 1)) part(a, b);
    });
    for (const body of bodies) tether(body);
  }
}

/** @param {{x: number, y: number, radius: number}} a @param {{x: number, y: number, radius: number}} b */
function part(a, b) {
  const dx = b.x - a.x || 0.01;
  const dy = b.y - a.y;
  const gap = Math.hypot(dx, dy);
  const lack = a.radius + b.radius + 1.5 - gap;
  if (lack <= 0) return;
  const share = b.radius / (a.radius + b.radius);
  a.x -= (dx / gap) * lack * (1 - share);
  a.y -= (dy / gap) * lack * (1 - share);
  b.x += (dx / gap) * lack * share;
  b.y += (dy / gap) * lack * share;
}

/** @param {{x: number, y: number, radius: number, home: [number, number]}} body */
function tether(body) {
  const dx = body.x - body.home[0];
  const dy = body.y - body.home[1];
  const most = body.radius + 4;
  const far = Math.hypot(dx, dy);
  if (far <= most) return;
  body.x = body.home[0] + (dx / far) * most;
  body.y = body.home[1] + (dy / far) * most;
}

/** @param {SectionData} section @param {Transform} at @returns {Segment[]} */
function outlineSegments({ outline }, at) {
  return outline.flatMap((ring) =>
    ring.map(([y, z], i) => {
      const [y1, z1] = ring[(i + 1) % ring.length] ?? [y, z];
      return /** @type {Segment} */ ([at.x(y), at.y(z), at.x(y1), at.y(z1)]);
    }),
  );
}

/** @param {Box} box @param {readonly Segment[]} edges @param {readonly Square[]} squares @param {readonly Disc[]} discs @param {number} zoom */
function listRows(box, edges, squares, discs, zoom) {
  const pitch = LIST.pitch * zoom;
  const points = edges.map(([x, y]) => /** @type {[number, number]} */ ([x, y]));
  for (const w of [LIST.w * zoom, LIST.brief * zoom]) {
    const size = { x: 0, y: 0, w, h: pitch * squares.length + 2 };
    const corner = freeCorner(size, points, box, box.width * 0.5);
    const place = { ...size, ...corner, pitch, elbow: LIST.elbow * zoom };
    if (corner) return arrangeRows(squares, discs, place);
  }
  return [];
}

/** @param {{box: Box, catalogue: Catalogue, discs: readonly Disc[], squares: readonly Square[], edges: readonly Segment[],
 *   rows: readonly Row[], beside: readonly import("./boxes.js").Rect[], size: import("./brain.js").BrainSize, zoom: number, measure: (text: string, rank: number) => number}} all */
function names({ box, catalogue, discs, squares, edges, rows, beside, size, zoom, measure }) {
  const wishes = catalogue.regions.flatMap((region, i) => {
    const disc = discs[i];
    const rank = region.plastic ? 0 : 1;
    return disc && isNamed(region, box, size, zoom)
      ? [
          {
            text: region.id,
            rank,
            w: measure(region.id, rank) + 2,
            h: TEXT.height * zoom,
            at: disc,
          },
        ]
      : [];
  });
  return placeLabels(wishes, {
    bounds: { x: 0, y: 0, w: box.width, h: box.height },
    circles: [...discs, ...squares.map((square) => ({ ...square, radius: square.radius + 2 }))],
    rects: [...beside, ...rows.map((row) => row.rect)],
    lines: rows.flatMap((row) => [row.line, row.tail]),
    edges,
    close: size !== "full",
  });
}

/** @param {Box} box @param {number} zoom */
function barRect(box, zoom) {
  return { x: 0, y: box.height - 22 * zoom, w: 60 * zoom, h: 22 * zoom };
}
