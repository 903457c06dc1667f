// Many seeds: the pool loses none and keeps none too many, and what is said of
// them does not depend on which came first.

import assert from "node:assert/strict";
import { test } from "node:test";
import { poolSize, SeedPool } from "../../www/seeds/pool.js";
import { runSeed } from "../../www/seeds/run.js";
import { bandsOf, lineOf, quantile, rangeOf, sheetOf, spreadOf } from "../../www/seeds/spread.js";
import { failureWords, sentences, tableOf } from "../../www/seeds/words.js";
import { choice } from "../../www/story/kinds/choice.js";
import { conditioning } from "../../www/story/kinds/conditioning.js";
import { fakeModule, habits } from "./fake-engine.mjs";

/** @typedef {import("../../www/seeds/pool.js").PoolListener} PoolListener */
/** @typedef {import("../../www/seeds/run.js").SeedRequest} SeedRequest */
/** @typedef {import("../../www/seeds/run.js").SeedResult} SeedResult */

const NAMES = ["right", "accuracy", "chance", "cue_response_hz", "reward_response_hz", "rewarded"];
const WASM = /** @type {WebAssembly.Module} */ (/** @type {unknown} */ ("module"));
const JOB = {
  experiment: "choice",
  settings: new Uint8Array(),
  arms: ["intact", "no_dopamine"],
  seeds: "1 to 9",
};

/** A result of two trials whose numbers follow from the seed. @param {number} seed @returns {SeedResult} */
function resultOf(seed) {
  const arms = ["intact", "no_dopamine"].map((arm, i) => ({
    arm,
    learning: Float32Array.of(1, seed / 10, 0.25, 1, 2, 1, 1, seed / 20 + i / 4, 0.25, 3, 4, 0),
    notes: `# arm ${arm} seed ${seed}\n`,
    rows: `${arm},${seed}\n`,
    learnedAfter: i === 0 ? 50 + seed : undefined,
  }));
  return { seed, head: "# head\n", titles: "arm,seed\n", arms };
}

/** A pool whose workers do what the test tells them. @param {number} size @param {number} [refused] spawns that throw */
function fakePool(size, refused = 0) {
  /** @type {{listener: PoolListener, request: SeedRequest | null, open: boolean}[]} */
  const workers = [];
  let [told, left] = [0, refused];
  const pool = new SeedPool(
    (listener) => {
      if (left-- > 0) throw new Error("no workers here");
      const worker = {
        listener,
        request: /** @type {SeedRequest | null} */ (null),
        open: true,
      };
      workers.push(worker);
      return {
        send: (request) => {
          worker.request = request;
        },
        close: () => {
          worker.open = false;
        },
      };
    },
    size,
    () => {
      told += 1;
    },
  );
  const at = (/** @type {number} */ seed) =>
    workers.find((worker) => worker.open && worker.request?.seed === seed);
  const finish = (/** @type {number} */ seed) =>
    at(seed)?.listener.answer({ seed, result: resultOf(seed) });
  const busy = () => workers.filter((worker) => worker.open).map((worker) => worker.request?.seed);
  return { pool, workers, at, finish, busy, told: () => told };
}

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

test("the pool leaves the page a processor and stays small", () => {
  assert.deepEqual([1, 2, 3, 5, 64].map(poolSize), [1, 1, 2, 4, 4]);
});

test("the results are the same whatever the order of arrival", () => {
  /** @param {(busy: number[]) => number | undefined} next */
  const run = (next) => {
    const { pool, finish, busy, told } = fakePool(3);
    pool.start(WASM, JOB, SEEDS);
    for (let left = SEEDS.length; left > 0; left -= 1)
      finish(next(/** @type {number[]} */ (busy())) ?? -1);
    assert.deepEqual([pool.done, told(), pool.running, busy()], [9, 9, false, []]);
    const results = pool.sorted();
    const text = sheetOf(results, pool.failures, JOB.arms);
    return {
      bands: bandsOf(results, NAMES, choice.seeds),
      text,
      seeds: results.map((result) => result.seed),
    };
  };
  const first = run((busy) => busy[0]);
  assert.deepEqual(first.seeds, SEEDS);
  assert.deepEqual(
    run((busy) => busy.at(-1)),
    first,
  );
});

test("cancelling closes every worker at once; what comes later is not heard", () => {
  const { pool, workers, finish, busy, told } = fakePool(2);
  pool.start(WASM, JOB, SEEDS);
  finish(1);
  const late = workers[1];
  pool.cancel();
  assert.deepEqual([busy(), pool.running, pool.done], [[], false, 1]);
  late?.listener.answer({ seed: 2, result: resultOf(2) });
  late?.listener.lost("gone");
  assert.deepEqual([pool.done, told()], [1, 1]);
  pool.clear();
  assert.deepEqual([pool.done, pool.total], [0, 0]);
});

