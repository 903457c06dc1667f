/** Starts the page: words, engine, state from the address, then the parts. */
import { Acts } from "./acts.js";
import { Client } from "./client.js";
import { Controls, find } from "./controls.js";
import { watchDrops } from "./drop.js";
import { Notices } from "./errors.js";
import { openHelp, openMore } from "./help.js";
import { reducedMotion } from "./motion.js";
import { detailOf, Page } from "./page.js";
import { ParametersPanel, withParameters } from "./parameters.js";
import { createState, readAddress } from "./state.js";
import { createText, fillWords } from "./text/text.js";
import { loadSection } from "./view/section.js";

/** @typedef {import("./frame.js").Catalogue} Catalogue */
/** @typedef {import("./text/text.js").Text} Text */

const EXPERIMENT = "conditioning";
/** How long the projector's controls stay after the pointer has moved. */
const NEAR_MS = 3000;

/** The running page; tests read it from here. */
export const started = start();

async function start() {
  const t = createText(await (await fetch(new URL("./text/en.ftl", import.meta.url))).text());
  fillWords(document, t);
  const layout = chooseLayout();
  const client = new Client({
    experiment: EXPERIMENT,
    seed: 1,
    twin: "no_dopamine",
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

/** @param {{t: Text, layout: string, client: Client, notices: Notices, section: import("./view/section.js").SectionData, catalogue: Catalogue}} with_ */
async function build({ t, layout, client, notices, section, catalogue }) {
  const { shown, unread } = readAddress(location, catalogue);
  if (reducedMotion() && !/[?&#]play=/.test(location.href)) shown.playing = false;
  const state = createState(shown, (address) =>
    history.replaceState(null, "", address || location.pathname + location.search),
  );
  if (unread.length) {
    const what = unread.map(({ key, value }) => `${key}=${value}`).join(", ");
    notices.show("link", t("notice-unread", { what }));
  }
  applyTheme(shown.theme);
  const acts = new Acts({ client, state, t, notices, dt: catalogue.dt_ms });
  await applyAddress(client, shown, acts);
  const page = new Page({ catalogue, section, t, client, state, layout, acts });
  acts.page = page;
  const experiment = catalogue.experiments.find((one) => one.id === EXPERIMENT);
  const controls = new Controls(state, t, wishes(acts, state), experiment?.arms ?? []);
  find("experiment", HTMLElement).textContent = experiment?.title ?? "";
  wireDialogs({ t, state, acts, catalogue, experiment });
  follow({ client, state, acts, page, controls, notices, t });
  watchDrops(
    document,
    (bytes) => void acts.load(bytes),
    () => notices.show("experiment", t("problem-size")),
  );
  showOnPointer(layout);
  document.body.dataset.state = "ready";
  page.resize();
  client.refresh();
  acts.applySpeed();
  acts.applyPlaying();
  return { client, state, page, acts };
}

/** Brings the run to what the address asks for. @param {Client} client @param {import("./state.js").Shown} shown @param {Acts} acts */
async function applyAddress(client, shown, acts) {
  const { setup } = client.link;
  if (shown.set.size && typeof setup.experiment !== "string") {
    acts.original = setup.experiment;
    await client.loadExperiment(withParameters(setup.experiment, shown.set));
  }
  if (shown.arm !== setup.arm || shown.twin !== setup.twin)
    await client.setArms(shown.arm, shown.twin);
  if (shown.seed !== setup.seed) await client.reset(shown.seed);
  if (shown.region) await client.command({ kind: "probe", region: shown.region });
}

/** @param {Acts} acts @param {import("./state.js").State} state @returns {import("./controls.js").ControlsWish} */
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
    arm: (arm) => state.set("arm", arm),
    share: () => void acts.share(),
  };
}

/** @param {{t: Text, state: import("./state.js").State, acts: Acts, catalogue: Catalogue, experiment: import("./frame.js").ExperimentInfo | undefined}} with_ */
function wireDialogs({ t, state, acts, catalogue, experiment }) {
  const dialog = (/** @type {string} */ id) => find(id, HTMLDialogElement);
  const parameters = new ParametersPanel(dialog("parameters"), catalogue.parameters, t, {
    live: (key, value) => void acts.live(key, value),
    restart: (values) => void acts.restartWith(values),
  });
  const click = (/** @type {string} */ id, /** @type {() => void} */ act) =>
    find(id, HTMLButtonElement).addEventListener("click", act);
  click("open-parameters", () => {
    dialog("more").close();
    parameters.open(state.shown.set);
  });
  click("open-help", () => openHelp(dialog("help"), experiment, t));
  click("open-more", () => openMore(dialog("more"), t));
}

/** @param {{client: Client, state: import("./state.js").State, acts: Acts, page: Page, controls: Controls, notices: Notices, t: Text}} with_ */
function follow({ client, state, acts, page, controls, notices, t }) {
  /** @type {Map<string, () => void>} */
  const changes = new Map(
    Object.entries({
      playing: () => {
        acts.applyPlaying();
        controls.showPlaying(state.shown.playing, false);
      },
      speed: () => acts.applySpeed(),
      theme: () => {
        applyTheme(state.shown.theme);
        controls.showTheme();
        page.retheme();
      },
      region: () => {
        page.stage.showSelected(state.shown.region);
        void acts.probe(state.shown.region || "NAc");
      },
      lead: () => {
        page.timeline.showLead(state.shown.lead);
        page.draw();
      },
      arm: () => {
        void acts.arms().then(() => controls.showRun());
      },
      twin: () => {
        page.twinPanel.showArm(state.shown.twin);
        void acts.arms();
      },
      seed: () => controls.showRun(),
    }),
  );
  state.listen((name) => changes.get(name)?.());
  page.stage.showSelected(state.shown.region);
  page.timeline.showLead(state.shown.lead);
  page.twinPanel.showArm(state.shown.twin);
  client.addEventListener("frame", (event) => {
    if (detailOf(event).finished && state.shown.playing) finish(acts, controls, page, t);
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

/** On a projector the controls come with the pointer and go again. @param {string} layout */
function showOnPointer(layout) {
  if (layout !== "projector") return;
  const transport = find("transport", HTMLElement);
  let timer = 0;
  document.addEventListener("pointermove", () => {
    transport.dataset.near = "";
    clearTimeout(timer);
    timer = setTimeout(() => delete transport.dataset.near, NEAR_MS);
  });
}

/** @param {string} theme */
function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function chooseLayout() {
  const query = new URLSearchParams(location.search);
  const layout = query.has("projector") ? "projector" : query.has("embed") ? "embed" : "page";
  document.documentElement.dataset.layout = layout;
  return layout;
}

/** @param {Text} t @param {string} message */
function showFailure(t, message) {
  document.body.dataset.state = "failed";
  const poster = find("poster", HTMLElement);
  poster.textContent = `${t("failed-title")}. ${message}`;
  poster.hidden = false;
}
