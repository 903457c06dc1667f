/** Words for a speed: as chosen, and as it is now. */

/** @typedef {import("../text/text.js").Text} Text */

/** The choice in the list of speeds. @param {Text} t @param {string} speed */
export function speedWord(t, speed) {
  if (speed === "story" || speed === "max") return t(`speed-${speed}`);
  const factor = Number(speed);
  if (factor === 1) return t("speed-life");
  return factor < 1 ? t("speed-slow", { n: neat(1 / factor) }) : t("speed-fast", { n: factor });
}

/** The factor in force. @param {Text} t @param {number} rate model seconds per second @param {boolean} story */
export function paceWord(t, rate, story) {
  const start = story ? "pace-story" : "pace";
  if (!(rate > 0)) return t("pace-paused");
  if (rate > 0.95 && rate < 1.05) return t(`${start}-life`);
  return rate < 1
    ? t(`${start}-slow`, { n: neat(1 / rate) })
    : t(`${start}-fast`, { n: neat(rate) });
}

/** Two digits. @param {number} n */
function neat(n) {
  return Number(n.toPrecision(2));
}
