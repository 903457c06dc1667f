/** What comes of a trial, and what it is called. */

/** @typedef {import("./frame.js").Views} Views */
/** @typedef {import("./frame.js").Catalogue} Catalogue */
/** @typedef {"rewarded" | "omitted" | "free" | "punished" | "spared" | "left"} Kind */

/** Outcomes of choices as what came of them. @type {ReadonlyMap<string, Kind>} */
const CAME = new Map([
  ["right", "rewarded"],
  ["wrong_rewarded", "rewarded"],
  ["right_unrewarded", "omitted"],
  ["wrong", "omitted"],
]);

/** What became of the last finished trial. @param {Views} record @param {Catalogue} catalogue @returns {Kind} */
export function lastKind(record, { outcomes, fates }) {
  const n = record.get("curve_n")[0] ?? 0;
  const name = outcomes[record.get("outcome")[n - 1] ?? -1] ?? "rewarded";
  return CAME.get(name) ?? fates.find((kind) => kind === name) ?? "rewarded";
}

/** What an outcome is called. @param {Kind} kind @returns {"reward" | "omission" | "shock" | "spared" | "left"} */
export function outcomeWord(kind) {
  if (kind === "omitted") return "omission";
  if (kind === "punished") return "shock";
  return kind === "spared" || kind === "left" ? kind : "reward";
}
