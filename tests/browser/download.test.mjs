// The table behind each chart can be taken home: what is shown, below lines that say all that made it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { inPage, ready, stand, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */

const harness = await shared();

/** Opens the table of a card and downloads it. @param {BrowserPage} page @param {string} card */
async function taken(page, card) {
  await page.click(`${card} summary`);
  await page.waitForSelector(`${card} tr`);
  const shown = await page
    .locator(`${card} tr`)
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
    );
  const coming = page.waitForEvent("download");
  await page.click(`${card} details .button`);
  const download = await coming;
  await page.click(`${card} summary`);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  const notes = lines.filter((line) => line.startsWith("#"));
  return { name: download.suggestedFilename(), notes, rows: lines.slice(notes.length), shown };
}

/** Runs a number of trials and stands. @param {BrowserPage} page @param {number} trials */
async function run(page, trials) {
  await until(() => inPage(page, (app, n) => app.page.moment.trial > n, trials), "trials", 60_000);
  await stand(page);
}

const plain = (/** @type {string} */ cell) => cell.replaceAll("\u2212", "-");

test("right choices and alignment: the numbers shown, parameters, arms and commands", async () => {
  const { page, errors, close } = await harness.openPage({
    url: "#speed=max&seed=7&set=exploration:0.25",
  });
  await ready(page);
  await run(page, 30);
  await inPage(page, (app) => app.acts.burst("VTA"));
  const choices = await taken(page, "[data-chart=choices]");
  assert.equal(choices.name, "neurotide-choice-choices.csv");
  assert.deepEqual(
    choices.rows.map((row) => row.split(",")),
    choices.shown.map((row) => row.map(plain)),
  );
  assert.ok(choices.rows.length > 5);
  const notes = choices.notes.join("\n");
  assert.match(notes, /^# neurotide \d/);
  for (const line of ["# experiment choice", "# seeds 7", "# arm intact", "# arm no_dopamine"])
    assert.ok(notes.includes(`${line}\n`), line);
  const known = await inPage(page, (app) => app.client.catalogue.parameters.length);
  assert.equal(notes.match(/^# parameter /gm)?.length, known);
  assert.match(notes, /^# parameter exploration = 0\.25 /m);
  assert.match(notes, /^# commands .*VTA/m);
  const alignment = await taken(page, ".alignment");
  assert.equal(alignment.name, "neurotide-choice-alignment.csv");
  assert.equal(alignment.rows.length, alignment.shown.length);
  assert.deepEqual(errors, []);
  await close();
});

test("conditioning: the learning curve and VTA's firing", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#exp=conditioning&speed=max" });
  await ready(page);
  await run(page, 20);
  const curve = await taken(page, "[data-chart=curve]");
  assert.equal(curve.name, "neurotide-conditioning-curve.csv");
  assert.ok(curve.rows.length > 20);
  assert.deepEqual(
    curve.rows.slice(1).map((row) => row.split(",")),
    curve.shown.slice(1).map((row) => row.map(plain)),
  );
  const firing = await taken(page, ".vta");
  assert.equal(firing.name, "neurotide-conditioning-firing.csv");
  assert.equal(firing.rows.length, firing.shown.length);
  assert.deepEqual(errors, []);
  await close();
});
