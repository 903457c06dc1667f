// What the page shows is what the engine computed: the burst moves to the cue,
// and the drawn field has the engine's value at every region.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "./harness.mjs";
import { goTo, inPage, ready, until } from "./page.mjs";

/** The field is a grid of 2 mm: largest difference at a region, share of the largest value plus nM. */
const FIELD_SHARE = 0.02;
const FIELD_NM = 0.5;

const harness = await shared();

test("the canvas is not blank and changes", async () => {
  const { page, close } = await harness.openPage({ url: "#speed=1" });
  await ready(page);
  const look = () =>
    page.evaluate(() => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector(".brain > canvas"));
      const data =
        canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let sum = 0;
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4) {
        const colour = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
        if (data[i + 3]) colours.add(colour);
        sum = (sum * 31 + colour) % 4_294_967_291;
      }
      return { sum, colours: colours.size };
    });
  const first = await look();
  assert.ok(first.colours > 100, `${first.colours} colours`);
  await until(async () => (await look()).sum !== first.sum, "another picture");
  await close();
});

test("after fast forward the response to the cue exceeds the one to the reward", async () => {
  const { page, errors, close } = await harness.openPage({ url: "#exp=conditioning&speed=max" });
  await ready(page);
  const naive = await inPage(page, async (app) => {
    while (!app.page.moment.learnt) await new Promise(requestAnimationFrame);
    return app.page.moment.learnt;
  });
  assert.ok(naive.reward > naive.cue, JSON.stringify(naive));
  await until(
    async () => (await page.textContent("#play .word")) === "Play again",
    "the end",
    120_000,
  );
  const learnt = await inPage(page, (app) => ({
    here: app.page.moment.learnt,
    twin: app.page.moment.learntTwin,
  }));
  assert.ok(learnt.here.cue > learnt.here.reward, JSON.stringify(learnt));
  assert.ok(learnt.here.cue > 2 * Math.abs(learnt.twin.cue), JSON.stringify(learnt));
  assert.match((await page.textContent(".caption")) ?? "", /trials/);
  assert.match(
    (await page.locator("[data-chart=curve] [role=img]").getAttribute("aria-label")) ?? "",
    /Learning curve/,
  );
  assert.deepEqual(errors, []);
  await close();
});

test("the drawn value at each region equals the engine's concentration", async () => {
  const { page, close } = await harness.openPage({ url: "#play=0" });
  await ready(page);
  for (const tick of [150, 310, 325, 340, 360]) {
    await goTo(page, tick);
    const worst = await inPage(page, compare);
    const allowed = FIELD_NM + FIELD_SHARE * worst.most;
    assert.ok(worst.difference <= allowed, `tick ${tick}: ${JSON.stringify(worst)}`);
  }
  await close();
});

/** Runs in the page. @param {any} app */
async function compare(app) {
  const { sampleField } = await import(new URL("brain/field.js", document.baseURI).href);
  const { regions, modulators, map } = app.client.catalogue;
  const frame = app.page.frame.arms[0];
  const [now, rest] = [frame.get("concentration"), frame.get("baseline")];
  const worst = { difference: 0, region: "", modulator: "", most: 0 };
  for (const [m, modulator] of modulators.entries()) {
    for (const [i, region] of regions.entries()) {
      const [y, z] = region.draw ?? region.mni.slice(1);
      const engine = now[m * regions.length + i] - rest[m * regions.length + i];
      const difference = Math.abs(sampleField(frame, map, m, y, z) - engine);
      worst.most = Math.max(worst.most, Math.abs(engine));
      if (!(difference <= worst.difference))
        Object.assign(worst, { difference, region: region.id, modulator: modulator.id });
    }
  }
  return worst;
}
