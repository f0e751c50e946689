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
 * The decimal that lies `part` of the way between two others, whole steps before the second: what
 * stands after its point does not change on the way.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} part 0 to 1
 * @returns {string}
 */
export function between(from, to, part) {
  if (part >= 1 || !DECIMAL.test(from) || !DECIMAL.test(to)) return to;
  if (part <= 0) return from;
  const fine = Math.max(placesOf(from), placesOf(to));
  const [start, end] = [units(from, fine), units(to, fine)];
  const left = ((end - start) * (1_000_000n - BigInt(Math.round(part * 1e6)))) / 1_000_000n;
  const value = end - left + (left % 10n ** BigInt(fine));
  const places = placesOf(to);
  const shown = value / 10n ** BigInt(fine - places);
  const digits = String(shown < 0n ? -shown : shown).padStart(places + 1, "0");
  const sign = shown < 0n ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * Shows a decimal in an element, counting there from whatever it shows now.
 *
 * @param {Element} element
 * @param {string} to
 * @param {boolean} [animated]
 * @param {number} [later] milliseconds until it begins
 */
export function countTo(element, to, animated = true, later = 0) {
  const current = running.get(element);
  const from = current?.now ?? settled.get(element);
  if (current ? current.to === to : from === to) return;
  if (!animated || from === undefined || unmoved() || !DECIMAL.test(to)) {
    running.delete(element);
    settle(element, to);
    return;
  }
  if (!DECIMAL.test(from) && later === 0) {
    running.delete(element);
    settle(element, to);
    return;
  }
  if (running.size === 0) requestAnimationFrame(step);
  running.set(element, { from, to, now: from, start: performance.now() + later });
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
    if (part < 0 && element.isConnected) continue;
    if (part >= 1 || !element.isConnected || !DECIMAL.test(counting.from)) {
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
