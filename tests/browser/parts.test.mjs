// Two runs in a document that is not the page's: each has its own experiment, seed, theme and width,
// each is moved by its own keys and pointer, and one that is taken away leaves nothing behind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./harness.mjs";
import { goTo, inPage, ready, until } from "./page.mjs";

/** @type {import("./harness.mjs").Harness} */
let harness;
/** @type {import("./harness.mjs").Opened} */
let opened;

/** What the library of charts hears of the window, once for all the charts of a document. */
const CHARTS = ["resize", "scroll", "dppxchange"];

/** Counts what is still there: observers, intervals, turns of the display, listeners beyond the parts. */
function count() {
  const observed = new Map();
  const intervals = new Set();
  const turns = new Set();
  /** @type {{target: EventTarget, type: string, act: unknown}[]} */
  const beyond = [];
  const { observe, disconnect } = ResizeObserver.prototype;
  ResizeObserver.prototype.observe = function (element, options) {
    observed.set(this, true);
    observe.call(this, element, options);
  };
  ResizeObserver.prototype.disconnect = function () {
    observed.delete(this);
    disconnect.call(this);
  };
  const { setInterval: every, clearInterval: stop } = window;
  const { requestAnimationFrame: turn, cancelAnimationFrame: drop } = window;
  /** @type {any} */ (window).setInterval = (
    /** @type {() => void} */ act,
    /** @type {number} */ ms,
  ) => {
    const handle = every(act, ms);
    intervals.add(handle);
    return handle;
  };
  window.clearInterval = (handle) => {
    intervals.delete(handle);
    stop(handle);
  };
  window.requestAnimationFrame = (act) => {
    const handle = turn((now) => {
      turns.delete(handle);
      act(now);
    });
    turns.add(handle);
    return handle;
  };
  window.cancelAnimationFrame = (handle) => {
    turns.delete(handle);
    drop(handle);
  };
  const { addEventListener: listen, removeEventListener: unlisten } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, act, ...more) {
    const outside = [document, window, document.body].some((one) => this === one);
    if (outside) beyond.push({ target: this, type, act });
    listen.call(this, type, act, ...more);
  };
  EventTarget.prototype.removeEventListener = function (type, act, ...more) {
    const at = beyond.findIndex(
      (one) => one.target === this && one.type === type && one.act === act,
    );
    if (at >= 0) beyond.splice(at, 1);
    unlisten.call(this, type, act, ...more);
  };
  const sums = () => ({ observers: observed.size, intervals: intervals.size, turns: turns.size });
  Object.assign(window, { left: () => ({ ...sums(), beyond: beyond.map(({ type }) => type) }) });
}

/** What is still there. @returns {Promise<{observers: number, intervals: number, turns: number, beyond: string[]}>} */
const left = () => opened.page.evaluate("left()");

/**
 * @template T @template A
 * @param {(app: any, argument: A) => T | Promise<T>} body @param {A} [argument]
 */
const inRuns = (body, argument) => inPage(opened.page, body, argument, "two-runs.mjs");

/** Clocks of both runs. */
const ticks = () =>
  inRuns(({ wide, slim }) => ({ wide: wide.page.frame.tick, slim: slim.page.frame.tick }));

/** Stops a run at a tick; it has been drawn when this returns. @param {"wide" | "slim"} name @param {number} tick */
const stopAt = (name, tick) =>
  inRuns(
    async (runs, wanted) => {
      const { acts, client, page } = runs[wanted.name];
      acts.pause();
      await client.seek(wanted.tick);
      while (page.frame?.tick !== wanted.tick) await new Promise(requestAnimationFrame);
    },
    { name, tick },
  );

before(async () => {
  harness = await start();
  opened = await harness.openPage({ width: 1280, height: 1600, url: "#play=0" });
  const { page } = opened;
  for (const name of ["two-runs.html", "two-runs.mjs"]) {
    const path = fileURLToPath(new URL(name, import.meta.url));
    await page.route(`**/${name}`, (route) => route.fulfill({ path }));
  }
  await page.addInitScript(count);
  await page.goto(new URL("two-runs.html", harness.site).href);
  await inRuns(async ({ wide, slim }) => {
    while (!wide.page.frame || !slim.page.frame) await new Promise(requestAnimationFrame);
  });
});

after(() => harness.close());

test("both play, each with its own trial and its own words", async () => {
  await inRuns(({ wide, slim }) => {
    for (const { state } of [wide, slim]) state.set("speed", "10");
    for (const { acts } of [wide, slim]) acts.applyPlaying();
  });
  await until(async () => {
    const { wide, slim } = await ticks();
    return wide > 400 && slim > 400;
  }, "both to play");
  await stopAt("wide", 2000);
  await stopAt("slim", 1000);
  const told = await inRuns(({ wide, slim }) =>
    [wide, slim].map(({ root, page }) => ({
      trial: page.moment.trial,
      words: root.querySelector(".scrubber").ariaValueText,
      legend: root.querySelector(".trial-filled").textContent,
      steps: root.querySelector(".story").textContent,
      heading: root.querySelector(".curve h2 .long").textContent,
    })),
  );
  const [wide, slim] = told;
  for (const { trial, words } of told) assert.match(words, new RegExp(`trial ${trial}\\b`, "i"));
  assert.notEqual(wide?.trial, slim?.trial);
  assert.notEqual(wide?.legend, slim?.legend);
  assert.notEqual(wide?.steps, slim?.steps);
  assert.match(wide?.heading, /VTA/);
  assert.match(slim?.heading, /choices/i);
});

