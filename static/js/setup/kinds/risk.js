import { shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { describeStaking } from "../staking.js";
import { describeAsking, pointsChoice } from "./points.js";

/**
 * A round in which a team picks a stake: a round of points with stakes filled in.
 *
 * @type {import("./table.js").Kind}
 */
export const risk = {
  is: ({ kind, stakes }) => kind === "points" && stakes.length > 0,
  panel: false,
  choice: pointsChoice,
  word: () => t("Risk"),
  add: () => t("Add a risk round"),
  begins: () => [
    t("Risk questions"),
    {
      kind: "points",
      min: "-100",
      stakes: ["10", "20", "30"],
    },
  ],
  without: ["criteria", "panel", "appearance", "present", "card"],
  describe: (round) => [
    t("stakes %(stakes)s", { stakes: round.stakes.map(shown).join(" / ") }),
    ...describeStaking(round),
    ...describeAsking(round),
  ],
};
