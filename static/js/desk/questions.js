/**
 * Who has had the questions of a points round: where each team has a number of them, and in a risk
 * round, where each has at least one.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 */

/**
 * How many questions each team has; 0 where nothing is said.
 *
 * @param {DeskRound} round
 */
export function questionsEach({ questions = 0, stakes }) {
  return questions || (stakes.length > 0 ? 1 : 0);
}

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
 * @returns {{through: number, all: number, left: string[]} | null} left: the names still to come
 */
export function throughOf(board, round) {
  const each = questionsEach(round);
  const stage = board.stages.find(({ id }) => id === board.stage.id);
  if (each === 0 || !stage?.rounds.some(({ id }) => id === round.id)) return null;
  const teams = playing(board, round).filter((row) => row.outside !== "withdrawn");
  const left = teams.filter(({ team }) => askedOf(board, round.id, team.id) < each);
  return {
    through: teams.length - left.length,
    all: teams.length,
    left: left.map(({ team }) => team.name),
  };
}

/**
 * The rows of those who take part in a round: in a play-off only the tied, for the others have no
 * score in it.
 *
 * @param {{rows: import("../board/deskboard.js").Row[]}} board
 * @param {DeskRound} round
 */
export function playing({ rows }, round) {
  return rows.filter((row) => !round.playoff || (row.rounds[round.id] ?? null) !== null);
}