test("a seed that fails is told and the others go on, with a fresh worker", () => {
  const { pool, workers, at, finish, busy } = fakePool(2);
  pool.start(WASM, JOB, [1, 2, 3, 4]);
  at(1)?.listener.answer({ seed: 1, failed: "unreachable" });
  assert.deepEqual(busy(), [2, 3]);
  assert.equal(workers.length, 3, "an engine that trapped is not used again");
  at(2)?.listener.lost("the worker died");
  for (const seed of [3, 4]) finish(seed);
  assert.deepEqual(
    [...pool.failures],
    [
      [1, "unreachable"],
      [2, "the worker died"],
    ],
  );
  assert.deepEqual(
    pool.sorted().map((result) => result.seed),
    [3, 4],
  );
  assert.deepEqual([pool.running, busy()], [false, []]);
  const t = (/** @type {string} */ id, args = {}) => `${id} ${JSON.stringify(args)}`;
  assert.match(failureWords(t, pool.failures), /"n":2,"which":"1, 2","why":"unreachable"/);
  assert.match(
    sheetOf(pool.sorted(), pool.failures, ["intact"]),
    /# arm intact seed 1 stopped: unreachable\n/,
  );
});

test("without workers every seed fails, and the run ends", async () => {
  const { pool } = fakePool(2, 99);
  pool.start(WASM, JOB, [1, 2, 3]);
  for (let i = 0; i < 9; i += 1) await null;
  assert.deepEqual([pool.running, [...pool.failures.keys()].sort()], [false, [1, 2, 3]]);
});

test("median and range are those of the sorted values", () => {
  assert.equal(quantile([1, 2, 3, 10], 0.5), 2.5);
  assert.equal(quantile([7], 0.1), 7);
  const ten = Array.from({ length: 11 }, (_, i) => 10 - i);
  assert.deepEqual(rangeOf([...ten, Number.NaN]), { median: 5, low: 1, high: 9 });
  assert.deepEqual(spreadOf([[1, 5], [3], [2, 7]]).median, [2, 6]);
  assert.ok(Number.isNaN(rangeOf([]).median));
});

test("responses are running means, of rewarded trials where reward is meant", () => {
  const rows = [0, 1, 2, 3, 4, 5].flatMap((n) => [
    Number.NaN,
    Number.NaN,
    Number.NaN,
    n,
    10 * n,
    n % 2,
  ]);
  const run = { arm: "a", learning: Float32Array.from(rows), notes: "", rows: "" };
  const whole = { ...run, learnedAfter: undefined };
  const [cue, reward] = conditioning.seeds.lines;
  assert.ok(cue && reward);
  assert.deepEqual(lineOf(whole, NAMES, cue), [0, 0.5, 1, 1.5, 2, 3]);
  assert.deepEqual(lineOf(whole, NAMES, reward), [Number.NaN, 10, 10, 20, 20, 30]);
  const results = [{ seed: 1, head: "", titles: "", arms: [whole, { ...whole, arm: "b" }] }];
  const bands = bandsOf(results, NAMES, conditioning.seeds)?.bands;
  assert.deepEqual(
    bands?.map(({ arm, what }) => `${arm} ${what}`),
    ["a cue", "a reward", "b cue"],
  );
});

test("the words and the table say the numbers of the bands", () => {
  const results = [1, 2, 3].map(resultOf);
  const bands = bandsOf(results, NAMES, choice.seeds);
  if (!bands) throw new Error("no bands");
  assert.equal(bands.trials, 2);
  const t = (/** @type {string} */ id, args = {}) => [id, ...Object.values(args)].join("|");
  const say = { t, title: (/** @type {string} */ arm) => arm.toUpperCase(), criterion: 0.85 };
  assert.deepEqual(sentences(say, results, bands), [
    "seeds-first|seeds-learned|INTACT|85|3|52|51|53|3",
    "seeds-other|seeds-never|NO_DOPAMINE|85|3|35|31|39|3",
  ]);
  assert.deepEqual(tableOf(say, bands).rows, [
    [1, 20, 12, 28, 20, 12, 28],
    [2, 10, 6, 14, 35, 31, 39],
  ]);
});

test("a seed is run in slices, every arm to its end, and lets go of its engines", async () => {
  Object.assign(habits, { trapAt: Number.POSITIVE_INFINITY, endAt: 9000, live: 0 });
  let rests = 0;
  const result = await runSeed(fakeModule(), JOB, 4, async () => {
    rests += 1;
  });
  assert.deepEqual([rests, habits.live], [6, 0]);
  assert.deepEqual(
    result.arms.map((run) => [run.arm, run.rows, run.learning[1]]),
    [
      ["intact", "intact,4\n", 9000],
      ["no_dopamine", "no_dopamine,4\n", 9000],
    ],
  );
  assert.match(result.head, /choice.*intact,no_dopamine 1 to 9/);
  Object.assign(habits, { trapAt: 100 });
  await assert.rejects(
    runSeed(fakeModule(), JOB, 4, async () => {}),
    WebAssembly.RuntimeError,
  );
});
