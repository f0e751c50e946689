import { tablesOf } from "../board/tables.js";
import { find, make } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { applyLook } from "../show/look.js";
import { onlyStandings } from "../show/message.js";
import { dayWords } from "../show/parts.js";
import podium from "../show/scenes/podium.js";

/**
 * The podium as a picture: the hall's own scene, at the picture's size, with all of its steps told.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/tables.js").Table} Table
 * @typedef {import("./poster.js").Size} Size
 */

const LAST_PLACE = 3;

/** @param {Table} table */
const placesOf = ({ board: { rows } }) =>
  [...new Set(rows.map(({ rank }) => rank))]
    .filter((rank) => rank !== null && rank <= LAST_PLACE)
    .map(Number);

/**
 * The tables of a board whose winners are named, each of which has a podium.
 *
 * @param {Board} board
 * @returns {Table[]}
 */
export const podiumsOf = (board) =>
  tablesOf(board).filter((table) => table.board.winners.length > 0 && placesOf(table).length > 0);

/**
 * @param {Table} table
 * @returns {import("../show/message.js").SceneMessage}
 */
function messageFor(table) {
  const { board, title } = table;
  const columns = placesOf(table);
  const steps = columns.toReversed().map((rank) => ({
    rank,
    teams: board.rows
      .filter((row) => row.rank === rank)
      .map(({ team, total, prizes = [] }) => ({ team, total, prize: prizes[0] ?? null })),
  }));
  const { stage } = board;
  const division = title ? { name: title } : null;
  const shows = { stage, division, columns, steps };
  const of = columns.length;
  return { ...onlyStandings(board.event, null), scene: "podium", step: of, of, shows };
}

/**
 * Builds it inside an element, which must be in the page.
 *
 * @param {HTMLElement} holder
 * @param {Table} table
 * @param {Size} size
 * @returns {HTMLElement}
 */
export function drawPodium(holder, table, size) {
  const scene = make("div", { class: "scene" });
  const box = make("div", { class: "scene-box podium-poster" }, scene);
  applyLook(box, page.look);
  box.style.width = `${size.width}px`;
  box.style.height = `${size.height}px`;
  holder.replaceChildren(box);
  const message = messageFor(table);
  const { look } = message;
  podium.draw(scene, { scene: message, board: table.board, look, previous: null, settled: true });
  const { host } = headingOf(table.board);
  const words = [host, page.rehearsal ? t("Rehearsal") : dayWords(page.date)].filter(Boolean);
  find(".podium-head", scene).prepend(
    make(
      "p",
      { class: "podium-host" },
      ...words.map((word) => make("span", { dir: "auto" }, word)),
    ),
  );
  alike(scene);
  return box;
}

/**
 * All names in the one size that each of them has room for.
 *
 * @param {HTMLElement} scene
 */
function alike(scene) {
  const steps = /** @type {HTMLElement[]} */ ([...scene.querySelectorAll(".podium-who")]);
  const sizes = steps.map(({ style }) => Number.parseFloat(style.getPropertyValue("--size")));
  const size = Math.min(...sizes.filter(Boolean));
  for (const { style } of steps) style.setProperty("--size", String(size));
}
