// The page opens: nothing complains, and nothing is asked of anybody else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { foreign, shared } from "./harness.mjs";
import { frames, ready, until } from "./page.mjs";

const harness = await shared();

test("the page opens with no error and no request outside its origin", async () => {
  const { page, errors, requests, close } = await harness.openPage();
  await page.waitForLoadState("networkidle");
  await ready(page);
  await frames(page, 30);
  assert.deepEqual(errors, []);
  assert.deepEqual(foreign(requests, harness.site), []);
  assert.match(await page.title(), /Neurotide/);
  await close();
});

test("the harness hears a console error, an exception and a foreign request", async () => {
  const { page, errors, requests, close } = await harness.openPage();
  await page.evaluate(() => {
    console.error("seeded error");
    setTimeout(() => {
      throw new Error("seeded exception");
    });
    fetch("http://foreign.invalid/").catch(() => {});
  });
  const all = [/seeded error/, /seeded exception/, /foreign\.invalid/];
  await until(async () => all.every((one) => one.test(errors.join("\n"))), "what was seeded");
  assert.ok(foreign([...requests, "http://foreign.invalid/"], harness.site).length > 0);
  await close();
});
