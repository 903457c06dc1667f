/** Tokens of the styles as scripts read them. */

/** Tokens read since the theme last changed. @type {Map<string, string>} */
const read = new Map();

/** The value of a style token now. @param {string} name */
export function token(name) {
  let value = read.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    read.set(name, value);
  }
  return value;
}

/** Theme or layout changed: tokens are read anew. */
export function forgetTokens() {
  read.clear();
}

/** Factor on text and lines, from the layout. */
export function zoomNow() {
  return Number(token("--zoom")) || 1;
}
