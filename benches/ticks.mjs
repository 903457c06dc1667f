// Ticks per second of the default experiment in wasm under Node.js, and as a
// ratio to an in-place pass over memory in wasm of the same kind. Without the
// baseline compiler, so that code is measured as it runs after a while.
//
// node --no-liftoff benches/ticks.mjs <simd|scalar> <seconds> <synapses> <folder of the bindings>

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import binaryen from "binaryen";

const [flavour, seconds, synapses, folder] = process.argv.slice(2);
const TICK_S = 0.01;
const PARTS = 9;
const WARM_UP = 6000;
const part = (Number(seconds) * 1e9) / PARTS;

/** `x = x * a + b` over $n bytes in place, four floats at a time or one. */
const SIMD = `(v128.store (local.get $i) (f32x4.add (f32x4.mul (v128.load (local.get $i))
  (f32x4.splat (f32.const 0.999))) (f32x4.splat (f32.const 0.001))))`;
const SCALAR = `(f32.store (local.get $i) (f32.add (f32.mul (f32.load (local.get $i))
  (f32.const 0.999)) (f32.const 0.001)))`;

/** @param {string} body @param {number} bytes */
const loop = (
  body,
  bytes,
) => `(module (memory 256) (func (export "pass") (param $n i32) (local $i i32)
  (loop $again ${body} (local.set $i (i32.add (local.get $i) (i32.const ${bytes})))
    (br_if $again (i32.lt_u (local.get $i) (local.get $n))))))`;

/** Least nanoseconds per round over several parts. @param {() => void} round */
function least(round) {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < PARTS; n += 1) {
    const start = process.hrtime.bigint();
    let [rounds, time] = [0, 0];
    while (time < part) {
      round();
      rounds += 1;
      time = Number(process.hrtime.bigint() - start);
    }
    best = Math.min(best, time / rounds);
  }
  return best;
}

function roof() {
  const module = binaryen.parseText(flavour === "simd" ? loop(SIMD, 16) : loop(SCALAR, 4));
  module.setFeatures(binaryen.Features.SIMD128);
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (module.emitBinary());
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const pass = /** @type {(end: number) => void} */ (instance.exports.pass);
  return least(() => pass(Number(synapses) * 4));
}

async function tick() {
  const engine = await import(pathToFileURL(join(folder, "neurotide.js")).href);
  engine.initSync({ module: await readFile(join(folder, "neurotide_bg.wasm")) });
  const bytes = engine.experiment("conditioning");
  let brain = new engine.Engine(bytes, "intact", 1);
  brain.step(WARM_UP);
  return (
    least(() => {
      brain.step(1000);
      if (!brain.finished()) return;
      brain.free();
      brain = new engine.Engine(bytes, "intact", 1);
    }) / 1000
  );
}

const ns = await tick();
const life = ((TICK_S * 1e9) / ns).toFixed(0);
console.log(`wasm ${flavour}: ${(1e9 / ns).toFixed(0)} ticks/s, ${life} times life`);
console.log(`  one tick = ${(ns / roof()).toFixed(3)} in-place passes in wasm ${flavour}`);
