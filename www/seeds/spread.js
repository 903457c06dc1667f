/** Many seeds in short: by trial the median over them and where the middle 80 % of them lie. */

/** @typedef {import("./run.js").ArmRun} ArmRun */
/** @typedef {import("./run.js").SeedResult} SeedResult */

/** @typedef {{median: number, low: number, high: number}} Range */
/** By trial; NaN where no seed has a value. @typedef {{median: number[], low: number[], high: number[]}} Spread */
/** @typedef {"accuracy" | "cue" | "reward" | "fear"} What */
/** @typedef {Spread & {arm: string, what: What}} Band */
/** The bands of all arms; chance is NaN where the task has none. @typedef {{measure: "right" | "response" | "fear", chance: number, trials: number, bands: Band[]}} Bands */

/** The band's edges, as shares of the seeds. */
const [LOW, HIGH] = [0.1, 0.9];
/** Trials over which a response is a running mean, as the chart draws it. */
const MEAN_OF = 5;

/** The value below which a share of the values lies, between neighbours in proportion. @param {readonly number[]} sorted @param {number} share */
export function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {readonly number[]} values those that are not numbers do not count @returns {Range} */
export function rangeOf(values) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, LOW),
    high: quantile(sorted, HIGH),
  };
}

/** @param {readonly (readonly number[])[]} runs values by trial, one list per seed @returns {Spread} */
export function spreadOf(runs) {
  const trials = Math.max(0, ...runs.map((run) => run.length));
  const ranges = Array.from({ length: trials }, (_, i) =>
    rangeOf(runs.map((run) => run[i] ?? Number.NaN)),
  );
  return {
    median: ranges.map((range) => range.median),
    low: ranges.map((range) => range.low),
    high: ranges.map((range) => range.high),
  };
}

/** One column of a learning curve. @param {Float32Array} learning @param {readonly string[]} names of its columns @param {string} name */
export function columnOf(learning, names, name) {
  const k = names.indexOf(name);
  const n = Math.floor(learning.length / names.length);
  return Array.from({ length: n }, (_, i) => learning[i * names.length + k] ?? Number.NaN);
}

/** Running means; NaN where nothing in reach is known. @param {readonly number[]} values @param {number} [over] */
export function runningMeans(values, over = MEAN_OF) {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - over + 1), i + 1).filter((x) => !Number.isNaN(x));
    return near.reduce((sum, x) => sum + x, 0) / near.length;
  });
}

/** What is drawn of a run, by trial. @param {ArmRun} run @param {readonly string[]} names @param {What} what */
export function lineOf({ learning }, names, what) {
  if (what === "accuracy") return columnOf(learning, names, "accuracy");
  if (what === "fear") return columnOf(learning, names, "aversion_at_cue");
  const values = columnOf(learning, names, `${what}_response_hz`);
  if (what === "cue") return runningMeans(values);
  const rewarded = columnOf(learning, names, "rewarded");
  return runningMeans(values.map((value, i) => (rewarded[i] ? value : Number.NaN)));
}

/** The bands of what has come in. @param {readonly SeedResult[]} results @param {readonly string[]} names of the columns @param {boolean} [punishes] @returns {Bands | null} */
export function bandsOf(results, names, punishes = false) {
  const arms = results[0]?.arms ?? [];
  const first = arms[0];
  if (!first) return null;
  const chance = columnOf(first.learning, names, "chance").find((x) => !Number.isNaN(x));
  const measure = chance !== undefined ? "right" : punishes ? "fear" : "response";
  const bands = arms.flatMap(({ arm }, i) =>
    whatOf(measure, i).map((what) => {
      const runs = results.flatMap((result) => result.arms.filter((run) => run.arm === arm));
      return { arm, what, ...spreadOf(runs.map((run) => lineOf(run, names, what))) };
    }),
  );
  const trials = Math.max(...bands.map((band) => band.median.length));
  return { measure, chance: chance ?? Number.NaN, trials, bands };
}

/** The second arm's response to reward is not drawn. @param {Bands["measure"]} measure @param {number} arm @returns {What[]} */
function whatOf(measure, arm) {
  if (measure === "right") return ["accuracy"];
  if (measure === "fear") return ["fear"];
  return arm === 0 ? ["cue", "reward"] : ["cue"];
}

/** A CSV file as the native tool writes it. @param {readonly SeedResult[]} results @param {ReadonlyMap<number, string>} failures @param {readonly string[]} arms */
export function sheetOf(results, failures, arms) {
  const first = results[0];
  if (!first) return "";
  const runs = arms.flatMap((arm) =>
    results.flatMap((result) => result.arms.filter((run) => run.arm === arm)),
  );
  const lost = [...failures].flatMap(([seed, why]) =>
    arms.map((arm) => `# arm ${arm} seed ${seed} stopped: ${why.split("\n")[0]}\n`),
  );
  const notes = runs.map((run) => run.notes);
  return [first.head, ...notes, ...lost, first.titles, ...runs.map((run) => run.rows)].join("");
}
