// What the page may cost: its story is told in twelve seconds, a frame takes a
// few milliseconds of script, and memory does not grow.
//
// Machines differ and are shared, so milliseconds are counted in the page's own
// time or against a loop that is timed beside them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { frames, inPage, ready, until } from "./page.mjs";

const harness = await shared();

/** The story's time, s. */
const STORY_S = 12;
/** More than this between two frames the player does not count, ms. */
const COUNTED_MS = 50;
/**
 * Script per frame, 95 of 100 frames, in units of the loop beside it. Four milliseconds are the aim: 1.1 loops where
 * nothing else runs (measured .97 to 1.25); beside other work frames suffer more than the loop.
 */
const FRAME_LOOPS = 2;
const LOOP_STEPS = 1_000_000;
/** Frames until what is drawn each time is compiled. */
const WARM_FRAMES = 120;
const LOOKS = 3;
const LOOK_MS = 5000;
/** Longest that a run at full speed may take, ms of this machine. */
const RUN_MS = 240_000;
/** How long memory is watched, s; five minutes by NEUROTIDE_SOAK=300. */
const SOAK_S = Number(process.env.NEUROTIDE_SOAK ?? (process.env.NEUROTIDE_ALL ? 30 : 12));
/** Growth that is still called flat, after the first third. */
const FLAT = 1.1;

test("the story comes to its last caption, with the curves apart, in twelve seconds of the page", async () => {
  const { page, errors, close } = await harness.openPage();
  await ready(page);
  const told = await inPage(
    page,
    async (app, [counted, limit]) => {
      const captions = [];
      let [time, last] = [0, performance.now()];
      while (time < 2000 * limit) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        time += Math.min(counted, now - last);
        last = now;
        const words = document.querySelector(".caption")?.textContent ?? "";
        if (words !== captions.at(-1)) captions.push(words);
        const { measured: right, measuredTwin: twin } = app.page.moment;
        if (words.startsWith("Fast forward") && right - (twin ?? right) > 0.2) break;
      }
      return { s: time / 1000, captions };
    },
    [COUNTED_MS, STORY_S],
  );
  console.log(`the story took ${told.s.toFixed(1)} s of the page`);
  assert.ok(told.s <= STORY_S, `${told.s} s: ${told.captions.join(" | ")}`);
  const story = told.captions.join(" | ");
  for (const step of [/choice/i, /VTA fired at \d+/, /changed \d/, /Fast forward/])
    assert.match(story, step);
  assert.deepEqual(errors, []);
  await close();
});

test("a frame of the default view takes little script", async () => {
  const { page, close } = await harness.openPage();
  await ready(page);
  // Code that has just been loaded is not yet compiled.
  await frames(page, WARM_FRAMES);
  // What else runs here comes and goes; the best of a few looks is the page's own cost.
  const looks = [];
  const enough = () => looks.some(({ loops }) => loops <= FRAME_LOOPS);
  while (looks.length < LOOKS && !enough()) looks.push(await look(page));
  console.log(
    `script per frame, p95 and the loop, ms: ${looks.map(({ words }) => words).join("; ")}`,
  );
  const best = looks.reduce((a, b) => (a.loops <= b.loops ? a : b));
  assert.ok(best.loops <= FRAME_LOOPS, looks.map(({ words }) => words).join("; "));
  await close();
});

/**
 * Script per frame for a few seconds, and the loop right after it.
 * @param {import("playwright-core").Page} page
 */
async function look(page) {
  await harness.browser.startTracing(page, { categories: ["devtools.timeline"] });
  await page.waitForTimeout(LOOK_MS);
  const trace = JSON.parse((await harness.browser.stopTracing()).toString());
  const loop = await page.evaluate((steps) => {
    const once = () => {
      const from = performance.now();
      let sum = 0;
      for (let i = 1; i < steps; i++) sum += Math.sqrt(i) / (i + 1);
      return sum > 0 ? performance.now() - from : 0;
    };
    return Math.min(...Array.from({ length: 30 }, once));
  }, LOOP_STEPS);
  const frames = scriptPerFrame(trace.traceEvents);
  assert.ok(frames.length > 37, `${frames.length} frames`);
  const p95 = frames.toSorted((a, b) => a - b)[Math.floor(0.95 * frames.length)] ?? 0;
  return { loops: p95 / loop, words: `${p95.toFixed(2)} and ${loop.toFixed(2)}` };
}

test("memory stays flat", async () => {
  const { page, close } = await harness.openPage({ url: "#speed=max" });
  await ready(page);
  // What is kept to go back in time has its full size once a run has ended.
  const over = () => inPage(page, (app) => app.page.moment.finished);
  await until(over, "the end of the first run", RUN_MS);
  await page.click("#play");
  const session = await page.context().newCDPSession(page);
  /** Bytes in use after a collection, and what the browser's processes hold. */
  const used = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return { heap: usedSize, resident: await resident() };
  };
  const readings = [];
  for (let i = 0; i < 6; i++) {
    await page.waitForTimeout((1000 * SOAK_S) / 6);
    readings.push(await used());
    // What is over begins again: runs come and go.
    if (await inPage(page, (app) => app.page.moment.finished)) await page.click("#play");
    await until(() => inPage(page, (app) => app.client.playing), "a run");
  }
  const megabytes = readings.map(({ heap, resident }) => [heap / 2 ** 20, resident / 2 ** 20]);
  console.log(
    "heap and processes, MB:",
    megabytes.map((m) => m.map(Math.round).join("/")).join(" "),
  );
  const early = readings.slice(1, 3);
  const late = readings.slice(-2);
  for (const what of /** @type {const} */ (["heap", "resident"])) {
    const most = Math.max(...early.map((one) => one[what]));
    const least = Math.min(...late.map((one) => one[what]));
    assert.ok(least <= FLAT * most, `${what}: ${JSON.stringify(megabytes)}`);
  }
  await close();
});

/**
 * Milliseconds of processor that scripts took from frame to frame on the page's
 * own thread.
 * @param {{name: string, ph: string, ts: number, tdur?: number, dur?: number, pid: number, tid: number, args?: any}[]} events
 */
function scriptPerFrame(events) {
  const main = events.filter((e) => e.name === "FireAnimationFrame");
  const { pid, tid } = main[0] ?? { pid: 0, tid: 0 };
  const script = new Set(["FireAnimationFrame", "FunctionCall", "RunMicrotasks", "TimerFire"]);
  const own = events
    .filter((e) => e.ph === "X" && e.pid === pid && e.tid === tid && script.has(e.name))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  /** @type {number[]} */
  const frames = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const event of own) {
    if (event.ts < end) continue;
    end = event.ts + (event.dur ?? 0);
    if (event.name === "FireAnimationFrame") frames.push(0);
    if (frames.length > 0) frames[frames.length - 1] += (event.tdur ?? event.dur ?? 0) / 1000;
  }
  return frames.slice(0, -1);
}

/** Bytes that this browser's renderers hold; 0 where that cannot be asked. */
async function resident() {
  const session = await harness.browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  try {
    const sizes = execFileSync("ps", ["-o", "rss=", "-p", ids.join()]).toString();
    return sizes
      .split("\n")
      .reduce((sum, line) => sum + 1024 * (Number.parseInt(line, 10) || 0), 0);
  } catch {
    return 0;
  }
}
