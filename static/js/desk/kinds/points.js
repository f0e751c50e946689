import { signed, times } from "../../common/amount.js";
import { find } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { inTurn } from "../../common/staking.js";
import { drawPoints } from "../points.js";
import { throughOf } from "../questions.js";

/**
 * @typedef {import("./table.js").DeskBoard} DeskBoard
 * @typedef {import("./table.js").DeskRound} DeskRound
 * @typedef {import("./table.js").Kind} Kind
 * @typedef {import("./table.js").Step} Step
 */

/** @type {import("./table.js").Gives} */
export const awards = {
  typed: true,
  inTurn: false,
  each: ({ questions = 0 }) => questions,
  keys: (round, _stake, factor) => round.awards.map((amount) => awardKey(times(amount, factor))),
  columns: (round) => Math.max(1, Math.min(4, round.awards.length)),
  what: ({ points: amount = "" }) => ({ points: amount }),
  noKey: () => t("No button has that sign."),
};

/**
 * A kind of round in which points are given one by one, in the ways of `gives`.
 *
 * @param {import("./table.js").Gives} gives
 * @param {Partial<Kind>} [own] what it has otherwise than others
 * @returns {Kind}
 */
export function tallied(gives, { plays = () => true, ...own } = {}) {
  const through = (/** @type {DeskBoard} */ board, /** @type {DeskRound} */ round) =>
    throughOf(board, round, { each: gives.each, plays });
  return {
    panel: false,
    settles: false,
    gives,
    parts: ["#points"],
    draw: (board, round, rows, giving) => {
      const turns = inTurn(rows, board.order[round.id] ?? [], ({ team }) => team.id);
      drawPoints(find("#points"), board, round, turns, gives.each(round));
      giving.draw(board, round, turns);
    },
    terms: () => t("points round"),
    plays,
    count: (board, round) => {
      const had = through(board, round);
      if (had) return t("%(n)s/%(all)s teams", { n: had.through, all: had.all });
      const n = board.awards[round.id]?.length ?? 0;
      return n === 1 ? t("1 award") : t("%(n)s awards", { n });
    },
    closing: (board, { round }, end) => {
      const had = through(board, round);
      const asks = had !== null && had.all > 0;
      return { ...end, ...(asks ? teamsThrough(round, had, end) : awardsSoFar(board, round)) };
    },
    empty: () => t("Nothing was awarded or deducted."),
    remarks: () => [],
    ...own,
  };
}

/** A round of points whose keys are its awards. */
export const points = tallied(awards);

/** @param {string} amount */
function awardKey(amount) {
  return {
    attributes: {
      "data-points": amount,
      "data-sign": amount.startsWith("-") ? "minus" : "plus",
    },
    word: signed(amount),
  };
}

/**
 * How far a round has come in which each team has its questions. While teams are still to come the
 * button that closes it is there, and is not what is to be done next.
 *
 * @param {DeskRound} round
 * @param {NonNullable<ReturnType<typeof throughOf>>} had
 * @param {Step} end
 * @returns {Partial<Step>}
 */
function teamsThrough(round, { through, all, left }, { question }) {
  if (left.length === 0) return { sentence: t("All %(n)s teams are through.", { n: all }) };
  const list = left.map((name) => ({ name, note: "" }));
  const text = t("Teams that have not had their questions: %(n)s. The round can be reopened.", {
    n: left.length,
  });
  const close = {
    title: t("Close %(round)s before all teams are through?", { round: round.name }),
  };
  return {
    tone: "waiting",
    quiet: true,
    sentence: t("%(n)s of %(all)s teams are through.", { n: through, all }),
    question: {
      ...(question ?? { ...close, yes: t("Close %(round)s", { round: round.name }) }),
      list,
      text,
    },
  };
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @returns {Partial<Step>}
 */
function awardsSoFar(board, round) {
  const n = board.awards[round.id]?.length ?? 0;
  if (n === 0) return { sentence: t("No points have been given yet.") };
  return {
    sentence: n === 1 ? t("1 award so far.") : t("%(n)s awards so far.", { n }),
    hint: t("Close the round after the last question."),
  };
}
