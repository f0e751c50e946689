/**
 * What a board says: the one shape of the contract, and what can be read out of it without drawing anything.
 *
 * @typedef {object} Team
 * @property {string} id
 * @property {string} name
 * @property {string} region
 * @property {string} [colour] "#rrggbb", where the team has one
 * @typedef {object} Row
 * @property {Team} team
 * @property {number | null} rank null for a team that takes no place, or has no score yet
 * @property {"guest" | "withdrawn" | null} [outside] why it takes none
 * @property {boolean} tied
 * @property {string | null} total an exact decimal; null for a team that has none yet
 * @property {Record<string, string | null>} rounds
 * @property {number | null} movement places gained since the last closed round
 * @property {"in" | "out" | "tied" | null} cut
 * @property {boolean} provisional
 * @property {string | null} decided_by
 * @property {string[]} [absent] the rounds that the team did not come to
 * @property {boolean} [corrected] whether it is no longer what was announced
 * @typedef {"judged" | "points" | "risk" | "playoff"} Form which kind of round it is, in full
 * @typedef {object} Round
 * @property {string} id
 * @property {string} name
 * @property {"judged" | "points"} kind as the event file has it
 * @property {Form} form the kind in full
 * @property {"pending" | "open" | "closed"} state
 * @property {boolean} [playoff] whether it only orders the tied
 * @typedef {object} Board
 * @property {string} event
 * @property {boolean} [rehearsal] whether nothing of it will be left
 * @property {string} ledger the ledger of the event itself, or of a rehearsal
 * @property {number} version
 * @property {string} at
 * @property {string} title
 * @property {string} subtitle
 * @property {string} locale
 * @property {{id: string, name: string, advance: number | null}} stage
 * @property {Round[]} rounds
 * @property {string} ranking
 * @property {boolean} frozen
 * @property {"running" | "final"} status
 * @property {Row[]} rows
 * @property {{stage: string, winners: string[], advancing: string[],
 *   corrected?: {version: number, at: string}} | null} [announced]
 * @property {{id: string, name: string, out: {id: string, name: string, rank: number | null}[]}[]} [begun] from the
 *   second stage on: the stages that have begun, and who was left behind in each
 * @typedef {{first: number, last: number}} Span positions of rows, both included
 * @typedef {object} Cut
 * @property {number | null} after rows above the line, null where no line can be drawn
 * @property {Span | null} tied the rows that share the total at the line
 * @property {number} left places those rows would have to share
 */

/**
 * Whether there is anything to rank: before the first score every team stands in the same place, which says nothing.
 *
 * @param {Board} board
 * @returns {boolean}
 */
export function isScored({ rows, rounds }) {
  if (rows.some((row) => row.total !== rows[0]?.total)) return true;
  if (rounds.some((round) => round.state === "closed")) return true;
  return rows.some((row) => Object.values(row.rounds).some((value) => Number(value) !== 0));
}

/**
 * Whether a team has no place yet, and may still come to one.
 *
 * @param {Row} row
 */
const toCome = ({ rank, outside, absent }) =>
  rank === null && !outside && (absent?.length ?? 0) === 0;

/**
 * Where the advancing group ends. A tie across the edge leaves no place for a line.
 *
 * @param {Board} board
 * @returns {Cut}
 */
export function findCut(board) {
  const none = { after: null, tied: null, left: 0 };
  const advance = board.stage?.advance;
  if (!advance || !isScored(board)) return none;
  const cuts = board.rows.map((row) => row.cut);
  const inside = cuts.filter((cut) => cut === "in").length;
  const first = cuts.indexOf("tied");
  if (first >= 0) {
    return {
      after: null,
      tied: { first, last: cuts.lastIndexOf("tied") },
      left: advance - inside,
    };
  }
  // While teams are still to come on stage and nobody is out, a line would say nothing.
  const drawn = cuts.includes("out") || !board.rows.some(toCome);
  return drawn && inside > 0 && inside < cuts.length ? { ...none, after: inside } : none;
}

/**
 * The groups of neighbours that share a place.
 *
 * @param {Board} board
 * @returns {Span[]}
 */
export function sharedPlaces(board) {
  /** @type {Span[]} */
  const spans = [];
  if (!isScored(board)) return spans;
  board.rows.forEach((row, i) => {
    const open = spans.at(-1);
    if (!row.tied || row.rank === null) return;
    if (open && open.last === i - 1 && board.rows[i - 1]?.rank === row.rank) open.last = i;
    else spans.push({ first: i, last: i });
  });
  return spans.filter((span) => span.last > span.first);
}

/**
 * Each total as a share of the leader's, between 0 and 1; all 0 while nobody is above zero.
 *
 * @param {Row[]} rows
 * @returns {number[]}
 */
export function shares(rows) {
  const totals = rows.map((row) => Number(row.total) || 0);
  const most = Math.max(0, ...totals);
  return totals.map((total) => (most > 0 ? Math.max(0, total / most) : 0));
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
 * The teams named as winners of the stage that is shown.
 *
 * @param {Board} board
 * @returns {string[]}
 */
export function winners({ announced, stage }) {
  return announced && announced.stage === stage.id ? announced.winners : [];
}
