import { markedNames } from "../board/deskboard.js";
import { shown } from "../common/amount.js";
import { t } from "../common/phrases.js";

/**
 * Marks worth a second look. They are pointed at and never judged: a far mark may be meant.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Outlier} Outlier
 * @typedef {{round: string, team: string, judge: string, name: string, note: string}} OutlierMark
 */

/**
 * @param {DeskBoard} board
 * @param {string} round
 * @param {string} team
 * @param {string} judge
 * @returns {Outlier | null}
 */
export function outlierOf(board, round, team, judge) {
  return board.outliers?.[round]?.[team]?.[judge] ?? null;
}

/**
 * What is odd about a mark, in a sentence.
 *
 * @param {Outlier} outlier
 * @returns {string}
 */
export function outlierWords({ why, likely }) {
  const values = { value: shown(likely ?? "") };
  if (why === "swapped") return t("Far from the others. Digits swapped, for %(value)s?", values);
  if (why === "decimal") return t("Far from the others. Point misplaced, for %(value)s?", values);
  return t("Far from the other judges’ marks.");
}

/**
 * All of a round, in the order of the rows.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @returns {OutlierMark[]}
 */
export function outlierMarks(board, round) {
  const names = markedNames(board);
  return Object.entries(board.outliers?.[round] ?? {}).flatMap(([team, byJudge]) =>
    board.judges.flatMap((judge) => {
      const outlier = byJudge[judge.id];
      const mark = board.marks[round]?.[team]?.[judge.id];
      if (!outlier || !mark) return [];
      const name = `${names.get(team) ?? team} · ${judge.name}`;
      const likely = shown(outlier.likely ?? "");
      const value = shown(mark.value);
      const note = likely
        ? t("%(value)s, perhaps %(likely)s", { value, likely })
        : t("%(value)s, far off", { value });
      return [{ round, team, judge: judge.id, name, note }];
    }),
  );
}
