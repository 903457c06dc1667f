// The client: a dead, trapped or silent host is noticed, replaced and brought
// back to the same tick and the same bits; never more than three times a minute.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Client } from "../../www/engine/client.js";
import { Host } from "../../www/engine/host.js";
import { fakeModule, habits } from "./fake-engine.mjs";

/** @typedef {import("../../www/engine/messages.js").Answer} Answer */

beforeEach(() =>
  Object.assign(habits, {
    trapAt: Number.POSITIVE_INFINITY,
    endAt: Number.POSITIVE_INFINITY,
    live: 0,
  }),
);

/** Lets everything that is on its way arrive. */
const settle = async () => {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A world with a clock, displays, beats and workers that tests can kill. */
function world({ refuse = /** @type {string[]} */ ([]) } = {}) {
  const state = {
    now: 0,
    seen: (/** @type {boolean} */ _seen) => {},
    turn: (/** @type {number} */ _now) => {},
    beat: () => {},
    dead: false,
    opened: /** @type {string[]} */ ([]),
    closed: 0,
    lost: (/** @type {string} */ _message) => {},
  };
  /** @type {import("../../www/engine/environment.js").Environment} */
  const environment = {
    now: () => state.now,
    frames: (turn) => {
      state.turn = turn;
      return () => {};
    },
    every: (_ms, call) => {
      state.beat = call;
      return () => {};
    },
    attention: (_element, changed) => {
      state.seen = changed;
      return () => {};
    },
    bytes: async () => new Uint8Array(8),
    connect: async (kind, _place, listener) => {
      if (refuse.includes(kind)) throw new Error(`${kind} refused`);
      state.opened.push(kind);
      state.dead = false;
      state.lost = listener.lost;
      let open = true;
      const post = (/** @type {Answer} */ answer) =>
        setImmediate(() => open && !state.dead && listener.answer(answer));
      const host = new Host(
        post,
        async () => fakeModule(),
        12,
        () => state.now,
      );
      return {
        send: (request) => void setImmediate(() => open && !state.dead && host.receive(request)),
        close: () => {
          open = false;
          state.closed += 1;
        },
      };
    },
  };
  return { state, environment };
}

async function start(options = {}, how = {}) {
  const { state, environment } = world(how);
  const client = new Client(
    { experiment: "conditioning", seed: 5, arms: ["intact", "no_dopamine"], ...options },
    environment,
  );
  /** @type {Map<string, any[]>} */
  const seen = new Map();
  for (const type of ["ready", "frame", "record", "problem", "recovered", "failed", "playing"]) {
    seen.set(type, []);
    client.addEventListener(type, (event) =>
      seen.get(type)?.push(/** @type {any} */ (event).detail),
    );
  }
  await client.start();
  const frames = async (count = 1, ms = 16) => {
    for (let i = 0; i < count; i += 1) {
      state.now += ms;
      state.turn(state.now);
      await settle();
    }
  };
  const beats = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; i += 1) {
      state.beat();
      await settle();
    }
  };
  const all = (/** @type {string} */ type) => seen.get(type) ?? [];
  return { client, state, frames, beats, all };
}

test("it becomes ready, shows one frame, plays, pauses", async () => {
  const { client, frames, all } = await start();
  assert.equal(all("ready").length, 1);
  assert.equal(all("ready")[0].seed, 5);
  await frames(3);
  assert.equal(all("frame").length, 1);
  client.setSpeed(1);
  client.play();
  await frames(51);
  // Drawn time is 800 ms: the tick under way is the 81st.
  assert.equal(client.tick, 81);
  client.pause();
  await frames(5);
  const { length } = all("frame");
  await frames(20);
  assert.equal(all("frame").length, length);
  assert.deepEqual(all("playing"), [true, false]);
  assert.ok(all("record").length > 5);
});

test("a long way can be given up between its portions, and goes on to the same bits", async () => {
  const { client, state } = await start();
  const one = await start();
  await one.client.seek(9000);
  // Every look at the clock takes 30 ms.
  let now = 0;
  Object.defineProperty(state, "now", { get: () => (now += 30) });
  const at = /** @type {number[]} */ ([]);
  await client.seek(9000, (tick) => at.push(tick) < 2);
  assert.equal(at.length, 2);
  const half = await client.run();
  assert.equal(half?.tick, at[1]);
  await client.seek(9000);
  await client.seek(2000);
  await client.seek(9000);
  const [run, wanted] = [await client.run(), await one.client.run()];
  assert.equal(run?.digests.length, 2);
  assert.deepEqual(run?.digests, wanted?.digests);
});

test("a command branches the run; to read another region does not, unless it gives up others", async () => {
  const { client } = await start();
  let branches = 0;
  client.addEventListener("branch", () => {
    branches += 1;
  });
  await client.seek(100);
  await client.command({ kind: "probe", region: "NAc" });
  assert.equal(branches, 0);
  await client.command({ kind: "burst" });
  assert.equal(branches, 1);
  await client.seek(50);
  await client.command({ kind: "probe", region: "V1" });
  assert.equal(branches, 2);
});

