import { widthOf } from "../board/measure.js";
import { linesOf, unparted } from "../board/name.js";
import { setText } from "../common/dom.js";

/** Texts of a scene, as large as they may be in the room they have: a second line comes before smaller letters. */

const STEP = 0.02;

/**
 * @typedef {object} Fitting
 * @property {number} room its width, in pixels
 * @property {number} size in pixels, where there is room for it
 * @property {number} [lines] how many it may take
 * @property {number} [least] the smallest share of `size` it may shrink to
 * @property {number} [spaced] what stands between letters, in em
 * @property {number} [weight]
 */

/**
 * The size that a text is set in, in pixels, and on how many lines.
 *
 * @param {string} text
 * @param {Fitting} fitting
 * @returns {{size: number, lines: number}}
 */
function fitText(text, { room, size, lines = 2, least = 0.4, spaced = 0, weight = 700 }) {
  const one = room / (size * (widthOf(text, weight) + spaced * text.length));
  if (one >= 1) return { size, lines: 1 };
  for (let count = 2; count <= lines; count += 1)
    if (linesOf(text, room / (size * (1 + spaced))) <= count) return { size, lines: count };
  if (lines === 1) return { size: size * Math.max(least, one), lines: 1 };
  let share = 1;
  while (share > least && linesOf(text, room / (size * share * (1 + spaced))) > lines)
    share -= STEP;
  return one >= share ? { size: size * one, lines: 1 } : { size: size * share, lines };
}

/**
 * Writes a text into an element, fitted.
 *
 * @param {HTMLElement} element
 * @param {string} text
 * @param {Fitting} fitting
 */
export function setFitted(element, text, fitting) {
  const { size, lines } = fitText(text, fitting);
  setText(element, unparted(text));
  element.classList.toggle("one-line", lines === 1);
  element.style.fontSize = `${Math.floor(size * 10) / 10}px`;
}
