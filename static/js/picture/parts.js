/**
 * A long board in parts, each of which can be read in a picture.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../common/shapes.js").CutLine} CutLine
 */

/** So many rows are read in a picture of either size; the wall has as many on a page. */
const ROWS = 60;

/**
 * @param {Board} board
 * @returns {{from: number, to: number}[]} positions of rows, the second not included; one part for a short board
 */
export function partsOf({ rows }) {
  const count = Math.max(1, Math.ceil(rows.length / ROWS));
  return Array.from({ length: count }, (_, n) => ({
    from: n * ROWS,
    to: Math.min(rows.length, (n + 1) * ROWS),
  }));
}

/**
 * The board with these rows alone, its stage named with them.
 *
 * @param {Board} board
 * @param {{from: number, to: number}} part
 * @returns {Board}
 */
export function partOf(board, { from, to }) {
  if (to - from === board.rows.length) return board;
  let at = 0;
  const tables = board.tables?.flatMap((table) => {
    const first = at;
    at += table.teams;
    const [low, high] = [Math.max(first, from), Math.min(at, to)];
    if (low >= high) return [];
    const cut = lineWithin(table.cut_line, low - first, high - first);
    return [{ ...table, teams: high - low, cut_line: cut }];
  });
  return {
    ...board,
    stage: { ...board.stage, name: `${board.stage.name} · ${from + 1}–${to}` },
    rows: board.rows.slice(from, to),
    cut_line: lineWithin(board.cut_line, from, to),
    ...(tables && { tables }),
  };
}

/**
 * The line of the cut among some rows; null where it, or a part of those tied at it, is elsewhere.
 *
 * @param {CutLine | null} line
 * @param {number} from
 * @param {number} to
 * @returns {CutLine | null}
 */
function lineWithin(line, from, to) {
  if (!line || line.after <= from || line.after > to) return null;
  if (line.tied > 0 && line.after - line.tied < from) return null;
  return { ...line, after: line.after - from };
}
