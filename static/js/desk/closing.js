import { progress, roundAfter, waiting } from "../board/deskboard.js";
import { t } from "../common/phrases.js";
import { closeRound, openRound } from "./actions.js";
import { outlierMarks } from "./outliers.js";
import { staysHidden } from "./publishing.js";
import { throughOf } from "./questions.js";
import { nothing } from "./step.js";

/**
 * While a round is open: who has not marked, which marks are worth a look, and how to close it.
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
  const { round } = place;
  if (round.kind === "points") return { ...ending(place), ...given(board, place) };
  const outliers = outlierMarks(board, round.id);
  const late = waiting(board, round.id);
  if (late.length > 0) return { ...waitingFor(board, round, late), outliers };
  const step = ending(place);
  const question = step.question && {
    ...step.question,
    list: outliers,
    text: withHidden(step.question.text, board, round),
  };
  return { ...step, question, sentence: t("Every judge has marked every team."), outliers };
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

/**
 * @param {DeskBoard} board
 * @param {import("../board/deskboard.js").DeskRound} round
 * @param {ReturnType<typeof waiting>} late
 * @returns {Step}
 */
function waitingFor(board, round, late) {
  const button = t("Close %(round)s", { round: round.name });
  const list = late.map(({ judge, left, given }) => {
    const count = { n: given, all: given + left.length };
    const note = t("%(n)s of %(all)s marked", count);
    return { name: judge.name, judge: judge.id, note, brief: `${count.n}/${count.all}` };
  });
  const { given, wanted } = progress(board, round.id);
  const missing = { n: wanted - given };
  return {
    ...nothing,
    button,
    actions: [closeRound(round.id)],
    tone: "waiting",
    sentence:
      late.length === 1
        ? t("1 judge has not marked every team:")
        : t("%(n)s judges have not marked every team:", { n: late.length }),
    list,
    question: {
      title: t("Close %(round)s with marks missing?", { round: round.name }),
      list,
      text: withHidden(
        t(
          "Marks still missing: %(n)s. Scores rest on the marks there are; the round can be reopened.",
          missing,
        ),
        board,
        round,
      ),
      yes: button,
    },
  };
}

/**
 * The words of a question, and how many teams the hall will still not see when it is answered.
 *
 * @param {string} text
 * @param {DeskBoard} board
 * @param {import("../board/deskboard.js").DeskRound} round
 */
function withHidden(text, board, round) {
  const n = staysHidden(board, round);
  if (n === 0) return text;
  const told =
    n === 1
      ? t("The score of 1 team stays hidden from the hall until you publish it.")
      : t("The scores of %(n)s teams stay hidden from the hall until you publish them.", { n });
  return `${text} ${told}`;
}

/**
 * How far a points round has come: by teams where each has its questions, else by awards. While teams
 * are still to come its button is there, and is not what is to be done next.
 *
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {Partial<Step>}
 */
function given(board, place) {
  const { round } = place;
  const had = throughOf(board, round);
  if (had && had.left.length > 0) {
    const { question } = ending(place);
    const list = had.left.map((name) => ({ name, note: "" }));
    const text = t("Teams that have not had their questions: %(n)s. The round can be reopened.", {
      n: had.left.length,
    });
    const close = {
      title: t("Close %(round)s before all teams are through?", { round: round.name }),
    };
    return {
      tone: "waiting",
      quiet: true,
      sentence: t("%(n)s of %(all)s teams are through.", { n: had.through, all: had.all }),
      question: {
        ...(question ?? { ...close, yes: t("Close %(round)s", { round: round.name }) }),
        list,
        text,
      },
    };
  }
  if (had && had.all > 0) return { sentence: t("All %(n)s teams are through.", { n: had.all }) };
  const n = board.awards[round.id]?.length ?? 0;
  if (n === 0) return { sentence: t("No points have been given yet.") };
  return {
    sentence: n === 1 ? t("1 award so far.") : t("%(n)s awards so far.", { n }),
    hint: t("Close the round after the last question."),
  };
}
