import { serverNow } from "./servertime.js";

/**
 * A timer that counts down on this device to a moment of the server's clock.
 *
 * @typedef {import("./shapes.js").TimerShown} TimerShown
 * @typedef {object} Count
 * @property {"running" | "standing" | "over" | "past"} state over: its time is up, for as long as that is said; past:
 *   that was a while ago
 * @property {number} left whole seconds, as they are shown
 * @property {number} part how much of it is left, 0 to 1, at this moment
 * @property {number} until milliseconds that are left of it
 */

/** Milliseconds for which it is said that the time is up. */
const SAID = 2000;
const LAST = 10;
const BEATS = 5;

export class Countdown {
  /** @type {TimerShown | null} */
  #timer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;

  /** @param {(count: Count | null) => void} draw called at each second, and once with null where there is no timer */
  constructor(draw) {
    this.draw = draw;
  }

  /** @param {TimerShown | null} timer */
  set(timer) {
    this.#timer = timer;
    this.#tick();
  }

  stop() {
    clearTimeout(this.#next);
  }

  #tick() {
    clearTimeout(this.#next);
    const count = countOf(this.#timer);
    this.draw(count);
    if (!count || count.state === "standing" || count.state === "past") return;
    const wait =
      count.state === "over" ? SAID + count.until : count.until - (count.left - 1) * 1000;
    this.#next = setTimeout(() => this.#tick(), Math.max(10, Math.ceil(wait) + 1));
  }
}

/**
 * @param {TimerShown | null} timer
 * @returns {Count | null}
 */
function countOf(timer) {
  if (!timer) return null;
  const whole = Math.max(Number(timer.seconds) || 0, 0.001) * 1000;
  const until = timer.deadline
    ? Date.parse(timer.deadline) - serverNow()
    : Number(timer.left ?? timer.seconds) * 1000;
  const left = Math.max(0, Math.ceil(until / 1000));
  const part = Math.min(1, Math.max(0, until / whole));
  if (!timer.deadline) return { state: "standing", left, part, until };
  if (until > 0) return { state: "running", left, part, until };
  return { state: until > -SAID ? "over" : "past", left: 0, part: 0, until };
}

/**
 * @param {number} left seconds
 * @returns {string} "1:05", from an hour "1:00:05"
 */
export function timeWords(left) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const minutes = Math.floor(left / 60);
  if (minutes < 60) return `${minutes}:${two(left % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(left % 60)}`;
}

/**
 * Whether a count is in its last seconds, which are gold.
 *
 * @param {Count} count
 */
export const isLast = ({ state, left }) =>
  state === "over" || (state === "running" && left <= LAST);

/**
 * Whether a count is in those seconds of which each is felt.
 *
 * @param {Count} count
 */
export const isBeating = ({ state, left }) => state === "running" && left <= BEATS && left > 0;
