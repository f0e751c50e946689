/**
 * The tables of a board: divisions that are ranked side by side, each as a board of its own.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {{id: string, title: string, board: Board}} Table `id` is the division's
 */

/**
 * Each table of a board as a board of its own; a board of one table as it is, and without a title
 * where the event has no divisions.
 *
 * @param {Board} board
 * @returns {Table[]}
 */
export function tablesOf(board) {
  if (!board.tables) return [{ id: "", title: "", board }];
  let at = 0;
  return board.tables.map((table) => {
    const rows = board.rows.slice(at, at + table.teams);
    at += table.teams;
    const there = new Set(rows.map(({ team }) => team.id));
    const own = {
      rows,
      tables: [table],
      places_shown: table.places_shown,
      cut_line: table.cut_line,
      winners: board.winners.filter((team) => there.has(team)),
    };
    const { division } = table;
    return {
      id: division?.id ?? "",
      title: division?.name ?? "",
      board: { ...board, ...own },
    };
  });
}

/**
 * The board of some divisions alone; the whole one where none is named.
 *
 * @param {Board} board
 * @param {string[]} divisions
 * @returns {Board}
 */
export function chosenOf(board, divisions) {
  if (divisions.length === 0 || !board.tables) return board;
  const parts = tablesOf(board)
    .filter(({ id }) => divisions.includes(id))
    .map((table) => table.board);
  const [only] = parts;
  return {
    ...board,
    rows: parts.flatMap(({ rows }) => rows),
    tables: parts.flatMap(({ tables }) => tables ?? []),
    places_shown: parts.some((part) => part.places_shown),
    cut_line: only && parts.length === 1 ? only.cut_line : null,
    winners: parts.flatMap(({ winners }) => winners),
  };
}
