import { shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { OF_FOULS } from "../foulfields.js";
import { OF_MEMBERS } from "../ofmembers.js";
import { OF_STAKES } from "../staking.js";

/** @typedef {import("../document.js").Round} Round */

/** @type {(keyof Round)[]} what a round whose scores the desk enters has no use for */
export const OF_OTHERS = [
  "awards",
  "stakes",
  "questions",
  "scored_by",
  "criteria",
  "panel",
  "aggregate",
  "drop_high",
  "drop_low",
  ...OF_STAKES,
  ...OF_FOULS,
  ...OF_MEMBERS,
];

/**
 * A round of which the desk enters one score for each team: a paper test, out of a sheet.
 *
 * @type {import("./table.js").Kind}
 */
export const list = {
  is: ({ kind }) => kind === "list",
  panel: false,
  choice: {
    value: "list",
    label: () => t("List: the desk enters or imports a score for each team"),
    fields: () => [],
  },
  word: () => t("List"),
  add: () => t("Add a list of scores"),
  begins: () => [t("Written test"), { kind: "list" }],
  without: [...OF_OTHERS, "step", "present", "card"],
  describe: ({ min, max }) => [t("%(min)s to %(max)s", { min: shown(min), max: shown(max) })],
};
