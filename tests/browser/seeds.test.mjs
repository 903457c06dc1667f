// Many seeds in the background: progress, cancelling, medians that follow from
// the CSV, and a page that never waits for them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { inPage, ready, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */
/** @typedef {{[column: string]: string}} Row */

const SEEDS = 3;
const AXE = "node_modules/axe-core/axe.min.js";
/** Longest gap between two turns of the page's thread, ms, in the best of some windows: a busy machine spoils single ones. */
const GAP_MS = 150;
const WINDOWS = 5;
/** Longest time that the page may take over a seed that has come in, ms. */
const CAME_MS = 30;

const harness = await shared();

/** A built-in experiment of so many trials, on the page, and few seeds. @param {BrowserPage} page @param {string} id @param {number} trials */
async function load(page, id, trials) {
  const file = JSON.parse(readFileSync(`src/experiment/builtin/${id}.json`, "utf8"));
  file.phases = [{ ...file.phases[0], trials }];
  const body = async (/** @type {any} */ app, /** @type {any} */ wanted) => {
    await app.acts.load(new TextEncoder().encode(wanted.text));
    app.seeds.count = wanted.seeds;
    app.seeds.show();
  };
  await inPage(page, body, { text: JSON.stringify(file), seeds: SEEDS });
}

/** @param {BrowserPage} page */
const finished = (page) =>
  until(() => inPage(page, (app) => !app.seeds.busy), "the last seed", 120_000);

/** The words below the chart. @param {BrowserPage} page */
const words = async (page) => (await page.textContent(".seeds-words")) ?? "";

/** @param {string} csv @returns {Row[]} */
function rowsOf(csv) {
  const [head = "", ...lines] = csv.split("\n").filter((line) => line && !line.startsWith("#"));
  const titles = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(titles.map((title, i) => [title, cells[i] ?? ""]));
  });
}

/** Of an arm and a trial, over seeds, the median of a mean over the trials up to it. @param {Row[]} rows @param {string} arm @param {number} trial @param {(row: Row) => number} value @param {number} over */
function medianAt(rows, arm, trial, value, over) {
  const near = rows.filter(
    (row) => row.arm === arm && Number(row.trial) <= trial && Number(row.trial) > trial - over,
  );
  const means = [...new Set(near.map((row) => row.seed))].map((seed) => {
    const of = near.filter((row) => row.seed === seed);
    return of.reduce((sum, row) => sum + value(row), 0) / of.length;
  });
  const sorted = means.sort((a, b) => a - b);
  assert.equal(sorted.length, SEEDS);
  return sorted[(SEEDS - 1) / 2] ?? Number.NaN;
}

