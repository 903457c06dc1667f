/** Draws the lanes of the timeline on a canvas. Pure drawing: no state, no events. */

/** @typedef {import("../story/moment.js").Moment} Moment */
/** @typedef {import("../engine/frame.js").TrialEvent} TrialEvent */

/** Height of the words above and of the axis below the lanes, CSS pixels. */
export const HEAD_PX = 22;
export const FOOT_PX = 20;
/** Heights that a lane can have, nM above baseline; it starts with the least of its modulator. */
const HEIGHTS_NM = [10, 25, 50, 100, 200, 400];
const LEAST_NM = [25, 25, 25, 10];
/** Concentration from which a tag meets dopamine, nM above baseline. */
const MEETS_NM = 5;
/** Share of the largest tag of the trial from which a tag counts as there. */
const TAG_SHARE = 0.08;
/** Kinds of events whose words end at them; others begin there. */
const ENDING = new Set(["outcome", "leave"]);
const DASHES = [[], [1.5, 3], [7, 4], [9, 3, 1.5, 3]];

/** An event with its word. @typedef {import("../engine/frame.js").Mark & {word: string}} Word */
/**
 * @typedef {object} LanesInput
 * @property {number} width @property {number} height @property {number} left @property {number} right
 * @property {readonly number[]} shown indices of the lanes that are shown, from the top
 * @property {number} zoom
 * @property {Float32Array[]} values one row per lane: tags, then nM above baseline
 * @property {readonly number[]} heights nM at the top of each modulator's lane
 * @property {number} since first sample of the concentrations: before it another region was read
 * @property {number} known samples up to now
 * @property {number} seen samples up to where the run has been
 * @property {number} dt ms per sample
 * @property {{from: number, to: number}} span of time from the left to the right, ms since the cue
 * @property {number} leadMs from the first sample to the cue
 * @property {Moment} moment
 * @property {number} lead index of the filled modulator
 * @property {Word[]} marks events with their words
 * @property {{from: number, to: number}[]} cues while they are shown
 * @property {string} meeting words for the tinted window
 * @property {string} now words at the playhead
 * @property {(name: string) => string} token
 */

