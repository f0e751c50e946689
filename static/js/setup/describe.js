import { shown } from "../common/amount.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";

/**
 * What a round and a stage are, in a line: the same words where one chooses a template, where one
 * edits it and where one reads what has been made.
 *
 * @typedef {import("./document.js").Round} Round
 * @typedef {import("./document.js").Stage} Stage
 */

/**
 * @param {Round} round
 * @returns {string}
 */
export function describeRound(round) {
  const said = kindOf(round).describe(round);
  if (round.weight === "0") said.push(t("counts in no total"));
  else if (round.weight !== "1") said.push(t("weighs %(weight)s", { weight: round.weight }));
  if (round.decimals !== "") said.push(t("rounded, decimal places: %(n)s", { n: round.decimals }));
  if (round.weighted_decimals !== "")
    said.push(t("after the weight, decimal places: %(n)s", { n: round.weighted_decimals }));
  const order = ON_STAGE[round.appearance]?.();
  if (order) said.push(order);
  return said.join(" · ");
}

/** @type {Record<string, () => string>} as registered is not said */
const ON_STAGE = {
  draw: () => t("order drawn by lot"),
  standings: () => t("by standing, the first begins"),
  reverse: () => t("by standing, the last begins"),
};

/**
 * @param {Stage} stage
 * @param {boolean} first
 * @param {boolean} last
 * @returns {string}
 */
export function describeStage(stage, first, last) {
  const said = stage.side_of && !last ? [t("for those who are out, who may return from it")] : [];
  if (stage.base !== "0")
    said.push(t("every team starts with %(base)s", { base: shown(stage.base) }));
  if (!first && stage.carry !== "0")
    said.push(t("%(share)s of the earlier total is carried in", { share: perCent(stage.carry) }));
  else if (!first)
    said.push(stage.base === "0" ? t("starts from nothing") : t("nothing is carried in"));
  if (!last) said.push(...goesOn(stage));
  return said.join(" · ");
}

/**
 * A share as people say it: 0.3 is 30%.
 *
 * @param {string} share
 */
export function perCent(share) {
  return `${Number((Number(share) * 100).toFixed(6))}%`;
}

/** @type {Record<string, (share: string) => string>} */
const SHARES = {
  up: (share) => t("%(share)s of the placed teams go on, rounded up", { share }),
  down: (share) => t("%(share)s of the placed teams go on, rounded down", { share }),
  half_up: (share) => t("%(share)s of the placed teams go on, rounded half up", { share }),
};

/**
 * Who goes on from a stage, in a few words each.
 *
 * @param {Stage} stage
 */
function goesOn({ advance, advance_share: share, rounding, threshold, above, quota, ...groups }) {
  const said = [];
  if (advance !== "" && groups.by_group)
    said.push(t("the top %(n)s of each group go on", { n: advance }));
  else if (advance !== "") said.push(t("the top %(n)s go on", { n: advance }));
  else if (share !== "") said.push(SHARES[rounding]?.(perCent(share)) ?? "");
  else if (threshold !== "" || above !== "") said.push(t("all who pass go on"));
  if (groups.by_group && !["", "0"].includes(groups.advance_best))
    said.push(t("and the best others: %(n)s", { n: groups.advance_best }));
  if (threshold !== "") said.push(t("nobody with less than %(points)s", { points: threshold }));
  if (above !== "") said.push(t("nobody with %(points)s or less", { points: above }));
  if (quota !== "" && quota !== "0")
    said.push(t("at most %(n)s of one organisation", { n: quota }));
  return said;
}

/** @type {Record<string, {places: string, words: () => string}>} */
export const RANKINGS = {
  dense: {
    places: "1 2 3 4 4 5 6",
    words: () => t("Equal totals share a place; no number is left out after them."),
  },
  competition: {
    places: "1 2 3 4 4 6 7",
    words: () => t("Equal totals share a place; as many numbers are left out after them."),
  },
  modified: {
    places: "1 2 3 5 5 6 7",
    words: () => t("Equal totals share the last of their places."),
  },
  ordinal: {
    places: "1 2 3 4 5 6 7",
    words: () => t("No place is shared: equal totals stand in the order of the list of teams."),
  },
  fractional: {
    places: "1 2 3 4.5 4.5 6 7",
    words: () => t("Equal totals share the middle of their places."),
  },
};

/** @type {Record<string, () => string>} */
export const RANKING_NAMES = {
  dense: () => t("Without gaps"),
  competition: () => t("With gaps, as in sport"),
  modified: () => t("With gaps before"),
  ordinal: () => t("Every place once"),
  fractional: () => t("Middle places"),
};
