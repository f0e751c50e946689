import { countTo } from "../common/count.js";
import { motion } from "../common/flip.js";

/**
 * How parts of a scene come in: by transform and opacity alone, after a wait, and as they rest once
 * it is over. What is asked for twice begins anew.
 */

/** @type {WeakMap<Element, Map<string, Animation>>} */
const moving = new WeakMap();
/** @type {WeakMap<Element, ReturnType<typeof setTimeout>>} */
const waiting = new WeakMap();

/**
 * @param {Element} element
 * @param {string} what moves: another motion of the same name takes its place
 * @param {Keyframe[]} frames of which the last is how the element rests
 * @param {{wait?: number, takes?: number, easing?: string}} how in milliseconds
 */
export function move(element, what, frames, { wait = 0, takes = 0, easing = "" }) {
  const { travel, easing: usual } = motion();
  const own = moving.get(element) ?? new Map();
  moving.set(element, own);
  own.get(what)?.cancel();
  const animation = element.animate(frames, {
    delay: wait,
    duration: takes || travel,
    easing: easing || usual,
    fill: "backwards",
  });
  own.set(what, animation);
}

/**
 * Ends what still moves or waits in an element and all that is in it: it stands as it rests.
 *
 * @param {Element} element
 */
export function rest(element) {
  for (const one of [element, ...element.querySelectorAll("*")]) {
    for (const animation of moving.get(one)?.values() ?? []) animation.cancel();
    moving.delete(one);
    clearTimeout(waiting.get(one));
    waiting.delete(one);
  }
}

/**
 * Rises a little into its place.
 *
 * @param {Element} element
 * @param {number} [wait]
 * @param {number} [takes]
 */
export function appear(element, wait = 0, takes = 500) {
  const frames = [
    { opacity: 0, transform: "translateY(calc(1.2 * var(--u)))" },
    { opacity: 1, transform: "translateY(0)" },
  ];
  move(element, "appear", frames, { wait, takes });
}

/**
 * Fades from one opacity to the one it has at rest.
 *
 * @param {Element} element
 * @param {number} from
 * @param {number} [wait]
 * @param {number} [takes]
 */
export function fade(element, from, wait = 0, takes = 400) {
  move(element, "fade", [{ opacity: from }, {}], { wait, takes });
}

/**
 * Draws a line from its beginning to its end.
 *
 * @param {Element} element
 * @param {number} [wait]
 * @param {number} [takes]
 */
export function stroke(element, wait = 0, takes = 320) {
  move(element, "stroke", [{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], {
    wait,
    takes,
  });
}

/**
 * Uncovers what stands in a window from its left to its right: the window comes from the left, and
 * what is in it stays where it is.
 *
 * @param {Element} window
 * @param {Element} inside
 * @param {{wait?: number, takes?: number}} how
 */
export function wipe(window, inside, { wait = 0, takes = 1200 } = {}) {
  const easing = "cubic-bezier(.4, 0, .2, 1)";
  const from = (/** @type {string} */ x) => [
    { transform: `translateX(${x})` },
    { transform: "translateX(0)" },
  ];
  move(window, "wipe", from("-100%"), { wait, takes, easing });
  move(inside, "wipe", from("100%"), { wait, takes, easing });
}

/**
 * Grows from its left end to the width it has at rest.
 *
 * @param {HTMLElement} element which rests by a transform of its own
 * @param {number} [wait]
 */
export function grow(element, wait = 0) {
  const at = element.style.transform;
  move(element, "grow", [{ transform: "scaleX(0)" }, { transform: at }], { wait, takes: 900 });
}

/**
 * Counts a figure up to what it says, from nothing, after a wait; until then it is not seen.
 *
 * @param {Element} element
 * @param {string} to a decimal
 * @param {{wait?: number, from?: string}} [how]
 */
export function count(
  element,
  to,
  { wait = 0, from = to.replace(/\d/g, "0").replace(/^-?0+(?=0)/, "") } = {},
) {
  clearTimeout(waiting.get(element));
  countTo(element, from, false);
  waiting.set(
    element,
    setTimeout(() => countTo(element, to), wait),
  );
}
