/** Many seeds of the run that is shown: the button, how far they are, and what they say. */

import { download } from "../charts/download.js";
import { NumbersTable } from "../charts/table.js";
import { action, box, dialogHeader, make, write } from "../draw/dom.js";
import { Part } from "../draw/part.js";
import { trusted } from "../engine/transport.js";
import { SeedsChart } from "./chart.js";
import { poolSize, SeedPool } from "./pool.js";
import { bandsOf, sheetOf } from "./spread.js";
import { failureWords, sentences, tableOf } from "./words.js";

/** @typedef {import("./spread.js").Bands} Bands */
/** What is shown, and the charts that the bands are drawn in.
 * @typedef {{card: () => import("../engine/frame.js").ExperimentInfo | undefined, kind: () => import("../story/kinds/index.js").Kind,
 *   charts: import("./chart.js").Charts}} SeedsWish */

const SEEDS = 20;
const SEED_LIMIT = 2 ** 32;

/** A worker of the pool. @param {import("./pool.js").PoolListener} listener @returns {import("./pool.js").PoolWorker} */
function spawn(listener) {
  const url = new URL("./worker.js", import.meta.url).href;
  const worker = new Worker(trusted(url), { type: "module" });
  worker.addEventListener("message", (event) => listener.answer(event.data));
  worker.addEventListener("error", (event) => listener.lost(event.message));
  worker.addEventListener("messageerror", () => listener.lost(""));
  return { send: (request) => worker.postMessage(request), close: () => worker.terminate() };
}

