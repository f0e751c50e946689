import { nowWords } from "../board/wording.js";
import { find, make, setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";

/** The head of a plate: what it is about at the left, what is going on at the right. */

/**
 * @param {string} [name] the class of what stands at the left
 * @returns {HTMLElement}
 */
export const makeHead = (name = "plate-event") =>
  make(
    "header",
    { class: "plate-head" },
    make("p", { class: name, dir: "auto" }),
    make("p", { class: "plate-now", dir: "auto" }),
  );

/**
 * Says the contest and what is going on in it.
 *
 * @param {HTMLElement} plate
 * @param {import("../board/model.js").Board} board
 */
export function drawHead(plate, board) {
  setText(find(".plate-event", plate), headingOf(board).contest);
  setText(find(".plate-now", plate), nowWords(board).join(" · "));
}
