// The default page is a choice being learned; any other experiment is two clicks or a link away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, digestAt, inPage, ready, until } from "./page.mjs";

const harness = await shared();

test("without a click the default page shows a choice learned beside a brain that does not learn it", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=max" });
  await ready(page);
  const done = async () => (await page.textContent("#play .word")) === "Play again";
  await until(done, "the end", 300_000);
  const { right, twin, chance } = await inPage(page, (app) => ({
    right: app.page.moment.measured,
    twin: app.page.moment.measuredTwin,
    chance: app.page.chance,
  }));
  assert.ok(right > 0.85 && twin < 0.6 && chance === 0.25, JSON.stringify({ right, twin, chance }));
  const caption = (await page.textContent(".caption")) ?? "";
  assert.match(
    caption,
    new RegExp(`${Math.round(100 * right)} %.*${Math.round(100 * twin)} %.*chance is 25 %`),
  );
  const words =
    (await page.locator("[data-chart=choices] [role=img]").getAttribute("aria-label")) ?? "";
  assert.match(words, new RegExp(`${Math.round(100 * right)} % of the last 20.*Chance is 25 %`));
  assert.deepEqual(errors, []);
  await close();
});

test("the first touch is handed the very run that told the story", async () => {
  const { page, errors, close } = await harness.openPage();
  await ready(page);
  await until(async () => (await clockOf(page)).trial >= 2, "a second trial", 60_000);
  const { tick } = await clockOf(page);
  await page.mouse.click(300, 400);
  await page.keyboard.press("ArrowRight");
  await inPage(page, (app) => app.acts.pause());
  const run = await inPage(page, (app) => app.client.run());
  assert.ok(run.tick >= tick, `tick ${run.tick} after ${tick}`);
  assert.equal(run.digests[0], await digestAt(harness, run.tick));
  assert.deepEqual(errors, []);
  await close();
});

test("an experiment chosen in the catalogue runs at once, and its link opens it again", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await page.click("#open-experiments");
  const offered = await page.locator("[data-experiment]").count();
  const known = await inPage(page, (app) => app.client.catalogue.experiments.length);
  assert.equal(offered, known);
  await page.click('[data-experiment="reversal"]');
  await until(async () => (await page.textContent("#experiment")) !== "", "a title");
  await until(() => inPage(page, (app) => app.page.moment.tick > 0 && app.client.playing), "a run");
  assert.match(page.url(), /exp=reversal/);
  assert.equal(await page.locator("#arm option").count(), 2);
  assert.deepEqual(errors, []);
  const link = page.url();
  await close();
  const again = await harness.openPage({ url: link.slice(link.indexOf("#")) });
  await ready(again.page);
  const shown = await inPage(again.page, (app) => app.state.shown);
  assert.deepEqual([shown.experiment, ...shown.arms], ["reversal", "intact", "no_noradrenaline"]);
  await again.close();
});

test("a link with an unknown experiment opens the default and says so", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0&exp=alchemy&seed=1e30" });
  await ready(page);
  assert.match((await page.textContent("#notices")) ?? "", /exp=alchemy.*seed=1e30/);
  assert.equal(await inPage(page, (app) => app.state.shown.experiment), "choice");
  await close();
});

test("conditioning still has its own curve and its own words", async () => {
  const { page, close } = await harness.openPage({ url: "#exp=conditioning&play=0" });
  await ready(page);
  assert.ok(await page.isVisible("[data-chart=curve]"));
  assert.ok(await page.isHidden("[data-chart=choices]"));
  assert.match((await page.textContent(".caption")) ?? "", /what VTA learns/);
  await close();
});
