import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { withSeal } from "./sealed.js";

/**
 * How a board's figures are written: with no more decimals than a column needs, and with as many in
 * each of its rows. What the API calls "100.00" is 100 here as long as every total is whole.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {{total: number, rounds: Record<string, number>, quiet: Set<string>}} Writing decimals of
 *   the totals and of each round; `quiet` are the open rounds in which nobody has anything yet
 */

/** @type {WeakMap<Row[], Writing>} */
const known = new WeakMap();

/**
 * How many decimals a figure needs, and no more.
 *
 * @param {string | null | undefined} figure
 */
function decimalsNeeded(figure) {
  const [, fraction = ""] = (figure ?? "").split(".");
  return fraction.replace(/0+$/, "").length;
}

/** @param {(string | null | undefined)[]} figures */
const needed = (figures) => figures.reduce((most, one) => Math.max(most, decimalsNeeded(one)), 0);

/**
 * @param {string} figure
 * @param {number} places
 */
function withDecimals(figure, places) {
  const [whole = "", fraction = ""] = figure.split(".");
  const kept = fraction.slice(0, Math.max(places, decimalsNeeded(figure))).padEnd(places, "0");
  return kept ? `${whole}.${kept}` : whole;
}

/**
 * Totals as they are written beside each other: all with the decimals that one of them needs, a dash
 * for what is not there.
 *
 * @param {(string | null)[]} totals
 */
export function totalsText(totals) {
  const places = needed(totals);
  return totals.map((total) => (total === null ? "–" : withDecimals(total, places)));
}

/**
 * @param {Pick<Board, "rows" | "rounds">} board
 * @returns {Writing}
 */
function writingOf({ rows, rounds }) {
  const before = known.get(rows);
  if (before) return before;
  const columns = rounds.map(({ id }) => [id, needed(rows.map((row) => row.rounds[id]))]);
  const quiet = rounds.filter(
    ({ id, state }) =>
      state === "open" && !rows.some(({ cells }) => /^(score|absent)$/.test(cells[id] ?? "")),
  );
  const writing = {
    total: needed(rows.map((row) => row.total)),
    rounds: Object.fromEntries(columns),
    quiet: new Set(quiet.map(({ id }) => id)),
  };
  known.set(rows, writing);
  return writing;
}

/**
 * A team's total as a decimal; a dash while it has none.
 *
 * @param {Pick<Board, "rows" | "rounds">} board
 * @param {Row} row one of its rows
 */
export function totalText(board, row) {
  return row.total === null ? "–" : withDecimals(row.total, writingOf(board).total);
}

/**
 * What stands for a team under a round: its score, why there is none, or nothing before it is the
 * team's turn. A team that did not come to anything is said to be absent once, beside its name.
 *
 * @param {Pick<Board, "rows" | "rounds" | "freeze">} board
 * @param {Row} row one of its rows
 * @param {string} round its id
 * @returns {string} a decimal or a word
 */
export function figureText(board, row, round) {
  return withSeal(board, row, round, plainText(board, row, round));
}

/**
 * @param {Pick<Board, "rows" | "rounds">} board
 * @param {Row} row
 * @param {string} round
 */
function plainText(board, row, round) {
  const cell = row.cells[round];
  if (cell === "absent") return row.note === "absent" ? "" : page.notes.absent;
  if (cell === "ahead" || writingOf(board).quiet.has(round)) return "";
  return scoreText(board, row, round);
}

/**
 * A team's score in a round as a decimal; a dash while it has none.
 *
 * @param {Pick<Board, "rows" | "rounds">} board
 * @param {Pick<Row, "rounds">} row
 * @param {string} round its id
 */
export function scoreText(board, row, round) {
  const figure = row.rounds[round];
  return figure === null || figure === undefined
    ? "–"
    : withDecimals(figure, writingOf(board).rounds[round] ?? 0);
}

/**
 * How many marks of a team's score in a round are there, as it stands at the figure; empty where
 * none is missing.
 *
 * @param {Row} row
 * @param {string} round its id
 */
export function awaitedText({ awaited = {} }, round) {
  const marks = awaited[round];
  return marks ? t("%(given)s/%(of)s marks", { ...marks }) : "";
}

/**
 * The same without a word, for thin rows.
 *
 * @param {Row} row
 * @param {string} round its id
 */
export function awaitedFigures({ awaited = {} }, round) {
  const marks = awaited[round];
  return marks ? `${marks.given}/${marks.of}` : "";
}
