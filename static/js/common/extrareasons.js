import { t } from "./phrases.js";

/**
 * Usual reasons for booking a question that a team has had, or one more than it has.
 *
 * @returns {string[]}
 */
export function extraReasons() {
  return [t("Extra question"), t("Question replaced"), t("Second part of the question")];
}
