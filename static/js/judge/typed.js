import { fault, tidy } from "../common/amount.js";
import { faultWords } from "../common/faults.js";

/**
 * What a field holds, as it may be given: its value, or why it may not.
 *
 * @typedef {{empty: true} | {why: string, at?: string} | {value: string}} Typed at: the id of the
 *   criterion at fault, where there are any
 */

/**
 * @param {string} text one number
 * @param {import("../common/amount.js").Limits} limits
 * @returns {Typed}
 */
export function readNumber(text, limits) {
  const wrong = fault(text, limits);
  if (wrong === "empty") return { empty: true };
  return wrong ? { why: faultWords(wrong, text, limits) } : { value: tidy(text) };
}
