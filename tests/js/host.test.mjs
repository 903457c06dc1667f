// The host: one answer to every message, the same bits after going back, and a
// run that survives every refusal.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Host } from "../../www/engine/host.js";
import { fakeModule, habits, TRIAL } from "./fake-engine.mjs";

/** @typedef {import("../../www/engine/messages.js").Answer} Answer */
/** @typedef {import("../../www/engine/messages.js").Ask} Ask */

beforeEach(() =>
  Object.assign(habits, {
    trapAt: Number.POSITIVE_INFINITY,
    endAt: Number.POSITIVE_INFINITY,
    live: 0,
  }),
);

const command = (/** @type {object} */ value) => new TextEncoder().encode(JSON.stringify(value));

/** A host with a clock of its own. */
async function start({ seed = 5 } = {}) {
  /** @type {Answer[]} */
  const answers = [];
  const clock = { now: 0 };
  const post = (/** @type {Answer} */ answer) => void answers.push(answer);
  const host = new Host(
    post,
    async () => fakeModule(),
    12,
    () => clock.now,
  );
  let id = 0;
  const ask = async (/** @type {Ask} */ message) => {
    id += 1;
    await host.receive({ ...message, id });
    const own = answers.filter((answer) => answer.id === id);
    assert.equal(own.length, 1, `one answer to ${message.type}`);
    return /** @type {any} */ (own[0]);
  };
  const setup = { experiment: "conditioning", arms: ["intact", "no_dopamine"], seed };
  await ask({ type: "init", wasm: new Uint8Array(), setup, resume: null, fresh: false });
  const frame = (elapsed = 16, speed = /** @type {any} */ (1), playing = true) => {
    clock.now += elapsed;
    return ask({ type: "frame", elapsed, speed, playing, record: false, recycle: [] });
  };
  const digest = async () => (await ask({ type: "run" })).digests[0];
  return { host, ask, frame, digest, answers, clock };
}

test("frames run whole ticks of both arms on one clock", async () => {
  const { frame, ask } = await start();
  let last = await frame(0);
  for (let i = 0; i < 100; i += 1) last = await frame(16, 1);
  // Drawn time is 1600 ms: the tick under way is the 161st.
  assert.equal(last.tick, 161);
  assert.equal(last.frames.length, 2);
  assert.ok(last.frames[1] instanceof Float32Array);
  const [first, second] = (await ask({ type: "run" })).digests;
  assert.match(second, /^no_dopamine/);
  assert.notEqual(first, second);
});

test("paused frames run nothing; a jump of the clock gains 50 ms", async () => {
  const { frame } = await start();
  assert.equal((await frame(5000, 1, false)).tick, 0);
  assert.equal((await frame(3_600_000, 1)).tick, 6);
});

test("records come at most 12 times a second", async () => {
  const { frame } = await start();
  let records = 0;
  for (let i = 0; i < 240; i += 1) records += (await frame(1000 / 120)).records ? 1 : 0;
  assert.ok(records > 15 && records <= 24, `${records} in two seconds`);
});

test("going back and running again gives the same bits, commands included", async () => {
  const { ask, digest } = await start();
  await ask({ type: "step", ticks: 30 });
  await ask({ type: "command", bytes: command({ kind: "burst" }) });
  await ask({ type: "step", ticks: 170 });
  await ask({ type: "command", bytes: command({ kind: "probe", region: "NAc" }) });
  await ask({ type: "step", ticks: 100 });
  const end = await digest();
  for (const tick of [0, 29, 30, 31, 200, 299]) {
    await ask({ type: "seek", tick });
    await ask({ type: "seek", tick: 300 });
    assert.equal(await digest(), end, `by way of ${tick}`);
  }
});

test("a new command after going back gives up what was logged for later", async () => {
  const { ask, digest, host } = await start();
  await ask({ type: "step", ticks: 100 });
  await ask({ type: "command", bytes: command({ kind: "burst" }) });
  await ask({ type: "step", ticks: 100 });
  const before = await digest();
  await ask({ type: "seek", tick: 50 });
  const logged = await ask({ type: "command", bytes: command({ kind: "probe" }) });
  assert.equal(logged.cursor, 1);
  await ask({ type: "seek", tick: 200 });
  assert.notEqual(await digest(), before);
  assert.equal(host.ensemble?.log.length, 1);
});

test("trial starts are kept while it is slow, now and then while it is fast", async () => {
  const { frame, host } = await start();
  for (let i = 0; i < 500; i += 1) await frame(16, 10);
  const ticks = host.ensemble?.kept.all.map((kept) => kept.tick) ?? [];
  assert.equal(ticks[0], 0);
  assert.equal(ticks.length, Math.floor((host.ensemble?.tick ?? 0) / TRIAL) + 1);
  assert.ok(
    ticks.slice(1).every((tick) => tick % TRIAL <= 16),
    `${ticks}`,
  );
  const fast = await start();
  for (let i = 0; i < 100; i += 1) await fast.frame(16, 100);
  const few = fast.host.ensemble?.kept.all.map((kept) => kept.tick) ?? [];
  assert.ok(few.length > 3 && few.length < 8, `${few}`);
});

