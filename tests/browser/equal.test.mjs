// Two to four brains of equal size: same seed, same clock, the differences as numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { findings, goTo, inPage, ready, until } from "./page.mjs";

const harness = await shared();

const FOUR = "equal=1&more=no_acetylcholine,no_serotonin";

/** Boxes of the canvases of all brains. @param {import("playwright-core").Page} page */
const boxes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".brain > canvas, .twin > canvas")].map((canvas) => {
      const { width, height, top } = canvas.getBoundingClientRect();
      return { width: Math.round(width), height: Math.round(height), top: Math.round(top) };
    }),
  );

test("four brains are equal in size, clock and scale, and each has its own curve", async () => {
  const { page, errors, close } = await harness.openPage({ url: `#${FOUR}&play=0` });
  await ready(page);
  await inPage(page, (app) => app.acts.turn);
  await until(() => inPage(page, (app) => app.page.frame?.arms.length === 4), "four engines");
  const [first, ...others] = await boxes(page);
  assert.equal(others.length, 3);
  for (const box of others) assert.deepEqual(box, first);
  await goTo(page, 40_000);
  await until(() => inPage(page, (app) => app.page.record?.arms.length === 4), "records of four");
  const told = await inPage(page, async (app) => {
    const last = (/** @type {any} */ views) => {
      const n = views.get("curve_n")[0];
      return Math.round(100 * views.get("accuracy")[n - 1]);
    };
    const { digests } = await app.client.run();
    return {
      rights: app.page.record.arms.map(last),
      lines: app.page.learning.choices.plot.data.length,
      digests,
    };
  });
  assert.equal(told.rights.length, 4);
  assert.equal(told.lines, 5, "trials and four arms");
  assert.equal(told.digests.length, 4);
  assert.equal(new Set(told.digests).size, 4, "four arms, four states");
  const words = (await page.locator(".arm-score").allTextContents()).map((line) =>
    line.replaceAll("\u00a0", " "),
  );
  assert.equal(words.length, 4);
  for (const [i, right] of told.rights.entries()) {
    assert.match(words[i] ?? "", new RegExp(`^${right} % right`));
    const d = Math.abs(right - (told.rights[0] ?? 0));
    if (i > 0 && d > 0) assert.match(words[i] ?? "", new RegExp(`, ${d} points`));
  }
  assert.deepEqual(errors, []);
  await close();
});

test("a brain is added, given another arm and taken away without losing the place", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await goTo(page, 3000);
  await inPage(page, (app) => {
    const said = /** @type {string[]} */ ([]);
    app.page.equal.tell = (/** @type {string} */ words) => said.push(words);
    Reflect.set(window, "said", said);
  });
  await page.click(".enlarge");
  assert.equal(await page.getAttribute(".enlarge", "aria-pressed"), "true");
  await page.click("#equal-add");
  const third = page.locator(".third select");
  await until(() => inPage(page, (app) => app.page.frame?.arms.length === 3), "a third brain");
  await until(() => inPage(page, (app) => app.page.frame.tick === 3000), "the same tick");
  await third.selectOption("no_serotonin");
  await until(
    () => inPage(page, (app) => app.client.link.setup.arms[2] === "no_serotonin"),
    "another arm",
  );
  assert.match(page.url(), /equal=1&more=no_serotonin/);
  await page.click(".third .drop");
  await until(() => inPage(page, (app) => app.client.link.setup.arms.length === 2), "two brains");
  assert.equal(await page.locator(".third").count(), 0);
  await page.click(".enlarge");
  assert.doesNotMatch(page.url(), /equal/);
  assert.ok(await page.isVisible(".twin-words"));
  const said = () => page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "said")));
  await until(async () => /^One/.test((await said()).at(-1) ?? ""), "one large brain is said");
  const words = await said();
  assert.ok(words.some((sentence) => /^3 brains/.test(sentence)));
  assert.ok(
    words.every((sentence, i) => sentence !== words[i - 1]),
    "nothing is said twice in a row",
  );
  assert.deepEqual(errors, []);
  await close();
});

test("an arm beside changes nothing in the first", async () => {
  const digest = async (/** @type {string} */ url) => {
    const { page, close } = await harness.openPage({ url });
    await ready(page);
    const arms = url.includes("more=") ? 4 : 2;
    await until(
      () => inPage(page, (app, n) => app.page.frame?.arms.length === n, arms),
      "the arms",
    );
    await inPage(page, (app) => app.acts.turn);
    await goTo(page, 2500);
    const run = await inPage(page, (app) => app.client.run());
    await close();
    return run.digests[0];
  };
  assert.equal(await digest(`#${FOUR}&play=0`), await digest("#play=0"));
});

test("a link with an arm that is not there names it and shows the others", async () => {
  const { page, close } = await harness.openPage({
    url: "#equal=1&more=no_serotonin,striatum_only&play=0",
  });
  await ready(page);
  assert.match((await page.textContent("#notices")) ?? "", /more=no_serotonin,striatum_only/);
  assert.equal(await page.locator(".third").count(), 1);
  await close();
});

for (const [name, view] of /** @type {const} */ ([
  ["desktop", { width: 1280, height: 800 }],
  ["tablet", { width: 768, height: 1024 }],
  ["phone", { width: 320, height: 640 }],
])) {
  test(`equal size on a ${name}: nothing sideways, no barrier`, async () => {
    const { page, close } = await harness.openPage({ ...view, url: `#${FOUR}&play=0` });
    await ready(page);
    await until(() => inPage(page, (app) => app.page.frame?.arms.length === 4), "four engines");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= view.width, `${wide} px`);
    assert.deepEqual(await findings(page), []);
    await close();
  });
}
