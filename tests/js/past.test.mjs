// The strip of trials: what is known of the run's past, where its marks stand,
// which checkpoints are kept, and one seek at a time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Layout } from "../../www/engine/frame.js";
import { Kept } from "../../www/engine/kept.js";
import { Travel } from "../../www/engine/travel.js";
import { printAddress, readAddress, TABLE } from "../../www/page/state.js";
import { MOST_MARKS } from "../../www/timeline/marks.js";
import { Past } from "../../www/timeline/past.js";
import { stopsOf, tickAt } from "../../www/timeline/stops.js";
import { slotsIn, trialAt, windowFor } from "../../www/timeline/strip.js";

const NAMES = ["rewarded", "omitted"];
const layout = new Layout([
  { name: "curve_n", offset: 0, len: 1 },
  { name: "outcome_from", offset: 1, len: 1 },
  { name: "outcome", offset: 2, len: 4 },
]);
const record = (/** @type {number[]} */ numbers) => layout.views(Float32Array.from(numbers));

/** A run of three trials, in the third one. */
function three() {
  const past = new Past(NAMES, 10);
  past.readFrame({ tick: 1300, trial: 2, leadMs: 1000, begun: [0, 100, 1, 600, 2, 1200] });
  past.readRecord(record([2, 0, 0, 1, Number.NaN, Number.NaN]));
  return past;
}

test("outcomes are read by their number, from the trial at which the record begins", () => {
  const past = three();
  assert.deepEqual(
    [...past.outcomes],
    [
      [0, "rewarded"],
      [1, "omitted"],
    ],
  );
  past.readRecord(record([4, 300, 0, 0, 1, 0]));
  assert.equal(past.outcomes.get(302), "omitted");
  assert.equal(past.outcomes.get(1), "omitted");
});

test("going back forgets nothing; a command forgets what comes after it", () => {
  const past = three();
  past.readFrame({ tick: 150, trial: 0, leadMs: 1000, begun: [] });
  assert.deepEqual(past.newest, { tick: 1300, trial: 2 });
  past.branch({ tick: 650, trial: 1 });
  assert.deepEqual(past.newest, { tick: 650, trial: 1 });
  assert.deepEqual([...past.outcomes.keys()], [0]);
  assert.equal(past.cues.has(2), false);
  assert.equal(past.tickOf(1), 600);
});

test("a tick has a trial and a time since its cue, as far as the run has been", () => {
  const past = three();
  assert.deepEqual(past.placeOf(760), { trial: 2, ms: 1600 });
  assert.deepEqual(past.placeOf(500), { trial: 2, ms: -1000 });
  assert.deepEqual(past.placeOf(499), { trial: 1, ms: 3990 });
  const fresh = new Past(NAMES, 10);
  fresh.readFrame({ tick: 0, trial: 0, leadMs: 3800, begun: [] });
  assert.deepEqual(fresh.placeOf(0), { trial: 1, ms: -3800 });
  assert.equal(past.placeOf(1301), null);
  assert.equal(past.tickOf(2), 1200);
  assert.equal(past.tickOf(3), 1300);
});

test("stops stand at what a trial brings, none after its end", () => {
  const marks = [-2800, -2200].map((at) => ({ kind: "item", at }));
  const at = (/** @type {number} */ endMs) =>
    stopsOf(/** @type {any} */ ({ rewardMs: 1900, shown: { leadMs: 3800, endMs, marks } }));
  assert.deepEqual(at(3900), [-2680, -2080, 120, 1780, 2020, 2220, 3400]);
  assert.deepEqual(at(2100), [-2680, -2080, 120, 1780, 2020], "the brain has left");
});

test("a time has its tick, in the pause that of the trial before", () => {
  const now = { tick: 700, ms: 500, trial: 2, between: false };
  const cueOf = (/** @type {number} */ trial) => (trial === 0 ? 400 : undefined);
  const tick = (/** @type {object} */ m, /** @type {number} */ ms) =>
    tickAt(/** @type {any} */ (m), ms, 10, cueOf);
  assert.equal(tick(now, -2800), 370);
  assert.equal(tick({ ...now, between: true }, -2800), 120);
  assert.equal(tick({ ...now, trial: 3, between: true }, 0), 700, "it is not known");
});

