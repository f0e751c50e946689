import { isIn } from "../board/model.js";
import { isOut } from "./fouls.js";

/**
 * Who has had the questions of a points round: where each team has a number of them, and in a risk
 * round, where each has at least one.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 */

/**
 * How many a team has been asked.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @param {string} team
 */
export function askedOf(board, round, team) {
  return board.asked?.[round]?.[team] ?? 0;
}

/**
 * How many teams have had all of theirs; null where that is no question, or not on this board.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {{each: (round: DeskRound) => number,
 *   plays: (row: import("../board/deskboard.js").Row, round: DeskRound) => boolean}} kind how many
 *   questions each team has, and who takes part
 * @returns {{through: number, all: number, left: string[]} | null} left: the names still to come
 */
export function throughOf(board, round, kind) {
  const each = kind.each(round);
  const stage = board.stages.find(({ id }) => id === board.stage.id);
  if (each === 0 || !stage?.rounds.some(({ id }) => id === round.id)) return null;
  const playing = board.rows.filter((row) => isIn(round, row) && kind.plays(row, round));
  const teams = playing.filter((row) => row.outside !== "withdrawn");
  const left = teams.filter(
    ({ team }) => askedOf(board, round.id, team.id) < each && !isOut(board, round.id, team.id),
  );
  return {
    through: teams.length - left.length,
    all: teams.length,
    left: left.map(({ team }) => team.name),
  };
}
