import { markColour } from "../board/colour.js";
import { unparted } from "../board/name.js";
import { movement } from "../board/wording.js";
import { figureText, totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { find, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { isWaiting } from "./revealing.js";

/**
 * A row of a board that is being revealed: as on any board, but a place that is not told yet is a dash, and what is
 * sealed a chip without a number.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/model.js").Row} Row
 * @typedef {{board: Board, sealed: string[], part: number, bracketed: boolean}} Drawing
 *   `sealed`: the ids of the rounds in which something is hidden; `part`: how much of its track the bar fills;
 *   `bracketed`: whether who shares its place is told too
 */

/**
 * Where a bar stands that fills a part of its track.
 *
 * @param {number} part
 */
export const barAt = (part) => `translateX(${Math.round((part - 1) * 10_000) / 100}%)`;

/**
 * @param {HTMLElement} element from `makeRow`
 * @param {Row} row
 * @param {Drawing} drawing
 */
export function drawRevealRow(element, row, { board, sealed, part, bracketed }) {
  const waits = isWaiting(row);
  const { dataset } = element;
  dataset.team = row.team.id;
  dataset.rank = row.rank === null ? "" : String(row.rank);
  dataset.total = row.total ?? "";
  dataset.tied = String(row.tied);
  dataset.revealed = String(row.revealed ?? false);
  dataset.cut = waits ? "" : (row.cut ?? "");
  dataset.medal = waits ? "" : String(row.medal ?? "");
  markColour(element, row.team.colour);
  element.classList.toggle("waits", waits);
  element.classList.toggle("shared", bracketed);
  setText(find(".place-number", element), waits ? "–" : printed(row.rank));
  setText(find(".place-tie", element), t("tied"));
  const name = find(".name", element);
  setText(name, unparted(row.team.name));
  name.dataset.shared = `team:${row.team.id}`;
  setText(find(".region", element), row.team.region);
  drawFigures(find(".figures", element), row, board, waits ? sealed : []);
  const { direction, text } = movement(waits || row.rank === null ? null : row.movement);
  find(".move", element).dataset.direction = direction;
  setText(find(".move-number", element), text);
  setText(find(".total-number", element), printed(totalText(board, row)));
  find(".bar", element).style.transform = barAt(part);
}

/**
 * @param {HTMLElement} figures
 * @param {Row} row
 * @param {Board} board
 * @param {string[]} sealed
 */
function drawFigures(figures, row, board, sealed) {
  const { rounds } = board;
  while (figures.children.length > rounds.length) figures.lastElementChild?.remove();
  while (figures.children.length < rounds.length)
    figures.append(
      make(
        "span",
        { class: "figure" },
        make("span", { class: "figure-number" }),
        make("span", { class: "seal" }),
      ),
    );
  rounds.forEach((round, i) => {
    const figure = /** @type {HTMLElement} */ (figures.children[i]);
    const hidden = sealed.includes(round.id);
    figure.dataset.round = round.id;
    figure.dataset.state = "closed";
    figure.classList.toggle("under-seal", hidden);
    const text = printed(figureText(board, row, round.id));
    // What was sealed keeps its chip, out of sight, for the moment in which that opens.
    if (hidden) setText(find(".seal", figure), text);
    setText(find(".figure-number", figure), hidden ? "" : text);
  });
}
