// Isolines: where they should be, closed where they close, and whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { trace } from "../../www/brain/contour.js";

/** @param {number} size @param {(x: number, y: number) => number} value */
function gridOf(size, value) {
  return Float32Array.from({ length: size * size }, (_, i) =>
    value(i % size, Math.floor(i / size)),
  );
}

test("a hill gives one closed line at its radius", () => {
  const lines = trace(
    gridOf(21, (x, y) => 10 - Math.hypot(x - 10, y - 10)),
    21,
    5,
  );
  assert.equal(lines.length, 1);
  const [line] = lines;
  assert.ok(line?.closed);
  for (let i = 0; i < line.points.length; i += 2) {
    const radius = Math.hypot(line.points[i] - 10, line.points[i + 1] - 10);
    assert.ok(Math.abs(radius - 5) < 0.1, `${radius}`);
  }
});

test("a slope gives one open line in order", () => {
  const [line, ...more] = trace(
    gridOf(9, (x) => x),
    9,
    3.25,
  );
  assert.equal(more.length, 0);
  assert.equal(line?.closed, false);
  const ys = line.points.filter((_, i) => i % 2 === 1);
  assert.deepEqual(
    ys.toSorted((a, b) => a - b),
    ys[0] < ys[1] ? ys : ys.toReversed(),
  );
  assert.ok(line.points.every((value, i) => i % 2 === 1 || value === 3.25));
});

test("cells outside the tissue end a line; a saddle keeps its two lines apart", () => {
  const holed = gridOf(9, (x, y) => (y === 4 ? Number.NaN : x));
  assert.equal(trace(holed, 9, 3.5).length, 2);
  const saddle = gridOf(9, (x, y) => (x - 4) * (y - 4));
  assert.equal(trace(saddle, 9, 0.5).length, 2);
});
