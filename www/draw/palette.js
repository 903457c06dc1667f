// The colours of the page, read from its CSS custom properties.
//
// Hue means modulator and nothing else; everything else is ink or tissue.

/** @typedef {[number, number, number, number]} Rgba 0..255, alpha 0..1 */

/** The modulators' tokens, in the engine's order. */
const HUES = ["--da", "--ach", "--ne", "--ser"];

/** How strong a full fill is for modulators that have no fill of their own. */
const OTHER_FILL = 0.6;

/** @typedef {object} Palette
 * @property {string} page
 * @property {string} surface
 * @property {string} ink
 * @property {string} ink2
 * @property {string} ink3
 * @property {string} hairline
 * @property {string} tissue
 * @property {string} sulcus
 * @property {string} outline
 * @property {string} focus
 * @property {readonly string[]} hue
 * @property {readonly string[]} onHue ink or surface, whichever reads better
 * @property {readonly Rgba[]} fill at full scale
 * @property {readonly string[]} inner isolines within the fill
 * @property {boolean} dark
 * @property {string} family
 */

/** Reads a colour as numbers.
 * @param {string} css `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgb(...)` in any notation
 * @returns {Rgba}
 */
export function rgba(css) {
  const text = css.trim();
  if (text.startsWith("#")) return hex(text.slice(1));
  const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+%?/g) ?? []).map(channel);
  return [r, g, b, a];
}

/** @param {string} digits @returns {Rgba} */
function hex(digits) {
  const full = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const at = (/** @type {number} */ i) => Number.parseInt(full.slice(i, i + 2), 16) || 0;
  return [at(0), at(2), at(4), full.length > 6 ? at(6) / 255 : 1];
}

/** @param {string} text @param {number} index */
function channel(text, index) {
  const value = Number.parseFloat(text);
  if (!text.endsWith("%")) return value;
  return index === 3 ? value / 100 : value * 2.55;
}

/** @param {Rgba} colour @param {number} [alpha] */
export function css([r, g, b, a], alpha = a) {
  return `rgba(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)}, ${alpha})`;
}

/** @param {Rgba} from @param {Rgba} to @param {number} share @returns {Rgba} */
export function mix(from, to, share) {
  const at = (/** @type {0|1|2|3} */ i) => from[i] + (to[i] - from[i]) * share;
  return [at(0), at(1), at(2), at(3)];
}

/** Relative luminance, 0..1. @param {Rgba} colour */
export function luminance([r, g, b]) {
  const linear = (/** @type {number} */ c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Reads the palette that applies to an element.
 * @param {Element} element
 * @returns {Palette}
 */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const hue = HUES.map(token);
  const ink = rgba(token("--ink"));
  const surface = rgba(token("--surface"));
  return {
    page: token("--page"),
    surface: token("--surface"),
    ink: token("--ink"),
    ink2: token("--ink-2"),
    ink3: token("--ink-3"),
    hairline: token("--hairline"),
    tissue: token("--tissue"),
    sulcus: token("--sulcus"),
    outline: token("--outline"),
    focus: token("--focus"),
    hue,
    onHue: hue.map((colour) => token("--on-hue") || readable(rgba(colour))),
    fill: hue.map((colour, i) =>
      i === 0
        ? fillOf(rgba(token("--da-fill")), luminance(surface) < 0.2)
        : withAlpha(rgba(colour), OTHER_FILL),
    ),
    inner: hue.map((colour, i) =>
      i === 0 ? token("--da-inner") : css(mix(rgba(colour), ink, 0.5)),
    ),
    dark: luminance(surface) < 0.2,
    family: style.fontFamily || "system-ui, sans-serif",
  };
}

/** Dopamine's fill keeps its own alpha; an opaque token gets the theme's.
 * @param {Rgba} colour @param {boolean} dark */
function fillOf(colour, dark) {
  return colour[3] < 1 ? colour : withAlpha(colour, dark ? 0.92 : 0.68);
}

/** @param {Rgba} colour @param {number} alpha @returns {Rgba} */
function withAlpha([r, g, b], alpha) {
  return [r, g, b, alpha];
}

/** Black or white, whichever stands out more. @param {Rgba} colour */
function readable(colour) {
  const l = luminance(colour);
  return (l + 0.05) / 0.05 > 1.05 / (l + 0.05) ? "#000000" : "#FFFFFF";
}
