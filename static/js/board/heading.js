import { make, setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { evenly } from "./evenly.js";
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
/** What is measured may stand a little wider on the page, and must not break once more. */
const AIR = 0.985;

/**
 * How large a contest's name is set, as a share of its full size, and on how many lines.
 *
 * @param {string} text
 * @param {number} room in em of the full size
 * @returns {{size: number, lines: string[]}} the two lines are of even length, where they find room so
 */
function fitHeading(text, room) {
  const one = room / (widthOf(text, 700) + SPACED * text.length);
  if (one >= LEAST_ON_ONE) return { size: Math.min(1, one), lines: [text] };
  const even = evenly(text, { weight: 700, spaced: SPACED });
  const each = even ? Math.min(MOST_ON_TWO, (room / even.width) * AIR) : 0;
  if (even && each >= LEAST_ON_TWO) return { size: each, lines: even.lines };
  let size = MOST_ON_TWO;
  while (size > LEAST_ON_TWO && linesOf(text, room / (size * (1 + SPACED))) > 2) size -= STEP;
  return { size, lines: [text, ""] };
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
  const text = large.textContent ?? "";
  const { size, lines } = fitHeading(text, large.clientWidth / full);
  const [first = "", second] = lines;
  large.classList.toggle("on-two", second !== undefined);
  if (second) large.replaceChildren(first, make("br"), second);
  else large.replaceChildren(text);
  if (size < 1) large.style.fontSize = `${Math.floor(full * size * 10) / 10}px`;
}
