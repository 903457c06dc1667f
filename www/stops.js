/** Where "next event" and "previous event" go: the moments of a trial worth a still. */

/** @typedef {import("./trial.js").Moment} Moment */
/** @typedef {import("./client.js").Client} Client */

/** After the onset of an event there is something to see: ms. */
const SEEN_MS = 120;
const WAVE_MS = 320;
const CHANGED_MS = 1500;

/** Times of the stops, ms since the cue. @param {Moment} m */
export function stopsOf(m) {
  return [
    SEEN_MS,
    m.rewardMs - SEEN_MS,
    m.rewardMs + SEEN_MS,
    m.rewardMs + WAVE_MS,
    m.rewardMs + CHANGED_MS,
  ];
}

/** Tick of a time in the running trial. @param {Moment} m @param {number} ms @param {number} dt */
export function tickAt(m, ms, dt) {
  return Math.max(0, m.tick + Math.round((ms - m.ms) / dt));
}

/** @param {Client} client @param {Moment} m @param {number} dt */
export async function goForth(client, m, dt) {
  const next = stopsOf(m).find((ms) => ms > m.ms + dt / 2);
  if (next !== undefined) return client.step(tickAt(m, next, dt) - m.tick);
  await client.stepTrial();
  await client.step(Math.round((1000 + SEEN_MS) / dt));
}

/** @param {Client} client @param {Moment} m @param {number} dt @param {Map<number, number>} starts first ticks of trials */
export async function goBack(client, m, dt, starts) {
  const before = stopsOf(m).findLast((ms) => ms < m.ms - dt / 2);
  if (before !== undefined) return client.seek(tickAt(m, before, dt));
  const start = starts.get(m.trial - 2);
  if (start === undefined) return client.seek(tickAt(m, Math.max(-1000, m.ms - 1000), dt));
  const last = stopsOf(m).at(-1) ?? 0;
  return client.seek(start + Math.round((1000 + last) / dt));
}
