/**
 * What all charts share: a uPlot without legend box, in the page's colours,
 * sized by its box, with direct labels and a table that says the same.
 */
import uPlot from "../vendor/uplot.js";

/** @typedef {import("../draw/part.js").Part} Part */
/** @typedef {import("../draw/tokens.js").Tokens} Tokens */
/** @typedef {{text: string, x: number, y: number, ink: string, weight?: number, align?: CanvasTextAlign, dot?: "filled" | "hollow", apart?: boolean}} Label x and y in the units of the axes; those set apart never cover each other */

/** Chart text in CSS pixels, before the projector's zoom. */
const TEXT_PX = 12;
const LINE_PX = 15;

/**
 * @param {Tokens} tokens @param {string} label "" for none
 * @param {Partial<import("../vendor/uplot.js").default.Axis>} [more]
 * @returns {import("../vendor/uplot.js").default.Axis}
 */
export function axis(tokens, label, more = {}) {
  const { zoom } = tokens;
  const font = fontOf({}, zoom);
  return {
    font,
    stroke: tokens.get("--ink-3"),
    grid: { stroke: tokens.get("--hairline"), width: 1 },
    ticks: { show: false },
    gap: 4,
    ...(label ? { label, labelFont: font, labelSize: 16 * zoom, labelGap: 0 } : {}),
    ...more,
  };
}

/** One chart in its box. */
export class Plot {
  /**
   * @param {Part} part that the chart belongs to @param {HTMLElement} box
   * @param {() => import("../vendor/uplot.js").default.Options} options made anew for each theme and size
   */
  constructor(part, box, options) {
    this.tokens = part.tokens;
    this.box = box;
    this.options = options;
    /** @type {Label[]} */
    this.labels = [];
    /** @type {import("../vendor/uplot.js").default.AlignedData} */
    this.data = [[]];
    /** Times of events, in units of x: hairlines. @type {readonly number[]} */
    this.marks = [];
    /** Values that are lines of their own, in units of y: dashes. @type {readonly number[]} */
    this.levels = [];
    /** Draws below the lines. @type {((u: import("../vendor/uplot.js").default) => void) | null} */
    this.below = null;
    /** @type {import("../vendor/uplot.js").default | null} */
    this.plot = null;
    this.area = document.createElement("div");
    this.area.setAttribute("role", "img");
    this.empty = document.createElement("p");
    this.empty.className = "empty";
    this.empty.hidden = true;
    box.append(this.area, this.empty);
    /** Width of the box, CSS pixels; read when it may have changed. */
    this.width = box.clientWidth;
    /** Stands for what was drawn last. */
    this.key = "";
    part.observe(box, () => this.resize());
    part.onEnd(() => this.plot?.destroy());
  }

  /** @param {import("../vendor/uplot.js").default.AlignedData} data @param {Label[]} labels @param {string} words */
  show(data, labels, words) {
    const key = keyOf(data, labels);
    if (this.plot && key === this.key) return;
    this.key = key;
    this.data = data;
    this.labels = labels;
    this.area.setAttribute("aria-label", words);
    if (this.plot) this.plot.setData(data);
    else this.build();
  }

  /** Another part draws below the lines. @param {(u: import("../vendor/uplot.js").default) => void} draw */
  drawBelow(draw) {
    this.below = draw;
  }

  /** What lies below the lines has changed: the next numbers are drawn even if they are the same. */
  stale() {
    this.key = "";
  }

  /** Says what will be here; "" when it is. @param {string} words */
  promise(words) {
    this.empty.hidden = words === "";
    if (this.empty.textContent !== words) this.empty.textContent = words;
    if (words && !this.area.hasAttribute("aria-label")) this.area.setAttribute("aria-label", words);
  }

  /** Colours or size of text changed. */
  rebuild() {
    this.plot?.destroy();
    this.plot = null;
    this.build();
  }

  build() {
    const { width, height } = this.size();
    if (width < 40 || height < 40) return;
    const options = { ...this.options(), width, height };
    options.legend = { show: false };
    options.cursor = { show: false };
    options.hooks = {
      drawAxes: [(/** @type {import("../vendor/uplot.js").default} */ u) => this.drawMarks(u)],
      draw: [(/** @type {import("../vendor/uplot.js").default} */ u) => this.drawLabels(u)],
    };
    const none = /** @type {typeof this.data} */ (
      options.series.map((_, i) => [i === 0 ? 0 : null])
    );
    this.plot = new uPlot(options, this.data.length > 1 ? this.data : none, this.area);
  }

  size() {
    return { width: Math.floor(this.box.clientWidth), height: Math.floor(this.box.clientHeight) };
  }

  resize() {
    const { width, height } = this.size();
    this.width = width;
    if (!this.plot) return this.build();
    if (width >= 40 && height >= 40) this.plot.setSize({ width, height });
  }

