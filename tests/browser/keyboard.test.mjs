// Everything that can be done with the pointer can be done by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, frames, inPage, ready, stand, tabTo, until } from "./page.mjs";

const harness = await shared();
/** @type {import("./harness.mjs").Opened} */
let opened;

const word = () => opened.page.locator("#play .word").textContent();

test("Pause is the first stop of the Tab key, and pauses", async () => {
  opened = await harness.openPage();
  const { page } = opened;
  await ready(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "play");
  assert.equal(await word(), "Pause");
  await page.keyboard.press("Enter");
  assert.equal(await word(), "Play");
  await inPage(page, (app) => app.client.run());
  await frames(page);
  const before = await clockOf(page);
  await frames(page, 20);
  assert.equal((await clockOf(page)).tick, before.tick);
});

test("play again and pause with Space", async () => {
  const { page } = opened;
  const before = await clockOf(page);
  await page.keyboard.press("Space");
  await until(async () => (await clockOf(page)).tick > before.tick, "a later tick");
  await page.keyboard.press("Space");
  assert.equal(await word(), "Play");
});

test("one tick", async () => {
  const { page } = opened;
  await stand(page);
  const before = await clockOf(page);
  await page.focus("#step");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).tick === before.tick + 1, "the next tick");
});

test("one trial", async () => {
  const { page } = opened;
  const before = await clockOf(page);
  await page.focus("#trial");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).trial === before.trial + 1, "the next trial");
  assert.ok((await clockOf(page)).ms < 0);
});

test("next and previous event", async () => {
  const { page } = opened;
  await page.focus("#next");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).ms > 0, "the cue");
  const cue = await clockOf(page);
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).ms > cue.ms, "the next event");
  await page.focus("#previous");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).tick === cue.tick, "the cue again");
});

test("speed", async () => {
  const { page } = opened;
  await page.focus("#speed");
  const before = await page.inputValue("#speed");
  await page.keyboard.press("ArrowDown");
  const now = await page.inputValue("#speed");
  assert.notEqual(now, before);
  assert.match(page.url(), new RegExp(`speed=${now}`));
});

test("the timeline is a slider", async () => {
  const { page } = opened;
  await tabTo(page, ".scrubber");
  const before = await clockOf(page);
  await page.keyboard.press("ArrowRight");
  await until(async () => (await clockOf(page)).tick === before.tick + 10, "100 ms later");
  await page.keyboard.press("Shift+ArrowLeft");
  await until(async () => (await clockOf(page)).tick === before.tick + 9, "10 ms earlier");
  assert.match(
    (await page.getAttribute(".scrubber", "aria-valuetext")) ?? "",
    /seconds after the cue/,
  );
});

test("a region is read with the arrow keys and selected with Enter", async () => {
  const { page } = opened;
  await page.locator(".regions button").first().focus();
  await page.keyboard.press("ArrowRight");
  const id = await page.evaluate(() => document.activeElement?.getAttribute("data-id"));
  assert.ok(await page.isVisible(".region-card"));
  assert.match((await page.textContent(".region-card")) ?? "", /nM/);
  await page.keyboard.press("Enter");
  assert.equal(await inPage(page, (app) => app.state.shown.region), id);
  await until(
    async () => /dopamine [\d.]+\snM/.test((await page.textContent("#live")) ?? ""),
    "the reading",
  );
  await page.keyboard.press("Escape");
  assert.equal(await inPage(page, (app) => app.state.shown.region), "");
});

test("a nucleus fires a burst with Enter, and this is said", async () => {
  const { page } = opened;
  await page.locator(".nuclei button").first().focus();
  await page.keyboard.press("Enter");
  await until(async () => /Burst fired/.test((await page.textContent("#live")) ?? ""), "the words");
  const log = await inPage(page, async (app) =>
    new TextDecoder().decode((await app.client.run()).log),
  );
  assert.match(log, /"burst"/);
  const hz = () => inPage(page, (app) => app.page.frame.arms[0].get("firing")[0]);
  const rest = await hz();
  await page.focus("#step");
  for (let i = 0; i < 12; i++) await page.keyboard.press("Enter");
  await until(async () => (await hz()) > rest + 5, "a higher rate");
});

test("seed and arm begin a new run, reset goes to the start", async () => {
  const { page } = opened;
  await page.focus("#seed");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("77");
  await page.keyboard.press("Enter");
  await until(async () => /seed=77/.test(page.url()), "the seed in the address");
  await until(
    async () => (await inPage(page, async (app) => (await app.client.run()).seed)) === 77,
    "the seed",
  );
  await page.focus("#arm");
  await page.keyboard.press("ArrowDown");
  await until(async () => /arm=no_dopamine/.test(page.url()), "the arm in the address");
  await page.focus("#trial");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).tick > 0, "a trial");
  await page.focus("#reset");
  await page.keyboard.press("Enter");
  await until(async () => (await clockOf(page)).tick === 0, "the start");
});

test("nothing was wrong meanwhile", async () => {
  assert.deepEqual(opened.errors, []);
  await opened.close();
});
