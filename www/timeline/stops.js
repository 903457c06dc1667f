/** Where "next event" and "previous event" go: the moments of a trial worth a still. */

/** @typedef {import("../story/moment.js").Moment} Moment */
/** @typedef {import("../engine/client.js").Client} Client */
/** First tick of a trial's window, from 0; undefined while it is not known. @typedef {(trial: number) => number | undefined} StartOf */

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

/** Before a trial's window its clock stands at this time, ms; the pause has no fixed length. */
const WINDOW_MS = -1000;
const PAUSE_STEP_TICKS = 25;

/** Whether the pause before the trial's window is under way. @param {Moment} m */
export function waiting(m) {
  return m.ms <= WINDOW_MS;
}

/**
 * Tick of a time in the trial that is shown: in the pause that is the one before.
 * @param {Moment} m @param {number} ms @param {number} dt @param {StartOf} startOf
 */
export function tickAt(m, ms, dt, startOf) {
  if (!waiting(m)) return Math.max(0, m.tick + Math.round((ms - m.ms) / dt));
  const start = startOf(m.trial - 2);
  return start === undefined ? m.tick : Math.max(0, start + Math.round((ms - WINDOW_MS) / dt));
}

/**
 * @param {Client} client @param {() => Moment | null} now @param {number} dt
 * @param {StartOf} startOf
 */
export async function goForth(client, now, dt, startOf) {
  const m = now();
  if (!m) return;
  const next = waiting(m) ? undefined : stopsOf(m).find((ms) => ms > m.ms + dt / 2);
  if (next !== undefined) return stepTo(client, tickAt(m, next, dt, startOf) - m.tick);
  if (!waiting(m)) await settled(client, client.stepTrial());
  for (let at = now(); at && waiting(at) && !at.finished; at = now())
    await stepTo(client, PAUSE_STEP_TICKS);
  const begun = now();
  if (begun) await stepTo(client, Math.round((SEEN_MS - begun.ms) / dt));
}

/** @param {Client} client @param {number} ticks */
function stepTo(client, ticks) {
  return settled(client, client.step(ticks));
}

/** Waits until the page has seen where a step has led. @param {Client} client @param {Promise<void>} step */
async function settled(client, step) {
  await step;
  await new Promise((resolve) => client.addEventListener("frame", resolve, { once: true }));
}

/** @param {Client} client @param {Moment} m @param {number} dt @param {StartOf} startOf */
export async function goBack(client, m, dt, startOf) {
  const before = stopsOf(m).findLast((ms) => (waiting(m) ? true : ms < m.ms - dt / 2));
  if (before !== undefined) return client.seek(tickAt(m, before, dt, startOf));
  const start = startOf(m.trial - 2);
  if (start === undefined) return client.seek(tickAt(m, WINDOW_MS + dt, dt, startOf));
  const last = stopsOf(m).at(-1) ?? 0;
  return client.seek(start + Math.round((last - WINDOW_MS) / dt));
}