test("each is the run that it would be alone", async () => {
  for (const [name, hash, tick] of /** @type {const} */ ([
    ["wide", "#exp=conditioning&seed=3&play=0", 2000],
    ["slim", "#exp=choice&seed=8&play=0", 1000],
  ])) {
    const alone = await harness.openPage({ url: hash });
    await ready(alone.page);
    await goTo(alone.page, tick);
    const digest = await inPage(alone.page, async (app) => (await app.client.run()).digest);
    await alone.close();
    const here = await inRuns(async (runs, one) => (await runs[one].client.run()).digest, name);
    assert.deepEqual(here, digest, name);
  }
});

test("each has the theme and the size of its own place", async () => {
  const seen = await inRuns(({ wide, slim }) =>
    [wide, slim].map(({ root, page }) => ({
      dark: page.stage.view.palette.dark,
      ink: page.timeline.tokens.get("--ink"),
      words: [...root.querySelectorAll(".lane-names .word")].filter((one) => one.offsetParent)
        .length,
      short: root.querySelector(".trial-legend .short").offsetParent !== null,
    })),
  );
  assert.deepEqual(
    seen.map(({ dark, short }) => ({ dark, short })),
    [
      { dark: false, short: false },
      { dark: true, short: true },
    ],
  );
  assert.notEqual(seen[0]?.ink, seen[1]?.ink);
  assert.deepEqual(
    seen.map(({ words }) => words),
    [5, 0],
  );
});

test("ids are unique, and labels lead to the same run", async () => {
  const wrong = await opened.page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    const lost = [...document.querySelectorAll(".run")].flatMap((run) =>
      ["aria-labelledby", "aria-controls", "aria-describedby", "for"].flatMap((name) =>
        [...run.querySelectorAll(`[${name}]`)]
          .map((element) => element.getAttribute(name) ?? "")
          .filter((id) => !run.contains(document.getElementById(id))),
      ),
    );
    return { twice, lost };
  });
  assert.deepEqual(wrong, { twice: [], lost: [] });
});

test("keys move the run that has the focus", async () => {
  const { page } = opened;
  const was = await ticks();
  await page.focus("#wide .scrubber");
  await page.keyboard.press("ArrowLeft");
  await until(async () => (await ticks()).wide < was.wide, "the wide run to go back");
  assert.equal((await ticks()).slim, was.slim);
  await page.focus("#slim .trial-strip");
  await page.keyboard.press("Home");
  await until(async () => (await ticks()).slim < was.slim, "the slim run to go to its first trial");
  assert.equal((await ticks()).wide, was.wide - 10);
});

test("pointer and Escape act on their own run", async () => {
  const { page } = opened;
  const regions = () =>
    inRuns(({ wide, slim }) => [wide.state.shown.region, slim.state.shown.region]);
  for (const name of /** @type {const} */ (["wide", "slim"])) {
    const at = await inRuns(
      (runs, one) =>
        runs[one].page.stage.view.places().find((/** @type {any} */ p) => p.id === "V1"),
      name,
    );
    await page.click(`#${name} .brain > canvas`, { position: { x: at.x, y: at.y } });
  }
  assert.deepEqual(await regions(), ["V1", "V1"]);
  await page.locator("#slim .regions button").first().focus();
  await page.keyboard.press("Escape");
  assert.deepEqual(await regions(), ["V1", ""]);
});

test("a second copy of a part stands beside the first, and goes without it", async () => {
  const seen = await inRuns(async ({ wide, load }) => {
    const { Timeline } = await load("timeline/timeline.js");
    const box = document.createElement("div");
    box.className = "timeline";
    wide.root.append(box);
    const { page } = wide;
    const copy = Timeline.mount(box, page.context, { legend: () => "reward" });
    const shown = { lead: 0, probe: page.probe() };
    copy.update(page.moment, page.frame.arms[0], shown);
    const words = (/** @type {any} */ part) => part.root.querySelector(".scrubber").ariaValueText;
    const same = words(copy) === words(page.timeline);
    copy.unmount();
    const empty = box.outerHTML;
    box.remove();
    return { same, empty, first: page.timeline.root.childNodes.length };
  });
  assert.deepEqual(seen, { same: true, empty: '<div class="timeline"></div>', first: 6 });
});

test("one that is unmounted leaves nothing, and the other goes on", async () => {
  const { page } = opened;
  const both = await left();
  assert.equal(page.workers().length, 2);
  const first = await inRuns(({ wide }) => {
    wide.page.unmount();
    return { after: wide.root.outerHTML, before: wide.before };
  });
  assert.equal(first.after, first.before);
  await until(async () => page.workers().length === 1, "its worker to end");
  const one = await left();
  assert.ok(one.observers < both.observers && one.intervals === both.intervals - 1);
  const { slim } = await ticks();
  await inRuns((runs) => runs.slim.state.set("playing", true) ?? runs.slim.acts.applyPlaying());
  await until(async () => (await ticks()).slim > slim + 50, "the other to go on");
  const last = await inRuns((runs) => {
    runs.slim.page.unmount();
    return { after: runs.slim.root.outerHTML, before: runs.slim.before };
  });
  assert.equal(last.after, last.before);
  await until(async () => page.workers().length === 0, "the other worker to end");
  const nothing = { observers: 0, intervals: 0, turns: 0, beyond: CHARTS };
  assert.deepEqual(await left(), nothing);
  assert.deepEqual(opened.errors, []);
});
