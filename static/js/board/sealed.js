/**
 * The rounds that went on after the public board was frozen: each is a sealed chip without a number,
 * the same for every team, until the reveal opens a team's own.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 */

/** What the chip says. */
export const SEAL = "+?";

/**
 * Whether a round of a team is sealed.
 *
 * @param {Pick<Board, "freeze">} board
 * @param {Row} row one of its rows
 * @param {string} round its id
 */
export function isSealed({ freeze }, row, round) {
  return !row.revealed && (freeze?.rounds ?? []).includes(round);
}

/**
 * What stands under a round: the figure as the hall knew it, and after it the chip where more has come.
 *
 * @param {Pick<Board, "freeze">} board
 * @param {Row} row
 * @param {string} round
 * @param {string} figure
 */
export function withSeal(board, row, round, figure) {
  if (!isSealed(board, row, round)) return figure;
  return row.cells[round] === "score" ? `${figure} ${SEAL}` : SEAL;
}
