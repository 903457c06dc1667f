/** Numbers as sentences and tables write them. */

/** Rounded to so many decimals, and never -0. @param {number} n @param {number} decimals */
export function rounded(n, decimals) {
  const factor = 10 ** decimals;
  return Math.round(n * factor) / factor + 0;
}

/** A number that was written without its sign, with it; nothing has none. @param {number} value @param {string} words */
export function withSign(value, words) {
  if (Number(words) === 0) return words;
  return `${value < 0 ? "\u2212" : "+"}${words}`;
}

/** A share as whole per cent, never -0. @param {number} share */
export const percent = (share) => Math.round(100 * share) + 0;

/** A concentration: one decimal under 10. @param {number} nm */
export const shortNm = (nm) => (nm < 10 ? Math.round(nm * 10) / 10 : Math.round(nm));

/** A punishment as it is foretold, none where nothing is known. @param {number | null} fear */
export const fearShown = (fear) => rounded(fear ?? 0, 2);