/** The engine, compiled once for all workers of the pool. */
async function compile() {
  const response = await fetch(new URL("../pkg/neurotide_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

export class SeedsPanel extends Part {
  /** @param {HTMLElement} root @param {import("../draw/part.js").Context} context @param {SeedsWish} wish */
  constructor(root, { t, client, state, acts, catalogue, say, notify }, wish) {
    super(root);
    this.t = t;
    this.state = state;
    this.acts = acts;
    this.catalogue = catalogue;
    this.tell = say;
    this.notify = notify;
    this.wish = wish;
    /** How many seeds a run takes. */
    this.count = SEEDS;
    this.pool = new SeedPool(spawn, poolSize(navigator.hardwareConcurrency), () => this.came());
    this.chart = new SeedsChart(wish.charts);
    /** The run that the results belong to. */
    this.key = "";
    this.file = acts.original;
    /** @type {Bands | null} */
    this.bands = null;
    /** @type {Promise<WebAssembly.Module> | null} */
    this.wasm = null;
    this.words = make("p", "", "seeds-words");
    this.table = action(t("seeds-table"), "button quiet seeds-table", () => this.open());
    this.run = action("", "button quiet seeds-run", () => void this.toggle());
    this.dialog = make("dialog", "", "panel");
    root.append(this.words, this.table, this.run, this.dialog);
    this.onEnd(state.listen((name) => name !== "theme" && this.check()));
    this.listen(client, "ready", () => this.check());
    this.onEnd(() => this.pool.clear());
    // Without workers the pool would take the page's own thread.
    root.hidden = client.link.kind === "main";
    this.show();
  }

  toggle() {
    return this.busy ? this.cancel() : this.start();
  }

  get busy() {
    return this.key !== "" && (this.pool.running || this.pool.total === 0);
  }

  /** The seeds: the one shown and those after it. */
  seeds() {
    const { seed } = this.state.shown;
    return Array.from({ length: this.count }, (_, i) => (seed + i) % SEED_LIMIT);
  }

  /** Names the run that is shown, but for its file. */
  keyNow() {
    const { arms, seed, settings } = this.acts.wish();
    return JSON.stringify([arms, seed, new TextDecoder().decode(settings)]);
  }

  async start() {
    this.clear();
    const key = this.keyNow();
    this.key = key;
    this.file = this.acts.original;
    const seeds = this.seeds();
    const { experiment, arms, settings } = this.acts.wish();
    const job = {
      experiment,
      settings,
      arms: [...new Set(arms)],
      seeds: `${seeds[0]} to ${seeds.at(-1)}`,
    };
    this.show();
    this.tell(this.t("seeds-say-start", { seeds: seeds.length }));
    const wasm = await this.compiled();
    if (!wasm || this.key !== key) return;
    this.pool.start(wasm, job, seeds);
    this.show();
  }

  /** The engine for the pool; null where it cannot be had, which is told. */
  async compiled() {
    this.wasm ??= compile();
    try {
      return await this.wasm;
    } catch (error) {
      this.wasm = null;
      this.clear();
      this.notify("seeds", error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** A seed has come in, or failed. */
  came() {
    const { done, total } = this.pool;
    const results = this.pool.sorted();
    const { seeds, chart } = this.wish.kind();
    this.bands = bandsOf(results, this.catalogue.learning, seeds);
    this.chart.show(this.bands, chart.part);
    this.acts.client.refresh();
    this.show();
    if (done === total) this.tell(this.summary());
    else if (done === Math.ceil(total / 2)) this.tell(this.progress());
  }

  cancel() {
    const { done, total } = this.pool;
    this.pool.cancel();
    if (done === 0) this.clear();
    this.tell(this.t("seeds-say-cancel", { n: done, seeds: total || this.count }));
    this.show();
  }

  /** Another run is shown: results would be those of the one before. */
  check() {
    const other = this.key !== this.keyNow() || this.file !== this.acts.original;
    if (this.key !== "" && other) this.clear();
    this.show();
  }

  clear() {
    this.key = "";
    this.pool.clear();
    this.bands = null;
    if (this.dialog.open) this.dialog.close();
    this.chart.show(null);
    this.acts.client.refresh();
    this.show();
  }

  show() {
    const { busy } = this;
    const whole = !busy && this.pool.total > 0 && this.pool.results.size === this.pool.total;
    const held = this.run.matches(":focus");
    this.run.textContent = this.t(busy ? "seeds-cancel" : "seeds-run", { n: this.count });
    this.run.hidden = whole;
    this.table.hidden = busy || this.pool.results.size === 0;
    if (held && whole) this.table.focus();
    this.root.classList.toggle("seeds-ready", !busy && this.pool.done > 0);
    const words = busy ? this.progress() : this.summary();
    write(this.words, words);
  }

  progress() {
    return this.t("seeds-progress", {
      n: this.pool.done,
      seeds: this.pool.total || this.count,
    });
  }

  summary() {
    const results = this.pool.sorted();
    const failed = failureWords(this.t, this.pool.failures);
    if (!this.bands) return failed || this.offer();
    const lines = sentences(this.say(), results, this.bands);
    return [failed, ...lines, this.t("seeds-band")].filter(Boolean).join(" ");
  }

  offer() {
    const seeds = this.seeds();
    return this.t("seeds-offer", { first: String(seeds[0]), last: String(seeds.at(-1)) });
  }

  /** @returns {import("./words.js").Say} */
  say() {
    const title = (/** @type {string} */ arm) =>
      this.wish.card()?.arms.find((one) => one.id === arm)?.title ?? arm;
    return { t: this.t, title, criterion: this.catalogue.criterion };
  }

  /** The table, and the way to take it home. */
  open() {
    const { bands, dialog, t } = this;
    if (!bands) return;
    const words = make("p", `${this.summary()} ${t("seeds-how")}`);
    const inner = box("div", "seeds-numbers", []);
    const download = action(t("seeds-download"), "button", () => this.download());
    dialog.replaceChildren(dialogHeader(dialog, "seeds-title", t), words, download, inner);
    const numbers = new NumbersTable(inner, t, "seeds-caption");
    numbers.offer(() => tableOf(this.say(), bands));
    numbers.details.open = true;
    dialog.showModal();
  }

  sheet() {
    const results = this.pool.sorted();
    const arms = results[0]?.arms.map((run) => run.arm) ?? [];
    return sheetOf(results, this.pool.failures, arms);
  }

  download() {
    download(`neurotide-${this.wish.card()?.id ?? "run"}-seeds.csv`, this.sheet());
  }
}
