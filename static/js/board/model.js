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
/** Totals of which the last has more of the leader's than this all look alike: they need a floor. */
const ALIKE = 0.55;
/** The air below the last one, as a share of the span. */
const BELOW = 0.15;

/**
 * How long each row's bar is, between 0 and 1: from a floor to the leader's total. The floor is
 * nothing, unless all totals are so near each other, or so far below nothing, that bars from there
 * would say nothing: then it lies below the last of them. All 0 while totals do not differ from 0.
 * Where the smaller total is first, from the whole for the leader down to the last; who has a score
 * in fewer rounds has none.
 *
 * @param {Pick<Board, "rows" | "better" | "stage">} board
 * @returns {number[]}
 */
export function shares({ stage, rows, better }) {
  // Totals of different stages do not compare.
  if (stage.id === OVERALL) return rows.map(() => 0);
  if (better === "lower") return downFromTheLeast(rows);
  const totals = rows.map((row) => (row.total === null ? null : Number(row.total)));
  const placed = totals.filter((total) => total !== null);
  const most = Math.max(...placed);
  const floor = floorOf(Math.min(...placed), most);
  return totals.map((total) =>
    total === null || most <= floor ? 0 : Math.max(0, (total - floor) / (most - floor)),
  );
}

/**
 * @param {number} least
 * @param {number} most
 */
function floorOf(least, most) {
  if (least >= 0 && least <= ALIKE * most) return 0;
  // Among equals nobody is nearer to a floor than the others.
  if (least === most) return Math.min(0, least);
  const below = least - BELOW * (most - least);
  const step = stepFor(most - least);
  const floor = Math.floor(below / step) * step;
  return least >= 0 ? Math.max(0, floor) : floor;
}

/**
 * A round number of at most a fifth of a span: the floor keeps still while totals move a little.
 *
 * @param {number} span
 */
function stepFor(span) {
  const tens = 10 ** Math.floor(Math.log10(span / 5));
  const times = span / 5 / tens;
  return tens * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
}

/**
 * Whether all rounds of the stage are over, so that what stands at the cut is decided or tied. A
 * play-off is held after that.
 *
 * @param {Pick<Board, "rounds">} board
 */
export function roundsOver({ rounds }) {
  const own = rounds.filter(({ playoff }) => !playoff);
  return own.length > 0 && own.every(({ state }) => state === "closed");
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
