import { fault, shown, tidy } from "./amount.js";
import { t } from "./phrases.js";

/**
 * Why a number cannot be given, in words.
 *
 * @param {Exclude<import("./amount.js").Fault, "empty">} wrong
 * @param {string} text as it was typed
 * @param {import("./amount.js").Limits} limits
 * @returns {string}
 */
export function faultWords(wrong, text, { min, max, step }) {
  return {
    number: t("That is not a number."),
    comma: t(
      "%(number)s holds a comma, which can mean a decimal point or thousands. Write it with a point, such as 8.5.",
      { number: tidy(text) },
    ),
    range: t("Only %(min)s to %(max)s can be given.", { min: shown(min), max: shown(max) }),
    step: t("Only steps of %(step)s can be given.", { step: step ?? "" }),
  }[wrong];
}

/**
 * Why a number that was typed cannot be given, in words.
 *
 * @param {string} value
 * @param {import("./amount.js").Limits} limits
 * @returns {string} empty when it can
 */
export function whyNotGiven(value, { min, max, step }) {
  const wrong = fault(value, { min, max, step });
  if (wrong === null) return "";
  return wrong === "empty"
    ? t("Enter the new value.")
    : faultWords(wrong, value, { min, max, step });
}
