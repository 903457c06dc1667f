// Every word of the page is used, and every word that is used exists.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** Ids that the page puts together: modulators, speeds, steps, short wordings, ... */
const MADE =
  /^(da|ach|ne|ser|tags)(-code)?$|^(speed|pace|theme|story|event|say|caption-cue|caption-choice|caption-fear|vta|curve-table|choices-table|twin|group|outcome|legend)-|^synapses-(of|pre|post|unit|change|weight|tag)(-|$)|-(short|n)$/;

const words = readFileSync("www/text/en.ftl", "utf8");
const ids = [...words.matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1] ?? "");
const code = readdirSync("www", { recursive: true, encoding: "utf8" })
  .filter((name) => !/^(pkg|vendor)\b/.test(name) && /\.(js|html)$/.test(name))
  .map((name) => readFileSync(join("www", name), "utf8"))
  .join("\n");

test("every word is used", () => {
  const idle = ids.filter((id) => !MADE.test(id) && !new RegExp(`["\`]${id}["\`]`).test(code));
  assert.deepEqual(idle, []);
});

test("every word that is used exists, once", () => {
  const used = [...code.matchAll(/(?:\bt\(|data-t(?:-label|-title)?=)"([a-z][\w-]*)"/g)];
  assert.ok(used.length > 50);
  assert.deepEqual(
    used.map((match) => match[1] ?? "").filter((id) => !ids.includes(id)),
    [],
  );
  assert.equal(new Set(ids).size, ids.length);
});
