// Rules of the drawing that need no canvas: scale, lead, glyphs, calm.

import assert from "node:assert/strict";
import { test } from "node:test";
import { markOf } from "../../www/brain/discs.js";
import { placeAt } from "../../www/brain/hit.js";
import { leadOf, peaksOf } from "../../www/brain/lead.js";
import { firingOf } from "../../www/brain/nuclei.js";
import { Scale } from "../../www/brain/scale.js";
import { Slew } from "../../www/brain/slew.js";
import { fit } from "../../www/brain/transform.js";
import { ratioFor } from "../../www/draw/canvas.js";
import { rgba } from "../../www/draw/palette.js";

test("the canvas never has more than 4 194 304 pixels nor a ratio above 2", () => {
  assert.equal(ratioFor(800, 400, 3), 2);
  for (const [w, h] of [
    [1920, 1080],
    [10_000, 10_000],
    [1, 1_000_000],
  ]) {
    assert.ok(w * h * ratioFor(w, h, 2) ** 2 <= 4_194_304 * 1.0001);
  }
});

test("millimetres and pixels go both ways", () => {
  const at = fit(
    { width: 800, height: 400 },
    { left: -100, right: 80, bottom: -70, top: 85 },
    { left: 10, right: 10, top: 5, bottom: 5 },
  );
  const [y, z] = at.mm(at.x(-37), at.y(12));
  assert.ok(Math.abs(y + 37) < 1e-9 && Math.abs(z - 12) < 1e-9);
  assert.ok(at.x(80) > at.x(-100) && at.y(85) < at.y(-70));
});

test("the scale widens with the data and never narrows by itself", () => {
  const scale = new Scale();
  assert.deepEqual(scale.levels(0), [10, 20, 40, 80], "dopamine has the widest from the start");
  assert.deepEqual(scale.levels(3), [5, 10, 20]);
  scale.see(3, 50);
  assert.deepEqual(scale.levels(3), [10, 20, 40]);
  scale.see(3, 2);
  assert.deepEqual(scale.levels(3), [10, 20, 40]);
  scale.see(3, 1e9);
  assert.equal(scale.full(3), 112);
  assert.deepEqual(scale.levels(2), [5, 10, 20]);
});

test("the lead is dopamine's, or the clearly strongest, and does not change in haste", () => {
  assert.deepEqual(peaksOf(Float32Array.from([1, Number.NaN, 5, 2]), 2), [1, 5]);
  assert.equal(leadOf(2, [0.2, 0.9, 0.5, 0], 5000), 0, "dopamine leads whenever it moves");
  assert.equal(leadOf(2, [0.2, 0.9, 0.5, 0], 100), 2);
  assert.equal(leadOf(0, [0.1, 0.3, 0, 0], 5000), 1);
  assert.equal(leadOf(1, [0.1, 0.3, 0.35, 0], 5000), 1);
  assert.equal(leadOf(1, [0.1, 0.3, 0.45, 0], 5000), 2);
  assert.equal(leadOf(2, [0, 0.01, 0, 0], 5000), 2);
});

test("a synapse is one glyph", () => {
  assert.equal(markOf(0.5, 0), "tagged");
  assert.equal(markOf(0.5, 0.2), "stronger");
  assert.equal(markOf(0, -0.2), "weaker");
  assert.equal(markOf(0, 0), "none");
});

test("a nucleus fires, pauses or is silenced", () => {
  assert.equal(firingOf(5, 5, false), "tonic");
  assert.equal(firingOf(20, 5, false), "burst");
  assert.equal(firingOf(1, 5, false), "dip");
  assert.equal(firingOf(20, 5, true), "silenced");
});

test("at high speed the picture follows as an average: at most 3 flashes a second", () => {
  const slew = new Slew();
  slew.follow(Float32Array.of(0), 100, 0);
  let last = 0;
  let swing = 0;
  for (let frame = 1; frame < 240; frame += 1) {
    const [value = 0] = slew.follow(Float32Array.of(frame % 10 < 5 ? 100 : 0), 100, frame * 16);
    if (frame > 120) swing = Math.max(swing, Math.abs(value - last));
    last = value;
  }
  assert.ok(swing < 10, `${swing}`);
  const [exact] = new Slew().follow(Float32Array.of(42), 0.1, 5);
  assert.equal(exact, 42);
});

test("the nearest place within reach is hit", () => {
  const at = (/** @type {number} */ x) => ({
    kind: /** @type {const} */ ("region"),
    index: x,
    id: `${x}`,
    x,
    y: 0,
    radius: 10,
  });
  assert.equal(placeAt([at(0), at(30)], 14, 0)?.id, "0");
  assert.equal(placeAt([at(0), at(30)], 17, 0)?.id, "30");
  assert.equal(placeAt([at(0)], 60, 0), null);
});

test("colours are read in every notation the page uses", () => {
  assert.deepEqual(rgba("#d0370c"), [208, 55, 12, 1]);
  assert.deepEqual(rgba("rgb(208 55 12 / 0.68)"), [208, 55, 12, 0.68]);
  assert.deepEqual(rgba("rgb(208 55 12 / 68%)"), [208, 55, 12, 0.68]);
  assert.deepEqual(rgba("#fff"), [255, 255, 255, 1]);
});
