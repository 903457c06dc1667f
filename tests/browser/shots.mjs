// The pictures of `cargo xtask shots`: the running page at the sizes it is
// made for, into shots/.

import { mkdir } from "node:fs/promises";
import { start } from "./harness.mjs";

/** A wave is under way by then, and the charts hold their first values. */
const SETTLE_MS = 6000;

/** @type {({name: string} & import("./harness.mjs").View)[]} */
const SHOTS = [
  { name: "desktop-light", width: 1280, height: 800 },
  { name: "desktop-dark", width: 1280, height: 800, dark: true },
  { name: "tablet", width: 768, height: 1024 },
  { name: "phone", width: 360, height: 740, scale: 2 },
  { name: "embed", width: 720, height: 480, url: "?embed" },
  { name: "projector", width: 1920, height: 1080, url: "?projector" },
];

await mkdir("shots", { recursive: true });
const harness = await start();
let failed = false;
for (const { name, ...view } of SHOTS) {
  const { page, errors, close } = await harness.openPage(view);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: `shots/${name}.png` });
  console.log(`shots/${name}.png`, ...errors);
  failed ||= errors.length > 0;
  await close();
}
await harness.close();
process.exitCode = failed ? 1 : 0;
