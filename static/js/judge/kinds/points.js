import { signed } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { latestAward } from "../marks.js";
import { readNumber } from "../typed.js";

/**
 * A round in which points are given one by one. Nobody is chosen beforehand, so that no team is
 * given points by habit.
 *
 * @type {import("./table.js").Kind}
 */
export const points = {
  look: "points",
  panel: false,
  adds: true,
  typed: true,
  questions: true,
  numbered: true,
  totals: true,
  field: {
    label: (values) => t("Points for %(team)s", values),
    placeholder: () => t("Other amount"),
    submit: () => t("Award points"),
    empty: () => t("Enter points first."),
  },
  face: signed,
  none: () => t("No points yet"),
  unsent: (draft) => t("%(points)s not given", { points: signed(draft) }),
  terms: ({ awards }) =>
    awards.length > 0 ? t("%(points)s a question", { points: awards.map(signed).join(" / ") }) : "",
  read: readNumber,
  buttons: ({ awards }) => awards,
  stakes: () => [],
  markOf: latestAward,
  entry: (_sheet, team, value, question) => ({ kind: "award", team: team.id, value, question }),
  first: () => null,
  next: (_sheet, _items, team) => team,
};
