import { roundAfter, together } from "../board/deskboard.js";
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
  const rounds = together(place);
  const named = { ...place, round: { ...place.round, name: namesOf(rounds) } };
  const end = ending(named);
  const steps = rounds.map((round) =>
    kindOf(round).closing(board, { ...place, round: { ...round, name: named.round.name } }, end),
  );
  const [only] = steps;
  return only && steps.length === 1 ? only : joined(rounds, steps, end);
}

/**
 * How rounds that open and close together are called.
 *
 * @param {{name: string}[]} rounds
 */
export const namesOf = (rounds) => rounds.map(({ name }) => name).join(" + ");

/**
 * What is missing in any of several rounds that close together; each line says in which.
 *
 * @param {import("../board/deskboard.js").DeskRound[]} rounds
 * @param {Step[]} steps
 * @param {Step} end
 * @returns {Step}
 */
function joined(rounds, steps, end) {
  const list = steps.flatMap((step, i) =>
    step.list.map((line) => ({
      ...line,
      name: `${line.name} · ${rounds[i]?.name ?? ""}`,
      round: rounds[i]?.id,
    })),
  );
  const outliers = steps.flatMap((step) => step.outliers);
  const waiting = steps.filter(({ tone }) => tone === "waiting");
  const [first = steps.at(-1) ?? end] = waiting;
  const question = first.question && { ...first.question, list: list.length ? list : outliers };
  const sentence = waiting.length > 1 ? t("Not all of it is there yet:") : first.sentence;
  return { ...first, sentence, list, outliers, question };
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
  const next = after ? namesOf(together({ ...place, round: after })) : "";
  const names = { round: round.name, next };
  const scene = { body: { scene: "round", round: round.id } };
  const close = { button: t("Close %(round)s", names), action: closeRound(round.id), scene };
  if (!after) return { ...nothing, button: close.button, actions: [close.action], scene };
  const button = t("Close %(round)s and open %(next)s", names);
  return {
    ...nothing,
    button,
    actions: [close.action, openRound(after.id)],
    halfway: [t("%(round)s is closed, but %(next)s is not open.", names)],
    also: { ...close, button: t("Only close %(round)s", names) },
    scene: { body: { scene: "opener", round: after.id } },
    question: {
      title: t("Close %(round)s and open %(next)s?", names),
      list: [],
      text: t("The tablets then show %(next)s. %(round)s can be reopened.", names),
      yes: t("Close and open"),
    },
  };
}