test("only one frame is under way at a time", async () => {
  const { client, state, all } = await start();
  client.play();
  for (let i = 0; i < 100; i += 1) state.turn(i * 16);
  await settle();
  assert.equal(all("frame").length, 1);
});

test("hidden or scrolled away, nothing runs, and nothing is made good", async () => {
  const { client, state, frames } = await start();
  client.setSpeed(1);
  client.play();
  await frames(11);
  const { tick } = client;
  state.seen(false);
  await frames(100, 1000);
  assert.equal(client.tick, tick);
  state.now += 3_600_000;
  state.seen(true);
  await frames(2, 16);
  assert.ok(client.tick - tick <= 5, `${client.tick - tick}`);
});

test("a killed worker is noticed in 2 s and the run goes on with the same bits", async () => {
  const { client, state, frames, beats, all } = await start();
  client.setSpeed(1);
  client.play();
  await frames(20);
  await client.command({ kind: "burst", nucleus: "VTA" });
  await frames(20);
  client.pause();
  await frames(3);
  const before = await client.run();
  state.dead = true;
  await beats(5);
  assert.equal(all("recovered").length, 1);
  assert.equal(all("recovered")[0].tick, before?.tick);
  const after = await client.run();
  assert.equal(after?.digests.length, 2);
  assert.deepEqual(after?.digests, before?.digests);
  client.play();
  await frames(10);
  assert.ok(client.tick > (before?.tick ?? 0));
});

test("a trap is recovered at once, from the checkpoint that the page holds", async () => {
  const { client, state, frames, all } = await start();
  client.setSpeed(10);
  client.play();
  await frames(1500);
  assert.ok(client.link.checkpoint, "a checkpoint after 20 s");
  const tick = client.tick;
  state.lost("unreachable");
  await settle();
  assert.equal(all("recovered").length, 1);
  assert.equal(all("recovered")[0].tick, tick);
  assert.equal(state.closed, 1);
});

test("after three recoveries in a minute it fails, and a minute later it would not", async () => {
  const { client, state, frames, all } = await start();
  client.play();
  for (let i = 0; i < 3; i += 1) {
    await frames(3);
    state.lost("trap");
    await settle();
  }
  assert.equal(all("recovered").length, 3);
  state.lost("trap");
  await settle();
  assert.equal(all("failed").length, 1);
  assert.equal(client.playing, false);

  const calm = await start();
  for (let i = 0; i < 6; i += 1) {
    calm.state.now += 30_000;
    calm.state.lost("trap");
    await settle();
  }
  assert.equal(calm.all("failed").length, 0);
  assert.equal(calm.all("recovered").length, 6);
});

test("a run that always traps at the same tick fails; it does not loop", async () => {
  habits.trapAt = 30;
  const { client, frames, all } = await start();
  client.setSpeed(1);
  client.play();
  await frames(200);
  assert.equal(all("failed").length, 1);
  assert.ok(all("recovered").length <= 3);
});

test("sleep does not look like death", async () => {
  const { client, state, beats, all } = await start();
  client.play();
  state.turn(16);
  state.now += 3_600_000;
  state.beat();
  await settle();
  await beats(10);
  assert.equal(all("recovered").length, 0);
});

test("where workers are refused a Blob is tried, then the page's own thread", async () => {
  const blob = await start({}, { refuse: ["worker"] });
  assert.deepEqual(blob.state.opened, ["blob"]);
  const main = await start({}, { refuse: ["worker", "blob"] });
  assert.equal(main.all("ready")[0].transport, "main");
  const none = await start({}, { refuse: ["worker", "blob", "main"] });
  assert.equal(none.all("ready").length, 0);
  assert.equal(none.all("failed").length, 1);
});

test("problems come back to the asker and as an event; the run goes on", async () => {
  const { client, frames, all } = await start();
  const problems = await client.command({ kind: "bad" });
  assert.deepEqual(
    problems.map((problem) => problem.path),
    ["/kind", "/rate_hz"],
  );
  assert.equal(all("problem").length, 1);
  const broken = new TextEncoder().encode("broken");
  assert.equal((await client.validate(broken)).length, 1);
  assert.equal((await client.describe(new TextEncoder().encode("good"))).card?.id, "good");
  assert.equal(all("problem").length, 1);
  assert.equal((await client.begin({ experiment: broken })).length, 1);
  const described = await client.describe(broken);
  assert.deepEqual([described.card, described.problems.length], [null, 1]);
  await client.step(7);
  await frames(1);
  assert.equal(client.tick, 7);
});

test("arms, seed and place can be changed; each run is announced", async () => {
  const { client, frames, all } = await start();
  await client.step(120);
  await client.seek(40);
  await frames(1);
  assert.equal(client.tick, 40);
  await client.begin({ arms: ["intact", "no_tag"] });
  await frames(1);
  assert.deepEqual(all("ready").at(-1).arms, ["intact", "no_tag"]);
  assert.equal(client.tick, 0);
  await client.begin({ seed: await client.proposeSeed() });
  assert.equal(all("ready").at(-1).seed, 77);
});