test("the strip stands still for ten trials, and shows the present one", () => {
  assert.equal(slotsIn(602), 40);
  assert.equal(slotsIn(216), 20);
  assert.equal(slotsIn(30), 10);
  assert.equal(windowFor(0, 40, 39), 0);
  assert.equal(windowFor(0, 40, 40), 10);
  assert.equal(windowFor(10, 40, 49), 10);
  assert.equal(windowFor(360, 40, 57), 50);
  for (let here = 0; here < 400; here += 7) {
    const first = windowFor(90, 20, here);
    assert.ok(here >= first && here < first + 20, `${here}`);
  }
});

test("the pointer is over a trial; beyond an end of the strip over the one beside it", () => {
  const strip = { width: 400, first: 20, count: 40 };
  assert.equal(trialAt(0, strip), 20);
  assert.equal(trialAt(399, strip), 59);
  assert.equal(trialAt(-50, strip), 19);
  assert.equal(trialAt(1000, strip), 60);
  assert.equal(trialAt(-50, { ...strip, first: 0 }), 0);
});

test("checkpoints: first and newest stay, between them the more the nearer", () => {
  const kept = new Kept(20 * 10);
  for (let tick = 0; tick <= 20_000; tick += 100)
    kept.add({ tick, cursor: 0, states: [new Uint8Array(6), new Uint8Array(4)] });
  const ticks = kept.all.map((one) => one.tick);
  assert.equal(ticks.length, 20);
  assert.equal(ticks[0], 0);
  assert.deepEqual(
    ticks.slice(-8),
    [193, 194, 195, 196, 197, 198, 199, 200].map((n) => n * 100),
  );
  const gaps = ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0));
  assert.ok((gaps[0] ?? 0) > 4 * (gaps[10] ?? 0), `${gaps}`);
  assert.equal(kept.before(19_999)?.tick, 19_900);
  kept.forgetAfter(19_850);
  assert.equal(kept.all.at(-1)?.tick, 19_800);
  assert.equal(kept.bytes, 10 * kept.all.length);
});

/** A client whose seeks take portions of 10 ticks, one per turn of the test. */
function slowClient() {
  const seeks = /** @type {number[]} */ ([]);
  const state = { at: 0, now: 0 };
  const client = {
    seek: async (/** @type {number} */ goal, /** @type {(at: number) => boolean} */ more) => {
      seeks.push(goal);
      if (goal < state.at) state.at = 0;
      while (state.at < goal) {
        await Promise.resolve();
        state.now += 100;
        state.at = Math.min(goal, state.at + 10);
        if (state.at < goal && !more(state.at)) return;
      }
    },
  };
  const travel = new Travel(/** @type {any} */ (client), () => state.now);
  return { travel, seeks, state };
}

test("one seek at a time, and the newest wish wins", async () => {
  const { travel, seeks, state } = slowClient();
  const done = travel.to(() => 1000);
  await Promise.resolve();
  for (const goal of [40, 50, 60]) void travel.to(() => goal);
  await done;
  assert.deepEqual(seeks, [1000, 60]);
  assert.equal(state.at, 60);
  assert.equal(travel.busy, false);
});

test("only a long way is spoken of, and it can be given up", async () => {
  const { travel, state } = slowClient();
  const ways = /** @type {(import("../../www/engine/travel.js").Way | null)[]} */ ([]);
  travel.addEventListener("way", (event) => {
    if (event instanceof CustomEvent) ways.push(event.detail);
  });
  await travel.to(() => 30);
  assert.deepEqual(ways.splice(0), [null]);
  travel.addEventListener("way", () => travel.stop(), { once: true });
  await travel.to(() => 1000);
  assert.deepEqual(ways, [{ from: 40, at: 70, goal: 1000 }, null]);
  assert.ok(state.at < 200);
});

test("bookmarks in the address: in order, once each, at most so many; broken ones are named", () => {
  const catalogue = /** @type {any} */ ({ experiments: [], parameters: [] });
  const read = (/** @type {string} */ hash) => readAddress({ search: "", hash }, catalogue);
  assert.deepEqual(read("#marks=700.20.700").shown.marks, [20, 700]);
  assert.match(printAddress(read("#marks=700.20").shown), /marks=20\.700/);
  assert.equal(TABLE.marks.print([]), "");
  const many = Array.from({ length: MOST_MARKS + 1 }, (_, i) => i).join(".");
  for (const broken of ["7.", "-3", "1e3", "nine", "999999999", many]) {
    const { shown, unread } = read(`#marks=${broken}`);
    assert.deepEqual(shown.marks, []);
    assert.ok(unread.some(({ key, value }) => key === "marks" && value === broken));
  }
});
