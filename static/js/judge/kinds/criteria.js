import { shown } from "../../common/amount.js";
import { criterionWords, firstWrong, sameValues, sumOf, tidied } from "../../common/criteria.js";
import { t } from "../../common/phrases.js";
import { becomesPlaces, judged } from "./judged.js";

/**
 * A round in which this judge marks every team on a sheet of criteria: all of them are one mark.
 *
 * What is typed is kept as one text: the sum so far and each criterion's own, as JSON.
 *
 * @typedef {import("../../common/criteria.js").Values} Values
 *
 * @type {import("./table.js").Kind}
 */
export const criteria = {
  ...judged,
  look: "criteria",
  field: { ...judged.field, empty: () => t("Mark every criterion first.") },
  face: (value) => shown(sheetIn(value)?.sum ?? value),
  terms: ({ criteria: all = [], max, aggregate }) => {
    const limits = t("%(criteria)s: at most %(max)s together", {
      criteria: all.map(criterionWords).join(" + "),
      max: shown(max),
    });
    return [limits, ...becomesPlaces(aggregate)].join(" · ");
  },
  read: (text, { criteria: all = [] }) => {
    const sheet = sheetIn(text);
    if (!sheet) return { empty: true };
    const wrong = firstWrong(all, sheet.values);
    return wrong ? { why: wrong.why, at: wrong.at } : { value: text };
  },
  entry: (sheet, team, text, _question, items) => {
    const all = sheet.round?.criteria ?? [];
    const values = tidied(all, sheetIn(text)?.values ?? {});
    const { state, values: before } = judged.markOf(sheet, team, items);
    if ((state === "saved" || state === "pending") && sameValues(before, values)) return null;
    const first = judged.entry(sheet, team, "", null, items);
    return first && { ...first, value: sumOf(all, values), values };
  },
};

/**
 * What was typed, as it is kept; empty where nothing is.
 *
 * @param {import("../../common/criteria.js").Criterion[]} all
 * @param {Values} values
 */
export function textOf(all, values) {
  if (!all.some(({ id }) => values[id])) return "";
  return JSON.stringify({ sum: sumOf(all, values), values });
}

/**
 * What a kept text holds; null for one that is no sheet.
 *
 * @param {string} text
 * @returns {{sum: string, values: Values} | null}
 */
export function sheetIn(text) {
  try {
    const held = JSON.parse(text);
    return held?.values ? held : null;
  } catch {
    return null;
  }
}
