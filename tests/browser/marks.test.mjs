// Marks, lanes and places on the timeline stand where the engine's events were: in every experiment, in the trial and in
// the pause after it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { goTo, inPage, ready, stand } from "./page.mjs";

const harness = await shared();
const { page, errors, close } = await harness.openPage({ url: "#play=0" });
await ready(page);
const cards = await inPage(page, (app) => app.client.catalogue.experiments);

/** What the timeline draws now, and what the engine has recorded of the same trial, both as ticks of the run. */
const look = () =>
  inPage(page, async (app) => {
    const at = (/** @type {string} */ file) => import(new URL(file, document.baseURI).href);
    const { eventsOf } = await at("engine/frame.js");
    const { timeOf, xOf } = await at("timeline/lanes.js");
    const { tickAt } = await at("timeline/stops.js");
    const { catalogue } = app.client;
    const { timeline, moment, record } = app.page;
    const drawn = timeline.drawing(timeline.shownMoment());
    const trial = moment.trial - (moment.between ? 2 : 1);
    const cue = app.trials.past.cues.get(trial);
    const dt = catalogue.dt_ms;
    const tick = (/** @type {number} */ ms) => tickAt(moment, ms, dt, app.acts.cueOf);
    const events = eventsOf(record.arms[0], catalogue.events);
    return {
      marks: drawn.marks.map((/** @type {any} */ mark) => ({ ...mark, tick: tick(mark.at) })),
      cuesOff: drawn.cues.map((/** @type {any} */ { to }) => tick(to)),
      events: events.map((/** @type {any} */ e) => ({ kind: e.kind, tick: cue + e.time_ms / dt })),
      between: moment.between,
      ends: cue + moment.shown.endMs / dt,
      begins: cue - moment.shown.leadMs / dt,
      now: cue + drawn.moment.ms / dt,
      newest: cue + timeOf(drawn, drawn.known - 1) / dt,
      samples: drawn.known,
      edges: [drawn.span.from, drawn.span.to].map((ms) => xOf(drawn, ms)),
      room: [drawn.left, drawn.width - drawn.right],
    };
  });

/** @typedef {Awaited<ReturnType<typeof look>>} Seen */

/** Both lists agree to within a tick. @param {number[]} drawn @param {number[]} recorded @param {string} what */
function agree(drawn, recorded, what) {
  const all = `${what}: drawn at ticks ${drawn}, recorded at ${recorded}`;
  assert.equal(drawn.length, recorded.length, all);
  for (const [i, tick] of drawn.entries())
    assert.ok(Math.abs(tick - (recorded[i] ?? Number.NaN)) <= 1, all);
}

/** All of a finished trial is drawn where it was. @param {Seen} seen @param {boolean} holds */
function check({ marks, events, ...seen }, holds) {
  const drawn = (/** @type {string} */ kind) =>
    marks.filter((/** @type {any} */ mark) => mark.kind === kind).map(({ tick }) => tick);
  const recorded = (/** @type {string[]} */ ...kinds) =>
    events.filter(({ kind }) => kinds.includes(kind)).map(({ tick }) => tick);
  agree([...drawn("item"), ...drawn("cue")], recorded("cue"), "items and cues");
  agree(seen.cuesOff, recorded("cue_off"), "ends of cues");
  agree(drawn("outcome"), recorded("reward", "omission"), "outcome");
  assert.equal(drawn("cue").length > 0 && drawn("outcome").length > 0, true);
  agree([seen.newest], [seen.now], "the end of the lanes");
  agree([seen.begins + seen.samples], [seen.now], "the beginning of the lanes");
  assert.deepEqual(seen.edges, seen.room, "the window fills the lanes");
  assert.equal(drawn("item").length > 0, holds);
}

for (const { id, holds } of cards) {
  test(`marks of ${id} stand at its events`, async () => {
    await inPage(
      page,
      async (app, wanted) => {
        const all = app.client.catalogue.experiments;
        await app.acts.choose(all.find((/** @type {any} */ one) => one.id === wanted));
        app.acts.pause();
        await app.acts.reset();
        await app.acts.trial();
      },
      id,
    );
    await stand(page);
    const pause = await look();
    assert.ok(pause.between);
    check(pause, holds);
    agree([pause.now], [pause.ends], "the pause begins where the window ends");
    await goTo(page, pause.ends - 5);
    await stand(page);
    const before = await look();
    assert.ok(!before.between);
    assert.equal(Math.round(before.now), pause.ends - 5);
    check(before, holds);
    await goTo(page, pause.begins + 5);
    assert.ok(!(await inPage(page, (app) => app.page.moment.between)), "its window is no pause");
    const { at, tick } = before.marks.find(({ kind }) => kind === "outcome");
    await inPage(page, (app, ms) => app.page.timeline.seek(ms), at);
    await stand(page);
    const there = await inPage(page, ({ page: { frame, moment } }) => [frame.tick, moment.ms]);
    assert.deepEqual(there.map(Math.round), [tick, at], "the way to a mark leads there");
  });
}

test("nothing was wrong meanwhile", async () => {
  assert.deepEqual(errors, []);
  await close();
});
