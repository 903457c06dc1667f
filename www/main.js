/** Starts the page: words, engine, state from the address, then the run and the shell around it. */

import { loadSection } from "./brain/section.js";
import { detailOf, make, within } from "./draw/dom.js";
import { reducedMotion } from "./draw/motion.js";
import { Client } from "./engine/client.js";
import { browser } from "./engine/environment.js";
import { watchAttention } from "./page/attention.js";
import { Bookmarks } from "./page/bookmarks.js";
import { Controls } from "./page/controls.js";
import { find } from "./page/find.js";
import { chooseLayout, linkAway, showOnPointer } from "./page/layouts.js";
import { openMore } from "./page/more.js";
import { mountRun } from "./page/run.js";
import { readAddress, TABLE } from "./page/state.js";
import { openCatalogue } from "./panels/catalogue.js";
import { watchDrops } from "./panels/drop.js";
import { Notices } from "./panels/errors.js";
import { openHelp } from "./panels/help.js";
import { ParametersPanel } from "./panels/parameters.js";
import { Loop } from "./story/loop.js";
import { Live } from "./story/narrator.js";
import { createText, fillWords } from "./text/text.js";

/** @typedef {import("./engine/frame.js").Catalogue} Catalogue */
/** @typedef {import("./page/acts.js").Acts} Acts */
/** @typedef {import("./page/page.js").Page} Page */
/** @typedef {import("./text/text.js").Text} Text */

const EXPERIMENT = TABLE.experiment.start;

/** The running page; tests read it from here. */
export const started = start();

async function start() {
  const t = createText(await (await fetch(new URL("./text/en.ftl", import.meta.url))).text());
  fillWords(document, t);
  const layout = chooseLayout();
  const root = find("run", HTMLElement);
  const client = new Client(
    {
      experiment: EXPERIMENT,
      seed: 1,
      arms: [TABLE.arm.start, TABLE.twin.start],
      element: brainIn(root),
    },
    { ...browser, attention: watchAttention },
  );
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
    document.body.dataset.state = "failed";
    showPoster(root, `${t("failed-title")}. ${detailOf(first)?.message ?? ""}`);
    throw new Error("the model could not be started");
  }
  return build({ t, root, layout, client, notices, section, catalogue });
}

/** @param {{t: Text, root: HTMLElement, layout: string, client: Client, notices: Notices, section: import("./brain/section.js").SectionData, catalogue: Catalogue}} with_ */
async function build({ t, root, layout, client, notices, section, catalogue }) {
  const { shown, unread } = readAddress(location, catalogue);
  if (layout === "projector") shown.equal = true;
  if (reducedMotion() && !/[?&#]play=/.test(location.href)) shown.playing = false;
  if (unread.length) {
    const what = unread.map(({ key, value }) => `${key}=${value}`).join(", ");
    notices.show("link", t("notice-unread", { what }));
  }
  applyTheme(shown.theme);
  if (client.link.kind === "main") notices.show("slow", t("notice-slow"));
  const { state, acts, page } = await mountRun(root, {
    ...{ t, client, catalogue, section, shown, notices },
    live: new Live(find("live", HTMLElement)),
    write: (address) =>
      history.replaceState(null, "", address || location.pathname + location.search),
    shell: {
      progress: find("progress", HTMLElement),
      adding: find("equal-add", HTMLButtonElement),
    },
  });
  const controls = new Controls(state, t, {
    ...wishes(acts, state),
    share: () => void share(notices, t),
  });
  const { trials } = page.timeline;
  new Bookmarks({
    ...{ t, client, trials },
    add: find("bookmark", HTMLButtonElement),
    list: find("open-marks", HTMLButtonElement),
    dialog: find("marks", HTMLDialogElement),
    opens: () => find("more", HTMLDialogElement).close(),
  });
  const file = {
    take: (/** @type {Uint8Array} */ bytes) => void acts.load(bytes),
    tooLarge: () => notices.show("experiment", t("problem-size")),
  };
  wireDialogs({ t, state, acts, page, catalogue, file });
  const show = (/** @type {import("./engine/frame.js").ExperimentInfo} */ card) => {
    find("experiment", HTMLElement).textContent = card.title;
    controls.showArms(card.arms);
  };
  acts.addEventListener("experiment", (event) => show(detailOf(event)));
  if (page.card) show(page.card);
  const loop = new Loop(document, () => void acts.toggle());
  follow({ client, state, acts, page, controls, notices, t, loop });
  watchDrops(document, file);
  watchEscape(page);
  showOnPointer(layout);
  document.body.dataset.state = "ready";
  page.resize();
  client.refresh();
  acts.applySpeed();
  acts.applyPlaying();
  const { seeds, synapses } = page;
  return { client, state, page, acts, seeds, trials, synapses };
}

/** @param {Acts} acts @param {import("./page/state.js").State} state @returns {Omit<import("./page/controls.js").ControlsWish, "share">} */
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
      playing: () => controls.showPlaying(state.shown.playing, false),
      speed: () => controls.showSpeed(),
      theme: () => {
        applyTheme(state.shown.theme);
        controls.showTheme();
        page.retheme();
      },
      arms: () => void acts.inTurn(async () => controls.showRun()),
      seed: () => controls.showRun(),
    }),
  );
  state.listen((name) => changes.get(name)?.());
  state.listen(() => linkAway(state.shown));
  linkAway(state.shown);
  client.addEventListener("frame", (event) => {
    const { finished } = detailOf(event);
    if (finished && state.shown.playing) {
      finish(acts, controls, t);
      loop.ended(state.shown.speed === "story" && !reducedMotion());
    } else if (!finished && controls.finished) controls.showPlaying(state.shown.playing, false);
  });
  client.addEventListener("recovered", () => {
    notices.show("engine", t("notice-recovered"));
    acts.live.say(t("say-recovered"));
  });
  client.addEventListener("failed", () => showPoster(page.root, t("notice-dead")));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page.retheme());
}

/** @param {Acts} acts @param {Controls} controls @param {Text} t */
function finish(acts, controls, t) {
  acts.pause();
  controls.showPlaying(false, true);
  acts.live.say(t("say-finished"));
}

/** Escape works wherever the focus is; below its root the run hears it itself. @param {Page} page */
function watchEscape(page) {
  document.addEventListener("keydown", ({ key, target }) => {
    const there =
      target instanceof Element && (page.root.contains(target) || target.closest("dialog"));
    if (key === "Escape" && !there) page.escape();
  });
}

/** @param {string} theme */
function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** @param {Notices} notices @param {Text} t */
async function share(notices, t) {
  const link = location.href;
  try {
    await navigator.clipboard.writeText(link);
    notices.show("share", t("notice-shared", { link }));
  } catch {
    notices.show("share", `${t("share-by-hand")} ${link}`);
  }
}

/** @param {HTMLElement} root */
const brainIn = (root) => within(root, ".brain", HTMLElement);

/** Over a brain that cannot be computed. @param {HTMLElement} root @param {string} words */
function showPoster(root, words) {
  const brain = brainIn(root);
  brain.querySelector(".poster")?.remove();
  brain.append(make("p", words, "poster"));
}
