import { SideBySide } from "../../board/sidebyside.js";
import { make } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { unitOf } from "../unit.js";

/**
 * The board itself. Which of its pages stands is told by the event "scoreboard:page", who has come to the first place
 * by "scoreboard:lead".
 *
 * @typedef {import("../../board/model.js").Board} Board
 * @typedef {import("../scenes.js").Scene} Scene
 */

/** What stands in each root.
 * @type {WeakMap<HTMLElement, {drawing: SideBySide, board: Board | null}>} */
const boards = new WeakMap();

/** @param {HTMLElement} root */
function begin(root) {
  const standings = make("section", { class: "standings", "aria-label": t("Standings") });
  root.replaceChildren(standings);
  const drawing = new SideBySide(
    standings,
    () => unitOf(root),
    (n, of) =>
      tell(root, "page", { n, of, shows: (/** @type {string} */ id) => drawing.shows(id) }),
    (team, shared, table) => tell(root, "lead", { team, shared, table }),
  );
  const begun = { drawing, board: /** @type {Board | null} */ (null) };
  boards.set(root, begun);
  return begun;
}

/**
 * @param {HTMLElement} root
 * @param {"page" | "lead"} what
 * @param {object} detail
 */
function tell(root, what, detail) {
  root.dispatchEvent(new CustomEvent(`scoreboard:${what}`, { bubbles: true, detail }));
}

/** @type {Scene} */
export default {
  draw(root, { board }) {
    const standing = boards.get(root) ?? begin(root);
    // Rows travel where a board is news, and not because the screen has become another.
    if (standing.board === board) standing.drawing.redraw();
    else standing.drawing.draw(board);
    standing.board = board;
    for (const row of root.querySelectorAll(".row[data-team]")) {
      const name = row.querySelector(".name");
      name?.setAttribute("data-shared", `team:${row.getAttribute("data-team")}`);
    }
  },
  leave(root) {
    boards.get(root)?.drawing.end();
    boards.delete(root);
    tell(root, "page", { n: 1, of: 1, shows: () => true });
  },
};
