import { fault } from "../common/amount.js";
import { faultWords } from "../common/faults.js";
import { t } from "../common/phrases.js";

/**
 * Why a number that was typed cannot be given, in words.
 *
 * @param {string} value
 * @param {import("../common/amount.js").Limits} limits
 * @returns {string} empty when it can
 */
export function whyNot(value, { min, max, step }) {
  const wrong = fault(value, { min, max, step });
  if (wrong === null) return "";
  if (wrong === "empty") return t("Enter the new value.");
  return faultWords(wrong, value, { min, max, step });
}
