// The rooms of the page: which scripts stand where, and which way imports run.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { test } from "node:test";

/** Rooms by floor, lowest first; a script of the root stands by its own name. */
const FLOORS = [
  ["text", "draw"],
  ["engine"],
  ["brain", "charts"],
  ["story", "timeline", "synapses", "seeds", "panels"],
  ["page"],
  ["main.js"],
];
/** Made by the build: no rooms. */
const MADE = /^(pkg|vendor)\//;

/** What each script imports when it runs. @typedef {Map<string, string[]>} Graph */

/** Without comments. @param {string} code */
const bare = (code) => code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

/** What a script asks for: static imports, exports from elsewhere, dynamic imports; no comments.
 * @param {string} code */
function importsOf(code) {
  const found = bare(code).matchAll(/(?:^|[\s;}])(?:from\s*|import\s*\(?\s*)["'](\.[^"']+)["']/g);
  return [...found].map((match) => match[1] ?? "");
}

/** @param {ReadonlyMap<string, string>} files text by path within `www` @returns {Graph} */
function graphOf(files) {
  const resolved = (/** @type {string} */ file, /** @type {string} */ path) =>
    posix.join(posix.dirname(file), path);
  return new Map(
    [...files].map(([file, code]) => [
      file,
      importsOf(code)
        .map((path) => resolved(file, path))
        .filter((path) => !MADE.test(path)),
    ]),
  );
}

/** @param {string} file */
const roomOf = (file) => file.split("/")[0] ?? "";
/** @param {string} file */
const floorOf = (file) => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));

/** One circle of files, each importing the next; null without. @param {Graph} graph @returns {string[] | null} */
function circleIn(graph) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file @param {string[]} way @returns {string[] | null} */
  const walk = (file, way) => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return null;
}

/** Imports that do not run to a lower floor or stay in their room. @param {Graph} graph */
function climbs(graph) {
  return [...graph].flatMap(([file, imports]) =>
    imports
      .filter((to) => roomOf(to) !== roomOf(file) && floorOf(to) >= floorOf(file))
      .map((to) => `${file} -> ${to}`),
  );
}

/** Scripts that stand in no room. @param {Graph} graph */
const homeless = (graph) => [...graph.keys()].filter((file) => floorOf(file) < 0);

/** Imports of files that are not there. @param {Graph} graph */
const lost = (graph) => [...graph.values()].flat().filter((to) => !graph.has(to));

const paths = readdirSync("www", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".js") && !MADE.test(path));
const readAll = (/** @type {readonly string[]} */ files) =>
  new Map(files.map((path) => [path, readFileSync(posix.join("www", path), "utf8")]));
const scripts = readAll(paths);
const house = graphOf(scripts);

test("no import goes round in a circle", () =>
  assert.equal(circleIn(house)?.join(" -> "), undefined));

test("imports run downwards, and rooms of one floor do not know each other", () =>
  assert.deepEqual(climbs(house), []));

test("every script but main.js stands in a room", () => {
  assert.ok(house.size > 60);
  assert.deepEqual(homeless(house), []);
});

test("every import is read, and leads to a script", () => {
  assert.deepEqual(lost(house), []);
  const arrows = [...house.values()].flat();
  assert.ok(arrows.length > 150, `${arrows.length} imports`);
  const idle = [...house.keys()].filter((file) => !arrows.includes(file));
  assert.deepEqual(idle.sort(), ["engine/worker.js", "main.js", "seeds/worker.js"]);
});

