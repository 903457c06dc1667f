// Ways into the running page that several tests share.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** @typedef {import("playwright-core").Page} BrowserPage */

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Waits until the model runs and the first frame is drawn. @param {BrowserPage} page */
export async function ready(page) {
  await page.waitForSelector('body[data-state="ready"]', { timeout: 30_000 });
  await page.waitForFunction(async () => {
    const { started } = await import(new URL("main.js", document.baseURI).href);
    return (await started).page.frame !== null;
  });
}

/**
 * Calls a function in the page with the running parts.
 * @template T @template A
 * @param {BrowserPage} page
 * @param {(app: any, argument: A) => T | Promise<T>} body runs in the page
 * @param {A} [argument]
 * @param {string} [script] that has started them
 * @returns {Promise<T>}
 */
export async function inPage(page, body, argument, script = "main.js") {
  const source = `(async () => {
    const { started } = await import(new URL("${script}", document.baseURI).href);
    return (${body.toString()})(await started, ${JSON.stringify(argument ?? null)});
  })()`;
  return /** @type {Promise<T>} */ (page.evaluate(source));
}

/** Stops the run and goes to a tick; the page has drawn it when this returns. @param {BrowserPage} page @param {number} tick */
export async function goTo(page, tick) {
  await inPage(
    page,
    (app, wanted) => {
      app.acts.pause();
      return app.client.seek(wanted);
    },
    tick,
  );
  const there = () => inPage(page, (app, wanted) => app.page.frame?.tick === wanted, tick);
  await until(there, `tick ${tick}`, 120_000);
}

/** The digest at a tick of the default run that nobody disturbs. @param {import("./harness.mjs").Harness} harness @param {number} tick */
export async function digestAt(harness, tick) {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await goTo(page, tick);
  const { digests } = await inPage(page, (app) => app.client.run());
  await close();
  return digests[0];
}

/** Time in the trial and number of the trial now. @param {BrowserPage} page */
export function clockOf(page) {
  return inPage(page, (app) => ({
    tick: app.page.moment.tick,
    ms: app.page.moment.ms,
    trial: app.page.moment.trial,
    trials: app.page.moment.trials,
    rewardMs: app.page.moment.rewardMs,
  }));
}

/** Waits until so many more frames are on the screen. @param {BrowserPage} page */
export function frames(page, count = 2) {
  return page.evaluate(async (wanted) => {
    for (let i = 0; i < wanted; i++) await new Promise(requestAnimationFrame);
  }, count);
}

/** Pauses; the page has drawn the last frame and record when this returns. @param {BrowserPage} page */
export async function stand(page) {
  await inPage(page, (app) => app.acts.pause());
  const there = () =>
    inPage(page, async (app) => {
      const { tick } = await app.client.run();
      return app.page.frame?.tick === tick && app.page.record?.tick === tick;
    });
  await until(there, "the last frame", 60_000);
}

/** Presses Tab until an element has the focus; fails after a round. @param {BrowserPage} page @param {string} selector */
export async function tabTo(page, selector) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const there = await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
    if (there) return;
  }
  throw new Error(`Tab never reaches ${selector}`);
}

/** Polls until a check holds. @param {() => Promise<boolean>} check @param {string} what */
export async function until(check, what, ms = 30_000) {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What axe-core finds, as lines. @param {BrowserPage} page */
export async function findings(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = Reflect.get(globalThis, "axe");
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map(
        (/** @type {any} */ node) => `${rule.id}: ${node.target} ${node.failureSummary}`,
      ),
    );
  });
}
