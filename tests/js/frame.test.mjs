// Sections are found by the names of the catalogue, as views and not as copies.

import assert from "node:assert/strict";
import { test } from "node:test";
import { overflow, sampleField } from "../../www/brain/field.js";
import { eventsOf, Layout, marksOf } from "../../www/engine/frame.js";

const layout = new Layout(
  [
    { name: "clock", offset: 0, len: 12 },
    { name: "events", offset: 12, len: 9 },
    { name: "field", offset: 21, len: 24 },
    { name: "marks", offset: 45, len: 7 },
  ],
  ["trial", "weakened", "trials", "time_ms"],
);
const map = { width: 4, height: 3, y0_mm: -2, z0_mm: 4, cell_mm: 2 };

function frame() {
  return layout.views(Float32Array.from({ length: layout.length }, (_, i) => i));
}

test("a section is a view into the frame", () => {
  const views = frame();
  views.get("clock")[3] = -1000;
  assert.equal(views.data[3], -1000);
  assert.equal(views.clock().time_ms, -1000);
  assert.equal(views.clock().weakened, 1);
  assert.deepEqual([...views.row("field", 1, 12)].slice(0, 2), [33, 34]);
});

test("unknown names and short frames are refused", () => {
  assert.throws(() => frame().get("toString"), RangeError);
  assert.throws(() => frame().get("__proto__"), RangeError);
  assert.throws(() => layout.views(new Float32Array(3)), RangeError);
});

test("events are read up to their number, never beyond their room", () => {
  const views = frame();
  views.get("events").set([2, 1, -500, 0, 7, 0, 20, 3, 9]);
  const kinds = ["cue", "reward"];
  assert.deepEqual(eventsOf(views, kinds), [
    { kind: "reward", time_ms: -500, index: 0, value: 7 },
    { kind: "cue", time_ms: 20, index: 3, value: 9 },
  ]);
  views.get("events")[0] = 1000;
  assert.equal(eventsOf(views, kinds).length, 2);
});

test("marks are read up to their number, those of unknown kinds left out", () => {
  const views = frame();
  views.get("marks").set([3, 1, -2800, 7, -500, 0, 0]);
  assert.deepEqual(marksOf(views, ["cue", "item"]), [
    { kind: "item", at: -2800 },
    { kind: "cue", at: 0 },
  ]);
});

test("the field is read between its cells, and only inside the tissue", () => {
  const views = frame();
  const field = views.row("field", 0, 12);
  field.set([0, 10, 20, 30, 0, 10, 20, 30, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  assert.equal(sampleField(views, map, 0, 0, 4), 10);
  assert.equal(sampleField(views, map, 0, 1, 3), 15);
  assert.equal(sampleField(views, map, 0, 1, 1), 15);
  assert.ok(Number.isNaN(sampleField(views, map, 0, 1, 0)));
  assert.ok(Number.isNaN(sampleField(views, map, 0, 100, 100)));
});

test("the field is continued over the edge from the nearest tissue", () => {
  const nan = Number.NaN;
  const pairs = overflow(Float32Array.from([1, nan, nan, nan, nan, nan]), 6);
  assert.deepEqual([...pairs], [1, 0, 2, 0, 3, 0]);
});
