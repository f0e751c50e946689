import { printed } from "../common/amount.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { widest, widthOf } from "./measure.js";
import { linesOf } from "./name.js";
import { shortName } from "./wording.js";
import { figureText, totalText } from "./written.js";

/**
 * What a board needs room for: its number of rows and rounds, and the widths of its texts.
 *
 * @typedef {import("./model.js").Board} Board
 */

/** How small the word for a missed round is beside the figures of others, as the style sheet has it. */
const MISSED = 0.8;
/** A longer name than this gives way before others lose their figures, in em. */
const LONG = 20.5;
/** Heads that are wider take two lines, and none is wider than the last, in em. */
const ON_ONE = 3.1;
const MOST_HEAD = 5;

/**
 * What the board has to show. Numbers get room for the digits they may grow to, so that columns keep still.
 *
 * @param {Board} board
 * @returns {import("./fit.js").Measurements}
 */
export function measurementsOf(board) {
  const { rows, rounds } = board;
  const figures = rows.flatMap((row) =>
    rounds.map(({ id }) => (row.cells[id] === "absent" ? "" : figureText(board, row, id))),
  );
  const heads = headsFor(board);
  const names = rows.map((row) => widest([row.team.name], 700)).sort((a, b) => a - b);
  const usual = names[Math.round((names.length - 1) * 0.85)] ?? 0;
  const missed = rows.some(({ absent = [] }) => rounds.some(({ id }) => absent.includes(id)));
  const shares = board.ranking !== "ordinal";
  return {
    rows: rows.length,
    rounds: rounds.length,
    headLines: heads.lines,
    moved: rows.some((row) => row.movement !== null),
    breaks: board.cut_line ? [board.cut_line.after] : [],
    rooms: board.cut_line ? 1 : 0,
    widths: {
      place: widest([rows.length > 9 ? "88" : "8", ...rows.map((row) => printed(row.rank))], 700),
      tie: shares ? widest([t("tied")], 600) : 0,
      name: Math.min(usual, LONG) + (board.winners.length > 0 ? 2 : 0),
      longest: names.at(-1) ?? 0,
      region: Math.min(6, widest(rows.map((row) => row.team.region))),
      figure: Math.max(
        widest(["88", ...figures.map(printed)], 500),
        missed ? widest([page.notes.absent]) * MISSED : 0,
      ),
      head: heads.width,
      total: widest(["888", ...rows.map((row) => printed(totalText(board, row)))], 700),
      move: rows.some((row) => row.movement !== null)
        ? widest([rows.length > 9 ? "+88" : "+8"], 600) + 0.95
        : 0,
    },
  };
}

/**
 * How wide the heads are, on two lines where one would be wider than the figures below.
 *
 * @param {Board} board
 */
function headsFor(board) {
  const names = headsOf(board);
  const one = widest(names);
  if (one <= ON_ONE) return { lines: 1, width: one };
  const fitting = (/** @type {string} */ name) => {
    let width = widthOf(name) / 2;
    while (width < MOST_HEAD && linesOf(name, width) > 2) width += 0.1;
    return Math.min(width, MOST_HEAD);
  };
  return { lines: 2, width: Math.max(...names.map(fitting)) };
}

/**
 * Heads are short names, and numbers where there is no room for those.
 *
 * @param {Board} board
 * @param {boolean} [numbered]
 * @returns {string[]}
 */
export function headsOf({ rounds }, numbered = false) {
  return rounds.map((round, i) => (numbered ? String(i + 1) : shortName(round.name)));
}
