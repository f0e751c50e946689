import { t } from "../../common/phrases.js";
import { sumWords } from "../criteria.js";
import { OF_FOULS } from "../foulfields.js";
import { newCriterion } from "../newcriterion.js";
import { describeOfMembers } from "../ofmembers.js";
import { OF_STAKES } from "../staking.js";
import { describeMarks, judgedChoice } from "./judged.js";

/**
 * A judged round in which every judge marks several things of every team: one with criteria filled in.
 *
 * @type {import("./table.js").Kind}
 */
export const criteria = {
  is: ({ kind, criteria: all }) => kind === "judged" && all.length > 0,
  panel: true,
  choice: judgedChoice,
  word: () => t("Criteria"),
  add: () => t("Add a round with criteria"),
  begins: () => [t("Speech"), { kind: "judged", criteria: usual() }],
  without: [
    "awards",
    "stakes",
    "questions",
    "scored_by",
    "present",
    "card",
    "min",
    "max",
    "step",
    ...OF_STAKES,
    ...OF_FOULS,
  ],
  describe: (round) => [
    sumWords(round.criteria),
    ...describeMarks(round),
    ...describeOfMembers(round),
  ],
};

/** What a talk is usually marked by. */
function usual() {
  /** @type {[string, string][]} */
  const named = [
    [t("Content"), "40"],
    [t("Delivery"), "30"],
    [t("Appearance"), "20"],
    [t("Time kept"), "10"],
  ];
  /** @type {import("../document.js").Criterion[]} */
  const all = [];
  for (const [name, max] of named) all.push(newCriterion(all, { name, max }));
  return all;
}
