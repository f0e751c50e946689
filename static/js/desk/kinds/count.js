import { shown } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { list } from "./list.js";

/**
 * A count in the hall: how many raise a card for a team, of how many present.
 *
 * @type {import("./table.js").Kind}
 */
export const count = {
  ...list,
  terms: ({ card, max, present }) =>
    [
      card
        ? t("each card %(card)s", { card: shown(card) })
        : t("all cards %(max)s", { max: shown(max) }),
      ...(present ? [t("cards: %(n)s", { n: present })] : []),
    ].join(" · "),
};
