// Outcomes other than a reward: a shock is called a shock, leaving is called leaving.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, goTo, inPage, ready, until } from "./page.mjs";

const harness = await shared();

const plain = (/** @type {string | null} */ text) => (text ?? "").replaceAll("\u00a0", " ");

/** The caption, once it says what is looked for. @param {import("playwright-core").Page} page @param {RegExp} wanted */
async function says(page, wanted) {
  const caption = async () => plain(await page.textContent(".caption"));
  await until(async () => wanted.test(await caption()), String(wanted));
  return caption();
}

test("a shock is told as a shock, and the curve is what the cue foretells", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#exp=fear&play=0" });
  await ready(page);
  assert.match(plain(await page.textContent(".caption")), /shock after 2 s.*amygdala/);
  assert.match(plain(await page.textContent(".curve h2")), /Shock that the cue foretells/);
  const { rewardMs } = await clockOf(page);
  for (let tick = 0; (await clockOf(page)).ms < rewardMs + 400; tick += 20) await goTo(page, tick);
  await says(page, /^A shock: VTA paused, 0 Hz instead of 4 Hz\./);
  assert.match(plain(await page.textContent(".story")), /Shock/);
  await goTo(page, 38_000);
  const { fears, shown } = await inPage(page, async (app) => {
    while (!(app.page.moment.measured > 0.5)) await new Promise(requestAnimationFrame);
    const { record } = app.page;
    const n = record.arms[0].get("curve_n")[0];
    return {
      fears: record.arms.map((views) => views.get("fear")[n - 1]),
      shown:
        document.querySelector("[data-chart=curve] [role=img]")?.getAttribute("aria-label") ?? "",
    };
  });
  assert.ok(fears[0] > 0.5 && fears[1] === 0, JSON.stringify(fears));
  assert.match(shown, new RegExp(`foretells ${Math.round(100 * fears[0]) / 100} of a shock`));
  assert.deepEqual(errors, []);
  await close();
});

test("a brain that does not wait is said to have left", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#exp=waiting&play=0" });
  await ready(page);
  await inPage(page, async (app) => {
    app.acts.pause();
    // From trial 161 on the brain may leave, and sooner or later it does so before the reward is due.
    for (let i = 0; i < 160; i++) await app.client.stepTrial();
    for (let i = 0; i < 400 && app.page.moment.kind !== "left"; i++) {
      await app.client.step(50);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
  });
  await says(page, /did not wait on: it left/);
  assert.deepEqual(errors, []);
  await close();
});

test("waiting: the last words tell how often it was waited out, of both brains", async () => {
  const { page, errors, close } = await harness.openPage({
    url: "#exp=waiting&twin=no_serotonin&play=0",
  });
  await ready(page);
  await inPage(page, async (app) => {
    app.acts.pause();
    const { trials } = app.page.moment;
    for (let i = 0; i <= trials; i++) await app.client.stepTrial();
    while (!app.page.moment.finished) await new Promise(requestAnimationFrame);
  });
  await says(page, /waited to the end in \d+ % of the last 20/);
  const [stayed, twin] = await inPage(page, (app) => {
    const { measured, measuredTwin } = app.page.moment;
    return [Math.round(100 * measured), Math.round(100 * measuredTwin)];
  });
  const words = plain(await page.textContent(".caption"));
  assert.ok(words.includes(`${stayed}`) && words.includes(`${twin}`), words);
  assert.ok(stayed > twin, `${stayed} % and, without serotonin, ${twin} %`);
  assert.match(plain(await page.textContent(".twin-words")), /waited/i);
  assert.deepEqual(errors, []);
  await close();
});
