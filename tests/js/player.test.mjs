// Elapsed time -> ticks: nothing is gained by a jump of the clock, and the
// number of ticks does not depend on the rate of the display.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CATCH_UP_MS, creditMs, factorOf, Player, spend } from "../../www/engine/player.js";

const HOUR = 3_600_000;

test("jumps of the clock of an hour gain at most 50 ms, backwards nothing", () => {
  for (const jump of [HOUR, -HOUR, Number.POSITIVE_INFINITY, Number.NaN, -1]) {
    const player = new Player(10);
    const ticks = player.due(jump, 1);
    assert.ok(ticks * 10 <= CATCH_UP_MS, `${jump}: ${ticks} ticks`);
    assert.equal(ticks, jump > 0 ? 5 : 0);
  }
  assert.equal(creditMs(16), 16);
});

test("from 20 to 240 Hz the same time gives the same ticks", () => {
  for (const factor of [0.02, 0.1, 1, 10, 100]) {
    for (const hz of [20, 30, 60, 120, 240]) {
      const player = new Player(10);
      let ticks = 0;
      for (let i = 0; i < hz * 10; i += 1) ticks += player.due(1000 / hz, factor);
      const due = (10_000 * factor) / 10;
      assert.ok(Math.abs(ticks - due) <= 1, `${hz} Hz x ${factor}: ${ticks} of ${due}`);
    }
  }
});

test("the fraction runs from 0 to 1 within a tick", () => {
  const player = new Player(10);
  assert.equal(player.due(25, 0.1), 0);
  assert.equal(player.fraction, 0.25);
  assert.equal(player.due(50, 0.1), 0);
  assert.equal(player.fraction, 0.75);
  assert.equal(player.due(30, 0.1), 1);
  assert.ok(Math.abs(player.fraction - 0.05) < 1e-9);
});

test("speeds that make no sense stand still; max has no end", () => {
  assert.equal(factorOf(-3, false), 0);
  assert.equal(factorOf(Number.NaN, false), 0);
  assert.equal(factorOf("auto", true), 0.1);
  assert.equal(factorOf("auto", false), 1);
  assert.equal(new Player(10).due(16, factorOf("max", false)), Number.POSITIVE_INFINITY);
});

test("running stops when the budget is used up, or nothing is left", () => {
  let clock = 0;
  const run = (/** @type {number} */ ticks) => {
    clock += ticks * 0.1;
    return true;
  };
  const ran = spend(Number.POSITIVE_INFINITY, 8, () => clock, run);
  assert.ok(ran >= 80 && ran <= 80 + 64, `${ran}`);
  assert.ok(clock < 8 + 6.4 + 1e-9);
  assert.equal(
    spend(
      7,
      8,
      () => 0,
      () => true,
    ),
    7,
  );
  assert.equal(
    spend(
      7,
      8,
      () => 0,
      () => false,
    ),
    0,
  );
});
