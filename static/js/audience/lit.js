import { make } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { bring } from "./attention.js";

/**
 * The reveal on a phone: the row that the hall has just been shown is marked and brought into sight.
 * What is not revealed on this board is never marked, whatever the screens are told meanwhile.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 */

/**
 * The row of the team that was revealed last; none before the first, and none when it is over.
 *
 * @param {Board} board
 * @param {SceneMessage | null} scene
 */
export function litRow(board, scene) {
  if (scene?.scene !== "reveal" || !scene.shows || !("lit" in scene.shows)) return undefined;
  const { lit } = scene.shows;
  return board.rows.find(({ team, revealed }) => team.id === lit && revealed === true);
}

/**
 * @param {Iterable<HTMLElement>} rows of the tables
 * @param {string | null} team that is lit
 * @param {boolean} news whether it has just come
 */
export function drawLit(rows, team, news) {
  for (const row of rows) {
    const lit = row.dataset.team === team;
    const before = row.hasAttribute("data-lit");
    row.toggleAttribute("data-lit", lit);
    const said = row.querySelector(".just");
    if (!lit) said?.remove();
    else if (!said)
      row.querySelector("th")?.append(" ", make("span", { class: "just" }, t("just revealed")));
    if (lit && !before && news) bring(row);
  }
}
