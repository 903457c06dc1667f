/** Many seeds in short: by trial the median over them and where the middle 80 % of them lie. */

/** @typedef {import("./run.js").ArmRun} ArmRun */
/** @typedef {import("./run.js").SeedResult} SeedResult */

/** @typedef {{median: number, low: number, high: number}} Range */
/** By trial; NaN where no seed has a value. @typedef {{median: number[], low: number[], high: number[]}} Spread */
/**
 * What is drawn of an arm: its title, a column of the learning curve, over how
 * many trials each value is a running mean; of rewarded trials, or of the first
 * arm, only where it says so.
 * @typedef {{what: string, title: string, column: string, over: number, rewarded?: boolean, first?: boolean}} Line
 *
 * What many seeds are compared by: lines, how their values are shown, and the
 * sentence that holds the last ones; null where it says what was learned.
 * @typedef {{lines: readonly Line[], shown: (n: number) => number, sentence: string | null}} Comparison
 */
/** @typedef {Spread & {arm: string, what: string, title: string}} Band */
/** The bands of all arms. @typedef {{by: Comparison, trials: number, bands: Band[]}} Bands */

/** The band's edges, as shares of the seeds. */
const [LOW, HIGH] = [0.1, 0.9];

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

/** Running means; NaN where nothing in reach is known. @param {readonly number[]} values @param {number} over so many trials */
export function runningMeans(values, over) {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - over + 1), i + 1).filter((x) => !Number.isNaN(x));
    return near.reduce((sum, x) => sum + x, 0) / near.length;
  });
}

/** What is drawn of a run, by trial. @param {ArmRun} run @param {readonly string[]} names @param {Line} line */
export function lineOf({ learning }, names, { column, over, rewarded = false }) {
  const values = columnOf(learning, names, column);
  if (!rewarded) return runningMeans(values, over);
  const came = columnOf(learning, names, "rewarded");
  return runningMeans(
    values.map((value, i) => (came[i] ? value : Number.NaN)),
    over,
  );
}

/** The bands of what has come in. @param {readonly SeedResult[]} results @param {readonly string[]} names of the columns @param {Comparison} by @returns {Bands | null} */
export function bandsOf(results, names, by) {
  const arms = results[0]?.arms ?? [];
  if (arms.length === 0) return null;
  const bands = arms.flatMap(({ arm }, i) => {
    const runs = results.flatMap((result) => result.arms.filter((run) => run.arm === arm));
    const drawn = by.lines.filter(({ first = false }) => i === 0 || !first);
    return drawn.map((line) => {
      const { what, title } = line;
      return { arm, what, title, ...spreadOf(runs.map((run) => lineOf(run, names, line))) };
    });
  });
  const trials = Math.max(...bands.map((band) => band.median.length));
  return { by, trials, bands };
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
