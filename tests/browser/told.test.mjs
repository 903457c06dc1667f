// What the page tells: the twin without any of the four modulators, every experiment with its story, a region's
// numbers as the engine has them, and events, not frames, for the ear.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { goTo, inPage, ready, until } from "./page.mjs";

const harness = await shared();

test("the twin lacks the modulator that the switch names, on the same seed and clock", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0&seed=3" });
  await ready(page);
  const digests = new Set();
  for (const [word, arm] of [
    ["ACh", "no_acetylcholine"],
    ["NE", "no_noradrenaline"],
    ["5-HT", "no_serotonin"],
    ["DA", "no_dopamine"],
  ]) {
    await page.click(`.twin-switch button:text-is("${word}")`);
    await until(() => inPage(page, (app, id) => app.client.link.setup.arms[1] === id, arm), arm);
    await goTo(page, 400);
    const run = await inPage(page, (app) => app.client.run());
    assert.equal(run.seed, 3);
    assert.equal(run.tick, 400);
    digests.add(run.digests[1]);
    const silent = await inPage(page, (app) => {
      const { modulators, regions } = app.client.catalogue;
      const now = app.page.frame.arms[1].get("concentration");
      const width = regions.length;
      return modulators
        .filter((/** @type {any} */ _, /** @type {number} */ m) =>
          now.slice(m * width, (m + 1) * width).every((/** @type {number} */ nm) => nm < 0.5),
        )
        .map((/** @type {any} */ one) => one.short);
    });
    assert.deepEqual(silent, [word]);
  }
  assert.equal(digests.size, 4);
  assert.deepEqual(errors, []);
  await close();
});

test("the list of experiments has each with its question, arms and what to expect", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await page.click("#open-experiments");
  const known = await inPage(page, (app) => app.client.catalogue.experiments);
  assert.ok(known.length >= 14);
  for (const one of known) {
    const words = await page.locator(`li:has(> [data-experiment="${one.id}"])`).textContent();
    const arms = one.arms.map((/** @type {any} */ arm) => arm.title);
    const sources = one.expect.flatMap((/** @type {any} */ e) => [e.text, e.source]);
    assert.ok(arms.length > 1 && sources.length > 0, one.id);
    for (const part of [one.title, one.question, ...arms, ...sources])
      assert.ok(words?.includes(part), `${one.id}: ${part}`);
  }
  await close();
});

test("every experiment of the list is told by one kind of trial", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0&exp=fear" });
  await ready(page);
  const { shown, picked, rows } = await inPage(page, async (app) => {
    const { KINDS, kindOf } = await import(new URL("story/kinds/index.js", document.baseURI).href);
    const { experiments } = app.client.catalogue;
    return {
      shown: app.page.kind.id,
      picked: experiments.map((/** @type {any} */ card) => [card.id, kindOf(card).id]),
      rows: KINDS.map((/** @type {any} */ row) => row.kind.id),
    };
  });
  const own = new Map(rows.map((/** @type {string} */ id) => [id, id]));
  const expected = picked.map(([id]) => [id, own.get(id) ?? "choice"]);
  assert.deepEqual(picked, expected, "an experiment named like a kind is its own; others choose");
  const used = new Set(picked.map(([, kind]) => kind));
  assert.deepEqual([...used].sort(), rows.toSorted(), "no kind is without an experiment");
  assert.equal(shown, "fear");
  assert.deepEqual(errors, []);
  await close();
});

for (const id of ["choice", "fear"])
  test(`the story of ${id} and all that is simplified`, async () => {
    const { page, close } = await harness.openPage({ url: `#play=0&exp=${id}` });
    await ready(page);
    await page.click("#open-help");
    const words = (await page.textContent("#help")) ?? "";
    const card = await inPage(
      page,
      (app, wanted) =>
        app.client.catalogue.experiments.find((/** @type {any} */ one) => one.id === wanted),
      id,
    );
    assert.ok(card.story.split(/\s+/).length >= 45);
    for (const part of [card.question, card.story, ...card.simplified])
      assert.ok(words.includes(part), part);
    await close();
  });

