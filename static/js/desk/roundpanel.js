import { detour, findRound, inOrder, mayWrite } from "../board/deskboard.js";
import { roundNumber } from "../board/wording.js";
import { shown } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { inTurn } from "../common/staking.js";
import { drawGrid } from "./grid.js";
import { drawPoints } from "./points.js";
import { playing } from "./questions.js";
import { SIGNS, stateWord } from "./running.js";

/**
 * The middle column: the chosen round, what else may be done to it, and its marks or awards.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 */

/** @type {string[]} team ids in the order the page first met them, or the board's own order */
let order = [];

/**
 * @param {DeskBoard} board the newest
 * @param {DeskBoard | null} sheet the board of the chosen round's stage, null while it is fetched
 * @param {Place} place
 * @param {import("./giving.js").Giving} giving
 * @returns {"open" | "reopen" | null} what the quiet button would do
 */
export function drawRoundPanel(board, sheet, place, giving) {
  const there = sheet && findRound(sheet, place.round.id) ? sheet : null;
  const { round } = place;
  setText(find("#sheet-title"), round.name);
  drawTerms(place);
  const all = there ? inOrder(there.rows, remember(board, there)) : [];
  const rows = playing({ rows: all }, round);
  const judged = round.kind === "judged";
  const empty = rows.length === 0;
  find("#grid-scroll").hidden = !judged || empty;
  find("#points").hidden = judged || empty;
  find("#legend").hidden = !judged || empty;
  find("#sheet-empty").hidden = !empty;
  setText(find("#sheet-empty"), emptyWords(there, place));
  if (there && judged) drawGrid(find("#grid"), there, round, rows);
  if (there && !judged) {
    const turns = inTurn(rows, there.order[round.id] ?? [], ({ team }) => team.id);
    drawPoints(find("#points"), there, round, turns);
    giving.draw(there, round, turns);
  }
  drawOrderButton(board, place);
  if (there && judged) drawLegend();
  return drawDetour(board, place);
}

/** @param {Place} place */
function drawTerms({ stage, round }) {
  const state = find("#sheet-state");
  setAttributes(state, { "data-state": round.state });
  setText(state, `${SIGNS[round.state]} ${stateWord(round.state)}`);
  const range = { min: shown(round.min), max: shown(round.max), step: round.step ?? "" };
  const terms = round.step
    ? t("%(min)s to %(max)s, in steps of %(step)s", range)
    : t("%(min)s to %(max)s", range);
  const number = roundNumber(round.number);
  const points = round.playoff ? t("parts the tied, counts in no total") : t("points round");
  const kind = round.kind === "points" ? points : terms;
  const parts = round.playoff ? [stage.name, kind] : [stage.name, number, kind];
  setText(find("#sheet-terms"), parts.join(" · "));
}

/**
 * @param {DeskBoard} board
 * @param {DeskBoard} sheet
 * @returns {string[]}
 */
function remember(board, sheet) {
  if (board.teams) return board.teams.map(({ id }) => id);
  const known = new Set(order);
  order = [...order, ...sheet.rows.map(({ team }) => team.id).filter((id) => !known.has(id))];
  return order;
}

/**
 * @param {DeskBoard | null} sheet
 * @param {Place} place
 */
function emptyWords(sheet, { stage }) {
  if (stage.state === "waiting")
    return t("The teams of %(stage)s are known once it is announced who goes on.", {
      stage: stage.name,
    });
  return sheet
    ? t("No team takes part in %(stage)s.", { stage: stage.name })
    : t("Fetching the marks");
}

/**
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {"open" | "reopen" | null}
 */
function drawDetour(board, place) {
  const action = detour(board, place);
  const button = find("#detour");
  button.hidden = action === null || !mayWrite;
  const values = { round: place.round.name };
  if (action === "reopen") setText(button, t("Reopen %(round)s", values));
  if (action === "open") setText(button, t("Open out of turn"));
  const { stage, round } = place;
  const settled = stage.state === "done" && round.state === "closed";
  setText(find("#sheet-why"), settled ? t("Announced, so it stays closed") : "");
  return action;
}

/**
 * The order of play of a risk round is drawn before its first question.
 *
 * @param {DeskBoard} board
 * @param {Place} place
 */
function drawOrderButton(board, { stage, round }) {
  const begun = (board.awards[round.id]?.length ?? 0) > 0 || round.state === "closed";
  const again = (board.order[round.id]?.length ?? 0) > 0;
  const button = find("#draw-order");
  button.hidden = round.stakes.length === 0 || begun || stage.state !== "current" || !mayWrite;
  setText(button, again ? t("Draw the order anew") : t("Draw the order of play"));
}

/** The signs that occur in the grid, each with its word. */
function drawLegend() {
  const grid = find("#grid");
  const has = (/** @type {string} */ selector) => grid.querySelector(selector) !== null;
  const signs = [
    { key: "missing", shown: has('[data-state="missing"]'), word: t("not marked") },
    {
      key: "recused",
      shown: has('[data-state="recused"]'),
      word: t("recused: does not mark this team"),
    },
    {
      key: "excused",
      shown: has('[data-state="excused"]'),
      word: t("excused: not waited for"),
    },
    { key: "dropped", shown: has("[data-dropped]"), word: t("dropped: counts in no score") },
    { key: "corrected", shown: has("[data-corrected]"), word: t("corrected by the desk") },
    { key: "entered", shown: has("[data-entered]"), word: t("entered by the desk") },
    { key: "odd", shown: has("[data-odd]"), word: t("far from the other judges: worth a look") },
    { key: "interim", shown: has("[data-interim]"), word: t("so far: marks are missing") },
  ].filter((sign) => sign.shown);
  reconcile(find("#legend"), signs, {
    key: ({ key }) => key,
    make: ({ key, word }) =>
      make("li", {}, make("span", { class: `sign sign-${key}`, "aria-hidden": "true" }), word),
  });
}
