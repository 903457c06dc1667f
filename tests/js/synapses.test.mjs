// Single synapses on their way to the page: what a reading says, how large
// squares are, how often the engine is asked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Layout } from "../../www/engine/frame.js";
import { Host } from "../../www/engine/host.js";
import { gridIn, roomIn, sideOf } from "../../www/synapses/hinton.js";
import {
  countWords,
  intervalAt,
  readSynapses,
  roundUp,
  Scales,
  sampleWords,
  signed,
  sizeWord,
} from "../../www/synapses/read.js";
import { fakeModule } from "./fake-engine.mjs";

const STRIDE = 4;
/** Sections with their numbers. @type {Record<string, number[]>} */
const TOLD = {
  bundles: [2],
  kind: [0, 1, Number.NaN],
  from: [1, 2, Number.NaN],
  fixed: [0],
  rows: [2],
  columns: [3],
  post_units: [8],
  pre_units: [3],
  taken: [1, 1],
  counts: [24, 5, 2, 1],
  largest: [0.3, 0.02, 0.0011],
  least: [0.001, 0.0003],
  third_factor: [-0.5],
  third_of: [0],
  tag_gate: [0.25],
  tag_gate_of: [1],
  moments: [6, 2],
  pre: [4, 0.1, 5, 0.7, 6, 0, 0, 0],
  post: [0, 0.2, 3, 0, 0, 0],
  weight: [1, 2, 3, 0, 4, Number.NaN, 6, 0],
  tag: [0, 0.02, 0, 0, 0, Number.NaN, 0, 0],
  change: [0.0011, 0, 0, 0, -0.0005, Number.NaN, 0, 0],
  tick: [123],
};

const catalogue = /** @type {any} */ ({
  synapse_columns: STRIDE,
  bundles: ["projection", "value"],
  regions: [
    { id: "IT", name: "inferior temporal cortex" },
    { id: "V1", name: "primary visual cortex" },
    { id: "HIP", name: "hippocampus" },
  ],
  modulators: [{ id: "da" }, { id: "ach" }],
});

/** A reading as the engine would send it, with other numbers here and there. @param {Record<string, number[]>} [other] */
function told(other = {}) {
  const all = { ...TOLD, ...other };
  let offset = 0;
  const sections = Object.entries(all).map(([name, { length: len }]) => {
    offset += len;
    return { name, offset: offset - len, len };
  });
  const views = new Layout(sections).views(Float32Array.from(Object.values(all).flat()));
  return readSynapses(views, catalogue);
}

const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) < 1e-6;

test("a reading names what the engine sent", () => {
  const reading = told();
  assert.deepEqual(
    reading.bundles.map(({ kind, from }) => [kind, from]),
    [
      ["projection", "V1"],
      ["value", "HIP"],
    ],
  );
  assert.equal(reading.tick, 123);
  assert.deepEqual(reading.counts, { all: 24, tagged: 5, stronger: 2, weaker: 1 });
  assert.deepEqual(
    reading.pre.map(({ unit }) => unit),
    [4, 5, 6],
  );
  assert.equal(reading.post.length, 2);
  assert.ok(near(reading.at("change", 1, 0), -0.0005) && near(reading.at("tag", 0, 1), 0.02));
  assert.ok(Number.isNaN(reading.at("weight", 1, 1)), "no synapse there");
  assert.deepEqual(reading.third, { value: -0.5, modulator: "da" });
  assert.deepEqual(reading.tagGate, { value: 0.25, modulator: "ach" });
  assert.equal(told({ tag_gate: [Number.NaN] }).tagGate, null);
});

test("a region without bundles has no rows", () => {
  const none = [Number.NaN];
  const reading = told({ bundles: [0], fixed: [2], rows: none, columns: none });
  assert.deepEqual([reading.bundles, reading.pre, reading.post, reading.fixed], [[], [], [], 2]);
});

