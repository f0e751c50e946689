import { t } from "../common/phrases.js";
import { Consequence } from "./consequence.js";
import { undo } from "./rulings.js";
import { Slip } from "./slip.js";

/**
 * The slip that undoes one entry, with its reason and what that would change.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 */

/**
 * @param {DeskBoard} board
 * @param {{version: number, kind: string}} entry
 * @param {{done: import("./slip.js").Plan["done"], leave: () => void}} ends
 * @returns {{slip: Slip, consequence: Consequence}}
 */
export function undoSlip(board, { version, kind }, ends) {
  const consequence = new Consequence(board, () => undo(version, "?"), { decides: true });
  const slip = new Slip({
    fields: [],
    asks: t("Why it is taken back"),
    reasons: [t("Entered by mistake"), t("The jury ruled")],
    yes: () => (kind === "undo" ? t("Put it back") : t("Undo this")),
    action: ({ reason = "", decision }) => undo(version, reason, decision),
    fault: ({ decision }) =>
      consequence.undecided && !decision ? ["decision", consequence.undecided] : null,
    ...ends,
  });
  slip.extra.append(consequence.root);
  consequence.ask();
  return { slip, consequence };
}
