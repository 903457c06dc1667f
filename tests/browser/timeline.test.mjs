// The strip of trials: back to any of them by pointer and keyboard, to the same
// bits; bookmarks, which are part of the link.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { clockOf, goTo, inPage, ready, stand, tabTo, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const harness = await shared();
/** @type {import("./harness.mjs").Opened} */
let opened;

/** Many trials at full speed, then a pause. @param {BrowserPage} page @param {number} trials */
async function train(page, trials) {
  await ready(page);
  await until(async () => (await clockOf(page)).trial > trials, "late trials", 120_000);
  await stand(page);
}

test("trials to go back to", async () => {
  opened = await harness.openPage({ url: "#speed=max" });
  await train(opened.page, 45);
});

const value = () => opened.page.getAttribute(".trial-strip", "aria-valuetext");
const digests = (/** @type {BrowserPage} */ page) =>
  inPage(page, async (app) => {
    const { tick, digests } = await app.client.run();
    return { tick, digests };
  });
const newest = () => inPage(opened.page, (app) => app.trials.past.newest.tick);
const arrived = () => inPage(opened.page, (app) => app.trials.wished === null);

/** Waits for the cue of a trial. @param {number} trial from 1 */
async function cueOf(trial) {
  const { page } = opened;
  await until(async () => {
    const clock = await clockOf(page);
    return (await arrived()) && clock.trial === trial && Math.round(clock.ms) === 0;
  }, `the cue of trial ${trial}`);
}

test("the keyboard goes from trial to trial, by tens, to the first and to the newest", async () => {
  const { page } = opened;
  const end = await newest();
  const { trial, trials } = await clockOf(page);
  await tabTo(page, ".trial-strip");
  await page.keyboard.press("ArrowLeft");
  await cueOf(trial - 1);
  assert.match(
    (await value()) ?? "",
    new RegExp(`^Trial ${trial - 1} of ${trials}, (right|wrong)$`),
  );
  await page.keyboard.press("PageUp");
  await cueOf(trial - 11);
  await page.keyboard.press("ArrowRight");
  await cueOf(trial - 10);
  await page.keyboard.press("Home");
  await cueOf(1);
  assert.equal(await newest(), end);
  await page.keyboard.press("End");
  await until(async () => (await clockOf(page)).tick === end, "the newest tick");
  assert.equal(await page.getAttribute(".trial-strip", "aria-valuenow"), String(trial));
});

test("what came of each trial is what the engine recorded", async () => {
  const { page } = opened;
  const found = await inPage(page, (app) => {
    const record = app.page.record.arms[0];
    const rows = record.get("curve");
    const n = record.get("curve_n")[0];
    const codes = [...record.get("outcome").subarray(0, n)];
    return { n, rewarded: codes.map((_, i) => rows[4 * i + 3] === 0), codes };
  });
  const names = await inPage(page, (app) => app.client.catalogue.outcomes);
  assert.ok(found.n > 40);
  for (const [i, code] of found.codes.entries())
    assert.equal(names[code], found.rewarded[i] ? "right" : "wrong");
});

test("a drag over the strip goes back trial by trial, the newest wish wins", async () => {
  const { page } = opened;
  const { trial } = await clockOf(page);
  const box = await page.locator(".trial-strip canvas").boundingBox();
  const first = await inPage(page, (app) => app.trials.first);
  assert.ok(box);
  const pitch = box.width / 40;
  const x = (/** @type {number} */ of) => box.x + (of - 1 - first + 0.5) * pitch;
  await page.mouse.move(x(trial), box.y + 8);
  await page.mouse.down();
  await page.mouse.move(x(trial - 12), box.y + 8, { steps: 12 });
  await page.mouse.up();
  await cueOf(trial - 12);
  assert.equal(await page.textContent("#play .word"), "Play");
  const took = await inPage(
    page,
    async (app, wanted) => {
      const times = [];
      for (let to = wanted; to > wanted - 8; to--) {
        const begun = performance.now();
        await app.trials.goToTrial(to);
        times.push(performance.now() - begun);
      }
      return times.toSorted((a, b) => a - b)[4];
    },
    trial - 14,
  );
  console.log(`one trial back: ${Math.round(took)} ms`);
  assert.ok(took < 500, `${took} ms`);
});

test("after scrubbing back and forth the bits are those of a run that never was disturbed", async () => {
  const { page } = opened;
  const end = await newest();
  const wanted = [];
  for (const back of [3, 9, 30]) {
    const { trial } = await inPage(page, (app) => app.trials.past.newest);
    await inPage(page, (app, to) => app.trials.goToTrial(to), trial - back);
    wanted.push(await digests(page));
    await inPage(page, (app, to) => app.trials.goToTrial(to), trial - back + 2);
  }
  await goTo(page, end);
  wanted.push(await digests(page));
  const other = await harness.openPage({ url: "#play=0" });
  await ready(other.page);
  for (const row of wanted.toSorted((a, b) => a.tick - b.tick)) {
    await goTo(other.page, row.tick);
    assert.deepEqual(await digests(other.page), row);
  }
  await other.close();
});

