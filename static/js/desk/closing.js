import { roundAfter } from "../board/deskboard.js";
import { t } from "../common/phrases.js";
import { closeRound, openRound } from "./actions.js";
import { kindOf } from "./kinds/table.js";
import { nothing } from "./step.js";

/**
 * While a round is open: what is still to come, which marks are worth a look, and how to close it.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {import("./step.js").Step} Step
 */

/**
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {Step}
 */
export function closing(board, place) {
  return kindOf(place.round).closing(board, place, ending(place));
}

/**
 * Closing a round that is complete; where another follows, it is opened with the same word.
 *
 * @param {Place} place
 * @returns {Step}
 */
function ending(place) {
  const { round } = place;
  const after = roundAfter(place);
  const names = { round: round.name, next: after?.name ?? "" };
  const close = { button: t("Close %(round)s", names), action: closeRound(round.id) };
  if (!after) return { ...nothing, button: close.button, actions: [close.action] };
  const button = t("Close %(round)s and open %(next)s", names);
  return {
    ...nothing,
    button,
    actions: [close.action, openRound(after.id)],
    halfway: [t("%(round)s is closed, but %(next)s is not open.", names)],
    also: { ...close, button: t("Only close %(round)s", names) },
    question: {
      title: t("Close %(round)s and open %(next)s?", names),
      list: [],
      text: t("The tablets then show %(next)s. %(round)s can be reopened.", names),
      yes: t("Close and open"),
    },
  };
}