  /** @param {import("../vendor/uplot.js").default} u */
  drawMarks(u) {
    const { ctx, bbox, valToPos } = u;
    this.below?.(u);
    ctx.fillStyle = this.tokens.get("--ink-3");
    const dash = 4 * devicePixelRatio;
    for (const level of this.levels) {
      const y = Math.round(valToPos(level, "y", true));
      for (let x = bbox.left; x < bbox.left + bbox.width; x += 2 * dash)
        ctx.fillRect(x, y, dash, devicePixelRatio);
    }
    for (const mark of this.marks)
      ctx.fillRect(Math.round(valToPos(mark, "x", true)), bbox.top, devicePixelRatio, bbox.height);
  }

  /** @param {import("../vendor/uplot.js").default} u */
  drawLabels(u) {
    const { ctx, bbox } = u;
    const { zoom } = this.tokens;
    const scale = devicePixelRatio * zoom;
    const placed = this.labels.map((label) => ({
      label,
      x: u.valToPos(label.x, "x", true),
      y: u.valToPos(label.y, "y", true),
    }));
    const apart = placed
      .filter(({ label }) => label.apart)
      .map((one) => Object.assign(one, spanOf(ctx, one.label, one.x, zoom)));
    const half = (LINE_PX / 2) * scale;
    setApart(apart, LINE_PX * scale, { top: half, bottom: bbox.top + bbox.height - half });
    ctx.save();
    const how = { zoom, surface: this.tokens.get("--surface") };
    for (const { label, x, y } of placed) {
      drawDot(ctx, label, { x, y, ...how });
      drawText(ctx, label, { x, y, ...how });
    }
    ctx.restore();
  }
}

/** The same for the same picture. @param {import("../vendor/uplot.js").default.AlignedData} data @param {readonly Label[]} labels */
function keyOf(data, labels) {
  const sums = data.map((column) => {
    let sum = column.length;
    for (let i = 0; i < column.length; i++) sum += (i + 1) * (column[i] ?? -1);
    return sum;
  });
  return JSON.stringify([sums, labels.map(({ text, x, y }) => [text, x, y])]);
}

/**
 * Moves words up, or down where there is no room above, until none covers another.
 * @param {{y: number, from: number, to: number}[]} words with their ends along x @param {number} least distance, pixels
 * @param {{top: number, bottom: number}} room
 */
export function setApart(words, least, { top, bottom }) {
  const meets = (/** @type {{from: number, to: number}} */ a) => {
    return (/** @type {{from: number, to: number}} */ b) => a.from < b.to && b.from < a.to;
  };
  const upwards = words.toSorted((a, b) => b.y - a.y);
  for (const [i, word] of upwards.entries()) {
    const below = upwards.slice(0, i).filter(meets(word));
    word.y = Math.min(word.y, bottom, ...below.map(({ y }) => y - least));
  }
  const downwards = upwards.toReversed();
  for (const [i, word] of downwards.entries()) {
    const above = downwards.slice(0, i).filter(meets(word));
    word.y = Math.max(word.y, top, ...above.map(({ y }) => y + least));
  }
}

/** Where a word begins and ends. @param {CanvasRenderingContext2D} ctx @param {Label} label @param {number} x @param {number} zoom */
function spanOf(ctx, label, x, zoom) {
  ctx.font = fontOf(label, zoom * devicePixelRatio);
  const { width } = ctx.measureText(label.text);
  const from = label.align === "right" ? x - width : label.align === "center" ? x - width / 2 : x;
  const gap = (LINE_PX / 3) * devicePixelRatio;
  return { from: from - gap, to: from + width + gap };
}

/** @param {{weight?: number}} label @param {number} scale */
function fontOf({ weight = 400 }, scale) {
  return `${weight} ${TEXT_PX * scale}px Inter, system-ui, sans-serif`;
}

/** Where a label stands, canvas pixels, and what it needs of the tokens. @typedef {{x: number, y: number, zoom: number, surface: string}} How */

/** @param {CanvasRenderingContext2D} ctx @param {Label} label @param {How} how */
function drawDot(ctx, label, { x, y, zoom, surface }) {
  if (!label.dot) return;
  const radius = 4 * devicePixelRatio * zoom;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = label.dot === "filled" ? label.ink : surface;
  ctx.fill();
  ctx.lineWidth = radius * 0.45;
  ctx.strokeStyle = label.ink;
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {Label} label @param {How} how */
function drawText(ctx, label, { x, y, zoom, surface }) {
  const ratio = devicePixelRatio;
  const align = label.align ?? "left";
  const shift = (label.dot ? 9 : 0) * ratio * zoom;
  ctx.font = fontOf(label, zoom * ratio);
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4 * ratio;
  ctx.lineJoin = "round";
  ctx.strokeStyle = surface;
  const wanted = align === "left" ? x + shift : align === "right" ? x - shift : x;
  // A word longer than its room moves inwards rather than being cut.
  const room =
    align === "left" ? ctx.canvas.width - ctx.measureText(label.text).width - ratio : wanted;
  const at = Math.max(0, Math.min(wanted, room));
  ctx.strokeText(label.text, at, y);
  ctx.fillStyle = label.ink;
  ctx.fillText(label.text, at, y);
}
