/**
 * How wide texts are, in em of their own size, so that type can be fitted before anything is laid out.
 */

const SIZE = 100;
const pen = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);
/** @type {Map<string, number>} */
const known = new Map();

/**
 * @param {string} text
 * @param {number} [weight]
 * @returns {number}
 */
export function widthOf(text, weight = 400) {
  const key = `${weight} ${text}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const family = getComputedStyle(document.body).fontFamily;
  pen.font = `${weight} ${SIZE}px ${family}`;
  const width = pen.measureText(text).width / SIZE;
  if (known.size > 5000) known.clear();
  known.set(key, width);
  return width;
}

/**
 * @param {string[]} texts
 * @param {number} [weight]
 * @returns {number}
 */
export function widest(texts, weight = 400) {
  return texts.reduce((most, text) => Math.max(most, widthOf(text, weight)), 0);
}

/**
 * Calls back when fonts have come in and every width may have changed.
 *
 * @param {() => void} changed
 */
export function onFonts(changed) {
  document.fonts.addEventListener("loadingdone", () => {
    known.clear();
    changed();
  });
}
