/** Does what the state of a run says, now and whenever it changes. */

/** @typedef {import("./page.js").Page} Page */

/** @param {Page} page */
export function followState(page) {
  const { acts, state } = page;
  const besides = () => chooseArms(page);
  /** @type {Map<string, () => void>} */
  const changes = new Map(
    Object.entries({
      playing: () => acts.applyPlaying(),
      speed: () => acts.applySpeed(),
      region: () => select(page),
      lead: () => fill(page),
      arms: besides,
      equal: besides,
    }),
  );
  page.onEnd(state.listen((name) => changes.get(name)?.()));
  page.stage.showSelected(state.shown.region);
  page.timeline.showLead(state.shown.lead);
}

/** Another region is selected, or none. @param {Page} page */
function select({ stage, timeline, acts, state }) {
  stage.showSelected(state.shown.region);
  timeline.probed();
  void acts.probe();
}

/** Another modulator is filled. @param {Page} page */
function fill(page) {
  page.timeline.showLead(page.state.shown.lead);
  page.draw();
}

/** Other arms, or brains of another size. @param {Page} page */
function chooseArms(page) {
  page.twinPanel.showArm(page.state.shown.arms[1] ?? "");
  page.arrange();
  void page.acts.arms().then(() => page.equal.announce());
}
