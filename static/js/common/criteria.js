import { fault, same, sum, tidy, times } from "./amount.js";
import { faultWords } from "./faults.js";
import { t } from "./phrases.js";

/**
 * Marks by criteria: what each was given, what is wrong with it, and what they come to.
 *
 * @typedef {import("./shapes.js").CriterionOnBoard} Criterion
 * @typedef {Record<string, string>} Values what each criterion was given, by its id
 * @typedef {{at: string, empty: boolean, why: string}} Wrong at: the id of the criterion at fault
 */

/**
 * The weighted sum of what is there so far.
 *
 * @param {Criterion[]} criteria
 * @param {Values} values
 */
export function sumOf(criteria, values) {
  return sum(criteria.map(({ id, weight }) => times(tidy(values[id] ?? ""), weight)));
}

/**
 * Why a criterion cannot be given what was typed; null where it can.
 *
 * @param {Criterion} criterion
 * @param {string} text
 * @returns {Wrong | null}
 */
export function wrongIn({ id, name, max, step }, text) {
  const limits = { min: "0", max, step };
  const wrong = fault(text, limits);
  if (wrong === null) return null;
  const empty = wrong === "empty";
  const why = empty ? t("Nothing is given here yet.") : faultWords(wrong, text, limits);
  return { at: id, empty, why: t("%(criterion)s: %(why)s", { criterion: name, why }) };
}

/**
 * The first criterion that keeps the sheet from being given; null where none does.
 *
 * @param {Criterion[]} criteria
 * @param {Values} values
 */
export function firstWrong(criteria, values) {
  const all = criteria.map((one) => wrongIn(one, values[one.id] ?? ""));
  return all.find((wrong) => wrong && !wrong.empty) ?? all.find(Boolean) ?? null;
}

/**
 * The values as they are sent.
 *
 * @param {Criterion[]} criteria
 * @param {Values} values
 * @returns {Values}
 */
export function tidied(criteria, values) {
  return Object.fromEntries(criteria.map(({ id }) => [id, tidy(values[id] ?? "")]));
}

/**
 * Whether both are the same sheet.
 *
 * @param {Values | null | undefined} one
 * @param {Values | null | undefined} other
 */
export function sameValues(one, other) {
  if (!one || !other) return false;
  const ids = Object.keys(one);
  return (
    ids.length === Object.keys(other).length &&
    ids.every((id) => same(one[id] ?? "", other[id] ?? ""))
  );
}

/**
 * A criterion with its highest, and its weight where it has one.
 *
 * @param {{name: string, max: string, weight: string}} criterion
 */
export function criterionWords({ name, max, weight }) {
  return weight === "1"
    ? t("%(name)s (%(max)s)", { name, max })
    : t("%(name)s (%(max)s, × %(weight)s)", { name, max, weight });
}
