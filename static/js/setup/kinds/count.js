import { shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { numeric } from "../fields.js";
import { OF_OTHERS } from "./list.js";

/**
 * A count in the hall: the desk enters how many raise a card for a team, of how many present.
 *
 * @type {import("./table.js").Kind}
 */
export const count = {
  is: ({ kind }) => kind === "count",
  panel: false,
  choice: {
    value: "count",
    label: () => t("Count in the hall: raised cards, entered at the desk"),
    fields: () => [
      numeric("present", t("People with a card"), t("Filled in at the desk, where it can differ.")),
      numeric(
        "card",
        t("Points for a card"),
        t("Empty: the share of those present makes the score, from lowest to highest."),
      ),
    ],
  },
  word: () => t("Count"),
  add: () => t("Add a count in the hall"),
  begins: () => [t("Vote of the hall"), { kind: "count", present: "50" }],
  without: [...OF_OTHERS, "step"],
  describe: ({ max, card, present }) => [
    card
      ? t("each card %(card)s", { card: shown(card) })
      : t("all cards %(max)s", { max: shown(max) }),
    ...(present ? [t("cards: %(n)s", { n: present })] : []),
  ],
};
