import { printed } from "../common/amount.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { widest } from "./measure.js";
import { shortName } from "./wording.js";

/**
 * What a board needs room for: its number of rows and rounds, and the widths of its texts.
 *
 * @typedef {import("./model.js").Board} Board
 */

/** How small the word for a missed round is beside the figures of others, as the style sheet has it. */
const MISSED = 0.8;

/**
 * What the board has to show. Numbers get room for the digits they may grow to, so that columns keep still.
 *
 * @param {Board} board
 * @returns {import("./fit.js").Measurements}
 */
export function measurementsOf(board) {
  const { rows, rounds } = board;
  const figures = rows.flatMap((row) => rounds.map((round) => printed(row.rounds[round.id])));
  const names = rows.map((row) => widest([row.team.name], 700)).sort((a, b) => a - b);
  const usual = names[Math.round((names.length - 1) * 0.85)] ?? 0;
  const missed = rows.some(({ absent = [] }) => rounds.some(({ id }) => absent.includes(id)));
  const shares = board.ranking !== "ordinal";
  return {
    rows: rows.length,
    rounds: rounds.length,
    breakAfter: board.cut_line?.after ?? null,
    widths: {
      place: widest([rows.length > 9 ? "88" : "8", ...rows.map((row) => printed(row.rank))], 700),
      tie: shares ? widest([t("tied")], 600) : 0,
      name: Math.min(usual, 11) + (board.winners.length > 0 ? 2 : 0),
      longest: names.at(-1) ?? 0,
      region: Math.min(6, widest(rows.map((row) => row.team.region))),
      figure: Math.max(
        widest(["88", ...figures], 500),
        missed ? widest([page.notes.absent]) * MISSED : 0,
      ),
      head: headWidth(board),
      total: widest(["888", ...rows.map((row) => printed(row.total))], 700),
      move: rows.some((row) => row.movement !== null)
        ? widest([rows.length > 9 ? "+88" : "+8"], 600) + 0.95
        : 0,
    },
  };
}

/**
 * Heads are short names where those are short, and numbers where they are not.
 *
 * @param {Board} board
 * @param {boolean} [numbered] whether there is no room for names
 * @returns {string[]}
 */
export function headsOf({ rounds }, numbered = false) {
  const names = rounds.map((round) => shortName(round.name));
  const room = rounds.length > 6 ? 3.2 : 6.5;
  if (!numbered && (rounds.length < 4 || widest(names) <= room)) return names;
  return rounds.map((_, i) => String(i + 1));
}

/** @param {Board} board */
const headWidth = (board) => Math.min(6.5, widest(headsOf(board)));
