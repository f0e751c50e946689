import { same, shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { markOf, nextTeam, takesMark } from "../marks.js";
import { readNumber } from "../typed.js";

/**
 * A round in which this judge marks every team, one after the other.
 *
 * @type {import("./table.js").Kind}
 */
export const judged = {
  look: "judged",
  panel: true,
  adds: false,
  typed: true,
  questions: false,
  numbered: true,
  totals: false,
  field: {
    label: (values) => t("Mark for %(team)s", values),
    placeholder: () => "",
    submit: (mark) =>
      mark?.state === "saved" || mark?.state === "pending" ? t("Change mark") : t("Submit"),
    empty: () => t("Enter a mark first."),
  },
  face: shown,
  none: () => t("Not marked"),
  unsent: () => t("Not submitted"),
  terms: ({ min, max, step, aggregate }) => {
    const range = { min: shown(min), max: shown(max), step: step ?? "" };
    const limits = step
      ? t("%(min)s to %(max)s, in steps of %(step)s", range)
      : t("%(min)s to %(max)s", range);
    return [limits, ...becomesPlaces(aggregate)].join(" · ");
  },
  read: readNumber,
  buttons: () => [],
  stakes: () => [],
  markOf,
  entry: (sheet, team, value, _question, items) => {
    const { state, value: before } = markOf(sheet, team, items);
    const stands = state === "saved" || state === "pending";
    if (stands && before !== null && same(before, value)) return null;
    const mine = items.filter((one) => one.team === team.id && one.round === sheet.round?.id);
    const versions = [team.mark_version, ...mine.map((one) => one.version)];
    const replaces = Math.max(...versions.map((version) => version ?? 0)) || null;
    return { kind: "mark", team: team.id, value, replaces };
  },
  first: (sheet, items) => nextTeam(sheet, items, null) ?? sheet.teams.find(takesMark)?.id ?? null,
  next: (sheet, items, team) => nextTeam(sheet, items, team) ?? team,
};

/**
 * That the marks of a round become places, where they do.
 *
 * @param {import("../marks.js").SheetRound["aggregate"]} aggregate
 */
export function becomesPlaces(aggregate) {
  return aggregate === "places" ? [t("your highest mark is place 1")] : [];
}
