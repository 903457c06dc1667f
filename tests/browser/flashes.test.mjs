// No general flashes (WCAG 2.3.1): every displayed frame of all canvases is
// taken, and opposing changes of luminance are counted where they stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { ready } from "./page.mjs";

/** More than this many flashes in a second are too many. */
const ALLOWED = 3;

const harness = await shared();

/** Speed, dark or light, ms watched. @type {[string, boolean, number][]} */
const RUNS = [
  ["story", false, 10_000],
  ["100", false, 6000],
  ["max", false, 6000],
  ["max", true, 6000],
];

for (const [speed, dark, ms] of RUNS) {
  test(`at speed ${speed}, ${dark ? "dark" : "light"}`, async () => {
    const { page, close } = await harness.openPage({ dark, url: `#speed=${speed}` });
    await ready(page);
    const seen = await page.evaluate(watch, ms);
    assert.ok(seen.frames > ms / 100, `${seen.frames} frames`);
    assert.ok(seen.moved > 10, "nothing moved");
    assert.ok(seen.worst <= ALLOWED, JSON.stringify(seen));
    await close();
  });
}

/** Runs in the page. A cell of 16 x 16 px flashes with each pair of opposing changes of 10 % of the
 * largest luminance, the darker under 0.8; a tile of 341 x 256 px flashes as often as a quarter of its area.
 * @param {number} ms */
async function watch(ms) {
  const CELL = 16;
  const [TILE_W, TILE_H] = [Math.round(341 / CELL), Math.round(256 / CELL)];
  const [width, height] = [Math.ceil(innerWidth / CELL), Math.ceil(innerHeight / CELL)];
  const small = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!small) throw new Error("no canvas");
  small.imageSmoothingQuality = "high";
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const linear = Float32Array.from({ length: 256 }, (_, c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  const light = () => {
    small.fillStyle = ground;
    small.fillRect(0, 0, width, height);
    for (const canvas of document.querySelectorAll("canvas")) {
      const { left, top, width: w, height: h } = canvas.getBoundingClientRect();
      if (w > 0 && canvas.width > 0)
        small.drawImage(canvas, left / CELL, top / CELL, w / CELL, h / CELL);
    }
    const { data } = small.getImageData(0, 0, width, height);
    return Float32Array.from({ length: width * height }, (_, i) => {
      const at = (/** @type {number} */ k) => linear[data[4 * i + k] ?? 0] ?? 0;
      return 0.2126 * at(0) + 0.7152 * at(1) + 0.0722 * at(2);
    });
  };

  // Per cell: the last turning point, the way it has gone since, and when it turned.
  const turn = light();
  let last = turn.slice();
  const way = new Int8Array(turn.length);
  /** @type {number[][]} */
  const turns = Array.from(turn, () => []);
  const begin = performance.now();
  let [frames, moved] = [0, 0];
  for (let now = begin; now - begin < ms; ) {
    now = await new Promise(requestAnimationFrame);
    frames += 1;
    const next = light();
    if (next.some((value, i) => value !== last[i])) moved += 1;
    last = next;
    next.forEach((value, i) => {
      const before = turn[i] ?? 0;
      const step = Math.sign(value - before);
      if (way[i] !== 0 && step === way[i]) turn[i] = value;
      else if (Math.abs(value - before) >= 0.1 && Math.min(value, before) < 0.8) {
        way[i] = step;
        turn[i] = value;
        turns[i]?.push(now);
      }
    });
  }

  // Flashes of a cell in its worst second: half of its opposing changes.
  const flashes = turns.map((times) => {
    let most = 0;
    for (const [i, from] of times.entries())
      most = Math.max(most, times.slice(i).filter((t) => t - from < 1000).length);
    return Math.floor(most / 2);
  });
  let worst = 0;
  for (let top = 0; top < height; top += 4) {
    for (let left = 0; left < width; left += 4) {
      const tile = flashes.filter((_, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        return x >= left && x < left + TILE_W && y >= top && y < top + TILE_H;
      });
      const quarter = Math.floor((TILE_W * TILE_H) / 4);
      worst = Math.max(worst, tile.sort((a, b) => b - a)[quarter] ?? 0);
    }
  }
  const most = Math.max(...flashes);
  return { frames, moved, worst, most };
}
