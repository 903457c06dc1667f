// Alignment on its way to the page: watched on both engines where something is
// chosen, worked on within a share of the ticks, read now and then; and what the
// picture makes of a reading.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  across,
  axisStart,
  axisTicks,
  cosineWord,
  readAlignment,
} from "../../www/charts/readings.js";
import { Layout } from "../../www/engine/frame.js";
import { Host } from "../../www/engine/host.js";
import { IDLE_SHARE, SHARE, shareAt } from "../../www/engine/meter.js";
import { fakeModule, habits } from "./fake-engine.mjs";

beforeEach(() =>
  Object.assign(habits, {
    trapAt: Number.POSITIVE_INFINITY,
    endAt: Number.POSITIVE_INFINITY,
    chooses: true,
  }),
);

const setup = { experiment: "choice", arms: ["intact", "no_dopamine"], seed: 5 };

/** A host with a clock of its own. */
async function start() {
  const clock = { now: 0 };
  /** @type {any[]} */
  const answers = [];
  const host = new Host(
    (answer) => void answers.push(answer),
    async () => fakeModule(),
    12,
    () => clock.now,
  );
  const ask = async (/** @type {any} */ message) => {
    answers.length = 0;
    await host.receive({ id: 1, ...message });
    return answers.find((answer) => answer.id === 1);
  };
  const ready = await ask({
    type: "init",
    wasm: new Uint8Array(),
    setup,
    resume: null,
    fresh: false,
  });
  const frame = (elapsed = 16, speed = /** @type {any} */ (1), record = false) => {
    clock.now += elapsed;
    return ask({ type: "frame", elapsed, speed, playing: true, record, recycle: [] });
  };
  return { ask, frame, ready };
}

test("readings of both arms come at most four times a second, and whenever one is wanted", async () => {
  const { frame, ready } = await start();
  assert.equal(ready.watched, true);
  let readings = 0;
  for (let i = 0; i < 240; i += 1) {
    const { alignment } = await frame(1000 / 120);
    if (!alignment) continue;
    readings += 1;
    assert.equal(alignment.length, 2);
    assert.equal(alignment[0][0], 1);
    assert.equal(alignment[1][0], 1);
  }
  assert.ok(readings >= 6 && readings <= 9, `${readings} in two seconds`);
  assert.ok((await frame(1, 1, true)).alignment);
});

test("work is a share of the ticks: small at full speed, more where there is time", async () => {
  assert.deepEqual([shareAt(0.1), shareAt(10), shareAt(100)], [IDLE_SHARE, IDLE_SHARE, SHARE]);
  assert.equal(shareAt(Number.POSITIVE_INFINITY), SHARE);
  for (const speed of [10, 100]) {
    const { frame } = await start();
    for (let i = 0; i < 30; i += 1) await frame(16, speed);
    const { tick, alignment } = await frame(16, speed, true);
    const units = alignment[0][1];
    assert.ok(tick > 50 && Math.abs(units - shareAt(speed) * tick) < 1e-3, `${units} at ${tick}`);
  }
});

test("watching begins anew after a jump back and with another run", async () => {
  const { ask, frame } = await start();
  await ask({ type: "step", ticks: 200 });
  await ask({ type: "seek", tick: 100 });
  const { alignment, tick } = await frame(0, 1, true);
  assert.deepEqual([tick, alignment[0][0], alignment[0][4]], [101, 1, 1]);
  assert.ok(alignment[0][1] < SHARE * 200, "the work of before is gone");
  assert.equal((await ask({ type: "setup", setup })).watched, true);
  assert.equal((await frame(0, 1, true)).alignment[1][4], 1);
});

test("where nothing is chosen nothing is watched or sent", async () => {
  habits.chooses = false;
  const { ask, frame, ready } = await start();
  assert.equal(ready.watched, false);
  assert.equal((await frame(16, 1, true)).alignment, null);
  habits.chooses = true;
  assert.equal((await ask({ type: "setup", setup })).watched, true);
});

const SYSTEMS = ["sensory", "limbic", "basal_ganglia"];
const layout = new Layout([
  { name: "overall", offset: 0, len: 5 },
  { name: "cosine", offset: 5, len: 3 },
  { name: "null", offset: 8, len: 3 },
  { name: "share_of_gain", offset: 11, len: 3 },
]);
/** @param {number[]} numbers */
const views = (numbers) => layout.views(Float32Array.from(numbers));
const NONE = Number.NaN;
const UNKNOWN = views([0, ...new Array(13).fill(NONE)]);

test("a reading names the groups that changed, and only what is known of them", () => {
  const intact = views([1, 80, 4, 20, 0.5, 0.25, NONE, -0.5, 0.125, NONE, NONE, 0.75, NONE, 0.25]);
  assert.equal(readAlignment([UNKNOWN], SYSTEMS), null);
  assert.deepEqual(readAlignment([intact, UNKNOWN], SYSTEMS), {
    trials: 20,
    samples: 80,
    groups: [
      { id: "sensory", here: 0.25, beside: null, still: false, null: 0.125, share: 0.75 },
      { id: "basal_ganglia", here: -0.5, beside: null, still: false, null: null, share: 0.25 },
    ],
  });
  const loses = views([1, 80, 4, 20, -0.5, 0.25, NONE, -0.5, 0, NONE, NONE, 0.75, NONE, 0.25]);
  const reading = readAlignment([loses, intact], SYSTEMS);
  assert.deepEqual(
    reading?.groups.map(({ beside, share }) => [beside, share]),
    [
      [0.25, null],
      [-0.5, null],
    ],
  );
  const still = views([1, 80, 4, 20, 0, ...new Array(9).fill(NONE)]);
  const stands = readAlignment([intact, still], SYSTEMS)?.groups ?? [];
  assert.deepEqual(
    stands.map(({ beside, still }) => [beside, still]),
    [
      [null, true],
      [null, true],
    ],
  );
});

test("every value lies on the axis, and its ticks too", () => {
  for (const least of [0.5, 0, -0.19, -0.2, -0.21, -0.6, -0.99, -1]) {
    const start = axisStart([least, null, 0.3]);
    assert.ok(start <= Math.min(least, -0.2) + 1e-9 && start >= -1, `${least}: ${start}`);
    assert.ok(start > least - 0.2 - 1e-9 || start === -0.2 || Math.abs(start + 0.2) < 1e-9);
    const frame = /** @type {any} */ ({ left: 84, right: 300, start });
    for (const value of [least, 0, 1, ...axisTicks(start)]) {
      const x = across(frame, value);
      assert.ok(x >= 84 - 1e-6 && x <= 300 + 1e-6, `${value} at ${x}`);
    }
  }
  assert.deepEqual(axisTicks(-0.2), [0, 0.5, 1]);
  assert.deepEqual(axisTicks(-1), [-1, -0.5, 0, 0.5, 1]);
});

test("cosines have two digits, a true minus, and no minus before nothing", () => {
  assert.deepEqual([0.314, -0.314, -0.004, 0, 1].map(cosineWord), [
    "0.31",
    "−0.31",
    "0.00",
    "0.00",
    "1.00",
  ]);
});
