import { fault, shown } from "../common/amount.js";
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
  return {
    empty: t("Enter the new value."),
    number: t("That is not a number."),
    range: t("Only %(min)s to %(max)s can be given.", { min: shown(min), max: shown(max) }),
    step: t("Only steps of %(step)s can be given.", { step: step ?? "" }),
  }[wrong];
}
