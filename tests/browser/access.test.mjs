// For everybody: axe-core, narrow windows, stills instead of motion.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, findings, frames, inPage, ready, until } from "./page.mjs";

const harness = await shared();

/** @type {(import("./harness.mjs").View & {name: string})[]} */
const VIEWS = [
  { name: "light" },
  { name: "dark", dark: true },
  { name: "tablet", width: 768, height: 1024 },
  { name: "phone", width: 360, height: 740 },
  { name: "embed", width: 720, height: 480, url: "?embed" },
  { name: "projector", width: 1920, height: 1080, url: "?projector" },
];

for (const { name, ...view } of VIEWS) {
  test(`axe-core finds nothing: ${name}`, async () => {
    const { page, errors, close } = await harness.openPage({
      ...view,
      url: `${view.url ?? ""}#speed=10`,
    });
    await ready(page);
    await until(async () => (await clockOf(page)).trial >= 2, "a second trial", 60_000);
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(errors, []);
    await close();
  });
}

test("axe-core finds nothing in the dialogs and with a region card and a notice", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0&nonsense=1" });
  await ready(page);
  await page.locator(".regions button").first().focus();
  assert.deepEqual(await findings(page), []);
  for (const [opener, dialog] of [
    ["#open-parameters", "#parameters"],
    ["#open-help", "#help"],
  ]) {
    await page.click(opener ?? "");
    await page.waitForSelector(`${dialog}[open]`);
    assert.deepEqual(await findings(page), []);
    await page.keyboard.press("Escape");
  }
  await close();
});

for (const width of [320, 360, 768, 1280]) {
  test(`no sideways scroll at ${width} px`, async () => {
    const { page, close } = await harness.openPage({ width, height: 640 });
    await ready(page);
    await frames(page, 10);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px`);
    await close();
  });
}

for (const width of [794, 1123])
  test(`on paper ${width} px wide: what is shown, without what is pressed`, async () => {
    const { page, close } = await harness.openPage({ width, height: 800, url: "#play=0" });
    await ready(page);
    await page.emulateMedia({ media: "print" });
    await frames(page, 10);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    for (const pressed of ["#transport", "#share", ".seeds-run", ".chart details"])
      assert.ok(!(await page.locator(pressed).first().isVisible()), pressed);
    for (const shown of [
      ".caption",
      ".brain > canvas",
      ".twin > canvas",
      "[data-chart=choices]",
      ".alignment",
    ])
      assert.ok(await page.locator(shown).isVisible(), shown);
    await close();
  });

test("the caption never has more lines than its box", async () => {
  const { page, close } = await harness.openPage({ width: 1280, height: 740, url: "#play=0" });
  await ready(page);
  for (let i = 0; i < 6; i++) {
    const { tick } = await clockOf(page);
    await inPage(page, (app) => app.acts.next());
    await until(async () => (await clockOf(page)).tick > tick, "the next event");
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await frames(page, 4);
      const { words, over } = await page.evaluate(() => {
        const caption = /** @type {HTMLElement} */ (document.querySelector(".caption"));
        return { words: caption.textContent, over: caption.scrollHeight - caption.clientHeight };
      });
      assert.ok(over <= 4, `${width} px: ${words}`);
    }
  }
  await close();
});

test("on a phone everything is behind More", async () => {
  const { page, close } = await harness.openPage({ width: 360, height: 740, url: "#play=0" });
  await ready(page);
  await page.click("#open-more");
  for (const id of ["previous", "step", "trial", "reset", "seed", "dice", "arm", "share"]) {
    assert.ok(await page.isVisible(`#more #${id}`), id);
  }
  await page.keyboard.press("Escape");
  await until(async () => (await page.locator("#more #step").count()) === 0, "the controls back");
  await close();
});

test("reduced motion: stands still until asked, then goes from still to still", async () => {
  const { page, close } = await harness.openPage({ reducedMotion: true });
  await ready(page);
  const first = await clockOf(page);
  await frames(page, 30);
  assert.equal((await clockOf(page)).tick, first.tick);
  await page.click("#next");
  await until(async () => (await clockOf(page)).tick > first.tick, "the next event");
  const second = await clockOf(page);
  await page.click("#play");
  const ticks = new Set();
  const end = Date.now() + 3500;
  while (Date.now() < end) {
    ticks.add((await clockOf(page)).tick);
    await page.waitForTimeout(30);
  }
  assert.ok(ticks.size >= 2 && ticks.size <= 4, `${ticks.size} stills`);
  assert.ok(Math.max(...ticks) > second.tick);
  await close();
});
