// The pictures of `cargo xtask shots`: the running page at the sizes it is
// made for, into shots/.

import { mkdir } from "node:fs/promises";
import { start } from "./harness.mjs";
import { clockOf, goTo, inPage, ready, until } from "./page.mjs";

/** A wave is under way by then, and the charts hold their first values. */
const SETTLE_MS = 6000;
/** Into the wave of the cue in a late trial, ms after the cue. */
const CUE_WAVE_MS = 340;
/** The leading modulator does not change in haste. */
const LEAD_MS = 800;
const LATE_TRIALS = 60;

const TRAINED = "#speed=max";
/** @type {({name: string, trained?: boolean} & import("./harness.mjs").View)[]} */
const SHOTS = [
  { name: "desktop-light", width: 1280, height: 800 },
  { name: "desktop-dark", width: 1280, height: 800, dark: true },
  { name: "tablet", width: 768, height: 1024 },
  { name: "phone", width: 360, height: 740, scale: 2 },
  { name: "narrow", width: 320, height: 640, scale: 2 },
  { name: "embed", width: 720, height: 480, url: "?embed" },
  { name: "projector", width: 1920, height: 1080, url: "?projector" },
  { name: "desktop-light-trained", width: 1280, height: 800, url: TRAINED, trained: true },
  { name: "phone-trained", width: 360, height: 740, scale: 2, url: TRAINED, trained: true },
  { name: "embed-trained", width: 720, height: 480, url: `?embed${TRAINED}`, trained: true },
];

/** Many trials at once, then into the wave that the cue sends out. @param {import("playwright-core").Page} page */
async function train(page) {
  await ready(page);
  await until(async () => (await clockOf(page)).trial > LATE_TRIALS, "late trials", 120_000);
  await inPage(page, (app) => {
    app.acts.pause();
    app.state.set("speed", "story");
    return app.client.stepTrial();
  });
  await until(async () => (await clockOf(page)).ms <= -1000, "the start of a trial");
  const { tick } = await clockOf(page);
  let now = tick;
  while ((await clockOf(page)).ms < CUE_WAVE_MS) {
    now += 10;
    await goTo(page, now);
  }
  await page.waitForTimeout(LEAD_MS);
  await goTo(page, now + 1);
}

await mkdir("shots", { recursive: true });
const harness = await start();
let failed = false;
for (const { name, trained, ...view } of SHOTS) {
  const { page, errors, close } = await harness.openPage(view);
  if (trained) await train(page);
  else await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: `shots/${name}.png` });
  console.log(`shots/${name}.png`, ...errors);
  failed ||= errors.length > 0;
  await close();
}
await harness.close();
process.exitCode = failed ? 1 : 0;
