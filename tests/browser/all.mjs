// All browser tests in one process, so that one browser serves them all.

import { readdirSync } from "node:fs";

const here = new URL(".", import.meta.url);
for (const name of readdirSync(here).sort())
  if (name.endsWith(".test.mjs")) await import(new URL(name, here).href);
