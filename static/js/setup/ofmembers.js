import { setAttributes } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { numeric, selecting } from "./fields.js";
import { OF_FOULS } from "./foulfields.js";

/**
 * Whose the points or marks of a round are, and what the team has of its members.
 *
 * @typedef {import("./document.js").Round} Round
 */

/** @type {(keyof Round)[]} */
export const OF_MEMBERS = ["by", "team_score", "best"];

/**
 * @param {string} label what is chosen
 * @param {[team: string, member: string]} choices in words
 */
export function memberFields(label, [team, member]) {
  return [
    selecting("by", label, [
      { value: "team", label: team },
      { value: "member", label: member },
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
    for (const cell of form.querySelectorAll(keys.map((key) => `[data-cell=${key}]`).join(",")))
      setAttributes(cell, { hidden: true });
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
 * The rule in a few words, where the points or marks are the members'.
 *
 * @param {Round} round
 */
export function describeOfMembers({ by, team_score, best }) {
  if (by !== "member") return [];
  if (team_score === "mean") return [t("the mean of the members")];
  if (team_score === "best") return [t("the best %(n)s of the members", { n: best })];
  return [t("the sum of the members")];
}