test("the sample is said with its numbers", () => {
  const t = (/** @type {string} */ id, args = {}) => `${id} ${JSON.stringify(args)}`;
  assert.match(sampleWords(t, told()), /"columns":3,"rows":2,"pre":3,"post":8.*synapses-most-both/);
  assert.match(sampleWords(t, told({ taken: [0, 0] })), /synapses-spaced/);
  assert.match(sampleWords(t, told({ taken: [1, 0] })), /synapses-most-columns/);
  assert.match(sampleWords(t, told({ taken: [2, 0] })), /synapses-tagged-columns/);
  assert.match(sampleWords(t, told({ taken: [2, 1] })), /synapses-most-both/);
  assert.match(sampleWords(t, told({ taken: [2, 2] })), /synapses-tagged-both/);
  assert.match(sampleWords(t, told({ post_units: [2] })), /synapses-all/);
  assert.match(countWords(t, told()), /synapses-counts.*synapses-silent/);
  assert.doesNotMatch(countWords(t, told({ moments: [6, 0] })), /silent/);
});

test("full sizes are round and only grow", () => {
  assert.deepEqual([0, 0.0011, 0.002, 0.3, 7, 1000].map(roundUp), [0, 0.002, 0.002, 0.5, 10, 1000]);
  const scales = new Scales();
  scales.follow(told());
  assert.deepEqual(scales.full, { change: 0.002, weight: 0.5, tag: 0.02, rate: 1 });
  scales.follow(told({ largest: [0.1, 0.1, 0.1] }));
  assert.deepEqual(scales.full, { change: 0.1, weight: 0.5, tag: 0.1, rate: 1 });
});

test("area goes with size", () => {
  assert.ok(near(sideOf(0.5, 1) ** 2 / sideOf(1, 1) ** 2, 0.5));
  assert.equal(sideOf(-0.5, 1), sideOf(0.5, 1));
  assert.equal(sideOf(3, 1), sideOf(1, 1));
  assert.equal(sideOf(1, 0), 0);
});

test("cells are whole pixels and all have room", () => {
  for (const [clientWidth, clientHeight] of [
    [300, 280],
    [372, 250],
    [690, 300],
  ]) {
    const { rows, columns } = roomIn({ clientWidth, clientHeight });
    const sides = told({ rows: [2], columns: [3] });
    const many = {
      ...sides,
      pre: Array.from({ length: columns }, () => ({ unit: 0, rate: 0 })),
      post: Array.from({ length: rows }, () => ({ unit: 0, rate: 0 })),
    };
    const { left, top, cell } = gridIn(clientWidth, clientHeight, many);
    assert.ok(Number.isInteger(cell) && cell >= 11, `${cell}`);
    assert.ok(left + columns * cell <= clientWidth && top + rows * cell <= clientHeight);
  }
});

test("numbers are written with sign and magnitude", () => {
  assert.deepEqual([0.123, -0.5, 0.001, -0.001].map(signed), ["+0.12", "−0.50", "0.00", "0.00"]);
  assert.deepEqual([0, 0.00008, 0.5, 20, 2e-6].map(sizeWord), [
    "0",
    "0.00008",
    "0.5",
    "20",
    "2\u00a0×\u00a010⁻⁶",
  ]);
});

test("twelve looks a second at most, two where trials rush by", () => {
  assert.ok(intervalAt(0.1) >= 1000 / 12 - 1);
  assert.equal(intervalAt(1), intervalAt(0));
  for (const rate of [10, 100, 3000]) assert.ok(intervalAt(rate) >= 500);
});

test("the host asks the engine of the shown arm, and nothing moves", async () => {
  /** @type {any[]} */
  const answers = [];
  const host = new Host(
    (answer) => void answers.push(answer),
    async () => fakeModule(),
    12,
    () => 0,
  );
  const setup = { experiment: "choice", arms: ["intact", "no_dopamine"], seed: 5 };
  await host.receive({
    id: 1,
    type: "init",
    wasm: new Uint8Array(),
    setup,
    resume: null,
    fresh: false,
  });
  await host.receive({ id: 2, type: "step", ticks: 7 });
  await host.receive({ id: 3, type: "run" });
  const look = { region: 8, bundle: 1, rows: 16, columns: 24 };
  await host.receive({ id: 4, type: "synapses", look });
  await host.receive({ id: 5, type: "run" });
  const to = (/** @type {number} */ id) => answers.find((answer) => answer.id === id);
  assert.deepEqual([...to(4).numbers], [7, 8, 1, 16, 24]);
  assert.equal(to(3).digests.length, 2);
  assert.deepEqual(to(5).digests, to(3).digests);
});
