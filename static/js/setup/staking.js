import { shown } from "../common/amount.js";
import { t } from "../common/phrases.js";
import { numeric, selecting } from "./fields.js";

/**
 * What is said of the stakes of a risk round: what an answer costs, and who plays first.
 *
 * @typedef {import("./document.js").Round} Round
 */

/** @type {(keyof Round)[]} the keys that only a round with stakes has */
export const OF_STAKES = ["loss", "declined", "order"];

export function stakingFields() {
  return [
    selecting("loss", t("A wrong answer costs"), [
      { value: "stake", label: t("the stake") },
      { value: "half", label: t("half the stake") },
      { value: "none", label: t("nothing") },
    ]),
    numeric("declined", t("Declining costs"), t("0: nothing is lost. A number above 0 is taken.")),
    selecting("order", t("Who plays first"), [
      { value: "highest", label: t("the highest score, equals by lot") },
      { value: "lowest", label: t("the lowest score, equals by lot") },
      { value: "registration", label: t("as the teams are listed") },
    ]),
  ];
}

/**
 * What is unusual about it, in a few words each.
 *
 * @param {Round} round
 */
export function describeStaking({ loss, declined, order }) {
  const said = [];
  if (loss === "half") said.push(t("a wrong answer costs half"));
  if (loss === "none") said.push(t("a wrong answer costs nothing"));
  if (!/^[0.]*$/.test(declined))
    said.push(t("declining costs %(points)s", { points: shown(declined) }));
  if (order === "lowest") said.push(t("lowest score first"));
  if (order === "registration") said.push(t("in the order of the list"));
  return said;
}
