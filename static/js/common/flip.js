/**
 * Travel: elements that have changed place move there from where they were seen last (first, last, invert, play).
 * Only transforms move, so nothing is laid out again on the way.
 */

/**
 * How everything moves: `travel` in milliseconds, `easing` as CSS writes it, `curve` its numbers.
 *
 * @typedef {{travel: number, easing: string, curve: number[]}} Motion
 */

/**
 * How long something moves, and how many milliseconds later it sets out.
 *
 * @typedef {{duration?: number, delay?: number}} Pace
 */

/** @type {Motion | null} */
let known = null;

/** @returns {Motion} as the tokens `--travel` and `--ease` of the style sheet have it */
export function motion() {
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  const length = style.getPropertyValue("--travel").trim();
  const easing = style.getPropertyValue("--ease").trim() || "linear";
  known = {
    travel: (Number.parseFloat(length) || 0) * (length.endsWith("ms") ? 1 : 1000),
    easing,
    curve: (easing.match(/-?[\d.]+/g) ?? ["0", "0", "1", "1"]).map(Number),
  };
  return known;
}

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
    timing(),
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
 * @param {Pace} [pace]
 */
export function slide(element, transform, animated, pace = {}) {
  const aim = aims.get(element);
  if (aim === transform) return;
  aims.set(element, transform);
  const from = getComputedStyle(element).transform;
  stop(element);
  element.style.transform = transform;
  if (!animated || aim === undefined || unmoved()) return;
  const animation = element.animate([{ transform: from }, { transform }], timing(pace));
  travelling.set(element, animation);
}

/**
 * @param {Pace} [pace]
 * @returns {KeyframeAnimationOptions}
 */
export function timing({ duration = motion().travel, delay = 0 } = {}) {
  // What waits stands where it was.
  return { duration, delay, easing: motion().easing, fill: delay > 0 ? "backwards" : "none" };
}

/**
 * The same easing as a function, for numbers: a cubic Bézier curve, solved for the time by Newton's method.
 *
 * @param {number} time 0 to 1
 * @returns {number}
 */
export function eased(time) {
  if (time <= 0 || time >= 1) return Math.min(1, Math.max(0, time));
  const [x1 = 0, y1 = 0, x2 = 1, y2 = 1] = motion().curve;
  let u = time;
  for (let i = 0; i < 8; i++) {
    const slope = 3 * x1 * (1 - u) ** 2 + 6 * (x2 - x1) * u * (1 - u) + 3 * (1 - x2) * u ** 2;
    u -= (bezier(u, x1, x2) - time) / slope;
  }
  return bezier(u, y1, y2);
}

/**
 * @param {number} u
 * @param {number} first
 * @param {number} second
 */
function bezier(u, first, second) {
  return 3 * first * u * (1 - u) ** 2 + 3 * second * u ** 2 * (1 - u) + u ** 3;
}
