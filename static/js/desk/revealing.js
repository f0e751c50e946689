import { findRound, teamNames } from "../board/deskboard.js";
import { totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { t } from "../common/phrases.js";
import { stepReveal } from "./actions.js";
import { nothing } from "./step.js";

/**
 * The reveal of a frozen board, as the one next action: it begins, and then a place a press.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 */

/**
 * @param {DeskBoard} board
 * @returns {import("./step.js").Step}
 */
export function revealing(board) {
  const at = board.public.reveal ?? null;
  if (at === null) return beginning(board);
  const { team, place } = board.revealing ?? { team: null, place: null };
  const row = board.rows.find((each) => each.team.id === team);
  const name = teamNames(board).get(team ?? "") ?? "";
  const total = row ? totalText(board, row) : null;
  const note = [place === null ? "" : t("Place %(place)s", { place }), printed(total)];
  const finish = t("Reveal all the others");
  return {
    ...nothing,
    sentence: t("The reveal: %(step)s of %(of)s shown. Next:", { step: at.step, of: at.of }),
    list: [{ name, note: note.filter(Boolean).join(" · ") }],
    hint: t("Only the desk knows who is next."),
    button: t("Reveal"),
    actions: [stepReveal("next", at.step)],
    also: { button: finish, action: stepReveal("finish", at.step) },
  };
}

/**
 * @param {DeskBoard} board
 * @returns {import("./step.js").Step}
 */
function beginning(board) {
  const rounds = (board.public.freeze?.rounds ?? []).map((id) => findRound(board, id)?.round.name);
  const names = rounds.filter(Boolean).join(t(", "));
  return {
    ...nothing,
    sentence: t("All rounds are closed and the board is frozen. The places can be revealed."),
    hint:
      names === ""
        ? t("Nothing was scored since the board was frozen.")
        : t("Sealed: %(rounds)s. The first press shows nobody yet.", { rounds: names }),
    button: t("Begin the reveal"),
    actions: [stepReveal("next", null)],
  };
}
