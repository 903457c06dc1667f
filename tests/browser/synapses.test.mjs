// The synapses of a region, one by one: opened by pointer and by keyboard, moving
// while the run goes on, and the same numbers as the engine's.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { goTo, inPage, ready, tabTo, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const harness = await shared();

/** What axe-core finds, as lines. @param {BrowserPage} page */
async function findings(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = Reflect.get(globalThis, "axe");
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target}`),
    );
  });
}

/** Selects a region where it is drawn. @param {BrowserPage} page @param {string} id */
async function clickRegion(page, id) {
  const place = await inPage(
    page,
    (app, wanted) => app.page.stage.view.places().find((/** @type {any} */ p) => p.id === wanted),
    id,
  );
  await page.click(".brain > canvas", { position: { x: place.x, y: place.y } });
}

/** The view with a reading in it. @param {BrowserPage} page */
async function opened(page) {
  await page.click(".open-synapses");
  await shown(page);
}

/** @param {BrowserPage} page */
const shown = (page) =>
  until(() => inPage(page, (app) => app.synapses.reading !== null), "a reading");

/** @param {BrowserPage} page */
const picture = (page) => inPage(page, (app) => app.synapses.parts.canvas.toDataURL());

/** Whether an element has the focus. @param {BrowserPage} page @param {string} selector */
const focused = (page, selector) =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

test("a click opens it, it moves with the run, Escape closes it and keeps the region", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=1" });
  await ready(page);
  assert.ok(!(await page.isVisible(".open-synapses")));
  await clickRegion(page, "IT");
  await page.waitForSelector(".open-synapses:not([hidden])");
  assert.equal(await page.textContent(".open-synapses"), "Synapses of IT");
  await opened(page);
  assert.ok(await focused(page, ".synapses h2"));
  assert.equal(await page.getAttribute(".open-synapses", "aria-expanded"), "true");
  const first = await picture(page);
  const tick = () => inPage(page, (app) => app.synapses.reading.tick);
  const begin = await tick();
  await until(async () => (await tick()) > begin + 100, "later readings");
  await until(async () => (await picture(page)) !== first, "another picture");
  assert.match(
    (await page.textContent(".synapses")) ?? "",
    /Tagged now: [\d,]+ of [\d,]+ synapses/,
  );
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible(".synapses")));
  assert.ok(await focused(page, ".open-synapses"));
  assert.equal(await inPage(page, (app) => app.state.shown.region), "IT");
  await page.keyboard.press("Escape");
  assert.equal(await inPage(page, (app) => app.state.shown.region), "");
  assert.ok(!(await page.isVisible(".open-synapses")));
  assert.deepEqual(errors, []);
  await close();
});

test("by keyboard alone: region, button, projection, measure, close", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await page.locator('.regions button[data-id="IT"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await focused(page, ".open-synapses"));
  await page.keyboard.press("Enter");
  await shown(page);
  await tabTo(page, ".synapses select");
  await page.keyboard.press("ArrowDown");
  await until(
    async () => /dlPFC/.test((await inPage(page, (app) => app.synapses.sentence())) ?? ""),
    "the other projection",
  );
  await tabTo(page, '.synapses [data-measure="weight"]');
  const change = await picture(page);
  await page.keyboard.press("Enter");
  assert.notEqual(await picture(page), change);
  await until(async () => /Tagged now/.test((await page.textContent("#live")) ?? ""), "the words");
  await page.keyboard.press("Escape");
  assert.ok(await focused(page, ".open-synapses"));
  assert.deepEqual(errors, []);
  await close();
});

/** Dopamine has come, in the first trial. */
const LATE_TICK = 400;

/** Of a reading: what is shown of each pair of units, and the numbers of the whole. Runs in the page. */
const whole = `(reading) => ({
  tick: reading.tick, counts: reading.counts, largest: reading.largest,
  third: reading.third, tagGate: reading.tagGate,
  cells: reading.post.flatMap((post, row) => reading.pre.map((pre, column) => [
    pre.unit + " " + post.unit,
    ["weight", "tag", "change"].map((name) => reading.at(name, row, column)), pre.rate, post.rate,
  ])),
})`;

test("its numbers are those of an engine of its own", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0&region=CAU" });
  await ready(page);
  await opened(page);
  await goTo(page, LATE_TICK);
  // Another projection and back: what is shown is sampled anew, as an engine of its own will.
  for (const id of ["IT", "CAU"]) {
    await inPage(page, (app, region) => app.state.set("region", region), id);
    await until(
      () => inPage(page, (app, to) => app.synapses.sentence().includes(`→ ${to}`), `${id}:`),
      `a reading of ${id}`,
    );
  }
  const source = `(async () => {
    const at = (path) => new URL(path, document.baseURI).href;
    const whole = ${whole};
    const { client, synapses } = await (await import(at("main.js"))).started;
    const [{ loadEngine }, { Layout }, { readSynapses }] = await Promise.all(
      ["engine/engine.js", "engine/frame.js", "synapses/read.js"].map((name) => import(at(name))));
    const module = await loadEngine(at("pkg/neurotide_bg.wasm"));
    const engine = module.create(module.experiment("choice"), "intact", client.link.setup.seed);
    engine.step(synapses.reading.tick);
    const { catalogue } = client;
    const region = catalogue.regions.findIndex((one) => one.id === "CAU");
    const numbers = engine.synapses(region, 0, synapses.reading.post.length, synapses.reading.pre.length);
    const own = readSynapses(new Layout(catalogue.synapses).views(numbers), catalogue);
    return { shown: whole(synapses.reading), own: whole(own) };
  })()`;
  const { shown: here, own } = /** @type {any} */ (await page.evaluate(source));
  assert.deepEqual(here, own);
  assert.equal(here.tick, LATE_TICK);
  assert.ok(here.cells.length > 200 && here.counts.stronger > 0, JSON.stringify(here.counts));
  const words = (await page.textContent(".synapses")) ?? "";
  const numbers = [here.counts.tagged, here.counts.stronger, here.counts.weaker];
  const written = words.replace(/[,.]/g, "").match(/\d+(?= of \d+ synapses| get| weaker)/g) ?? [];
  assert.deepEqual(written.slice(0, 3).map(Number), numbers, words);
  assert.deepEqual(errors, []);
  await close();
});

for (const view of [
  { name: "light" },
  { name: "dark", dark: true },
  { name: "tablet", width: 768, height: 1024 },
  { name: "phone", width: 360, height: 740 },
]) {
  test(`open to everybody and within the window: ${view.name}`, async () => {
    const { page, close } = await harness.openPage({ ...view, url: "#play=0&region=IT" });
    await ready(page);
    await opened(page);
    assert.deepEqual(await findings(page), []);
    const found = await page.evaluate(() => {
      const box = /** @type {HTMLElement} */ (document.querySelector(".synapses"));
      const all = [...box.querySelectorAll("*")].filter((one) => one.getClientRects().length);
      const over = [...all, box].filter((one) => one.scrollWidth > one.clientWidth + 1);
      return {
        wide: document.documentElement.scrollWidth - innerWidth,
        small: Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
        over: over
          .filter((one) => getComputedStyle(one).display !== "inline")
          .map((one) => `${one.tagName} ${one.className}`),
        targets: [".open-synapses", ".synapses header button", ".synapses select"].map(
          (one) => document.querySelector(one)?.getBoundingClientRect().height ?? 0,
        ),
      };
    });
    assert.ok(found.wide <= 0, `${found.wide} px too wide`);
    assert.ok(found.small >= 12, `${found.small} px`);
    assert.deepEqual(found.over, []);
    if (view.name === "phone") for (const high of found.targets) assert.ok(high >= 44, `${high}`);
    await close();
  });
}

test("regions without synapses that change say so; the view follows the selection", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0&region=PAL" });
  await ready(page);
  await opened(page);
  assert.match((await page.textContent(".synapses")) ?? "", /2 projections end in PAL/);
  assert.ok(!(await page.isVisible(".synapses canvas")));
  await inPage(page, (app) => app.state.set("region", "NAc"));
  await until(
    async () => /time cells/.test((await page.textContent(".synapses")) ?? ""),
    "the synapses of value",
  );
  await inPage(page, (app) => app.state.set("region", ""));
  assert.ok(!(await page.isVisible(".synapses")));
  await close();
});

test("closed it asks for nothing; at full speed it asks twice a second", async () => {
  const { page, close } = await harness.openPage({ url: "#speed=max&region=IT" });
  await ready(page);
  await inPage(page, (app) => {
    const { link } = app.client;
    const ask = link.ask.bind(link);
    app.asked = 0;
    link.ask = (/** @type {any} */ request, /** @type {any[]} */ ...rest) => {
      if (request.type === "synapses") app.asked += 1;
      return ask(request, ...rest);
    };
  });
  const asked = () => inPage(page, (app) => app.asked);
  await page.waitForTimeout(500);
  assert.equal(await asked(), 0);
  await opened(page);
  await page.waitForTimeout(500);
  const before = await asked();
  await page.waitForTimeout(3000);
  const looks = (await asked()) - before;
  assert.ok(looks >= 3 && looks <= 7, `${looks} in three seconds`);
  await page.click(".synapses header button");
  const last = await asked();
  await page.waitForTimeout(700);
  assert.equal(await asked(), last);
  await close();
});
