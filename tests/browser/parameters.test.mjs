// The dialog of parameters, files that are dropped, and pages without a worker.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { goTo, inPage, ready, until } from "./page.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */

const harness = await shared();

/** A parameter of a kind, and a value that is not its default. @param {BrowserPage} page @param {boolean} live */
function other(page, live) {
  return inPage(
    page,
    (app, wanted) => {
      const p = app.client.catalogue.parameters.find(
        (/** @type {any} */ one) => one.live === wanted,
      );
      const value = Number(((p.default + (p.default < p.max ? p.max : p.min)) / 2).toPrecision(3));
      return { key: /** @type {string} */ (p.key), value };
    },
    live,
  );
}

/** The number of a parameter. @param {string} key */
const field = (key) => `.parameter input[type=number][data-key="${key}"]`;

/** @param {BrowserPage} page @param {{key: string, value: number}} wish */
async function enter(page, { key, value }) {
  await page.fill(field(key), String(value));
  await page.dispatchEvent(field(key), "change");
}

/** @param {BrowserPage} page */
const settings = (page) =>
  inPage(page, (app) => {
    const file = JSON.parse(new TextDecoder().decode(app.client.link.setup.experiment));
    return { file: file.parameters ?? {}, shown: Object.fromEntries(app.state.shown.set) };
  });

test("a live change applies at once, others with a restart; the address keeps both", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  await goTo(page, 50);
  const [live, rebuild] = [await other(page, true), await other(page, false)];

  await page.click("#open-parameters");
  await enter(page, live);
  await until(
    async () => page.url().includes(`${live.key}:${live.value}`),
    "the live value in the address",
  );
  const { tick, log } = await inPage(page, (app) =>
    app.client.run().then((/** @type {any} */ run) => ({
      tick: run.tick,
      log: new TextDecoder().decode(run.log),
    })),
  );
  assert.equal(tick, 50, "the run goes on");
  assert.match(log, new RegExp(live.key));

  await enter(page, rebuild);
  assert.ok(!page.url().includes(rebuild.key), "not before the restart");
  await page.click("#parameters footer .primary");
  await until(
    async () => page.url().includes(`${rebuild.key}:${rebuild.value}`),
    "both in the address",
  );
  const both = { [live.key]: live.value, [rebuild.key]: rebuild.value };
  await until(async () => rebuild.key in (await settings(page)).file, "the new run");
  assert.deepEqual(await settings(page), { file: both, shown: both });

  await page.reload();
  await ready(page);
  assert.deepEqual((await settings(page)).file, both);
  await page.click("#open-parameters");
  assert.equal(await page.inputValue(field(rebuild.key)), String(rebuild.value));
  await page.click("#parameters footer .button:not(.primary)");
  await until(async () => !page.url().includes("set="), "the defaults");
  await until(
    async () => Object.keys((await settings(page)).file).length === 0,
    "the run with the defaults",
  );
  assert.deepEqual(errors, []);
  await close();
});

test("a value out of range is refused beside its field and goes nowhere", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  const { key } = await other(page, true);
  await page.click("#open-parameters");
  await enter(page, { key, value: 1e9 });
  assert.equal(await page.getAttribute(field(key), "aria-invalid"), "true");
  assert.ok(!page.url().includes(key));
  await close();
});

test("a dropped file brings its own title, arms and help", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#exp=conditioning&play=0" });
  await ready(page);
  const text = await inPage(page, (app) => {
    const file = JSON.parse(new TextDecoder().decode(app.client.link.setup.experiment));
    const arms = file.arms.filter((/** @type {any} */ arm) => arm.id !== "no_dopamine");
    return JSON.stringify({ ...file, id: "mine", title: "A file of mine", story: "A tale.", arms });
  });
  await page.evaluate((content) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], "mine.json"));
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }),
    );
  }, text);
  await until(
    async () => (await page.textContent("#experiment")) === "A file of mine",
    "the title",
  );
  const values = await page.$$eval("#arm option", (all) =>
    all.map((one) => one.getAttribute("value")),
  );
  assert.deepEqual(values, ["intact", "no_tag"]);
  assert.equal(await page.locator(".twin-switch button").count(), 1);
  const { arms } = await inPage(page, (app) => app.client.link.setup);
  assert.deepEqual(arms, ["intact", "no_tag"]);
  await page.click("#open-help");
  assert.match((await page.textContent("#help")) ?? "", /A tale\./);
  assert.deepEqual(errors, []);
  await close();
});

