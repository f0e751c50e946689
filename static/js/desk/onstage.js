import { mayWrite, teamNames } from "../board/deskboard.js";
import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { stepOnStage } from "./actions.js";
import { kindOf } from "./kinds/table.js";

/**
 * Who is on stage in the round that is shown, who comes next, and the steps from one to the other.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {{now: string | null, next: string | null, drawn: boolean}} Stage ids of teams; drawn:
 *   there is an order to step through
 */

/**
 * @param {DeskBoard} board of the round's stage
 * @param {string} round
 * @returns {Stage}
 */
export function stageOf(board, round) {
  const order = board.appearance[round] ?? [];
  const away = (/** @type {string} */ team) =>
    team in board.withdrawn || team in (board.absent[round] ?? {});
  const on = board.staged[round];
  const first = order.find((team) => !away(team)) ?? null;
  return { now: on?.team ?? null, next: on ? on.next : first, drawn: order.length > 0 };
}

/**
 * Whether teams can be called up in a round: it is not over. Buzzers are pressed by all at once, so
 * a round of points says it only where it has an order of its own.
 *
 * @param {DeskBoard | null} board
 * @param {Place} place
 */
function hasStage(board, { stage, round }) {
  if (!board || stage.state !== "current" || round.state === "closed") return false;
  return kindOf(round).panel || round.appearance !== "registration" || round.id in board.staged;
}

/**
 * @param {DeskBoard} board the newest
 * @param {Place} place
 * @param {"next" | "back"} to
 * @returns {import("./actions.js").Action | null} null where there is nowhere to step
 */
export function stageStep(board, place, to) {
  const { round } = place;
  if (!mayWrite || !hasStage(board, place)) return null;
  const { now, next } = stageOf(board, round.id);
  const can = to === "next" ? next !== null : now !== null;
  return can ? stepOnStage(round.id, to, now) : null;
}

/**
 * @param {DeskBoard} board the newest
 * @param {DeskBoard | null} shown the board of the round's stage
 * @param {Place} place
 */
export function drawStage(board, shown, place) {
  const { round } = place;
  const strip = find("#stage-strip");
  strip.hidden = !hasStage(shown, place);
  const { now, next, drawn } = shown
    ? stageOf(shown, round.id)
    : { now: null, next: null, drawn: false };
  drawRows(shown, place, strip.hidden ? null : now, strip.hidden ? null : next);
  if (strip.hidden || !shown) return;
  const names = teamNames(shown);
  setText(find("#stage-team"), now ? (names.get(now) ?? now) : t("Nobody yet"));
  setAttributes(find("#stage-team"), { "data-none": now === null });
  setText(find("#stage-then"), thenWords(names, { now, next, drawn }));
  for (const id of ["#stage-next", "#stage-back", "#stage-order"]) find(id).hidden = !mayWrite;
  const draw = find("#stage-draw");
  draw.hidden = drawn || !mayWrite || round.appearance === "registration";
  setText(draw, round.appearance === "draw" ? t("Draw lots for the order") : t("Settle the order"));
  setAttributes(find("#stage-next"), { disabled: stageStep(board, place, "next") === null });
  setAttributes(find("#stage-back"), { disabled: stageStep(board, place, "back") === null });
}

/**
 * @param {Map<string, string>} names
 * @param {Stage} stage
 */
function thenWords(names, { now, next, drawn }) {
  if (next) return t("Next: %(team)s", { team: names.get(next) ?? next });
  if (!drawn) return t("The order is still to be drawn.");
  return now ? t("Nobody comes after.") : "";
}

/**
 * The rows of the round say who is on stage and who comes next, and their turns where there are any.
 *
 * @param {DeskBoard | null} board
 * @param {Place} place
 * @param {string | null} now
 * @param {string | null} next
 */
function drawRows(board, { round }, now, next) {
  const order = board?.appearance[round.id] ?? [];
  const turns = round.appearance === "registration" ? [] : order;
  for (const tr of find("#round-panel").querySelectorAll("tr[data-row]")) {
    const team = tr.getAttribute("data-row");
    const turn = turns.indexOf(team ?? "") + 1;
    setAttributes(/** @type {HTMLElement} */ (tr), {
      "data-stage": team === now && now ? "now" : team === next && next ? "next" : null,
    });
    const word = team === now && now ? t("on stage") : team === next && next ? t("next") : "";
    setAttributes(find(".team-name", /** @type {HTMLElement} */ (tr)), {
      "data-stage-word": word || null,
      "data-turn": turn > 0 ? String(turn) : null,
    });
  }
}
