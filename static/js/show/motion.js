import { motion, unmoved } from "../common/flip.js";

/** How scenes come, go and step. Only transforms and opacity move. */

/** Milliseconds of a cross-fade where nothing else moves, and of what goes or comes beside things that travel. */
const CROSS_FADE = 300;
const GOES = 320;
const COMES = 520;

const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the viewer asked for no motion: then cross-fades are all that is left. */
export const isReduced = () => reduced.matches;

/**
 * Fades an element out and takes it away.
 *
 * @param {HTMLElement} element
 */
export function fadeAway(element) {
  if (document.hidden) return element.remove();
  const duration = isReduced() ? CROSS_FADE : GOES;
  const fading = element.animate([{}, { opacity: 0 }], { duration, fill: "forwards" });
  fading.onfinish = () => element.remove();
  return undefined;
}

/** @param {HTMLElement} element */
export function fadeIn(element) {
  if (document.hidden) return;
  const duration = isReduced() ? CROSS_FADE : COMES;
  const delay = isReduced() ? 0 : 120;
  element.animate([{ opacity: 0 }, {}], { duration, delay, fill: "backwards", easing: "ease-out" });
}

/**
 * Lets an element rise to its place as it comes in sight.
 *
 * @param {Element} element
 * @param {{delay?: number, by?: string}} [how] `by`: how far, as CSS writes lengths
 */
export function rise(element, { delay = 0, by = "calc(2.4 * var(--u))" } = {}) {
  if (unmoved()) return;
  const { travel: duration, easing } = motion();
  const from = { opacity: 0, transform: `translateY(${by})` };
  element.animate([from, {}], { duration, delay, easing, fill: "backwards" });
}
