import { onFonts, widthOf } from "../board/measure.js";
import { linesOf } from "../board/name.js";

/**
 * Large words fitted into the room they have: a little smaller on one line, then on several, and only
 * then as small as must be. Sizes are in `--u`, a hundredth of the height of the picture.
 *
 * @typedef {object} Wish
 * @property {number} size as large as it should be, in u
 * @property {number} least the size below which nothing shrinks, in u
 * @property {number} [lines] on how many lines at most; 1 where it is not said
 * @property {number} [onLines] as large as it may be on several lines, in u
 * @property {number} [weight] of the letters
 * @property {number} [spaced] what stands between two letters, in em; the style sheet's where it is not said
 */

/** How much a size is less than the one tried before. */
const STEP = 0.96;
/** What a text gives way on its one line before it takes several. */
const ON_ONE = 0.8;
/** What is left free beside the widest line, in em: letters stand a little wider than they measure. */
const AIR = 0.06;

/** @type {WeakMap<Element, Wish>} */
const wishes = new WeakMap();
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) fitNow(/** @type {HTMLElement} */ (target));
});
/** @type {Set<WeakRef<HTMLElement>>} */
const fitted = new Set();

onFonts(() => {
  for (const held of fitted) {
    const element = held.deref();
    if (element?.isConnected) fitNow(element);
    else fitted.delete(held);
  }
});

/**
 * Keeps an element's text as large as its own width allows, also when that changes. The width must
 * not come from the text itself.
 *
 * @param {HTMLElement} element
 * @param {Wish} wish
 */
export function fitText(element, wish) {
  if (!wishes.has(element)) {
    observer.observe(element);
    fitted.add(new WeakRef(element));
  }
  wishes.set(element, wish);
  fitNow(element);
}

/** @param {HTMLElement} element */
function fitNow(element) {
  const wish = wishes.get(element);
  if (!wish || element.clientWidth === 0) return;
  const room = element.clientWidth / unitAt(element);
  const spaced = spacingOf(element);
  const { size, lines } = sizeFor(element.textContent ?? "", room, { spaced, ...wish });
  element.style.setProperty("--fit", `calc(${size.toFixed(3)} * var(--u))`);
  element.dataset.lines = String(lines);
}

/**
 * What the style sheet puts between two letters, in em.
 *
 * @param {Element} element
 */
function spacingOf(element) {
  const { letterSpacing, fontSize } = getComputedStyle(element);
  return Number.parseFloat(letterSpacing) / Number.parseFloat(fontSize) || 0;
}

/** @type {WeakMap<Element, {again: () => void, width: number, height: number}>} */
const sized = new WeakMap();
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const known = sized.get(target);
    const { clientWidth: width, clientHeight: height } = target;
    if (!known || (known.width === width && known.height === height)) continue;
    Object.assign(known, { width, height });
    known.again();
  }
});

/**
 * Calls back whenever an element has another size than now.
 *
 * @param {Element} element
 * @param {() => void} again the newest counts
 */
export function whenResized(element, again) {
  sized.set(element, { again, width: element.clientWidth, height: element.clientHeight });
  sizes.observe(element);
}

/**
 * A hundredth of the picture's height as it is where an element stands, in pixels: a scene may set
 * its own in an upright picture.
 *
 * @param {Element} element
 */
export function unitAt(element) {
  return Number.parseFloat(getComputedStyle(element).getPropertyValue("--u")) || 1;
}

/**
 * The size of a text in a room of so many u, and on how many lines it stands.
 *
 * @param {string} text
 * @param {number} room
 * @param {Wish} wish
 */
function sizeFor(text, room, wish) {
  const { size, least, lines = 1, onLines = size, weight = 750, spaced = 0 } = wish;
  const one = Math.min(size, room / (widthOf(text, weight) + spaced * text.length + AIR));
  if (one >= (lines === 1 ? least : size * ON_ONE)) return { size: one, lines: 1 };
  for (let tried = Math.min(size, onLines); tried > least; tried *= STEP) {
    const taken = linesOf(text, room / tried - AIR, { weight, spaced });
    if (taken <= lines) return { size: tried, lines: taken };
  }
  return { size: least, lines };
}
