// The pace of the story of a choice: what it tells, and how long it takes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { choice } from "../../www/story/kinds/choice.js";
import { Loop } from "../../www/story/loop.js";
import { ChoicePace } from "../../www/story/pace-choice.js";

/** The default task, ms of the model: window before the cue, reward, end of the window, pause until the next. */
const [LEAD, REWARD, END, PAUSE] = [1000, 1900, 3900, 2000];
const NAMES = { arm: "intact", beside: "Without dopamine", chance: 0.25 };
const STEP_MS = 10;

/** Moments of a run whose trials are rewarded as listed, then all are. @param {boolean[]} rewarded */
function* moments(rewarded) {
  for (let trial = 1; trial < 400; trial++) {
    const kind = (rewarded[trial - 1] ?? true) ? "rewarded" : "omitted";
    for (let ms = -LEAD - PAUSE; ms < END; ms += STEP_MS) {
      const chosen = ms >= 400;
      yield/** @type {any} */ ({
        tick: 1,
        trial,
        trials: 400,
        ms: Math.max(ms, -LEAD),
        kind: chosen ? kind : "omitted",
        startMs: 0,
        rewardMs: REWARD,
        cueMs: 700,
        tonic: 4,
        vta: 4,
        rewardPeak: 12,
        rewardLow: 4,
        arrivalMs: ms > REWARD + 150 ? 140 : null,
        taggedMost: chosen ? 57 : 0,
        stronger: ms > REWARD + 150 ? 40 : 0,
        weaker: 0,
        measured: trial > 1 ? 0.71 : null,
        measuredTwin: trial > 1 ? 0.26 : null,
      });
    }
  }
}

/** Seconds of the wall until each caption is first shown. @param {boolean[]} rewarded */
function firstShown(rewarded) {
  const pace = new ChoicePace();
  const first = new Map();
  let wall = 0;
  for (const moment of moments(rewarded)) {
    const rate = pace.rate(moment);
    const fast = rate >= 5 && pace.chapter === "learning";
    const { id } = choice.caption({ ...moment, fast }, NAMES);
    if (!first.has(id)) first.set(id, wall);
    if (id === "caption-choice-fast") break;
    wall += STEP_MS / 1000 / rate;
  }
  return first;
}

test("cue, choice, reward, front and learning are told in this order and within 12 s", () => {
  for (const rewarded of [[true], [false, true], [false, false, true]]) {
    const at = firstShown(rewarded);
    const order = [
      "caption-choice-cue",
      "caption-choice-made",
      "caption-reward-way",
      "caption-reward-wave",
      "caption-choice-fast",
    ];
    const times = order.map((id) => at.get(id) ?? Number.NaN);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
      JSON.stringify([...at]),
    );
    assert.ok((times.at(-1) ?? Infinity) < 12, `${times}`);
  }
});

test("the caption of fast forward holds the numbers of both brains and of chance", () => {
  const moment = {
    .../** @type {any} */ (moments([true]).next().value),
    fast: true,
    trial: 200,
    measured: 0.7,
    measuredTwin: 0.3,
  };
  const { id, args } = choice.caption(moment, NAMES);
  assert.equal(id, "caption-choice-fast");
  assert.deepEqual([args.right, args.twin, args.chance], [70, 30, 25]);
});

test("the story goes round until the first touch, and never after it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const target = new EventTarget();
  let rounds = 0;
  const loop = new Loop(target, () => {
    rounds += 1;
  });
  loop.ended(false);
  t.mock.timers.tick(60_000);
  assert.equal(rounds, 0, "at a speed that was chosen the run stands where it ends");
  loop.ended(true);
  t.mock.timers.tick(60_000);
  assert.equal(rounds, 1);
  loop.ended(true);
  target.dispatchEvent(new Event("pointerdown"));
  t.mock.timers.tick(60_000);
  loop.ended(true);
  t.mock.timers.tick(60_000);
  assert.equal(rounds, 1);
});
