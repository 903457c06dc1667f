/** Starts the page: words, engine, state from the address, then the parts. */

import { loadSection } from "./brain/section.js";
import { followDownloads } from "./charts/download.js";
import { detailOf, find } from "./draw/dom.js";
import { reducedMotion } from "./draw/motion.js";
import { armsOf } from "./engine/arms.js";
import { Client } from "./engine/client.js";
import { Acts } from "./page/acts.js";
import { Controls } from "./page/controls.js";
import { chooseLayout, linkAway, showOnPointer } from "./page/layouts.js";
import { Page } from "./page/page.js";
import { createState, readAddress, TABLE } from "./page/state.js";
import { openCatalogue } from "./panels/catalogue.js";
import { watchDrops } from "./panels/drop.js";
import { Notices } from "./panels/errors.js";
import { openHelp, openMore } from "./panels/help.js";
import { ParametersPanel } from "./panels/parameters.js";
import { SeedsPanel } from "./seeds/panel.js";
import { conditioning } from "./story/kinds/conditioning.js";
import { Loop } from "./story/loop.js";
import { TrialTracker } from "./story/moment.js";
import { Live } from "./story/narrator.js";
import { SynapsesPanel } from "./synapses/panel.js";
import { createText, fillWords } from "./text/text.js";
import { Past } from "./timeline/past.js";
import { Trials } from "./timeline/trials.js";

/** @typedef {import("./engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("./text/text.js").Text} Text */

const EXPERIMENT = TABLE.experiment.start;

/** The running page; tests read it from here. */
export const started = start();

async function start() {
  const t = createText(await (await fetch(new URL("./text/en.ftl", import.meta.url))).text());
  fillWords(document, t);
  const layout = chooseLayout();
  const client = new Client({
    experiment: EXPERIMENT,
    seed: 1,
    arms: [TABLE.arm.start, TABLE.twin.start],
    element: find("brain", HTMLElement),
  });
  const notices = new Notices(find("notices", HTMLElement), t);
  const failed = new Promise((resolve) =>
    client.addEventListener("failed", resolve, { once: true }),
  );
  const ready = new Promise((resolve) => client.addEventListener("ready", resolve, { once: true }));
  const [section, first] = await Promise.all([
    loadSection(),
    Promise.race([ready, failed]),
    client.start(),
  ]);
  const { catalogue } = client;
  if (!catalogue) {
    showFailure(t, detailOf(first)?.message ?? "");
    throw new Error("the model could not be started");
  }
  return build({ t, layout, client, notices, section, catalogue });
}

