// The kinds of trial: each has a file, a row and all its members, and every word that it names exists.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { KINDS, kindOf } from "../../www/story/kinds/index.js";
import { stepOf } from "../../www/story/strip.js";

/** @typedef {import("../../www/story/kinds/index.js").Kind} Kind */

const MEMBERS = {
  id: "string",
  measure: "function",
  caption: "function",
  compared: "function",
  progress: "function",
  steps: "function",
  pace: "function",
  score: "object",
  legend: "function",
  chart: "object",
  firing: "object",
  seeds: "object",
};
const ids = KINDS.map(({ kind }) => kind.id);
const words = new Set(
  [...readFileSync("www/text/en.ftl", "utf8").matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id),
);

/** Ids of words that a kind names, but for those of its sentences. @param {Kind} kind */
function wordsOf({ steps, score, legend, chart, firing, seeds }) {
  const legends = [legend([]), legend(["punished"])];
  const curve =
    chart.part === "curve"
      ? [chart.line.own, chart.line.twin, chart.line.alt, chart.line.beside, ...chart.line.table]
      : [];
  return [
    ...steps(null).flatMap((id) => [id, `${id}-short`]),
    ...[score.own, score.less, chart.title, `${chart.title}-short`, ...curve],
    ...legends.flatMap((id) => [`legend-${id}`, `legend-no-${id}`]),
    ...[firing.outcome, firing.omission],
    ...[...seeds.lines.map(({ title }) => title), ...(seeds.sentence ? [seeds.sentence] : [])],
  ];
}

/** A card that says no more of its trials than a test needs. @param {object} says */
const card = (says) =>
  /** @type {any} */ ({
    ...{ chance: 0, punishes: false, waits: false, holds: false, moves: false },
    ...says,
  });

test("each kind has one row, and a file of its own", () => {
  const files = readdirSync("www/story/kinds").map((name) => name.replace(/\.js$/, ""));
  assert.deepEqual(
    ids.toSorted(),
    files.filter((name) => !["index", "shared"].includes(name)).toSorted(),
  );
});

for (const { kind } of KINDS) {
  test(`${kind.id} has all members of a kind`, () => {
    const found = Object.entries(kind).map(([name, member]) => [name, typeof member]);
    assert.deepEqual(Object.fromEntries(found), MEMBERS);
    assert.equal(typeof kind.pace().rate, "function");
    assert.equal(kind.steps(null).length, 6);
  });

  test(`every word that ${kind.id} names exists`, () =>
    assert.deepEqual(
      wordsOf(kind).filter((id) => !words.has(id)),
      [],
    ));
}

test("items to remember are no pause, nor is the time until the cue", () => {
  const memory = /** @type {Kind} */ (KINDS.find(({ kind }) => kind.id === "memory")?.kind);
  const marks = [-2800, -2200, -1600].map((at) => ({ kind: "item", at }));
  const course = { leadMs: 3800, endMs: 3900, marks };
  const now = { tick: 1, startMs: -2800, rewardMs: 1900, cueMs: 700, taggedMost: 0, course };
  const told = (/** @type {number} */ ms) => {
    const m = /** @type {any} */ ({ ...now, ms });
    return [memory.caption(m, { arm: "", beside: "", chance: 0.25 }).id, stepOf(m)];
  };
  assert.deepEqual(told(-2810), ["caption-between", 5]);
  assert.deepEqual(told(-2800), ["caption-memory-items", 0]);
  assert.deepEqual(told(-500), ["caption-memory-hold", 0]);
  assert.deepEqual(told(0), ["caption-choice-cue", 0]);
});

test("what a card says of its trials picks their kind", () => {
  const picked = (/** @type {object} */ says) => kindOf(card(says)).id;
  assert.equal(picked({}), "conditioning");
  assert.equal(picked({ punishes: true }), "fear");
  assert.equal(picked({ waits: true }), "waiting");
  assert.equal(picked({ chance: 0.25 }), "choice");
  assert.equal(picked({ chance: 0.5, holds: true }), "memory");
  assert.equal(picked({ chance: 0.25, moves: true }), "movement");
});
