/**
 * The tables of a board: divisions and groups that are ranked side by side, each as a board of its
 * own.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {{divisions: string[], groups: string[]}} Chosen the ids of those that are asked for; none
 *   for all of them
 * @typedef {{id: string, division: string, group: string, title: string, board: Board}} Table `id`
 *   tells it from the others
 */

/** @type {Chosen} */
export const ALL = { divisions: [], groups: [] };

/**
 * Each table of a board as a board of its own; a board of one table as it is, and without a title
 * where the event has neither divisions nor groups.
 *
 * @param {Board} board
 * @returns {Table[]}
 */
export function tablesOf(board) {
  if (!board.tables) return [{ id: "", division: "", group: "", title: "", board }];
  let at = 0;
  return board.tables.map((table) => {
    const rows = board.rows.slice(at, at + table.teams);
    at += table.teams;
    const there = new Set(rows.map(({ team }) => team.id));
    const own = {
      rows,
      tables: [table],
      rounds: board.rounds.filter(({ id }) => table.rounds.includes(id)),
      places_shown: table.places_shown,
      cut_line: table.cut_line,
      winners: board.winners.filter((team) => there.has(team)),
    };
    const [division, group] = [table.division?.id ?? "", table.group?.id ?? ""];
    const names = [table.division?.name, table.group?.name];
    return {
      id: `${division}/${group}`,
      division,
      group,
      title: names.filter(Boolean).join(" · "),
      board: { ...board, ...own },
    };
  });
}

/**
 * The board of some divisions and groups alone; the whole one where none is named. A stage that is
 * not played by groups is shown whole, whichever group is asked for.
 *
 * @param {Board} board
 * @param {Chosen} chosen
 * @returns {Board}
 */
export function chosenOf(board, { divisions, groups }) {
  if (!board.tables || divisions.length + groups.length === 0) return board;
  const parts = tablesOf(board)
    .filter(({ division, group }) => isIn(divisions, division) && isIn(groups, group))
    .map((table) => table.board);
  const [only] = parts;
  return {
    ...board,
    rows: parts.flatMap(({ rows }) => rows),
    tables: parts.flatMap(({ tables }) => tables ?? []),
    rounds: only && parts.length === 1 ? only.rounds : board.rounds,
    places_shown: parts.some((part) => part.places_shown),
    cut_line: only && parts.length === 1 ? only.cut_line : null,
    winners: parts.flatMap(({ winners }) => winners),
  };
}

/**
 * @param {string[]} ids
 * @param {string} id
 */
const isIn = (ids, id) => ids.length === 0 || id === "" || ids.includes(id);
