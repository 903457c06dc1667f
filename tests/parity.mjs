// The same bits in wasm as natively: runs the golden file, which native tests
// check as well, in the scalar and in the simd128 build.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

/** @typedef {{experiment: string, arm: string, seed: number, tick: number, digest: string}} Row */

const target = process.env.CARGO_TARGET_DIR ?? "target";
const folders = {
  simd: process.env.WASM_SIMD ?? join(target, "wasm/simd"),
  scalar: process.env.WASM_SCALAR ?? join(target, "wasm/scalar"),
};

/** @type {Row[]} */
const rows = JSON.parse(await readFile(new URL("golden/digests.json", import.meta.url), "utf8"));

/** @type {{experiment: string, arm: string, seed: number, window: number, steps: number, ticks: number,
 *   units: number, digest: string, bits: number[]}} */
const live = JSON.parse(await readFile(new URL("golden/live.json", import.meta.url), "utf8"));

/** Rows of one run, in the order of their ticks.
 * @returns {Map<string, Row[]>}
 */
function runs() {
  /** @type {Map<string, Row[]>} */
  const runs = new Map();
  for (const row of rows.toSorted((a, b) => a.tick - b.tick)) {
    const name = `${row.experiment}, ${row.arm}, seed ${row.seed}`;
    runs.set(name, [...(runs.get(name) ?? []), row]);
  }
  return runs;
}

/** @param {string} folder */
async function load(folder) {
  const engine = await import(pathToFileURL(join(folder, "neurotide.js")).href);
  engine.initSync({ module: await readFile(join(folder, "neurotide_bg.wasm")) });
  return engine;
}

test("the golden file holds rows", () => assert.ok(rows.length > 0));

for (const [flavour, folder] of Object.entries(folders)) {
  const { Engine, experiment } = await load(folder);
  for (const [name, marks] of runs()) {
    test(`${flavour}: ${name}`, () => {
      const { arm, seed } = marks[0];
      const engine = new Engine(experiment(marks[0].experiment), arm, seed);
      for (const { tick, digest } of marks) {
        engine.step(tick - engine.tick());
        assert.equal(
          engine.digest(),
          digest,
          `other bits at tick ${tick}: look for std float maths, an unordered sum or a changed order`,
        );
      }
      engine.free();
    });
  }
  test(`${flavour}: alignment live`, () => {
    const engine = new Engine(experiment(live.experiment), live.arm, live.seed);
    assert.ok(engine.watch_live(live.window));
    engine.watch_wave(true);
    for (let step = 0; step < live.steps; step++) {
      engine.step(live.ticks);
      assert.equal(engine.live_work(live.units), live.units);
    }
    assert.equal(engine.digest(), live.digest, "watching has changed the run");
    const known = engine.live();
    assert.deepEqual([...new Uint32Array(known.buffer, known.byteOffset, known.length)], live.bits);
    engine.free();
  });
}