/** What only the shell may know of the document around a part. */
const SHELL = [
  /getElementById/,
  /document\s*\.\s*(querySelector|addEventListener|documentElement|body|activeElement|baseURI)/,
  /window\s*\./,
  /(?<![\w.$"'`-])(location|history)\s*[.[,)]/,
];
const isShell = (/** @type {string} */ file) => ["page", "main.js"].includes(roomOf(file));

/** Lines of parts that look beyond their root. @param {ReadonlyMap<string, string>} files text by path */
function looksBeyond(files) {
  return [...files]
    .filter(([file]) => !isShell(file))
    .flatMap(([file, code]) =>
      bare(code)
        .split("\n")
        .filter((line) => SHELL.some((beyond) => beyond.test(line)))
        .map((line) => `${file}: ${line.trim()}`),
    );
}

const styles = readAll(readdirSync("www/styles").map((file) => `styles/${file}`));

/** Rules of style that ask for the window's size. @param {ReadonlyMap<string, string>} sheets text by path */
function looksAtWindow(sheets) {
  return [...sheets].flatMap(([file, css]) =>
    [...css.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/@media[^{]*\b(width|height)\b[^{]*/g)].map(
      ([rule]) => `${file}: ${rule.trim()}`,
    ),
  );
}

/** A house without faults, and faults put into it. @param {Record<string, string>} more */
const seeded = (more) =>
  graphOf(
    new Map(
      Object.entries({
        "main.js": 'import { Page } from "./page/page.js";',
        "page/page.js": 'import {\n  Strip,\n} from "../story/strip.js";\nimport "./state.js";',
        "page/state.js": '/** @typedef {import("./page.js").Page} Page */',
        "story/strip.js": 'import { t } from "../text/text.js";',
        "panels/card.js": "// No import at all.",
        "text/text.js": 'import { Bundle } from "../vendor/fluent.js";',
        ...more,
      }),
    ),
  );

test("a house without faults passes; types in comments are no imports", () => {
  const graph = seeded({});
  assert.deepEqual(graph.get("page/page.js"), ["story/strip.js", "page/state.js"]);
  assert.deepEqual(graph.get("page/state.js"), []);
  assert.equal(circleIn(graph), null);
  assert.deepEqual([...climbs(graph), ...homeless(graph), ...lost(graph)], []);
});

test("a circle is found, within a room as well and through a dynamic import", () => {
  const statics = seeded({ "page/state.js": 'export { Page } from "./page.js";' });
  assert.deepEqual(circleIn(statics), ["page/page.js", "page/state.js", "page/page.js"]);
  const late = seeded({ "page/state.js": 'const load = () => import("./page.js");' });
  assert.deepEqual(circleIn(late), ["page/page.js", "page/state.js", "page/page.js"]);
});

test("an import that runs upwards is found", () => {
  const graph = seeded({ "text/text.js": 'import { Card } from "../panels/card.js";' });
  assert.deepEqual(climbs(graph), ["text/text.js -> panels/card.js"]);
});

test("an import from a room of the same floor is found", () => {
  const graph = seeded({ "panels/card.js": 'import { Strip } from "../story/strip.js";' });
  assert.deepEqual(climbs(graph), ["panels/card.js -> story/strip.js"]);
});

test("a script at the root and one in an unknown room are found", () => {
  const graph = seeded({ "loose.js": "", "attic/old.js": "" });
  assert.deepEqual(homeless(graph), ["loose.js", "attic/old.js"]);
});

test("an import that leads nowhere is found", () => {
  assert.deepEqual(lost(seeded({ "panels/card.js": 'import "./gone.js";' })), ["panels/gone.js"]);
});

test("a part knows its root and nothing of the document around it", () =>
  assert.deepEqual(looksBeyond(scripts), []));

test("a script that looks beyond its root is found, and the shell may", () => {
  const faults = [
    'const box = document.getElementById("box");',
    'const box = document.querySelector(".box");',
    'document.addEventListener("keydown", act);',
    "window.addEventListener('resize', act);",
    'document.documentElement.classList.add("equal");',
    'history.replaceState(null, "", address);',
    "const { search } = new URL(location.href);",
  ];
  for (const code of faults) {
    assert.equal(looksBeyond(new Map([["charts/curve.js", code]])).length, 1, code);
    assert.deepEqual(looksBeyond(new Map([["page/page.js", code]])), []);
  }
  const fine = '// document.body\nmake("p", frame.get("history")); document.createElement("p");';
  assert.deepEqual(looksBeyond(new Map([["charts/curve.js", fine]])), []);
});

test("styles name no id but those of the shell's own document", () => {
  const css = [...styles.values()].join("\n").replace(/\/\*[\s\S]*?\*\//g, "");
  const rules = [...css.matchAll(/(?:^|\})[^{}]*/g)].map(([selector]) => selector).join(" ");
  const named = [...rules.matchAll(/#([a-z][\w-]*)/g)].map(([, id]) => id);
  const shell = readFileSync("www/index.html", "utf8");
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter((id) => !shell.includes(`id="${id}"`)),
    [],
  );
});

test("styles ask for the size of a run's place, not of the window", () => {
  assert.deepEqual(looksAtWindow(styles), []);
  const fault = new Map([["styles/a.css", "@media (max-width: 699px) { p { margin: 0 } }"]]);
  assert.equal(looksAtWindow(fault).length, 1);
  const fine = new Map([["styles/a.css", "@media print { p { width: 0 } }"]]);
  assert.deepEqual(looksAtWindow(fine), []);
});