test("a region under the pointer: concentration, occupancy, gates, tags, change and share are the engine's", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=max" });
  await ready(page);
  const known = () => inPage(page, (app) => app.page.alignment.shareOf("basal_ganglia") !== null);
  await until(known, "a share of the gain", 60_000);
  await inPage(page, (app) => app.acts.pause());
  await inPage(page, (app) => app.client.stepTrial());
  const { tick } = await inPage(page, (app) => app.client.run());
  await goTo(page, tick + 320);
  const { x, y } = await inPage(page, (app) => {
    const box = app.page.stage.canvas.getBoundingClientRect();
    const place = app.page.stage.view.places().find((/** @type {any} */ one) => one.id === "CAU");
    return { x: box.left + place.x, y: box.top + place.y };
  });
  await page.mouse.move(x, y);
  await page.waitForSelector(".region-card:not([hidden])");
  const words = ((await page.textContent(".region-card")) ?? "").replace(/[\u00a0\u202f]/g, " ");
  const engine = await inPage(page, (app) => {
    const { regions, modulators, receptors } = app.client.catalogue;
    const frame = app.page.frame.arms[0];
    const index = regions.findIndex((/** @type {any} */ one) => one.id === "CAU");
    const at = (/** @type {string} */ name, /** @type {number} */ row) =>
      frame.get(name)[row * regions.length + index];
    return {
      nm: modulators.map((/** @type {any} */ _, /** @type {number} */ m) => at("concentration", m)),
      d1: at(
        "occupancy",
        receptors.findIndex((/** @type {any} */ one) => one.id === "D1"),
      ),
      counts: Array.from(frame.row("counts", index, 3)),
      gates: Array.from(frame.row("gates", index, 3)),
      share: app.page.alignment.shareOf("basal_ganglia"),
    };
  });
  const short = (/** @type {number} */ nm) => (nm < 10 ? Math.round(nm * 10) / 10 : Math.round(nm));
  for (const nm of engine.nm) assert.ok(words.includes(`${short(nm)} (`), `${nm}: ${words}`);
  assert.match(words, new RegExp(`D1\\D*${Math.round(100 * engine.d1)} ?%`));
  const [tagged, stronger, weaker] = engine.counts.map((n) => n.toLocaleString("en"));
  assert.ok(
    engine.counts.some((n) => n > 0),
    "something is tagged",
  );
  assert.ok(
    words.includes(`${tagged} tagged, ${stronger} stronger, ${weaker} weaker`),
    `${engine.counts}: ${words}`,
  );
  assert.match(words, new RegExp(`new tags ${Math.round(100 * engine.gates[1]) / 100}`));
  assert.match(words, new RegExp(`${Math.round(100 * engine.share)} % of the reward gained`));
  assert.deepEqual(errors, []);
  await close();
});

test("the ear is told events, not frames", async () => {
  const { page, close } = await harness.openPage();
  await ready(page);
  const said = await inPage(page, async (app) => {
    const live = /** @type {HTMLElement} */ (document.getElementById("live"));
    /** @type {string[]} */
    const heard = [];
    const watch = new MutationObserver(() => heard.push(live.textContent ?? ""));
    watch.observe(live, { childList: true, characterData: true, subtree: true });
    const from = performance.now();
    let frames = 0;
    app.client.addEventListener("frame", () => {
      frames += 1;
    });
    // Twelve seconds, or as long as a slow machine takes to come to a second event.
    const spans = () => (performance.now() - from) / 12_000;
    while (spans() < 1 || (heard.length < 2 && spans() < 5))
      await new Promise(requestAnimationFrame);
    return { heard, frames, spans: spans() };
  });
  assert.ok(said.frames > 60, `${said.frames} frames`);
  const most = 9 * said.spans;
  assert.ok(said.heard.length >= 2 && said.heard.length <= most, said.heard.join(" | "));
  assert.match(said.heard.join(" | "), /cue|choice|reward|trial/i);
  await close();
});
