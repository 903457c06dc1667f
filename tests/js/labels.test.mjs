// Names never lie on each other, on a disc, on a leader line or off the canvas.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crosses, inside, overlap, touches } from "../../www/brain/boxes.js";
import { placeLabels } from "../../www/brain/labels.js";
import { arrangeRows } from "../../www/brain/leaders.js";

/** A small generator, so that a failure can be repeated. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

test("over 200 random brains no name clashes with anything", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const next = numbers(seed);
    const circles = Array.from({ length: 25 }, () => ({
      x: 20 + next() * 360,
      y: 20 + next() * 260,
      radius: 9,
    }));
    const bounds = { x: 0, y: 0, w: 400, h: 300 };
    const rects = [{ x: 0, y: 260, w: 80, h: 40 }];
    /** @type {[number, number, number, number][]} */
    const lines = [[200, 150, 390, 290]];
    const wishes = circles.map((at, i) => ({ text: `R${i}`, w: 30, h: 14, at, rank: i % 2 }));
    const labels = placeLabels(wishes, { bounds, circles, rects, lines, edges: [] });
    assert.ok(labels.length > 12, `${labels.length} names`);
    labels.forEach(({ rect, rank }, i) => {
      assert.ok(overlap(rect, bounds) >= rect.w * rect.h - 0.5);
      for (const circle of circles) assert.ok(!touches(rect, circle, 0), `seed ${seed}`);
      for (const other of labels.slice(i + 1)) assert.equal(overlap(rect, other.rect), 0);
      for (const line of lines) assert.ok(rank === 0 || inside(line, rect) === 0);
      for (const other of rects) assert.equal(overlap(rect, other), 0);
    });
  }
});

test("leader lines do not cross", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const next = numbers(seed);
    const squares = Array.from({ length: 6 }, () => ({
      x: 100 + next() * 120,
      y: 100 + next() * 80,
      radius: 6,
    }));
    const rows = arrangeRows(squares, [], { x: 400, y: 220, w: 150, pitch: 19, elbow: 14 });
    assert.deepEqual(rows.map((row) => row.index).toSorted(), [0, 1, 2, 3, 4, 5]);
    rows.forEach((row, i) => {
      for (const other of rows.slice(i + 1))
        assert.ok(!crosses(row.line, other.line), `seed ${seed}`);
    });
  }
});
