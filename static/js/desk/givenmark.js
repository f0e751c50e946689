import { same, shown, tidy } from "../common/amount.js";
import { criterionWords, firstWrong, sameValues, sumOf, tidied } from "../common/criteria.js";
import { whyNotGiven } from "../common/faults.js";

/**
 * What a correction gives: one number, or one for each criterion.
 *
 * @typedef {import("./slip.js").Values} Typed
 * @typedef {import("../common/criteria.js").Values} Values
 * @typedef {object} Given
 * @property {import("./slip.js").Field[]} fields
 * @property {(typed: Typed) => [field: string, why: string] | null} wrong
 * @property {(typed: Typed) => boolean} stands whether it is there already
 * @property {string} first the field that a fault of the whole is laid at
 * @property {(typed: Typed) => string} figure what it comes to, as people read it
 * @property {(typed: Typed) => {value: string} | {values: Values}} body
 */

/**
 * @param {string} label
 * @param {string | null} before
 * @param {string} typed
 * @param {import("../common/amount.js").Limits} limits
 * @returns {Given}
 */
export function oneNumber(label, before, typed, limits) {
  const value = typed || (before ?? "");
  return {
    fields: [{ name: "value", label, kind: "number", value, before: before ?? "" }],
    wrong: ({ value: given = "" }) => {
      const why = whyNotGiven(given, limits);
      return why ? ["value", why] : null;
    },
    stands: ({ value: given = "" }) => before !== null && same(before, given),
    first: "value",
    figure: ({ value: given = "" }) => shown(tidy(given)),
    body: ({ value: given = "" }) => ({ value: tidy(given) }),
  };
}

/**
 * @param {import("../common/criteria.js").Criterion[]} criteria
 * @param {Values | null} before
 * @param {Values | null} typed what is to be entered, where it is known already
 * @returns {Given}
 */
export function byCriteria(criteria, before, typed) {
  const field = (/** @type {string} */ id) => `value.${id}`;
  const valuesOf = (/** @type {Typed} */ all) =>
    Object.fromEntries(criteria.map(({ id }) => [id, all[field(id)] ?? ""]));
  return {
    fields: criteria.map((one) => ({
      name: field(one.id),
      label: criterionWords(one),
      kind: "number",
      value: (typed ?? before)?.[one.id] ?? "",
      before: before?.[one.id] ?? "",
    })),
    wrong: (all) => {
      const wrong = firstWrong(criteria, valuesOf(all));
      return wrong && [field(wrong.at), wrong.why];
    },
    stands: (all) => sameValues(before, tidied(criteria, valuesOf(all))),
    first: field(criteria[0]?.id ?? ""),
    figure: (all) => shown(sumOf(criteria, valuesOf(all))),
    body: (all) => ({ values: tidied(criteria, valuesOf(all)) }),
  };
}
