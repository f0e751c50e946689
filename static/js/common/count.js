import { printed } from "./amount.js";
import { eased, motion, unmoved } from "./flip.js";

/**
 * Numbers that count to their new value, exactly: every figure on the way is a decimal of the right length,
 * and the last one is the very string that was asked for.
 */

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * @typedef {object} Counting
 * @property {string} from
 * @property {string} to
 * @property {string} now what stands there at this moment
 * @property {number} start
 */

/** @type {Map<Element, Counting>} */
const running = new Map();
/** @type {WeakMap<Element, string>} */
const settled = new WeakMap();

/**
 * A decimal string as a whole number of units of its last digit, widened to `places` digits after the point.
 *
 * @param {string} text
 * @param {number} places
 * @returns {bigint}
 */
function units(text, places) {
  const [, sign = "", whole = "0", fraction = ""] = DECIMAL.exec(text) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(places, "0")}`);
}

/** @param {string} text */
const placesOf = (text) => DECIMAL.exec(text)?.[3]?.length ?? 0;

/**
 * The decimal that lies `part` of the way between two others, with as many digits after the point as the second.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} part 0 to 1
 * @returns {string}
 */
export function between(from, to, part) {
  if (part >= 1 || !DECIMAL.test(from) || !DECIMAL.test(to)) return to;
  const fine = Math.max(placesOf(from), placesOf(to));
  const start = units(from, fine);
  const travelled =
    ((units(to, fine) - start) * BigInt(Math.round(Math.max(0, part) * 1e6))) / 1_000_000n;
  const places = placesOf(to);
  const value = (start + travelled) / 10n ** BigInt(fine - places);
  const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
  const sign = value < 0n ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Shows a decimal in an element, counting there from whatever it shows now.
 *
 * @param {Element} element
 * @param {string} to
 * @param {boolean} [animated]
 */
export function countTo(element, to, animated = true) {
  const current = running.get(element);
  const from = current?.now ?? settled.get(element);
  if (current ? current.to === to : from === to) return;
  if (!animated || from === undefined || unmoved() || !DECIMAL.test(from) || !DECIMAL.test(to)) {
    running.delete(element);
    settle(element, to);
    return;
  }
  if (running.size === 0) requestAnimationFrame(step);
  running.set(element, { from, to, now: from, start: performance.now() });
}

/**
 * @param {Element} element
 * @param {string} text
 */
function settle(element, text) {
  settled.set(element, text);
  write(element, text);
}

/**
 * Changes the text in place: a new text node for each step of sixty rows would cost more than the counting.
 *
 * @param {Element} element
 * @param {string} text
 */
function write(element, text) {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = printed(text);
  else element.textContent = printed(text);
}

/** @param {number} time */
function step(time) {
  for (const [element, counting] of running) {
    const part = (time - counting.start) / motion().travel;
    if (part >= 1 || !element.isConnected) {
      running.delete(element);
      settle(element, counting.to);
      continue;
    }
    const now = between(counting.from, counting.to, eased(part));
    if (now === counting.now) continue;
    counting.now = now;
    write(element, now);
  }
  if (running.size > 0) requestAnimationFrame(step);
}

// A hidden page gets no frames; what it shows when it comes back must be the truth at once.
document.addEventListener("visibilitychange", () => {
  for (const [element, counting] of running) settle(element, counting.to);
  running.clear();
});
