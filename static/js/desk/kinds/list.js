import { shown } from "../../common/amount.js";
import { find } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { drawListed } from "../listed.js";

/**
 * @typedef {import("./table.js").DeskBoard} DeskBoard
 * @typedef {import("./table.js").DeskRound} DeskRound
 */

/**
 * A round of which the desk enters one score for each team.
 *
 * @type {import("./table.js").Kind}
 */
export const list = {
  panel: false,
  settles: false,
  gives: null,
  parts: ["#listed"],
  draw: (board, round, rows) => drawListed(find("#listed"), board, round, rows),
  terms: ({ min, max }) => t("%(min)s to %(max)s", { min: shown(min), max: shown(max) }),
  plays: () => true,
  count: (board, round) => {
    const { n, all } = through(board, round);
    return t("%(n)s/%(all)s teams", { n, all: all.length });
  },
  closing: (board, { round }, end) => {
    const { all, left } = through(board, round);
    if (left.length === 0)
      return { ...end, sentence: t("All %(n)s teams have a score.", { n: all.length }) };
    const lines = left.map((name) => ({ name, note: "" }));
    return {
      ...end,
      tone: "waiting",
      quiet: true,
      sentence: t("Teams without a score: %(n)s.", { n: left.length }),
      hint: t("Enter them in the table, or import a list."),
      question: {
        title: t("Close %(round)s with scores missing?", { round: round.name }),
        list: lines,
        text: t("These teams have no score in it. The round can be reopened."),
        yes: t("Close %(round)s", { round: round.name }),
      },
    };
  },
  empty: () => "",
  remarks: () => [],
};

/**
 * How many teams have a score, of those that came, and the names of the others.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function through(board, round) {
  const away = board.absent[round.id] ?? {};
  const all = board.rows.filter(
    ({ team, outside }) => outside !== "withdrawn" && !(team.id in away),
  );
  const left = all.filter(({ team }) => !(team.id in (board.entered[round.id] ?? {})));
  return { n: all.length - left.length, all, left: left.map(({ team }) => team.name) };
}
