/**
 * Exact decimals as text. Marks are never turned into binary floating point:
 * a number is `units` (a BigInt) counted in ten-to-the-minus-`places`.
 *
 * @typedef {{units: bigint, places: number}} Amount
 * @typedef {{min: string, max: string, step: string | null}} Limits
 * @typedef {"empty" | "number" | "comma" | "range" | "step"} Fault
 */

// As the server reads a score: ASCII digits, at most 15 of them and 10 decimal places.
const PLAIN = /^-?[0-9]{1,15}(\.[0-9]{1,10})?$/;

// Both 8,5 and 1,000 are numbers somewhere: which is meant is not guessed.
const WITH_COMMAS = /^-?[0-9]+([,.][0-9]+)*,[0-9]+([,.][0-9]+)*$/;

/**
 * What a keyboard wrote, in plain digits, points and signs: ８．５ and 8。5 are 8.5. As the server
 * reads it.
 *
 * @param {string} text
 * @returns {string}
 */
export function plainly(text) {
  return text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[。｡·]/g, ".")
    .replace(/[\u2212\u2013\ufe63]/g, "-");
}

/**
 * What was typed, tidied as a person means it: "18." is 18, ".5" is 0.5, "007" is 7, "+8" is 8.
 *
 * @param {string} text
 * @returns {string}
 */
export function tidy(text) {
  const trimmed = plainly(text)
    .trim()
    .replace(/^\+/, "")
    .replace(/\.$/, "")
    .replace(/^(-?)\./, "$10.");
  const short = trimmed.replace(/^(-?)0+(?=[0-9])/, "$1");
  return short === "-0" ? "0" : short;
}

/**
 * @param {string} text
 * @returns {Amount | null} null when it is no plain decimal number
 */
export function read(text) {
  if (!PLAIN.test(text)) return null;
  const [whole = "0", fraction = ""] = text.split(".");
  return { units: BigInt(whole + fraction), places: fraction.length };
}

/**
 * The two amounts' units, counted in the finer of their places.
 *
 * @param {Amount} a
 * @param {Amount} b
 * @returns {[bigint, bigint, number]}
 */
function aligned(a, b) {
  const places = Math.max(a.places, b.places);
  const scale = (/** @type {Amount} */ x) => x.units * 10n ** BigInt(places - x.places);
  return [scale(a), scale(b), places];
}

/**
 * Why a text cannot be given within these limits; null when it can. Steps count from the lowest.
 *
 * @param {string} text
 * @param {Limits} limits
 * @returns {Fault | null}
 */
export function fault(text, limits) {
  const typed = tidy(text);
  if (typed === "" || typed === "-") return "empty";
  const amount = read(typed);
  if (!amount) return WITH_COMMAS.test(typed) ? "comma" : "number";
  const min = read(limits.min);
  const max = read(limits.max);
  if ((min && below(amount, min)) || (max && below(max, amount))) return "range";
  const step = limits.step === null ? null : read(limits.step);
  return step && min && !onStep(amount, min, step) ? "step" : null;
}

/**
 * @param {Amount} a
 * @param {Amount} b
 */
function below(a, b) {
  const [left, right] = aligned(a, b);
  return left < right;
}

/**
 * @param {Amount} amount
 * @param {Amount} min
 * @param {Amount} step
 */
function onStep(amount, min, step) {
  const [value, lowest, places] = aligned(amount, min);
  const [difference, stride] = aligned({ units: value - lowest, places }, step);
  return stride === 0n || difference % stride === 0n;
}

/**
 * The sum of plain decimals, in its shortest form.
 *
 * @param {string[]} texts
 * @returns {string}
 */
export function sum(texts) {
  let total = { units: 0n, places: 0 };
  for (const text of texts) {
    const amount = read(text);
    if (!amount) continue;
    const [a, b, places] = aligned(total, amount);
    total = { units: a + b, places };
  }
  return write(total);
}

/**
 * The product of two plain decimals, in its shortest form; 0 where one is none.
 *
 * @param {string} one
 * @param {string} other
 * @returns {string}
 */
export function times(one, other) {
  const [a, b] = [read(one), read(other)];
  return a && b ? write({ units: a.units * b.units, places: a.places + b.places }) : "0";
}

/**
 * @param {Amount} amount
 * @returns {string}
 */
function write({ units, places }) {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return sign + whole + (fraction ? `.${fraction}` : "");
}

/**
 * Whether two texts are the same number: 9.50 is 9.5.
 *
 * @param {string} one
 * @param {string} other
 */
export function same(one, other) {
  const a = read(tidy(one));
  const b = read(tidy(other));
  if (!a || !b) return false;
  const [left, right] = aligned(a, b);
  return left === right;
}

/**
 * An amount with its sign, as awards are shown: +10, −5, 0.
 *
 * @param {string} text
 */
export function signed(text) {
  if (text.startsWith("-")) return `\u2212${text.slice(1)}`;
  return /^[0.]*$/.test(text) ? text : `+${text}`;
}

/**
 * A number with a true minus sign, as people read it.
 *
 * @param {string} text
 */
export function shown(text) {
  return text.replace(/^-/, "\u2212");
}

/**
 * A decimal as it is printed: with a true minus sign, and a dash for what is not there.
 *
 * @param {string | number | null | undefined} value
 * @returns {string}
 */
export function printed(value) {
  if (value === null || value === undefined || value === "") return "–";
  return String(value).replace(/^-/, "−");
}
