// Addresses of the page: three keys name the arms, which are one list where the page works.

import assert from "node:assert/strict";
import { test } from "node:test";
import { armsOf } from "../../www/engine/arms.js";
import { createState, printAddress, readAddress } from "../../www/page/state.js";

/** @typedef {import("../../www/engine/frame.js").Catalogue} Catalogue */

/** @param {string} id @param {string[]} arms */
const experiment = (id, arms) => ({ id, arms: arms.map((arm) => ({ id: arm, title: arm })) });
const catalogue = /** @type {Catalogue} */ (
  /** @type {unknown} */ ({
    experiments: [
      experiment("choice", ["intact", "no_dopamine", "no_serotonin", "no_acetylcholine", "no_tag"]),
      experiment("age", ["young", "old", "older"]),
      experiment("alone", ["intact"]),
    ],
    modulators: [],
    regions: [],
    parameters: [],
  })
);

const read = (/** @type {string} */ hash) => readAddress({ search: "", hash }, catalogue);

/** An address, the arms that it names, how it is written, and what of it cannot be read.
 * @type {[string, string[], string?, string[]?][]} */
const ADDRESSES = [
  ["", ["intact", "no_dopamine"]],
  ["#arm=no_tag", ["no_tag", "no_dopamine"]],
  ["#seed=3&twin=no_tag", ["intact", "no_tag"]],
  ["#arm=no_tag&twin=no_tag", ["no_tag", "no_tag"]],
  ["#more=no_tag", ["intact", "no_dopamine", "no_tag"]],
  ["#equal=1&more=no_serotonin,no_tag", ["intact", "no_dopamine", "no_serotonin", "no_tag"]],
  [
    "#seed=2&arm=no_serotonin&twin=intact&equal=1&more=no_tag&speed=max&play=0",
    ["no_serotonin", "intact", "no_tag"],
  ],
  ["#equal=1&more=no_tag,no_tag", ["intact", "no_dopamine", "no_tag"], "#equal=1&more=no_tag"],
  [
    "#equal=1&more=no_tag,old",
    ["intact", "no_dopamine", "no_tag"],
    "#equal=1&more=no_tag",
    ["more=no_tag,old"],
  ],
  [
    "#more=no_tag,intact,no_serotonin",
    ["intact", "no_dopamine"],
    "",
    ["more=no_tag,intact,no_serotonin"],
  ],
  ["#more=nothing", ["intact", "no_dopamine"], "", ["more=nothing"]],
  ["#exp=age", ["young", "old"], "#exp=age&arm=young&twin=old"],
  ["#exp=age&arm=intact", ["young", "old"], "#exp=age&arm=young&twin=old", ["arm=intact"]],
  ["#exp=age&arm=young&twin=older&equal=1&more=old", ["young", "older", "old"]],
  ["#exp=alone", ["intact"], "#exp=alone&twin="],
  ["#exp=alone&more=no_tag", ["intact"], "#exp=alone&twin=", ["more=no_tag"]],
];

test("arm, twin and more of an address are one list, and are written as they were read", () => {
  for (const [hash, arms, written = hash, faults = []] of ADDRESSES) {
    const { shown, unread } = read(hash);
    assert.deepEqual(shown.arms, arms, hash);
    assert.equal(printAddress(shown), written, hash);
    assert.deepEqual(
      unread.map(({ key, value }) => `${key}=${value}`),
      faults,
      hash,
    );
  }
});

test("the third and the fourth arm run only side by side, and the address keeps them", () => {
  const { shown } = read("#more=no_tag");
  assert.deepEqual(armsOf(shown), ["intact", "no_dopamine"]);
  assert.deepEqual(armsOf({ ...shown, equal: true }), ["intact", "no_dopamine", "no_tag"]);
});

test("another arm for a brain is told once, and not where it has it already", () => {
  /** @type {string[]} */
  const said = [];
  const state = createState(read("#equal=1&more=no_tag").shown, (address) => said.push(address));
  state.listen((name) => said.push(name));
  state.setArm(1, "no_dopamine");
  state.setArm(2, "no_serotonin");
  state.setArm(1, "no_tag");
  assert.deepEqual(said, [
    "#equal=1&more=no_serotonin",
    "arms",
    "#twin=no_tag&equal=1&more=no_serotonin",
    "arms",
  ]);
});
