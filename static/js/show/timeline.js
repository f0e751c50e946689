import { printed } from "../common/amount.js";
import { between } from "../common/count.js";
import { eased, motion, unmoved } from "../common/flip.js";

/**
 * What moves in a scene, on one line of time. The page already stands as it will stand at the end; everything here
 * only shows the way there, so that a step that comes early, a reload and a still picture need nothing of it.
 *
 * @typedef {{delay?: number, duration?: number, easing?: string, pseudoElement?: string}} When
 */

/** @type {WeakMap<HTMLElement, Timeline>} */
const running = new WeakMap();

/**
 * Whether a step is to be played: the one after the step that stands, or the first of a scene that has just come.
 *
 * @param {{scene: {step: number}, previous: {step: number} | null, settled: boolean}} told
 */
export function isPlayed({ scene, previous, settled }) {
  if (settled || unmoved()) return false;
  return previous ? previous.step + 1 === scene.step : scene.step === 0;
}

/**
 * Whether another step stands now than was drawn last; the same one again leaves alone what is moving.
 *
 * @param {{scene: {step: number}, previous: {step: number} | null}} told
 */
export const isAnew = ({ scene, previous }) => previous?.step !== scene.step;

/**
 * The line of time of a scene, begun anew: what still ran on it is at its end.
 *
 * @param {HTMLElement} root
 */
export function timelineOf(root) {
  stopTimeline(root);
  const timeline = new Timeline();
  running.set(root, timeline);
  return timeline;
}

/** @param {HTMLElement} root */
export function stopTimeline(root) {
  running.get(root)?.stop();
  running.delete(root);
}

class Timeline {
  /** @type {Animation[]} */
  #animations = [];
  /** What is to be undone when the line is stopped: counting, marks of the way.
   * @type {(() => void)[]} */
  #ends = [];

  /**
   * @param {Element} element
   * @param {Keyframe[]} frames
   * @param {When} [when]
   */
  animate(element, frames, { delay = 0, duration, easing, pseudoElement } = {}) {
    const { travel, easing: usual } = motion();
    const animation = element.animate(frames, {
      delay,
      duration: duration ?? travel,
      easing: easing ?? usual,
      fill: "backwards",
      pseudoElement,
    });
    this.#animations.push(animation);
    return animation;
  }

  /**
   * @param {Element} element
   * @param {When & {from?: string, rise?: string}} [how] `rise`: how far below its place it begins, as a CSS length
   */
  appear(element, { from = "0", rise, ...when } = {}) {
    const start = rise ? { opacity: from, transform: `translateY(${rise})` } : { opacity: from };
    return this.animate(element, [start, {}], { duration: 450, ...when });
  }

  /**
   * A decimal counts to what already stands in an element, exactly.
   *
   * @param {Element} element
   * @param {string | null} from
   * @param {string | null} to
   * @param {When} [when]
   */
  count(element, from, to, { delay = 0, duration = motion().travel } = {}) {
    if (from === null || to === null || from === to) return;
    const begin = performance.now() + delay;
    let frame = 0;
    const step = () => {
      const part = (performance.now() - begin) / duration;
      const done = part >= 1 || document.hidden;
      element.textContent = printed(done ? to : between(from, to, eased(Math.max(0, part))));
      frame = done ? 0 : requestAnimationFrame(step);
    };
    element.textContent = printed(from);
    frame = requestAnimationFrame(step);
    this.#ends.push(() => {
      if (frame === 0) return;
      cancelAnimationFrame(frame);
      element.textContent = printed(to);
    });
  }

  /**
   * What stood here goes while something else comes: a picture of it fades above.
   *
   * @param {HTMLElement} element
   */
  leaveBehind(element) {
    const image = /** @type {HTMLElement} */ (element.cloneNode(true));
    image.inert = true;
    image.setAttribute("aria-hidden", "true");
    image.classList.add("gone");
    for (const row of image.querySelectorAll("[data-team]")) row.removeAttribute("data-team");
    this.goes(image, element, [{ opacity: 1 }, { opacity: 0 }], 350);
  }

  /**
   * Something is seen on the way alone.
   *
   * @param {HTMLElement} element
   * @param {HTMLElement} after which it stands
   * @param {Keyframe[]} frames
   * @param {number} duration
   */
  goes(element, after, frames, duration) {
    after.after(element);
    const going = this.animate(element, frames, { duration, easing: "linear" });
    const end = () => element.remove();
    going.addEventListener("finish", end);
    this.#ends.push(end);
  }

  /**
   * Something that is not seen to move changes at its moment; at once where the line is stopped.
   *
   * @param {number} delay
   * @param {() => void} change
   */
  at(delay, change) {
    let done = false;
    const once = () => {
      if (!done) change();
      done = true;
    };
    const timer = setTimeout(once, delay);
    this.#ends.push(() => {
      clearTimeout(timer);
      once();
    });
  }

  /** Everything stands at once where it was going. */
  stop() {
    for (const animation of this.#animations) animation.cancel();
    for (const end of this.#ends) end();
    this.#animations = [];
    this.#ends = [];
  }
}
