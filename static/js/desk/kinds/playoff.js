import { t } from "../../common/phrases.js";
import { awards, tallied } from "./points.js";

/** A round of points between those who share a place. */
export const playoff = tallied(awards, {
  settles: true,
  terms: () => t("parts the tied, counts in no total"),
  // Only the tied take part; the others have no score in it.
  plays: (row, round) => (row.rounds[round.id] ?? null) !== null,
  remarks: () => [t("orders the tied teams, changes no total")],
});
