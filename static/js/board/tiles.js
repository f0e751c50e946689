import { printed } from "../common/amount.js";
import { make } from "../common/dom.js";
import { timing } from "../common/flip.js";

/**
 * The judges' marks under a row whose score they have just made: small tiles come up one after the
 * other, after a beat those that do not count are struck through, and then the score is told.
 *
 * @typedef {import("../common/shapes.js").Marked} Marked
 */

/** Milliseconds between two tiles, until strokes, and that a stroke takes. */
const APART = 90;
const BEAT = 500;
const STROKE = 300;
/** Milliseconds that the tiles stand after the score has begun to be told. */
const STANDS = 3200;

/**
 * How long before the score its marks come up, in milliseconds.
 *
 * @param {Marked} marked
 */
export const leadOf = ({ marks }) =>
  Math.min(marks.length, 10) * APART + BEAT + (marks.some(({ dropped }) => dropped) ? STROKE : 0);

/**
 * @param {HTMLElement} row
 * @param {Marked} marked
 * @param {number} later milliseconds until the first comes up
 */
export function showTiles(row, marked, later) {
  row.querySelector(".judge-tiles")?.remove();
  const tiles = make("span", { class: "judge-tiles", "aria-hidden": "true" });
  for (const { value, dropped } of marked.marks)
    tiles.append(
      make(
        "span",
        { class: dropped ? "judge-tile dropped" : "judge-tile" },
        make("span", { class: "judge-ground" }),
        make("span", { class: "judge-mark" }, printed(value)),
        make("span", { class: "judge-stroke" }),
      ),
    );
  row.append(tiles);
  row.classList.add("with-tiles");
  tiles.classList.toggle("above", !hasRoomBelow(row, tiles));
  move(tiles, marked, later);
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} tiles
 */
function hasRoomBelow(row, tiles) {
  const list = row.parentElement?.parentElement ?? row;
  const below = list.getBoundingClientRect().bottom - row.getBoundingClientRect().bottom;
  return below >= tiles.getBoundingClientRect().height;
}

/**
 * @param {HTMLElement} tiles
 * @param {Marked} marked
 * @param {number} later
 */
function move(tiles, marked, later) {
  const from = { opacity: 0, transform: "translateY(-0.4em)" };
  const apart = Math.min(APART, (10 * APART) / marked.marks.length);
  const struck = later + leadOf(marked) - STROKE;
  [...tiles.children].forEach((tile, i) => {
    tile.animate([from, { opacity: 1, transform: "none" }], {
      ...timing({ delay: later + i * apart }),
      duration: 300,
      fill: "backwards",
    });
    if (tile.classList.contains("dropped")) strike(tile, struck);
  });
  const stands = later + leadOf(marked) + STANDS;
  const going = tiles.animate([{ opacity: 1 }, { opacity: 0 }], { delay: stands, duration: 400 });
  going.onfinish = () => {
    tiles.parentElement?.classList.remove("with-tiles");
    tiles.remove();
  };
}

/**
 * Until it is struck through a mark that is left out looks as the others do.
 *
 * @param {Element} tile
 * @param {number} later
 */
function strike(tile, later) {
  /** @type {KeyframeAnimationOptions} */
  const how = { ...timing({ delay: later }), duration: STROKE, fill: "backwards" };
  tile
    .querySelector(".judge-stroke")
    ?.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], how);
  for (const part of tile.querySelectorAll(".judge-ground, .judge-mark"))
    part.animate([{ opacity: 1 }, {}], how);
}
