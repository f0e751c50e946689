import { find } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { numeric, selecting } from "./fields.js";
import { OF_FOULS } from "./foulfields.js";

/**
 * Whose the points of a round are, and what the team has of its members.
 *
 * @typedef {import("./document.js").Round} Round
 */

/** @type {(keyof Round)[]} */
export const OF_MEMBERS = ["by", "team_score", "best"];

export function memberFields() {
  return [
    selecting("by", t("Whose the points are"), [
      { value: "team", label: t("the team's; who answered may be named") },
      { value: "member", label: t("each member's, under the own name") },
    ]),
    selecting("team_score", t("The team has of its members"), [
      { value: "sum", label: t("the sum of the members") },
      { value: "mean", label: t("the mean of those who were given any") },
      { value: "best", label: t("the sum of the best") },
    ]),
    numeric("best", t("How many count"), t("For instance 2: the best two of the team.")),
  ];
}

/**
 * Hides what there is not to choose: of the members where the points are the team's, else the fouls.
 *
 * @param {HTMLElement} form
 * @param {Round} round
 */
export function drawOfMembers(form, { by, team_score }) {
  const hide = (/** @type {string[]} */ keys) => {
    for (const key of keys) find(`[data-cell=${key}]`, form).hidden = true;
  };
  if (by !== "member") hide(["team_score", "best"]);
  else hide(OF_FOULS);
  if (team_score !== "best") hide(["best"]);
}

/**
 * What is said of it in a set-up that is sent.
 *
 * @param {Round} round
 * @param {Record<string, any>} sent
 */
export function ofMembersToSend({ by, team_score }, sent) {
  const { team_score: _, best, fouls, ...rest } = sent;
  if (by !== "member") return { ...rest, ...(fouls && { fouls }) };
  return { ...rest, team_score, ...(team_score === "best" && { best }) };
}

/**
 * The rule in a few words, where the points are the members'.
 *
 * @param {Round} round
 */
export function describeOfMembers({ by, team_score, best }) {
  if (by !== "member") return [];
  if (team_score === "mean") return [t("the mean of the members")];
  if (team_score === "best") return [t("the best %(n)s of the members", { n: best })];
  return [t("the sum of the members")];
}
