/** Transport and run controls: buttons, speed, seed, arm, theme. They wish; main.js acts. */
import { speedWord } from "../story/speed-words.js";
import { find } from "./find.js";
import { parseSeed, SPEEDS, THEMES } from "./state.js";

/** @typedef {import("../text/text.js").Text} Text */
/** @typedef {import("./state.js").State} State */

/**
 * @typedef {object} ControlsWish
 * @property {() => void} toggle @property {() => void} tick @property {() => void} trial
 * @property {() => void} next @property {() => void} previous @property {() => void} reset
 * @property {(seed: number) => void} seed @property {() => Promise<void>} dice
 * @property {(arm: string) => void} arm @property {() => void} share
 */

/** @param {string} id */
const button = (id) => find(id, HTMLButtonElement);

export class Controls {
  /** @param {State} state @param {Text} t @param {ControlsWish} wish */
  constructor(state, t, wish) {
    this.state = state;
    this.t = t;
    this.wish = wish;
    this.finished = false;
    this.wire();
    this.wireSpeed();
    this.wireSeed();
    this.wireArm();
    this.wireTheme();
    this.wireKeys();
    this.showAll();
  }

  wire() {
    button("play").addEventListener("click", () => this.wish.toggle());
    button("step").addEventListener("click", () => this.wish.tick());
    button("trial").addEventListener("click", () => this.wish.trial());
    button("next").addEventListener("click", () => this.wish.next());
    button("previous").addEventListener("click", () => this.wish.previous());
    button("reset").addEventListener("click", () => this.wish.reset());
    button("share").addEventListener("click", () => this.wish.share());
  }

  wireSpeed() {
    const select = find("speed", HTMLSelectElement);
    select.append(...SPEEDS.map((speed) => new Option(speedWord(this.t, speed), speed)));
    select.addEventListener("change", () => this.state.set("speed", select.value));
  }

  wireSeed() {
    const field = find("seed", HTMLInputElement);
    field.addEventListener("change", () => {
      const seed = parseSeed(field.value);
      field.setAttribute("aria-invalid", String(seed === undefined));
      if (seed !== undefined && seed !== this.state.shown.seed) this.wish.seed(seed);
    });
    button("dice").addEventListener("click", () => void this.wish.dice());
  }

  wireArm() {
    const select = find("arm", HTMLSelectElement);
    select.addEventListener("change", () => this.wish.arm(select.value));
  }

  /** The arms of the experiment that runs. @param {readonly {id: string, title: string}[]} arms */
  showArms(arms) {
    const options = arms.map((arm) => new Option(arm.title, arm.id));
    find("arm", HTMLSelectElement).replaceChildren(...options);
    this.showRun();
  }

  wireTheme() {
    button("theme").addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(this.state.shown.theme) + 1) % THEMES.length];
      this.state.set("theme", next ?? "auto");
    });
  }

  /** Space plays and pauses wherever it does not already mean something. */
  wireKeys() {
    document.addEventListener("keydown", (event) => {
      const busy =
        event.target instanceof Element &&
        event.target.closest("button, select, input, a, summary, dialog");
      if (event.key !== " " || busy || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.wish.toggle();
    });
  }

  showAll() {
    this.showPlaying(this.state.shown.playing);
    this.showRun();
    this.showTheme();
    this.showSpeed();
  }

  showSpeed() {
    find("speed", HTMLSelectElement).value = this.state.shown.speed;
  }

  /** @param {boolean} playing @param {boolean} [finished] */
  showPlaying(playing, finished = this.finished) {
    this.finished = finished;
    const play = button("play");
    play.dataset.state = playing ? "pause" : "play";
    const word = play.querySelector(".word");
    if (word) word.textContent = this.t(playing ? "pause" : finished ? "again" : "play");
  }

  showRun() {
    const field = find("seed", HTMLInputElement);
    field.value = String(this.state.shown.seed);
    field.removeAttribute("aria-invalid");
    find("arm", HTMLSelectElement).value = this.state.shown.arms[0] ?? "";
  }

  showTheme() {
    const theme = button("theme");
    const word = this.t(`theme-${this.state.shown.theme}`);
    theme.setAttribute("aria-label", word);
    theme.title = word;
  }
}
