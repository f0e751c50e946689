import { markColour } from "../board/colour.js";
import { onFonts } from "../board/measure.js";
import { fitName, unparted } from "../board/name.js";
import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { places, travel } from "../common/flip.js";
import { t } from "../common/phrases.js";
import { drawHead, makeHead } from "./head.js";

/**
 * The lower third: who is on stage, and the first rows beside each other.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/model.js").Row} Row
 */

/** So many stand beside each other where the address does not say. */
const USUAL = 4;
/** A row needs this much, in em of a name: fewer stand in the strip where it is larger. */
const NARROWEST = 9;

/** @param {HTMLElement} plate */
function build(plate) {
  if (plate.childElementCount > 0) return;
  plate.append(
    makeHead(),
    make(
      "p",
      { class: "lower-stage" },
      make("span", { class: "on-name", dir: "auto" }),
      make("span", { class: "on-said" }),
      make("span", { class: "on-next", dir: "auto" }),
    ),
    make("ol", { class: "lower-rows" }),
  );
  onFonts(() => fitNames(find(".lower-rows", plate)));
}

/** How high a name may stand in its cell, in em of its full size. */
const NAME_HEIGHT = 2.4;

/**
 * Sets the names as large as their cells allow: two lines before they shrink much, all of them alike.
 *
 * @param {HTMLElement} list
 */
function fitNames(list) {
  const names = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".lower-name")]);
  for (const name of names) name.style.fontSize = "";
  const fits = names.map((name) => {
    const full = Number.parseFloat(getComputedStyle(name).fontSize);
    return fitName(name.textContent ?? "", name.clientWidth / full, NAME_HEIGHT).size;
  });
  const size = Math.min(1, ...fits);
  for (const name of names) name.style.fontSize = `${size}em`;
}

/**
 * How many rows can be read beside each other.
 *
 * @param {HTMLElement} list
 */
function roomIn(list) {
  const em = Number.parseFloat(getComputedStyle(list).fontSize);
  return Math.max(1, Math.floor(list.clientWidth / (NARROWEST * em)));
}

/** @param {Row} row */
const keyOf = (row) => row.team.id;

function makeRow() {
  return make(
    "li",
    { class: "lower-row" },
    make("span", { class: "lower-place" }),
    make("span", { class: "lower-name", dir: "auto" }),
    make("span", { class: "lower-total" }),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {Board} board
 */
function drawRow(element, row, board) {
  const { dataset } = element;
  dataset.team = row.team.id;
  dataset.rank = row.rank === null ? "" : String(row.rank);
  dataset.total = row.total ?? "";
  dataset.tied = String(row.tied);
  element.classList.toggle("winner", board.winners.includes(row.team.id));
  setText(find(".lower-place", element), row.rank === null ? "" : printed(row.rank));
  setText(find(".lower-name", element), unparted(row.team.name));
  countTo(find(".lower-total", element), row.total ?? "–");
  markColour(element, row.team.colour);
}

/**
 * @param {HTMLElement} element
 * @param {Board} board
 */
function drawStage(element, { on_stage: on, rows }) {
  element.hidden = on === null;
  if (!on) return;
  const row = rows.find(({ team }) => team.id === on.team);
  const next = rows.find(({ team }) => team.id === on.next);
  setText(find(".on-name", element), row?.team.name ?? on.team);
  const place = row?.rank == null ? "" : t("Place %(place)s", { place: printed(row.rank) });
  const total = row?.total == null ? "" : t("Total %(total)s", { total: printed(row.total) });
  setText(find(".on-said", element), [total, place].filter(Boolean).join(" · "));
  setText(find(".on-next", element), next ? t("Next: %(team)s", { team: next.team.name }) : "");
}

/** @type {import("./plate.js").Plate} */
export default {
  draw(plate, { board, rows }) {
    if (!board || board.rows.length === 0) return false;
    build(plate);
    drawHead(plate, board);
    drawStage(find(".lower-stage", plate), board);
    const list = find(".lower-rows", plate);
    plate.hidden = false;
    const first = board.rows.slice(0, Math.min(rows || USUAL, roomIn(list)));
    const seen = places(/** @type {Iterable<HTMLElement>} */ (list.children));
    reconcile(list, first, {
      key: keyOf,
      make: makeRow,
      draw: (element, row) => drawRow(element, row, board),
    });
    fitNames(list);
    travel(seen);
    return true;
  },
};
