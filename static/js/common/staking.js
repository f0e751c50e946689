import { times } from "./amount.js";

/**
 * Risk questions: a team stakes points and wins them, loses them or a part of them, or declines.
 *
 * @typedef {"right" | "wrong" | "declined"} Outcome
 * @typedef {{loss?: "stake" | "half" | "none", declined?: string}} Terms of a round: what a wrong
 *   answer costs, and what declining does
 */

/** @type {Outcome[]} */
export const OUTCOMES = ["right", "wrong", "declined"];

/** Which part of a stake a wrong answer costs. */
const LOST = { stake: "1", half: "0.5", none: "0" };

/**
 * What an answer is worth.
 *
 * @param {Terms} terms
 * @param {string | null} stake null where none was named: that can only be declined
 * @param {Outcome} outcome
 * @returns {string}
 */
export function worth({ loss = "stake", declined = "0" }, stake, outcome) {
  if (outcome === "declined" || stake === null) return times(declined, "-1");
  return outcome === "wrong" ? times(stake, `-${LOST[loss]}`) : stake;
}

/**
 * Things in the order of play; what the order does not name keeps its place behind.
 *
 * @template Item
 * @param {Item[]} items
 * @param {string[]} order team ids
 * @param {(item: Item) => string} id
 * @returns {Item[]}
 */
export function inTurn(items, order, id) {
  const turns = new Map(order.map((team, i) => [team, i]));
  const turn = (/** @type {Item} */ item) => turns.get(id(item)) ?? order.length;
  return [...items].sort((a, b) => turn(a) - turn(b));
}

/**
 * Whose turn it is after a team; round and round.
 *
 * @param {string[]} teams in the order of play
 * @param {string | null} after
 * @returns {string | null}
 */
export function turnAfter(teams, after) {
  const at = after === null ? -1 : teams.indexOf(after);
  return teams[(at + 1) % Math.max(1, teams.length)] ?? null;
}

/**
 * Whether a team's turn was drawn among equals.
 *
 * @param {string[][] | undefined} lots
 * @param {string} team
 */
export function drawn(lots, team) {
  return (lots ?? []).some((lot) => lot.includes(team));
}

/**
 * A judge's sheet with its teams in the order of play, where one was drawn.
 *
 * @template {{round: {order: string[]} | null, teams: {id: string}[]}} Sheet
 * @param {Sheet} sheet
 * @returns {Sheet}
 */
export function inOrderOfPlay(sheet) {
  const order = sheet.round?.order ?? [];
  return order.length > 0 ? { ...sheet, teams: inTurn(sheet.teams, order, ({ id }) => id) } : sheet;
}