/** @param {{t: Text, layout: string, client: Client, notices: Notices, section: import("./brain/section.js").SectionData, catalogue: Catalogue}} with_ */
async function build({ t, layout, client, notices, section, catalogue }) {
  const { shown, unread } = readAddress(location, catalogue);
  if (layout === "projector") shown.equal = true;
  if (reducedMotion() && !/[?&#]play=/.test(location.href)) shown.playing = false;
  const state = createState(shown, (address) =>
    history.replaceState(null, "", address || location.pathname + location.search),
  );
  if (unread.length) {
    const what = unread.map(({ key, value }) => `${key}=${value}`).join(", ");
    notices.show("link", t("notice-unread", { what }));
  }
  applyTheme(shown.theme);
  const live = new Live(find("live", HTMLElement));
  const tracker = new TrialTracker(catalogue, conditioning.measure);
  const past = new Past(catalogue.outcomes, catalogue.dt_ms);
  const acts = new Acts({
    ...{ client, state, t, notices, live, tracker, past },
    dt: catalogue.dt_ms,
    original: shown.experiment,
  });
  if (client.link.kind === "main") notices.show("slow", t("notice-slow"));
  await applyAddress(client, shown, acts);
  const page = new Page({ catalogue, section, t, client, state, layout, acts, live, tracker });
  const controls = new Controls(state, t, wishes(acts, state));
  const seeds = new SeedsPanel({ t, client, state, acts, page, catalogue });
  const trials = new Trials({ t, client, state, acts, page, past });
  const file = {
    take: (/** @type {Uint8Array} */ bytes) => void acts.load(bytes),
    tooLarge: () => notices.show("experiment", t("problem-size")),
  };
  const say = (/** @type {string} */ words) => live.say(words);
  const synapses = new SynapsesPanel({ t, client, state, catalogue, say });
  wireDialogs({ t, state, acts, page, catalogue, file });
  const show = (/** @type {import("./engine/frame.js").ExperimentInfo} */ card) => {
    find("experiment", HTMLElement).textContent = card.title;
    controls.showArms(card.arms);
    page.twinPanel.offer(card.arms);
    page.twinPanel.showArm(state.shown.arms[1] ?? "");
    page.show(card);
    seeds.check();
  };
  acts.addEventListener("experiment", (event) => show(detailOf(event)));
  const card = catalogue.experiments.find((one) => one.id === shown.experiment);
  if (card) show(card);
  const loop = new Loop(document, () => void acts.toggle());
  follow({ client, state, acts, page, controls, notices, t, loop });
  watchDrops(document, file);
  followDownloads(document, {
    head: () => client.head(),
    experiment: () => page.card?.id ?? "run",
  });
  showOnPointer(layout);
  document.body.dataset.state = "ready";
  page.resize();
  client.refresh();
  acts.applySpeed();
  acts.applyPlaying();
  return { client, state, page, acts, seeds, trials, synapses };
}

/** Brings the run to what the address asks for. @param {Client} client @param {import("./page/state.js").Shown} shown @param {Acts} acts */
async function applyAddress(client, shown, acts) {
  const { arms, seed } = client.link.setup;
  const usual = shown.experiment === EXPERIMENT && armsOf(shown).join() === arms.join();
  const same = usual && shown.seed === seed && !shown.set.size;
  if (same || !(await acts.begin())) await acts.probe();
}

/** @param {Acts} acts @param {import("./page/state.js").State} state @returns {import("./page/controls.js").ControlsWish} */
function wishes(acts, state) {
  return {
    toggle: () => void acts.toggle(),
    tick: () => void acts.tick(),
    trial: () => void acts.trial(),
    next: () => void acts.next(),
    previous: () => void acts.previous(),
    reset: () => void acts.reset(),
    seed: (seed) => void acts.seed(seed),
    dice: () => acts.dice(),
    arm: (arm) => state.setArm(0, arm),
    share: () => void acts.share(),
  };
}

/** @param {{t: Text, state: import("./page/state.js").State, acts: Acts, page: Page, catalogue: Catalogue, file: import("./panels/drop.js").FileWish}} with_ */
function wireDialogs({ t, state, acts, page, catalogue, file }) {
  const dialog = (/** @type {string} */ id) => find(id, HTMLDialogElement);
  const parameters = new ParametersPanel(dialog("parameters"), catalogue.parameters, t, {
    live: (parameter, value) => void acts.adjust(parameter, value),
    restart: (values) => void acts.restartWith(values),
  });
  const click = (/** @type {string} */ id, /** @type {() => void} */ act) =>
    find(id, HTMLButtonElement).addEventListener("click", act);
  click("open-parameters", () => {
    dialog("more").close();
    parameters.open(state.shown.set);
  });
  click("open-experiments", () =>
    openCatalogue(dialog("experiments"), {
      experiments: catalogue.experiments,
      shown: state.shown.experiment,
      t,
      file,
      choose: (card) => void acts.choose(card),
    }),
  );
  click("open-help", () => openHelp(dialog("help"), page.card, t));
  click("open-more", () => openMore(dialog("more"), t));
}

/** @param {{client: Client, state: import("./page/state.js").State, acts: Acts, page: Page, controls: Controls, notices: Notices, t: Text, loop: Loop}} with_ */
function follow({ client, state, acts, page, controls, notices, t, loop }) {
  /** @type {Map<string, () => void>} */
  const changes = new Map(
    Object.entries({
      playing: () => {
        acts.applyPlaying();
        controls.showPlaying(state.shown.playing, false);
      },
      speed: () => {
        acts.applySpeed();
        controls.showSpeed();
      },
      theme: () => {
        applyTheme(state.shown.theme);
        controls.showTheme();
        page.retheme();
      },
      region: () => {
        page.stage.showSelected(state.shown.region);
        page.timeline.probed();
        void acts.probe();
      },
      lead: () => {
        page.timeline.showLead(state.shown.lead);
        page.draw();
      },
      arms: () => {
        page.twinPanel.showArm(state.shown.arms[1] ?? "");
        page.arrange();
        void acts.arms().then(() => {
          controls.showRun();
          page.equal.announce();
        });
      },
      equal: () => {
        page.arrange();
        void acts.arms().then(() => page.equal.announce());
      },
      seed: () => controls.showRun(),
    }),
  );
  state.listen((name) => changes.get(name)?.());
  state.listen(() => linkAway(state.shown));
  linkAway(state.shown);
  page.stage.showSelected(state.shown.region);
  page.timeline.showLead(state.shown.lead);
  page.twinPanel.showArm(state.shown.arms[1] ?? "");
  client.addEventListener("frame", (event) => {
    const { finished } = detailOf(event);
    if (finished && state.shown.playing) {
      finish(acts, controls, page, t);
      loop.ended(state.shown.speed === "story" && !reducedMotion());
    } else if (!finished && controls.finished) controls.showPlaying(state.shown.playing, false);
  });
  client.addEventListener("recovered", () => {
    notices.show("engine", t("notice-recovered"));
    page.live.say(t("say-recovered"));
  });
  client.addEventListener("failed", () => acts.poster(t("notice-dead")));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page.retheme());
}

/** @param {Acts} acts @param {Controls} controls @param {Page} page @param {Text} t */
function finish(acts, controls, page, t) {
  acts.pause();
  controls.showPlaying(false, true);
  page.live.say(t("say-finished"));
}

/** @param {string} theme */
function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** @param {Text} t @param {string} message */
function showFailure(t, message) {
  document.body.dataset.state = "failed";
  const poster = find("poster", HTMLElement);
  poster.textContent = `${t("failed-title")}. ${message}`;
  poster.hidden = false;
}
