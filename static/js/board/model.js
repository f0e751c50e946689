/**
 * What a board says: the one shape of the contract, and what can be read out of it without drawing anything.
 *
 * @typedef {import("../common/shapes.js").TeamOnBoard} Team
 * @typedef {import("../common/shapes.js").Row} Row
 * @typedef {import("../common/shapes.js").RoundOnBoard} Round
 * @typedef {Round["form"]} Form which kind of round it is, in full
 * @typedef {import("../common/shapes.js").Board} Board
 * @typedef {{first: number, last: number}} Span positions of rows, both included
 */

/** The id under which all stages together stand as one: the overall ranking. */
export const OVERALL = "*";

/**
 * The groups of neighbours that share a place.
 *
 * @param {Board} board
 * @returns {Span[]}
 */
export function sharedPlaces(board) {
  /** @type {Span[]} */
  const spans = [];
  if (!board.places_shown) return spans;
  board.rows.forEach((row, i) => {
    const open = spans.at(-1);
    if (!row.tied || row.rank === null) return;
    const above = board.rows[i - 1];
    const same =
      above?.rank === row.rank && above?.division === row.division && above?.group === row.group;
    if (open && open.last === i - 1 && same) open.last = i;
    else spans.push({ first: i, last: i });
  });
  return spans.filter((span) => span.last > span.first);
}

/** What the bar of the last one keeps where the smaller total is first. */
const LEAST = 0.1;

/**
 * How long each row's bar is, between 0 and 1: its total as a share of the leader's; all 0 while
 * nobody is above zero. Where the smaller total is first, from the whole for the leader down to the
 * last; who has a score in fewer rounds has none.
 *
 * @param {Pick<Board, "rows" | "better" | "stage">} board
 * @returns {number[]}
 */
export function shares({ stage, rows, better }) {
  // Totals of different stages do not compare.
  if (stage.id === OVERALL) return rows.map(() => 0);
  if (better === "lower") return downFromTheLeast(rows);
  const totals = rows.map((row) => Number(row.total) || 0);
  const most = Math.max(0, ...totals);
  return totals.map((total) => (most > 0 ? Math.max(0, total / most) : 0));
}

/** @param {Row[]} rows */
function downFromTheLeast(rows) {
  const whole = rows.filter(({ rank, incomplete }) => rank !== null && !incomplete);
  const totals = whole.map((row) => Number(row.total));
  const least = Math.min(...totals);
  const span = Math.max(...totals) - least;
  return rows.map((row) => {
    if (!whole.includes(row)) return 0;
    return span > 0 ? 1 - ((1 - LEAST) * (Number(row.total) - least)) / span : 1;
  });
}

/**
 * The round that is being scored, if one is.
 *
 * @param {Board} board
 * @returns {{round: Round, number: number} | null}
 */
export function runningRound({ rounds }) {
  const index = rounds.findIndex((round) => round.state === "open");
  const round = rounds[index];
  return round ? { round, number: index + 1 } : null;
}

/**
 * Whether a round is a team's: one of all groups, or of its own.
 *
 * @param {Pick<Round, "group">} round
 * @param {Pick<Row, "group">} row
 */
export const isIn = (round, row) => !round.group || round.group === row.group;
