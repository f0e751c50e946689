import { detour, findRound, inOrder, mayWrite } from "../board/deskboard.js";
import { isIn } from "../board/model.js";
import { roundNumber } from "../board/wording.js";
import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";
import { drawStage } from "./onstage.js";
import { SIGNS, stateWord } from "./running.js";

/**
 * The middle column: the chosen round, what else may be done to it, and its marks or awards.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 */

/** The parts of the middle, of which a round has those of its kind. */
const PARTS = ["#grid-scroll", "#points", "#listed", "#legend"];

/** @type {string[]} team ids in the order the page first met them, or the board's own order */
let order = [];

/**
 * @param {DeskBoard} board the newest
 * @param {DeskBoard | null} shown the board of the chosen round's stage, null while it is fetched
 * @param {Place} place
 * @param {import("./giving.js").Giving} giving
 * @returns {"open" | "reopen" | null} what the quiet button would do
 */
export function drawRoundPanel(board, shown, place, giving) {
  const there = shown && findRound(shown, place.round.id) ? shown : null;
  const { round } = place;
  setText(find("#round-panel-title"), round.name);
  drawTerms(place);
  const known = remember(board, there);
  const staged = there?.appearance?.[round.id] ?? [];
  const all = there ? inOrder(there.rows, staged.length > 0 ? staged : known) : [];
  const kind = kindOf(round);
  const rows = all.filter((row) => isIn(round, row) && kind.plays(row, round));
  const empty = rows.length === 0;
  for (const part of PARTS) find(part).hidden = empty || !kind.parts.includes(part);
  find("#round-panel-empty").hidden = !empty;
  setText(find("#round-panel-empty"), emptyWords(there, place));
  if (there) kind.draw(there, round, rows, giving);
  drawOrderButton(board, place);
  drawStage(board, there, place);
  return drawDetour(board, place);
}

/** @param {Place} place */
function drawTerms({ stage, round }) {
  const state = find("#round-panel-state");
  setAttributes(state, { "data-state": round.state });
  setText(state, `${SIGNS[round.state]} ${stateWord(round.state)}`);
  const kind = kindOf(round);
  const number = kind.settles ? [] : [roundNumber(round.number)];
  setText(find("#round-panel-terms"), [stage.name, ...number, kind.terms(round)].join(" · "));
}

/**
 * @param {DeskBoard} board
 * @param {DeskBoard | null} shown
 * @returns {string[]}
 */
function remember(board, shown) {
  if (board.teams) return board.teams.map(({ id }) => id);
  if (!shown) return order;
  const known = new Set(order);
  order = [...order, ...shown.rows.map(({ team }) => team.id).filter((id) => !known.has(id))];
  return order;
}

/**
 * @param {DeskBoard | null} shown
 * @param {Place} place
 */
function emptyWords(shown, { stage }) {
  if (stage.state === "waiting")
    return t("The teams of %(stage)s are known once it is announced who goes on.", {
      stage: stage.name,
    });
  if (shown?.next.action === "draw")
    return t("Teams are drawn into groups before a round is opened.");
  return shown
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
  setText(find("#round-panel-why"), settled ? t("Announced, so it stays closed") : "");
  return action;
}

/**
 * Where teams go by turns, the order of play is drawn before the first question.
 *
 * @param {DeskBoard} board
 * @param {Place} place
 */
function drawOrderButton(board, { stage, round }) {
  const begun = (board.awards[round.id]?.length ?? 0) > 0 || round.state === "closed";
  const again = (board.order[round.id]?.length ?? 0) > 0;
  const button = find("#draw-order");
  const inTurn = kindOf(round).gives?.inTurn && round.order !== "registration";
  button.hidden = !inTurn || begun || stage.state !== "current" || !mayWrite;
  setText(button, again ? t("Draw the order anew") : t("Draw the order of play"));
}
