/**
 * Travel: elements that have changed place move there from where they were seen last (first, last, invert, play).
 * Only transforms move, so nothing is laid out again on the way.
 */

/** One length and one easing for everything that moves. */
export const TRAVEL = 700;
const EASE = "cubic-bezier(0.2, 0.8, 0.2, 1)";

const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Whether things should jump to their places: by the viewer's wish, or because nobody can see them move. */
export const unmoved = () => reduced.matches || document.hidden;

/** @type {WeakMap<Element, Animation>} */
const travelling = new WeakMap();
/** Where `slide` has sent an element, as it was asked: the browser writes transforms down in its own way.
 * @type {WeakMap<Element, string>} */
const aims = new WeakMap();

/**
 * Where elements are on the screen now, in flight or at rest.
 *
 * @param {Iterable<HTMLElement>} elements
 * @returns {Map<HTMLElement, DOMRect>}
 */
export function places(elements) {
  const seen = new Map();
  for (const element of elements) seen.set(element, element.getBoundingClientRect());
  return seen;
}

/**
 * Moves elements from the places they had to the ones they have now.
 *
 * @param {Map<HTMLElement, DOMRect>} before from `places`, taken before the change
 * @param {(element: HTMLElement) => boolean} [rises] whether an element passes above the others
 */
export function travel(before, rises = () => false) {
  if (unmoved()) return;
  for (const element of before.keys()) stop(element);
  const moves = [...before].map(([element, from]) => {
    const to = element.getBoundingClientRect();
    return { element, x: from.left - to.left, y: from.top - to.top };
  });
  for (const { element, x, y } of moves) {
    if (!element.isConnected || (Math.abs(x) < 0.5 && Math.abs(y) < 0.5)) continue;
    play(element, x, y, rises(element));
  }
}

/** @param {HTMLElement} element */
function stop(element) {
  const animation = travelling.get(element);
  if (!animation) return;
  // The finish of an old journey must not tidy up after a new one.
  animation.onfinish = null;
  animation.cancel();
  travelling.delete(element);
  element.classList.remove("travelling", "rising");
}

/**
 * @param {HTMLElement} element
 * @param {number} x
 * @param {number} y
 * @param {boolean} rising
 */
function play(element, x, y, rising) {
  const animation = element.animate(
    [{ transform: `translate(${x}px, ${y}px)` }, { transform: "translate(0, 0)" }],
    { duration: TRAVEL, easing: EASE },
  );
  travelling.set(element, animation);
  element.classList.add("travelling");
  element.classList.toggle("rising", rising);
  animation.onfinish = () => stop(element);
}

/**
 * Slides one element from the transform it has at this moment, in flight or at rest, to a new one.
 *
 * @param {HTMLElement} element
 * @param {string} transform
 * @param {boolean} animated
 */
export function slide(element, transform, animated) {
  const aim = aims.get(element);
  if (aim === transform) return;
  aims.set(element, transform);
  const from = getComputedStyle(element).transform;
  stop(element);
  element.style.transform = transform;
  if (!animated || aim === undefined || unmoved()) return;
  const animation = element.animate([{ transform: from }, { transform }], {
    duration: TRAVEL,
    easing: EASE,
  });
  travelling.set(element, animation);
}

/**
 * The same easing as a function, for numbers: cubic-bezier(0.2, 0.8, 0.2, 1), solved for the time by Newton's method.
 *
 * @param {number} time 0 to 1
 * @returns {number}
 */
export function eased(time) {
  if (time <= 0 || time >= 1) return Math.min(1, Math.max(0, time));
  let u = time;
  for (let i = 0; i < 8; i++) {
    const x = 0.6 * u * (1 - u) ** 2 + 0.6 * u ** 2 * (1 - u) + u ** 3;
    const slope = 0.6 * (1 - u) ** 2 + 2.4 * u ** 2;
    u -= (x - time) / slope;
  }
  return 2.4 * u * (1 - u) ** 2 + 3 * u ** 2 * (1 - u) + u ** 3;
}
