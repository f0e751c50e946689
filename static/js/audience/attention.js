import { unmoved } from "../common/flip.js";

/** Bringing what is new into sight, without taking the page out of a reader's hand. */

/** For so many milliseconds after a touch the page stays where the reader has put it. */
const IN_HAND = 4000;

let touched = Number.NEGATIVE_INFINITY;
for (const touch of ["pointerdown", "touchmove", "wheel", "keydown"])
  window.addEventListener(touch, noteTouch, { passive: true });

function noteTouch() {
  touched = performance.now();
}

/**
 * Scrolls to an element that is out of sight, to where it will come to rest: what is on its way there counts for nothing.
 *
 * @param {HTMLElement} element
 */
export function bring(element) {
  if (performance.now() - touched < IN_HAND || document.hidden) return;
  const high = element.offsetHeight;
  const top = topOf(element);
  const free = window.innerHeight - high;
  const seen = top - window.scrollY;
  // The pinned team's strip lies over the upper edge.
  if (seen > Math.min(96, free / 3) && seen < free - 24) return;
  const wanted = top - Math.max(0, free) / (high > window.innerHeight / 2 ? 8 : 2);
  window.scrollTo({ top: wanted, behavior: unmoved() ? "auto" : "smooth" });
}

/**
 * How far below the page's beginning an element stands, whatever moves it on the screen.
 *
 * @param {HTMLElement} element
 */
function topOf(element) {
  let top = 0;
  for (let at = /** @type {Element | null} */ (element); at instanceof HTMLElement; ) {
    top += at.offsetTop;
    at = at.offsetParent;
  }
  return top;
}
