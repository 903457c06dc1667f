// A table as CSV: numbers stay numbers, words stay words, nothing is a formula.

import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../www/charts/download.js";

test("cells are numbers or words, quoted where they need it", () => {
  const head = ["Trial", 'the "best", so far', "Without dopamine"];
  const rows = [
    [1, "\u22122.5", "no change"],
    [2, "", "12\u00a0nM"],
  ];
  assert.equal(
    csvOf({ head, rows }),
    'Trial,"the ""best"", so far",Without dopamine\n1,-2.5,no change\n2,,12 nM\n',
  );
});

test("a title of a foreign file is no formula", () => {
  for (const start of ["=", "+", "-", "@"])
    assert.equal(csvOf({ head: [`${start}SUM(A1)`], rows: [] }), `'${start}SUM(A1)\n`);
  assert.equal(csvOf({ head: ["-1"], rows: [[-3]] }), "-1\n-3\n");
});