/** What axe-core finds. @param {BrowserPage} page @returns {Promise<string[]>} */
async function wrong(page) {
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, "axe").run();
    return violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes[0]?.html}`);
  });
}

/** What is drawn, and the file. @param {BrowserPage} page */
async function found(page) {
  const { bands, csv } = await inPage(page, (app) => ({
    bands: app.seeds.chart.bands,
    csv: app.seeds.sheet(),
  }));
  return { bands, csv, rows: rowsOf(csv) };
}

test("seeds come in one by one; medians of right choices are those of the file", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#seed=5&play=0" });
  await ready(page);
  await load(page, "choice", 24);
  const said = () => page.evaluate(() => Reflect.get(window, "said").join("\n"));
  await page.evaluate(() => {
    const live = document.getElementById("live");
    /** @type {string[]} */
    const heard = [];
    Reflect.set(window, "said", heard);
    const hear = () => heard.push(live?.textContent ?? "");
    if (live) new MutationObserver(hear).observe(live, { childList: true });
  });
  // Sentences keep their distance; that of the load has to have passed.
  await until(async () => /loaded/.test((await page.textContent("#live")) ?? ""), "the load");
  await page.waitForTimeout(1600);
  assert.equal(await page.textContent(".seeds-run"), `Run ${SEEDS} seeds`);
  assert.match(await words(page), /Seeds 5 to 7/);
  await page.click(".seeds-run");
  assert.equal(await page.textContent(".seeds-run"), "Cancel");
  assert.match(await words(page), /\d of 3 seeds/);
  await finished(page);
  await until(async () => /right at the end/.test(await said()), "the words of the end");
  assert.match(await said(), /Running 3 seeds in the background/);
  assert.doesNotMatch(await said(), /1 of 3 seeds/);
  assert.match((await page.textContent(".curve h2")) ?? "", /Correct choices/);
  assert.match(await words(page), /Intact brain: \d+ % right at the end .*, 3 seeds\. Without/);
  const { bands, csv, rows } = await found(page);
  assert.equal(rows.length, 2 * SEEDS * 24);
  assert.match(csv, /^# neurotide [\d.]+\n# experiment choice\n# seeds 5 to 7\n/);
  assert.match(csv, /\n# parameter dopamine_release = /);
  const took = await inPage(page, (app) =>
    [1, 2, 3, 4, 5].map(() => {
      const from = performance.now();
      app.seeds.came();
      return performance.now() - from;
    }),
  );
  assert.ok(Math.min(...took) < CAME_MS, `${took.join(", ")} ms for a seed`);
  const right = (/** @type {Row} */ row) => Number(row.action === row.right);
  for (const band of bands.bands)
    for (const [i, median] of band.median.entries())
      assert.ok(Math.abs(median - medianAt(rows, band.arm, i, right, 20)) < 1e-6, `trial ${i}`);
  await page.click(".seeds-table");
  assert.equal(await page.locator(".seeds dialog tr").count(), 25);
  assert.deepEqual(await wrong(page), []);
  const download = page.waitForEvent("download");
  await page.click(".seeds dialog .button:not(.quiet)");
  const path = await (await download).path();
  assert.equal(readFileSync(path, "utf8"), csv);
  assert.deepEqual(errors, []);
  await close();
});

test("conditioning: medians of VTA's responses; another seed, arm or parameter clears them", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await load(page, "conditioning", 12);
  const run = async () => {
    await page.click(".seeds-run");
    await finished(page);
  };
  await run();
  const { bands, rows } = await found(page);
  const drawn = bands.bands.map((/** @type {any} */ band) => `${band.arm} ${band.what}`);
  assert.deepEqual(drawn, ["intact cue", "intact reward", "no_dopamine cue"]);
  const cue = (/** @type {Row} */ row) => Number(row.cue_response_hz);
  for (const band of bands.bands.filter((/** @type {any} */ one) => one.what === "cue"))
    for (const [i, median] of band.median.entries())
      assert.ok(Math.abs(median - medianAt(rows, band.arm, i, cue, 5)) < 1e-4, `trial ${i}`);
  assert.match(await words(page), /VTA to cue .* Hz above rest/);
  /** @type {((app: any) => unknown)[]} */
  const changes = [
    (app) => app.acts.seed(9),
    (app) => app.state.setArm(1, "no_tag"),
    (app) => app.acts.restartWith(new Map([["tag_gain", 0.5]])),
  ];
  for (const change of changes) {
    await inPage(page, change);
    await until(() => inPage(page, (app) => app.seeds.chart.bands === null), "an empty card");
    assert.match(await words(page), /in the background/);
    await run();
    assert.notEqual(await inPage(page, (app) => app.seeds.bands), null);
  }
  assert.match((await found(page)).csv, /# differs: tag_gain = 0.5 \(default 1\)/);
  assert.deepEqual(errors, []);
  await close();
});

test("the page's thread never waits for the pool, and cancelling ends its workers", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#speed=1" });
  await ready(page);
  const gap = () =>
    inPage(page, async () => {
      const end = performance.now() + 1000;
      let [worst, last] = [0, performance.now()];
      while (last < end) {
        await new Promise((go) => setTimeout(go, 0));
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
      }
      return worst;
    });
  assert.equal(page.workers().length, 1);
  await page.click(".seeds-run");
  await until(async () => page.workers().length > 1, "the pool");
  const gaps = [];
  for (let i = 0; i < WINDOWS; i += 1) gaps.push(await gap());
  assert.ok(Math.min(...gaps) < GAP_MS, `gaps of ${gaps.join(", ")} ms`);
  assert.equal(await page.textContent(".seeds-run"), "Cancel");
  await page.focus(".seeds-run");
  await page.keyboard.press("Enter");
  await until(async () => page.workers().length === 1, "the end of the pool", 2000);
  assert.equal(await page.textContent(".seeds-run"), "Run 20 seeds");
  const tick = await inPage(page, (app) => app.client.tick);
  await until(() => inPage(page, (app, t) => app.client.tick > t, tick), "the run going on");
  assert.deepEqual(errors, []);
  await close();
});

test("seeds whose worker dies are told as failed", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await page.route("**/seeds/worker.js", (route) => route.abort());
  await load(page, "choice", 6);
  await page.click(".seeds-run");
  await finished(page);
  assert.match(await words(page), /3 seeds failed \(1, 2, 3\)/);
  assert.equal(await page.textContent(".seeds-run"), `Run ${SEEDS} seeds`);
  await close();
});
