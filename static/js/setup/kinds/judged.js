import { shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { criteriaField } from "../criteria.js";
import { numeric, selecting } from "../fields.js";
import { OF_FOULS } from "../foulfields.js";
import { describeOfMembers, memberFields } from "../ofmembers.js";
import { panelField } from "../scorers.js";
import { OF_STAKES } from "../staking.js";

/** @typedef {import("../document.js").Round} Round */

/**
 * How rounds that judges mark are chosen and filled in, those with criteria among them.
 *
 * @type {import("./table.js").Choice}
 */
export const judgedChoice = {
  value: "judged",
  label: () => t("Judged: every judge marks every team"),
  fields: () => [
    numeric("step", t("Step"), t("0.1 allows 9.1; 1 allows whole marks.")),
    selecting("aggregate", t("Out of the marks comes"), [
      { value: "mean", label: t("their mean") },
      { value: "sum", label: t("their sum") },
      { value: "median", label: t("the middle one") },
      { value: "places", label: t("places, which are added") },
    ]),
    numeric("drop_high", t("Highest marks left out"), ""),
    numeric("drop_low", t("Lowest marks left out"), ""),
    selecting("better", t("Better is"), [
      { value: "higher", label: t("more") },
      { value: "lower", label: t("fewer, as with a time") },
    ]),
    criteriaField(),
    ...memberFields(t("Who is marked"), [t("the team"), t("each of its members")]),
    panelField(),
  ],
};

/**
 * A judged round: every judge marks every team.
 *
 * @type {import("./table.js").Kind}
 */
export const judged = {
  is: ({ kind, criteria }) => kind === "judged" && criteria.length === 0,
  panel: true,
  choice: judgedChoice,
  word: () => t("Judged"),
  add: () => t("Add a judged round"),
  begins: () => [t("Speech"), { kind: "judged" }],
  without: [
    "awards",
    "stakes",
    "questions",
    "scored_by",
    "present",
    "card",
    "criteria",
    ...OF_STAKES,
    ...OF_FOULS,
  ],
  describe: (round) => {
    const { min, max, step } = round;
    const limits = t("%(min)s to %(max)s by %(step)s", { min: shown(min), max: shown(max), step });
    return [limits, ...describeMarks(round), ...describeOfMembers(round)];
  },
};

/**
 * What is made of the marks.
 *
 * @param {Round} round
 */
export function describeMarks({ aggregate, drop_high: high, drop_low: low, better, panel }) {
  const named = {
    sum: t("sum of the marks"),
    mean: t("mean of the marks"),
    median: t("middle mark"),
    places: t("sum of the places"),
  };
  const said = [named[/** @type {keyof typeof named} */ (aggregate)] ?? aggregate];
  if (high !== "0" || low !== "0")
    said.push(t("without the %(high)s highest, %(low)s lowest", { high, low }));
  if (better === "lower" && aggregate !== "places") said.push(t("fewer is better"));
  if (panel) said.push(t("judges: %(n)s", { n: panel.length }));
  return said;
}