test("checkpoints after a tick are still there when it is gone back to, and go with a new command", async () => {
  const { ask, host } = await start();
  for (let i = 0; i < 10; i += 1) await ask({ type: "stepTrial" });
  await ask({ type: "seek", tick: 3 * TRIAL + 5 });
  assert.equal(host.ensemble?.kept.all.length, 11);
  await ask({ type: "command", bytes: command({ kind: "burst" }) });
  assert.equal(host.ensemble?.kept.all.length, 4);
});

test("a long way is gone in portions, to the same bits, and every trial on it is told of", async () => {
  const { ask, clock, digest } = await start();
  const one = await start();
  await one.ask({ type: "step", ticks: 6000 });
  // From now on every look at the clock takes 30 ms.
  let now = 0;
  Object.defineProperty(clock, "now", { get: () => (now += 30) });
  const at = [];
  for (let answer = { arrived: false, tick: 0 }; !answer.arrived; at.push(answer.tick))
    answer = await ask({ type: "seek", tick: 6000 });
  assert.ok(at.length > 3, `${at}`);
  assert.equal(at.at(-1), 6000);
  assert.equal(await digest(), await one.digest());
  const { begun } = await ask({
    ...{ type: "frame", elapsed: 0, speed: 1, playing: false, record: false, recycle: [] },
  });
  assert.deepEqual(begun.slice(0, 4), [0, 10, 1, TRIAL + 10]);
  assert.equal(begun.length, 2 * (6000 / TRIAL));
});

test("one trial further lands on its first tick", async () => {
  const { ask, host } = await start();
  await ask({ type: "stepTrial" });
  assert.equal(host.ensemble?.tick, TRIAL);
  await ask({ type: "stepTrial" });
  assert.equal(host.ensemble?.tick, 2 * TRIAL);
});

test("a refused command or experiment names the problems and changes nothing", async () => {
  const { ask, digest } = await start();
  await ask({ type: "step", ticks: 10 });
  const before = await digest();
  const refused = await ask({ type: "command", bytes: command({ kind: "bad" }) });
  assert.deepEqual(
    refused.problems.map((/** @type {any} */ p) => p.path),
    ["/kind", "/rate_hz"],
  );
  const broken = new TextEncoder().encode("broken");
  const setup = { experiment: broken, arms: ["intact"] };
  assert.equal((await ask({ type: "setup", setup })).type, "problems");
  assert.equal((await ask({ type: "validate", bytes: broken })).problems[0].path, "/task");
  assert.equal(await digest(), before);
});

test("a run that ends says so and stays", async () => {
  habits.endAt = 20;
  const { frame } = await start();
  for (let i = 0; i < 40; i += 1) await frame(50, "max");
  const last = await frame(50, "max");
  assert.equal(last.tick, 20);
  assert.equal(last.finished, true);
});

test("a trap is told apart from a refusal", async () => {
  habits.trapAt = 40;
  const { ask } = await start();
  assert.equal((await ask({ type: "step", ticks: 100 })).type, "trap");
});

test("engines are let go when a run is replaced or taken back", async () => {
  const { ask } = await start();
  const setup = { experiment: "conditioning", arms: ["intact", "no_tag"] };
  for (let i = 0; i < 5; i += 1) {
    await ask({ type: "setup", setup });
    await ask({ type: "step", ticks: 20 });
    await ask({ type: "seek", tick: 3 });
  }
  assert.equal(habits.live, 2);
});

test("a long run gives signs of life", async () => {
  const { ask, answers } = await start();
  await ask({ type: "step", ticks: 5000 });
  assert.ok(answers.filter((answer) => answer.type === "alive").length >= 9);
});

test("parameters of a wish are merged into the file by the engine, once", async () => {
  const { ask } = await start();
  const settings = command({ horizon_s: 2 });
  const setup = { experiment: "conditioning", arms: ["intact"], seed: 5, settings };
  const answer = await ask({ type: "setup", setup });
  const text = JSON.parse(new TextDecoder().decode(answer.setup.experiment));
  assert.equal(text, '"conditioning" with {"horizon_s":2}');
  assert.equal(answer.setup.settings, undefined);
});

test("four arms run on one clock, come back from a jump, and the first is as if alone", async () => {
  const arms = ["intact", "no_dopamine", "no_tag", "no_serotonin"];
  const { ask, frame, digest } = await start();
  await ask({ type: "step", ticks: 120 });
  const alone = await digest();
  const setup = { experiment: "conditioning", arms, seed: 5 };
  await ask({ type: "setup", setup });
  await ask({ type: "step", ticks: 120 });
  const { digests } = await ask({ type: "run" });
  assert.equal(digests[0], alone);
  assert.deepEqual(
    digests.map((/** @type {string} */ text) => text.split(" ")[0]),
    arms,
  );
  await ask({ type: "step", ticks: 80 });
  await ask({ type: "seek", tick: 120 });
  assert.deepEqual((await ask({ type: "run" })).digests, digests);
  const { frames } = await frame();
  assert.equal(frames.length, 4);
});