/** x of a time. @param {LanesInput} p @param {number} ms */
export function xOf(p, ms) {
  const share = (ms - p.span.from) / (p.span.to - p.span.from);
  return p.left + Math.min(1, Math.max(0, share)) * (p.width - p.left - p.right);
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
export function drawLanes(ctx, p) {
  ctx.clearRect(0, 0, p.width, p.height);
  ctx.font = `${500} ${12 * p.zoom}px Inter, system-ui, sans-serif`;
  drawAxis(ctx, p);
  drawMeeting(ctx, p);
  for (const lane of p.shown) drawLane(ctx, p, lane, lane === 0 ? 0 : (p.heights[lane - 1] ?? 0));
  drawMarks(ctx, p);
  drawPlayhead(ctx, p);
}

/** The height of a modulator's lane that holds its values; it never shrinks.
 * @param {number} modulator @param {Float32Array} values nM above baseline @param {number} [before] */
export function heightFor(modulator, values, before = 0) {
  const least = Math.max(before, LEAST_NM[modulator] ?? 0, highest(values, values.length));
  return HEIGHTS_NM.find((height) => height >= least) ?? least;
}

/** @param {LanesInput} p @param {number} lane */
function laneBox(p, lane) {
  const height = (p.height - (HEAD_PX + FOOT_PX) * p.zoom) / p.shown.length;
  const top = HEAD_PX * p.zoom + Math.max(0, p.shown.indexOf(lane)) * height;
  return { top, bottom: top + height - 4, height: height - 7 };
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
function drawAxis(ctx, p) {
  ctx.fillStyle = p.token("--ink-3");
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  const end = Math.floor(p.span.to / 1000);
  for (let s = Math.ceil(p.span.from / 1000); s <= end; s++)
    ctx.fillText(s === end ? `${s} s` : String(s), xOf(p, s * 1000), p.height - 3);
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p @param {number} lane @param {number} most nM, 0 for tags */
function drawLane(ctx, p, lane, most) {
  const values = p.values[lane];
  if (!values) return;
  const box = laneBox(p, lane);
  const from = lane === 0 ? 0 : p.since;
  const full = most || Math.max(1e-6, highest(values, p.seen)) * 1.05;
  const ink = p.token(["--ink", "--da", "--ach", "--ne", "--ser"][lane] ?? "--ink");
  ctx.fillStyle = p.token("--hairline");
  ctx.fillRect(p.left, Math.round(box.bottom), p.width - p.left - p.right, 1);
  const y = (/** @type {number} */ v) => box.bottom - Math.max(-3, (v / full) * box.height);
  if (lane === 0 || lane - 1 === p.lead)
    fillUnder(ctx, p, values, y, {
      bottom: box.bottom,
      ink: lane === 0 ? p.token("--ink") : ink,
      from,
    });
  stroke(ctx, p, values, y, {
    from,
    to: p.known,
    ink,
    dash: DASHES[Math.max(0, lane - 1)] ?? [],
    width: lane < 2 ? 1.75 : 1.5,
  });
  if (p.seen > p.known)
    stroke(ctx, p, values, y, {
      from: Math.max(from, p.known - 1),
      to: p.seen,
      ink: p.token("--control"),
      dash: [],
      width: 1,
    });
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p @param {Float32Array} values @param {(v: number) => number} y @param {{bottom: number, ink: string, from: number}} how */
function fillUnder(ctx, p, values, y, { bottom, ink, from }) {
  if (p.known - from < 2) return;
  ctx.save();
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = ink;
  path(ctx, p, values, y, from, p.known);
  ctx.lineTo(xOf(p, timeOf(p, p.known - 1)), bottom);
  ctx.lineTo(xOf(p, Math.max(p.span.from, timeOf(p, from))), bottom);
  ctx.fill();
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {LanesInput} p @param {Float32Array} values
 * @param {(v: number) => number} y
 * @param {{from: number, to: number, ink: string, dash: number[], width: number}} how
 */
function stroke(ctx, p, values, y, { from, to, ink, dash, width }) {
  ctx.strokeStyle = ink;
  ctx.lineWidth = width * p.zoom;
  ctx.lineJoin = "round";
  ctx.setLineDash(dash);
  path(ctx, p, values, y, from, to);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p @param {Float32Array} values @param {(v: number) => number} y @param {number} from @param {number} to */
function path(ctx, p, values, y, from, to) {
  ctx.beginPath();
  let begun = false;
  for (let i = Math.max(0, from); i < Math.min(to, values.length); i++) {
    const ms = timeOf(p, i);
    if (ms < p.span.from || ms > p.span.to) continue;
    if (begun) ctx.lineTo(xOf(p, ms), y(values[i] ?? 0));
    else ctx.moveTo(xOf(p, ms), y(values[i] ?? 0));
    begun = true;
  }
}

/** Where a tag and dopamine are there at once. @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
function drawMeeting(ctx, p) {
  const [tags, dopamine] = p.values;
  const span = tags && dopamine ? meeting(tags, dopamine, p.known) : null;
  if (!span || span.from < p.since) return;
  const [from, to] = [xOf(p, timeOf(p, span.from)), xOf(p, timeOf(p, span.to))];
  const bottom = laneBox(p, 1).bottom;
  ctx.save();
  ctx.globalAlpha = 0.16;
  ctx.fillStyle = p.token("--da");
  ctx.fillRect(from, HEAD_PX * p.zoom, Math.max(1, to - from), bottom - HEAD_PX * p.zoom);
  ctx.restore();
  const head = xOf(p, p.moment.ms) + 12 + ctx.measureText(p.now).width;
  const room = p.width - p.right - Math.max(to, head) - 12;
  if (p.shown.length < 2 || ctx.measureText(p.meeting).width > room) return;
  ctx.fillStyle = p.token("--ink-2");
  ctx.textAlign = "right";
  ctx.fillText(p.meeting, p.width - p.right, HEAD_PX * p.zoom + 14 * p.zoom);
}

/** The last stretch in which both are there. @param {Float32Array} tags @param {Float32Array} dopamine @param {number} known */
export function meeting(tags, dopamine, known) {
  const least = Math.max(1e-6, highest(tags, known) * TAG_SHARE);
  const both = (/** @type {number} */ i) => (tags[i] ?? 0) > least && (dopamine[i] ?? 0) > MEETS_NM;
  let to = known - 1;
  while (to >= 0 && !both(to)) to--;
  if (to < 0) return null;
  let from = to;
  while (from > 0 && both(from - 1)) from--;
  return { from, to };
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
function drawMarks(ctx, p) {
  const now = xOf(p, Math.max(p.moment.ms, timeOf(p, p.seen)));
  const top = HEAD_PX * p.zoom;
  const bottom = laneBox(p, p.shown.at(-1) ?? 0).bottom;
  ctx.fillStyle = p.token("--ink-2");
  for (const { from, to } of p.cues)
    ctx.fillRect(xOf(p, from), top - 6, Math.max(0, Math.min(xOf(p, to), now) - xOf(p, from)), 4);
  for (const { at } of p.marks) ctx.fillRect(Math.round(xOf(p, at)), top - 6, 1, bottom - top + 6);
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.font = `600 ${12 * p.zoom}px Inter, system-ui, sans-serif`;
  ctx.fillStyle = p.token("--ink");
  for (const { word, from } of wordsIn(ctx, p)) ctx.fillText(word, from, top - 10);
}

/** Where the words of events stand; of two that meet, the later one. @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
function wordsIn(ctx, p) {
  /** @type {{word: string, from: number, to: number}[]} */
  const placed = [];
  for (const { kind, word, at } of p.marks.toReversed()) {
    const width = ctx.measureText(word).width;
    const from = Math.round(xOf(p, at)) - (ENDING.has(kind) ? width - 4 : 0);
    if (placed.every((other) => from + width < other.from || other.to < from))
      placed.push({ word, from, to: from + width });
  }
  return placed;
}

/** @param {CanvasRenderingContext2D} ctx @param {LanesInput} p */
function drawPlayhead(ctx, p) {
  if (p.moment.ms < p.span.from || p.moment.ms > p.span.to) return;
  const x = Math.round(xOf(p, p.moment.ms));
  const top = HEAD_PX * p.zoom - 8;
  ctx.fillStyle = p.token("--ink");
  ctx.fillRect(x - 1, top, 2, p.height - FOOT_PX * p.zoom - top + 2);
  ctx.beginPath();
  ctx.moveTo(x - 6, top - 2);
  ctx.lineTo(x + 6, top - 2);
  ctx.lineTo(x, top + 6);
  ctx.fill();
  drawNow(ctx, p, x);
}

/** The time at the playhead, where no event's word is in the way. @param {CanvasRenderingContext2D} ctx @param {LanesInput} p @param {number} x */
function drawNow(ctx, p, x) {
  const width = ctx.measureText(p.now).width;
  const start = x + 10;
  const free = wordsIn(ctx, p).every(({ from, to }) => start > to + 6 || start + width < from - 6);
  if (!free || start + width > p.width) return;
  ctx.textAlign = "left";
  ctx.font = `600 ${12 * p.zoom}px Inter, system-ui, sans-serif`;
  ctx.fillText(p.now, start, HEAD_PX * p.zoom - 10);
}

/** Time of a sample, ms since the cue. @param {LanesInput} p @param {number} i */
export function timeOf(p, i) {
  return (i + 1) * p.dt - p.leadMs;
}

/** @param {Float32Array} row @param {number} n */
function highest(row, n) {
  let most = 0;
  for (let i = 0; i < Math.min(n, row.length); i++) most = Math.max(most, row[i] ?? 0);
  return most;
}
