// Faults: a killed worker, a bad file, a broken link, a jump of the clock.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, digestAt, frames, goTo, inPage, ready, until } from "./page.mjs";

const harness = await shared();

test("a killed worker is noticed, and the run goes on with the same bits", async () => {
  const { page, close } = await harness.openPage({ url: "about:blank" });
  await page.addInitScript(() => {
    const Plain = globalThis.Worker;
    globalThis.Worker = class extends Plain {
      /** @param {string | URL} url */
      constructor(url) {
        super(url);
        Reflect.set(globalThis, "lastWorker", this);
      }
    };
  });
  await page.goto(`${harness.site}#speed=10`);
  await ready(page);
  await until(async () => (await clockOf(page)).tick > 300, "some ticks");
  await page.evaluate(() => Reflect.get(globalThis, "lastWorker").terminate());
  await page.waitForSelector('.notice[data-subject="engine"]', { timeout: 15_000 });
  const { tick } = await clockOf(page);
  await until(async () => (await clockOf(page)).tick > tick, "ticks after the recovery");
  await goTo(page, 2000);
  const { digests } = await inPage(page, (app) => app.client.run());
  assert.equal(digests[0], await digestAt(harness, 2000));
  await close();
});

test("a bad file is answered with paths, and the run goes on", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=1" });
  await ready(page);
  await drop(
    page,
    '{"format":"neurotide-experiment","version":1,"task":{"kind":"conditioning","delay_ms":-5}}',
  );
  await page.waitForSelector('.notice[data-subject="experiment"] li');
  const words = (await page.textContent('.notice[data-subject="experiment"]')) ?? "";
  assert.match(words, /\/task\/delay_ms/);
  const { tick } = await clockOf(page);
  await until(async () => (await clockOf(page)).tick > tick, "more ticks");
  await drop(page, "not json");
  await until(
    async () => !/delay_ms/.test((await page.textContent(".notices")) ?? ""),
    "the newer list",
  );
  await page.click('.notice[data-subject="experiment"] button');
  assert.equal(await page.locator(".notice").count(), 0);
  assert.deepEqual(errors, []);
  await close();
});

/** @param {import("playwright-core").Page} page @param {string} text */
async function drop(page, text) {
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], "experiment.json"));
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }),
    );
  }, text);
}

test("what a link says wrongly becomes the default, with one notice naming it", async () => {
  const { page, close } = await harness.openPage({
    url: "#seed=-3&arm=intact&speed=toString&nonsense=1&play=0",
  });
  await ready(page);
  const notice = (await page.textContent('.notice[data-subject="link"]')) ?? "";
  for (const part of ["seed=-3", "speed=toString", "nonsense=1"])
    assert.ok(notice.includes(part), notice);
  assert.ok(!notice.includes("arm="), notice);
  const shown = await inPage(page, (app) => ({
    seed: app.state.shown.seed,
    speed: app.state.shown.speed,
  }));
  assert.deepEqual(shown, { seed: 1, speed: "story" });
  await page.click('.notice[data-subject="link"] button');
  assert.equal(await page.locator(".notice").count(), 0);
  await close();
});

test("a link opens with its experiment, arms, seed, speed and parameters", async () => {
  const key = await firstRebuildKey();
  const { page, close } = await harness.openPage({
    url: `#exp=conditioning&seed=9&arm=no_tag&twin=no_dopamine&speed=10&play=0&set=${key.key}:${key.value}`,
  });
  await ready(page);
  assert.equal(await page.locator(".notice").count(), 0);
  const run = await inPage(page, async (app) => ({
    seed: (await app.client.run()).seed,
    arms: app.client.link.setup.arms,
    speed: app.client.speed,
    file: new TextDecoder().decode(app.client.link.setup.experiment),
  }));
  assert.equal(run.seed, 9);
  assert.deepEqual(run.arms, ["no_tag", "no_dopamine"]);
  assert.equal(run.speed, 10);
  assert.equal(await page.inputValue("#speed"), "10");
  assert.equal(JSON.parse(run.file).id, "conditioning");
  assert.equal(JSON.parse(run.file).parameters[key.key], key.value);
  await close();
});

async function firstRebuildKey() {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  const found = await inPage(page, (app) => {
    const one = app.client.catalogue.parameters.find(
      (/** @type {any} */ p) => !p.live && p.max > p.default,
    );
    return { key: one.key, value: Number(((one.default + one.max) / 2).toPrecision(3)) };
  });
  await close();
  return found;
}

test("an hour that passes at once gains at most 50 ms", async () => {
  const { page, close } = await harness.openPage({ url: "about:blank" });
  await page.addInitScript(() => {
    const real = globalThis.requestAnimationFrame.bind(globalThis);
    Reflect.set(globalThis, "jump", 0);
    globalThis.requestAnimationFrame = (call) =>
      real((now) => call(now + Reflect.get(globalThis, "jump")));
  });
  await page.goto(`${harness.site}#speed=1`);
  await ready(page);
  const { gained, elapsed } = await inPage(page, async (app) => {
    const [tick, since] = [app.client.tick, performance.now()];
    Reflect.set(globalThis, "jump", 3_600_000);
    for (let i = 0; i < 10; i++) await new Promise(requestAnimationFrame);
    return { gained: (app.client.tick - tick) * 10, elapsed: performance.now() - since };
  });
  assert.ok(gained <= elapsed + 50 + 40, `${gained} ms gained in ${elapsed} ms`);
  await close();
});

test("a hidden page stands still and keeps its picture", async () => {
  const { page, close } = await harness.openPage({ url: "#speed=1" });
  await ready(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await inPage(page, (app) => app.client.run());
  await frames(page, 10);
  const { tick } = await clockOf(page);
  await frames(page, 30);
  assert.equal((await clockOf(page)).tick, tick);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => "visible",
    });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await until(async () => (await clockOf(page)).tick > tick, "ticks again");
  await close();
});
