/**
 * Exact numbers: fractions of whole numbers without a bound. No binary fraction is ever made here.
 *
 * @typedef {object} Exact a number in lowest terms
 * @property {bigint} top
 * @property {bigint} bottom above 0
 * @property {boolean} [turned] that it stands for the number below zero, so that the greater is better
 */

/**
 * @param {bigint} top
 * @param {bigint} bottom not 0
 * @returns {Exact}
 */
function ratio(top, bottom) {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b) [a, b] = [b, a % b];
  const common = bottom < 0n ? -a : a;
  return common ? { top: top / common, bottom: bottom / common } : { top: 0n, bottom: 1n };
}

/** @type {Exact} */
export const ZERO = { top: 0n, bottom: 1n };
/** @type {Exact} */
export const ONE = { top: 1n, bottom: 1n };

/**
 * A decimal as the file writes it: "9.50", "-3", 12.
 *
 * @param {unknown} written
 * @returns {Exact}
 * @throws {Error} where it is none
 */
export function exact(written) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(written));
  if (!parts) throw new Error(`no number: ${written}`);
  const [, sign, whole, rest = "", power = "0"] = parts;
  const digits = BigInt(`${whole}${rest}`) * (sign ? -1n : 1n);
  const places = rest.length - Number(power);
  return places > 0
    ? ratio(digits, 10n ** BigInt(places))
    : ratio(digits * 10n ** BigInt(-places), 1n);
}

/**
 * @param {unknown} written
 * @returns {Exact | null} null for what is not there
 */
export const exactOrNull = (written) =>
  written === null || written === undefined ? null : exact(written);

/**
 * @param {Exact} a
 * @param {Exact} b
 * @returns {Exact}
 */
export const plus = (a, b) => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);

/**
 * @param {Exact} a
 * @param {Exact} b
 * @returns {Exact}
 */
export const times = (a, b) => ratio(a.top * b.top, a.bottom * b.bottom);

/**
 * @param {Exact} a
 * @param {number} parts not 0
 * @returns {Exact}
 */
export const shared = (a, parts) => ratio(a.top, a.bottom * BigInt(parts));

/**
 * @param {Exact} a
 * @returns {Exact}
 */
export const negative = (a) => ({ top: -a.top, bottom: a.bottom });

/**
 * A number by which the greater one is to be placed first.
 *
 * @param {Exact} value
 * @param {boolean} lower whether the lower is the better one
 * @returns {Exact}
 */
export const turned = (value, lower) => (lower ? { ...negative(value), turned: true } : value);

/**
 * @param {Exact} a
 * @param {Exact} b
 * @returns {number} below 0 where a is the smaller, 0 where they are equal
 */
export function compare(a, b) {
  const [left, right] = [a.top * b.bottom, b.top * a.bottom];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * @param {Exact[]} numbers
 * @returns {Exact}
 */
export const sum = (numbers) => numbers.reduce(plus, ZERO);

/**
 * @param {number} whole
 * @returns {Exact}
 */
export const whole = (whole) => ({ top: BigInt(whole), bottom: 1n });

/**
 * The nearest number of so many decimal places, halves away from zero (四舍五入).
 *
 * @param {Exact} number
 * @param {number} places
 * @returns {Exact}
 */
export function rounded(number, places) {
  const scale = 10n ** BigInt(places);
  const size = (number.top < 0n ? -number.top : number.top) * scale;
  const up = (2n * size + number.bottom) / (2n * number.bottom);
  return ratio(number.top < 0n ? -up : up, scale);
}

/**
 * A number with exactly so many places; it must need no more.
 *
 * @param {Exact} number
 * @param {number} places
 * @returns {string}
 */
export function written(number, places) {
  const scaled = rounded(number, places);
  const units = (scaled.top * 10n ** BigInt(places)) / scaled.bottom;
  const digits = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const cut = digits.length - places;
  const text = places ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
  return units < 0n ? `-${text}` : text;
}

/**
 * How a board writes a figure: with its own decimal places, with up to four where fewer would hide
 * a part of it, and what even four cannot say rounded to two or to its own.
 *
 * @param {Exact} number
 * @param {number} places
 * @returns {string}
 */
export function figure(number, places) {
  for (let more = places; more <= Math.max(places, 4); more += 1)
    if (compare(rounded(number, more), number) === 0) return written(number, more);
  return written(number, Math.max(places, 2));
}