test("a bookmark is named, flagged and part of the link; it is gone to and removed", async () => {
  const { page } = opened;
  await inPage(page, (app) => app.trials.goToTrial(29));
  await cueOf(30);
  const { tick } = await clockOf(page);
  await goTo(page, tick + 160);
  await page.click("#bookmark");
  await until(
    async () => (await page.textContent("#live")) === "Bookmark at Trial 30, 1.6 s.",
    "the words",
  );
  assert.match(page.url(), new RegExp(`marks=${tick + 160}$`));
  assert.match((await value()) ?? "", /bookmark$/);
  await page.focus(".trial-strip");
  await page.keyboard.press("End");
  await until(async () => (await clockOf(page)).tick === (await newest()), "the newest tick");
  await page.click("#open-marks");
  await page.click("#marks li button:first-child");
  await until(async () => (await clockOf(page)).tick === tick + 160, "the bookmark");
  const other = await harness.openPage({ url: `${new URL(page.url()).hash}&play=0` });
  await ready(other.page);
  await other.page.click("#open-marks");
  assert.match(
    (await other.page.textContent("#marks li button")) ?? "",
    /s into the run, not yet reached$/,
  );
  await other.page.click("#marks li button:first-child");
  await until(async () => (await clockOf(other.page)).tick === tick + 160, "the bookmark", 60_000);
  assert.deepEqual(await digests(other.page), await digests(page));
  assert.deepEqual(other.errors, []);
  await other.close();
  await page.click("#open-marks");
  await page.click("#marks li button:last-child");
  assert.doesNotMatch(page.url(), /marks/);
  await page.keyboard.press("Escape");
  assert.ok(await page.isHidden("#open-marks"));
});

test("a long way is told of and can be given up; another seed clears the bookmarks", async () => {
  const { page, close, errors } = await harness.openPage({ url: "#play=0&marks=120000" });
  await ready(page);
  await page.click("#open-marks");
  await page.click("#marks li button:first-child");
  await page.waitForSelector(".going:not([hidden])");
  assert.match((await page.textContent(".going span")) ?? "", /trial \d+, \d+ %/);
  await page.click(".going .button");
  await page.waitForSelector(".going", { state: "hidden" });
  await stand(page);
  const { tick } = await clockOf(page);
  assert.ok(tick > 0 && tick < 120_000, `${tick}`);
  await page.fill("#seed", "5");
  await page.keyboard.press("Enter");
  await until(async () => /seed=5/.test(page.url()) && !/marks/.test(page.url()), "no bookmark");
  await until(async () => (await page.textContent(".trial-range")) === "1–1", "a new strip");
  assert.deepEqual(errors, []);
  await close();
});

test("a command after going back makes what was ahead another run's", async () => {
  const { page } = opened;
  await inPage(page, (app) => app.trials.goToTrial(20));
  await cueOf(21);
  assert.ok((await newest()) > (await clockOf(page)).tick);
  await inPage(page, (app) => app.acts.burst("VTA"));
  assert.equal(await newest(), (await clockOf(page)).tick);
  assert.equal(await page.getAttribute(".trial-strip", "aria-valuemax"), "21");
});

test("after the end of an experiment a trial before is played on, not again", async () => {
  const url = `#exp=${await shortest()}&speed=max`;
  const { page, close } = await harness.openPage({ url });
  await ready(page);
  const word = () => page.textContent("#play .word");
  await until(async () => (await word()) === "Play again", "the end", 120_000);
  await page.focus(".trial-strip");
  await page.keyboard.press("ArrowLeft");
  await until(async () => (await word()) === "Play", "the other word");
  await page.keyboard.press("End");
  await until(async () => inPage(page, (app) => app.page.moment.finished), "the end again");
  await close();
});

/** The experiment with the fewest trials. */
const shortest = () =>
  inPage(opened.page, (app) => {
    const all = [...app.client.catalogue.experiments];
    return all.toSorted((a, b) => a.trials - b.trials)[0].id;
  });

test("broken bookmarks are named by the notice", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0&marks=12.x" });
  await ready(page);
  assert.match((await page.textContent(".notice")) ?? "", /marks=12\.x/);
  await close();
});

/** @type {(import("./harness.mjs").View & {name: string})[]} */
const VIEWS = [
  { name: "light" },
  { name: "dark", dark: true },
  { name: "tablet", width: 768, height: 1024 },
  { name: "small tablet", width: 700, height: 900 },
  { name: "small desktop", width: 1100, height: 800 },
  { name: "narrow", width: 320, height: 640 },
];

for (const { name, ...view } of VIEWS) {
  test(`axe-core finds nothing and nothing scrolls sideways: ${name}`, async () => {
    const { page, close } = await harness.openPage({ ...view, url: "#play=0&marks=40.120000" });
    await ready(page);
    await page.evaluate(AXE);
    const check = () =>
      page.evaluate(async () => {
        const axe = Reflect.get(globalThis, "axe");
        const { violations } = await axe.run(document, { resultTypes: ["violations"] });
        return violations.flatMap((/** @type {any} */ rule) =>
          rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target}`),
        );
      });
    assert.deepEqual(await check(), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    const beyond = await page.evaluate(() => {
      const row = document.getElementById("transport")?.getBoundingClientRect().right ?? 0;
      const shown = [...document.querySelectorAll("#transport button")].map((button) =>
        button.getBoundingClientRect(),
      );
      return Math.max(...shown.map(({ right }) => right)) - row;
    });
    assert.ok(beyond <= 1, `the row of buttons is ${beyond} px too wide`);
    if ((view.width ?? 1280) < 700) await page.click("#open-more");
    await page.click("#bookmark");
    await page.click("#open-marks");
    assert.equal(await page.locator("#marks li").count(), 3);
    assert.deepEqual(await check(), []);
    await close();
  });
}

test("nothing was wrong meanwhile", async () => {
  assert.deepEqual(opened.errors, []);
  await opened.close();
});
