import { setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { widthOf } from "./measure.js";
import { linesOf } from "./name.js";

/** A contest's name set large, its host small above it. */

/** On one line it gives way by this much, then it takes two; there it is smaller from the start. */
const LEAST_ON_ONE = 0.85;
const MOST_ON_TWO = 0.8;
const LEAST_ON_TWO = 0.42;
const STEP = 0.02;
/** Letters stand apart by this much, in em, as the style sheets set them. */
const SPACED = 0.02;

/**
 * How large a contest's name is set, as a share of its full size, and on how many lines.
 *
 * @param {string} text
 * @param {number} room in em of the full size
 * @returns {{size: number, lines: 1 | 2}}
 */
function fitHeading(text, room) {
  const one = room / (widthOf(text, 700) + SPACED * text.length);
  if (one >= LEAST_ON_ONE) return { size: Math.min(1, one), lines: 1 };
  let size = MOST_ON_TWO;
  while (size > LEAST_ON_TWO && linesOf(text, room / (size * (1 + SPACED))) > 2) size -= STEP;
  return { size, lines: 2 };
}

/**
 * Writes a heading into its two lines, as large as its room allows; the style sheet ends it in an ellipsis where even
 * that is not enough.
 *
 * @param {HTMLElement} large
 * @param {HTMLElement} small
 * @param {{title: string, subtitle: string}} about
 */
export function drawHeading(large, small, about) {
  const { contest, host } = headingOf(about);
  setText(large, contest);
  setText(small, host);
  fitDrawn(large);
}

/** @param {HTMLElement} large */
export function fitDrawn(large) {
  large.style.fontSize = "";
  large.classList.remove("on-two");
  const full = Number.parseFloat(getComputedStyle(large).fontSize);
  const { size, lines } = fitHeading(large.textContent ?? "", large.clientWidth / full);
  large.classList.toggle("on-two", lines > 1);
  if (size < 1) large.style.fontSize = `${Math.floor(full * size * 10) / 10}px`;
}
