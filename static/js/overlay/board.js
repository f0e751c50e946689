import { SideBySide } from "../board/sidebyside.js";
import { rankingRule } from "../board/wording.js";
import { find, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { drawHead, makeHead } from "./head.js";

/**
 * The whole table, or its first rows.
 *
 * @typedef {import("../board/model.js").Board} Board
 */

/** @type {SideBySide | null} */
let standings = null;

/** @param {HTMLElement} plate */
function build(plate) {
  if (standings) return standings;
  const table = make("section", { class: "standings" });
  plate.append(makeHead(), table, make("p", { class: "plate-foot" }));
  // A plate that was hidden has no size: it is shown before the table is fitted into it.
  plate.hidden = false;
  const style = getComputedStyle(plate);
  const unit = () => Number.parseFloat(style.fontSize) / 2.6;
  standings = new SideBySide(table, unit, (page, of) => {
    const foot = find(".plate-foot", plate);
    foot.dataset.page = of > 1 ? t("Page %(n)s of %(of)s", { n: page, of }) : "";
  });
  return standings;
}

/** @type {import("./plate.js").Plate} */
export default {
  draw(plate, { board, rows }) {
    if (!board || board.rows.length === 0) return false;
    const table = build(plate);
    plate.hidden = false;
    drawHead(plate, board);
    table.draw(rows > 0 ? { ...board, rows: board.rows.slice(0, rows) } : board);
    const foot = find(".plate-foot", plate);
    const words = [board.rows.length > 1 ? rankingRule(board) : "", foot.dataset.page ?? ""];
    setText(foot, words.filter(Boolean).join(" · "));
    return true;
  },
};
