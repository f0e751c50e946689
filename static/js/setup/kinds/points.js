import { shown, signed } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { labelled, numeric } from "../fields.js";
import { describeFouls, foulFields } from "../foulfields.js";
import { describeOfMembers, memberFields } from "../ofmembers.js";
import { scorersField } from "../scorers.js";
import { OF_STAKES, stakingFields } from "../staking.js";

/** @typedef {import("../document.js").Round} Round */

/**
 * How rounds of points are chosen and filled in, those with stakes among them.
 *
 * @type {import("./table.js").Choice}
 */
export const pointsChoice = {
  value: "points",
  label: () => t("Points: given and taken, at the desk or by a judge"),
  fields: () => [
    labelled("awards", t("Award buttons"), {
      note: t("For instance 10 -10. Other points can be typed."),
    }),
    labelled("stakes", t("Stakes of a risk round"), {
      note: t("For instance 10 20 30. Empty: no risk round."),
    }),
    ...stakingFields(),
    numeric("questions", t("Questions for each team"), t("Empty: as many as come.")),
    ...foulFields(),
    ...memberFields(t("Whose the points are"), [
      t("the team's; who answered may be named"),
      t("each member's, under the own name"),
    ]),
    scorersField(),
  ],
};

/**
 * A round in which points are given and taken one by one.
 *
 * @type {import("./table.js").Kind}
 */
export const points = {
  is: ({ kind, stakes }) => kind === "points" && stakes.length === 0,
  panel: false,
  choice: pointsChoice,
  word: () => t("Points"),
  add: () => t("Add a points round"),
  begins: () => [t("Buzzer"), { kind: "points", min: "-100", awards: ["10", "-10"] }],
  without: ["criteria", "panel", "present", "card", ...OF_STAKES],
  describe: (round) => {
    const each =
      round.awards.length > 0
        ? t("buttons %(points)s", { points: round.awards.map(signed).join(" ") })
        : t("any points from %(min)s to %(max)s", { min: shown(round.min), max: shown(round.max) });
    return [each, ...describeAsking(round)];
  },
};

/**
 * How often a team is asked, and by whom.
 *
 * @param {Round} round
 */
export function describeAsking(round) {
  const { questions, scored_by } = round;
  const said = describeFouls(round);
  if (questions !== "") said.push(t("questions for each team: %(n)s", { n: questions }));
  if (scored_by === "judges") said.push(t("points by all judges"));
  else if (Array.isArray(scored_by)) said.push(t("points by some judges"));
  return [...describeOfMembers(round), ...said];
}
