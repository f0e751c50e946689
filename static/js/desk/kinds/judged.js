import { progress, waiting } from "../../board/deskboard.js";
import { shown } from "../../common/amount.js";
import { find } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { closeRound } from "../actions.js";
import { drawGrid } from "../grid.js";
import { drawLegend } from "../legend.js";
import { outlierMarks } from "../outliers.js";
import { staysHidden } from "../publishing.js";
import { nothing } from "../step.js";

/**
 * @typedef {import("../../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../step.js").Step} Step
 */

/**
 * A round in which each judge marks each team.
 *
 * @type {import("./table.js").Kind}
 */
export const judged = {
  panel: true,
  settles: false,
  gives: null,
  parts: ["#grid-scroll", "#legend"],
  draw: (board, round, rows) => {
    drawGrid(find("#grid"), board, round, rows);
    drawLegend();
  },
  terms: ({ min, max, step, aggregate }) => {
    const range = { min: shown(min), max: shown(max), step: step ?? "" };
    const limits = step
      ? t("%(min)s to %(max)s, in steps of %(step)s", range)
      : t("%(min)s to %(max)s", range);
    return [limits, ...placesAdded(aggregate)].join(" · ");
  },
  plays: () => true,
  count: (board, round) => {
    const { given, wanted } = progress(board, round.id);
    return t("%(n)s of %(all)s marks", { n: given, all: wanted });
  },
  closing: (board, { round }, end) => {
    const outliers = outlierMarks(board, round.id);
    const late = waiting(board, round.id);
    if (late.length > 0) return { ...waitingFor(board, round, late), outliers };
    const question = end.question && {
      ...end.question,
      list: outliers,
      text: withHidden(end.question.text, board, round),
    };
    return { ...end, question, sentence: t("Every judge has marked every team."), outliers };
  },
  empty: () => "",
  remarks: () => [],
};

/**
 * That the marks of a round become places, where they do.
 *
 * @param {DeskRound["aggregate"]} aggregate
 */
export function placesAdded(aggregate) {
  return aggregate === "places" ? [t("places are added, the smallest sum is best")] : [];
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
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
    scene: { body: { scene: "round", round: round.id } },
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
 * @param {DeskRound} round
 */
function withHidden(text, board, round) {
  const n = staysHidden(board, round);
  if (n === 0) return text;
  const hidden =
    n === 1
      ? t("The score of 1 team stays hidden from the hall until you publish it.")
      : t("The scores of %(n)s teams stay hidden from the hall until you publish them.", { n });
  return `${text} ${hidden}`;
}
