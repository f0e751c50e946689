/**
 * Risk questions: a team stakes points and wins them, loses them, or declines.
 *
 * @typedef {"right" | "wrong" | "declined"} Outcome
 */

/** @type {Outcome[]} */
export const OUTCOMES = ["right", "wrong", "declined"];

/**
 * What an answer is worth.
 *
 * @param {string | null} stake null where none was named: that can only be declined
 * @param {Outcome} outcome
 * @returns {string}
 */
export function worth(stake, outcome) {
  if (outcome === "declined" || stake === null) return "0";
  return outcome === "wrong" ? `-${stake}` : stake;
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
