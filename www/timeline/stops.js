/** Where "next event" and "previous event" go: the moments of a trial worth a still. */

/** @typedef {import("../story/moment.js").Moment} Moment */
/** @typedef {import("../engine/client.js").Client} Client */
/** Tick of the cue of a trial, from 0; undefined while it is not known. @typedef {(trial: number) => number | undefined} CueOf */

/** After the onset of an event there is something to see: ms. */
const SEEN_MS = 120;
const WAVE_MS = 320;
const CHANGED_MS = 1500;

/** Times of the stops of the trial shown, ms since the cue. @param {Moment} m */
export function stopsOf({ rewardMs, shown: { endMs, marks } }) {
  const items = marks.filter(({ kind }) => kind === "item").map(({ at }) => at + SEEN_MS);
  const rest = [-SEEN_MS, SEEN_MS, WAVE_MS, CHANGED_MS].map((ms) => rewardMs + ms);
  return [...items, SEEN_MS, ...rest].filter((ms) => ms < endMs);
}

/** The pause has no fixed length. */
const PAUSE_STEP_TICKS = 25;

/**
 * Tick of a time in the trial that is shown: in the pause that is the one before.
 * @param {Moment} m @param {number} ms @param {number} dt @param {CueOf} cueOf
 */
export function tickAt(m, ms, dt, cueOf) {
  if (!m.between) return Math.max(0, m.tick + Math.round((ms - m.ms) / dt));
  const cue = cueOf(m.trial - 2);
  return cue === undefined ? m.tick : Math.max(0, cue + Math.round(ms / dt));
}

/**
 * @param {Client} client @param {() => Moment | null} now @param {number} dt
 * @param {CueOf} cueOf
 */
export async function goForth(client, now, dt, cueOf) {
  const m = now();
  if (!m) return;
  const next = m.between ? undefined : stopsOf(m).find((ms) => ms > m.ms + dt / 2);
  if (next !== undefined) return stepTo(client, tickAt(m, next, dt, cueOf) - m.tick);
  if (!m.between) await settled(client, client.stepTrial());
  for (let at = now(); at?.between && !at.finished; at = now())
    await stepTo(client, PAUSE_STEP_TICKS);
  const begun = now();
  const [first = SEEN_MS] = begun ? stopsOf(begun) : [];
  if (begun) await stepTo(client, Math.round((first - begun.ms) / dt));
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

/** @param {Client} client @param {Moment} m @param {number} dt @param {CueOf} cueOf */
export async function goBack(client, m, dt, cueOf) {
  const before = stopsOf(m).findLast((ms) => m.between || ms < m.ms - dt / 2);
  if (before !== undefined) return client.seek(tickAt(m, before, dt, cueOf));
  const cue = cueOf(m.trial - 2);
  if (cue === undefined) return client.seek(tickAt(m, dt - m.course.leadMs, dt, cueOf));
  const last = stopsOf(m).at(-1) ?? 0;
  return client.seek(cue + Math.round(last / dt));
}