test("a file is opened by hand as well, and a bad one is refused with paths", async () => {
  const { page, errors, requests, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  const text = await inPage(page, (app) => {
    const file = JSON.parse(new TextDecoder().decode(app.client.link.setup.experiment));
    return JSON.stringify({ ...file, id: "mine", title: "Opened by hand" });
  });
  const asked = requests.length;
  const open = async (/** @type {string} */ content) => {
    await page.click("#open-experiments");
    await page.setInputFiles("#experiments input[type=file]", {
      name: "mine.json",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });
  };
  await open(text);
  await until(async () => (await page.textContent("#experiment")) === "Opened by hand", "a title");
  assert.ok(await page.isHidden("#experiments"));
  await open('{"format":"neurotide-experiment","version":1,"phases":[]}');
  await page.waitForSelector('.notice[data-subject="experiment"] li');
  assert.match((await page.textContent(".notices")) ?? "", /\/phases/);
  assert.equal(await page.textContent("#experiment"), "Opened by hand");
  assert.equal(requests.length, asked, "nothing leaves the page");
  assert.deepEqual(errors, []);
  await close();
});

test("without a worker the model runs on the page's own thread, and the page says so", async () => {
  const { page, close } = await harness.openPage({ url: "about:blank" });
  await page.addInitScript(() => {
    Reflect.set(
      globalThis,
      "Worker",
      class {
        constructor() {
          throw new DOMException("no workers here", "SecurityError");
        }
      },
    );
  });
  await page.goto(`${harness.site}#speed=1`);
  await ready(page);
  assert.match((await page.textContent('.notice[data-subject="slow"]')) ?? "", /own thread/);
  const tick = () => inPage(page, (app) => app.page.moment.tick);
  const before = await tick();
  await until(async () => (await tick()) > before, "ticks");
  await close();
});

test("where a worker's address is refused the same script runs from a Blob", async () => {
  const { page, errors, close } = await harness.openPage({ url: "about:blank" });
  await page.addInitScript(() => {
    const Plain = globalThis.Worker;
    globalThis.Worker = class extends Plain {
      /** @param {string | URL} url */
      constructor(url) {
        if (!String(url).startsWith("blob:")) throw new DOMException("only blobs", "SecurityError");
        super(url);
      }
    };
  });
  await page.goto(`${harness.site}#play=0`);
  await ready(page);
  assert.equal(await inPage(page, (app) => app.client.link.kind), "blob");
  assert.equal(await page.locator(".notice").count(), 0);
  assert.deepEqual(errors, []);
  await close();
});

test("a worker's address that is not the page's own is refused", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  const refused = await page.evaluate(() => {
    try {
      new Worker("data:text/javascript,0");
      return "";
    } catch (error) {
      return String(error);
    }
  });
  assert.match(refused, /Trusted|assignment/);
  await close();
});

test("the embed's link leads to the same run on the whole page", async () => {
  const { page, close } = await harness.openPage({
    url: "?embed#exp=conditioning&seed=9&arm=no_tag&play=0",
  });
  await ready(page);
  const href = (await page.getAttribute("#away", "href")) ?? "";
  const there = new URL(href, page.url());
  assert.equal(there.search, "");
  assert.match(there.hash, /seed=9/);
  assert.match(there.hash, /arm=no_tag/);
  await close();
});
