// Alignment where something is chosen: dots come while the run goes on, and what
// is drawn, written and said is what the engines read.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { inPage, ready, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */

const harness = await shared();

/** An arm whose synapses change, but less. */
const LESS = { id: "less", title: "Less dopamine", parameters: { dopamine_release: 0.5 } };

/** Loads a built-in experiment as a file. @param {BrowserPage} page @param {string} id @param {object} [beside] the only other arm */
async function load(page, id, beside) {
  const file = JSON.parse(await readFile(`src/experiment/builtin/${id}.json`, "utf8"));
  if (beside) file.arms = [file.arms[0], beside];
  const text = JSON.stringify(file);
  await inPage(page, (app, content) => app.acts.load(new TextEncoder().encode(content)), text);
}

/** From here on both arms tell, and there is a null. */
const TRIALS = 12;

/** Waits for enough trials, then reads and stops. @param {BrowserPage} page */
async function dots(page) {
  const trials = () => inPage(page, (app) => app.page.alignment.reading?.trials ?? 0);
  await until(async () => (await trials()) >= TRIALS, "dots", 60_000);
  return inPage(page, read);
}

/** The engines' arrays of one reading and what the page made of them. Runs in the page. @param {any} app */
async function read(app) {
  const { client, page } = app;
  const { live, systems } = client.catalogue;
  /** @type {any} */
  const detail = await new Promise((resolve) => {
    client.addEventListener("alignment", (/** @type {any} */ e) => resolve(e.detail), {
      once: true,
    });
    client.pause();
  });
  const section = (/** @type {any} */ views, /** @type {string} */ name) => {
    const { offset, len } = live.find((/** @type {any} */ one) => one.name === name);
    return Array.from(views.data.slice(offset, offset + len));
  };
  const panel = page.alignment;
  const pixels = panel.canvas.getContext("2d");
  const ratio = panel.canvas.width / panel.canvas.clientWidth;
  const colour = (/** @type {any} */ dot) =>
    Array.from(pixels.getImageData(dot.x * ratio, dot.y * ratio, 1, 1).data);
  panel.numbers.details.open = true;
  panel.numbers.fill();
  const table = [...panel.numbers.table.rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );
  panel.numbers.details.open = false;
  return {
    told: section(detail.arms[0], "overall")[0],
    systems,
    here: section(detail.arms[0], "cosine"),
    beside: section(detail.arms[1], "cosine"),
    null: section(detail.arms[0], "null"),
    dots: panel.dots.map((/** @type {any} */ dot) => ({ ...dot, colour: colour(dot) })),
    words: panel.words.textContent,
    table,
  };
}

/** As the page writes a cosine. @param {number} value */
const written = (value) => value.toFixed(2).replace("-", "−").replace("−0.00", "0.00");

test("dots appear, and picture, table and words say what the engines read", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=max&play=0" });
  await ready(page);
  await load(page, "choice", LESS);
  assert.ok(await page.isVisible(".alignment"));
  assert.ok(!(await page.isVisible(".card.vta")));
  await page.waitForSelector(".alignment .empty:not([hidden])");
  await inPage(page, (app) => app.state.set("playing", true));
  const seen = await dots(page);
  assert.equal(seen.told, 1);
  const known = seen.here.map(Number.isFinite).map((/** @type {boolean} */ k, i) => (k ? i : -1));
  const groups = known.filter((i) => i >= 0);
  assert.deepEqual(
    groups.map((i) => seen.systems[i]),
    ["sensory", "associative", "basal_ganglia"],
  );
  const filled = seen.dots.filter((/** @type {any} */ dot) => dot.kind === "filled");
  const hollow = seen.dots.filter((/** @type {any} */ dot) => dot.kind === "hollow");
  const values = (/** @type {any[]} */ all) => all.map((dot) => dot.value);
  assert.deepEqual(
    values(filled),
    groups.map((i) => seen.here[i]),
  );
  assert.deepEqual(
    values(hollow),
    groups.map((i) => seen.beside[i]),
  );
  const rows = seen.table.slice(1);
  assert.deepEqual(
    rows.map((/** @type {string[]} */ row) => row[1]),
    groups.map((i) => written(seen.here[i])),
  );
  assert.deepEqual(
    rows.map((/** @type {string[]} */ row) => row[2]),
    groups.map((i) => written(seen.beside[i])),
  );
  assert.deepEqual(
    rows.map((/** @type {string[]} */ row) => row[3]),
    groups.map((i) => written(seen.null[i])),
  );
  for (const i of groups) {
    assert.ok(seen.words.includes(`intact ${written(seen.here[i])}`), seen.words);
    assert.ok(seen.words.includes(`Less ${written(seen.beside[i])}`), seen.words);
  }
  for (const { colour } of filled) assert.deepEqual(colour, [22, 25, 29, 255]);
  for (const { colour } of hollow) assert.deepEqual(colour, [255, 255, 255, 255]);
  assert.deepEqual(errors, []);
  await close();
});

test("a jump back begins to measure anew, and conditioning keeps VTA's firing", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=max&play=0" });
  await ready(page);
  await load(page, "choice");
  await inPage(page, (app) => app.state.set("playing", true));
  await dots(page);
  await inPage(page, async (app) => {
    app.acts.pause();
    await app.client.seek(500);
  });
  await page.waitForSelector(".alignment .empty:not([hidden])");
  assert.match((await page.textContent(".alignment .hidden")) ?? "", /first trials/);
  await inPage(page, (app) => app.state.set("playing", true));
  const { words, beside } = await dots(page);
  assert.ok(beside.every(Number.isNaN), "without dopamine no synapse changes");
  assert.match(words, /without dopamine no change/i);
  await load(page, "conditioning");
  assert.ok(!(await page.isVisible(".alignment")));
  assert.ok(await page.isVisible(".card.vta"));
  assert.deepEqual(errors, []);
  await close();
});
