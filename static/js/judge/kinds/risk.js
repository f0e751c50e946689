import { t } from "../../common/phrases.js";
import { turnAfter } from "../../common/staking.js";
import { awardsOf } from "../marks.js";
import { points } from "./points.js";

/** @typedef {import("../marks.js").Sheet} Sheet */

/**
 * A round in which teams go by turns and stake points: a question is worth its stake and nothing
 * else.
 *
 * @type {import("./table.js").Kind}
 */
export const risk = {
  ...points,
  look: "risk",
  typed: false,
  terms: ({ stakes }) => t("stakes %(stakes)s", { stakes: stakes.join(" / ") }),
  buttons: () => [],
  stakes: ({ stakes }) => stakes,
  first: (sheet, items) => {
    if (!sheet.round?.scores) return null;
    return turnAfter(turns(sheet), awardsOf(sheet, items)[0]?.team ?? null);
  },
  next: (sheet, _items, team) => turnAfter(turns(sheet), team),
};

/** @param {Sheet} sheet in the order of play */
function turns({ teams }) {
  return teams.filter(({ recused }) => !recused).map(({ id }) => id);
}
