import { fitBoard } from "../board/fit.js";
import { measurementsOf } from "../board/measurements.js";
import { isLegible, leastName } from "../board/pages.js";
import { tablesOf } from "../board/tables.js";

/**
 * Where rows stand during a reveal: those that wait above, in the frozen order, then the open place on which the
 * spotlight waits, then those that are revealed. The picture stands still: a row that is revealed leaves the upper part
 * and fills the open place, and the next one opens above it.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/model.js").Row} Row
 * @typedef {import("../board/fit.js").Fit} Fit
 * @typedef {{x: number, y: number}} Point
 * @typedef {object} Part the table that is revealed at this moment
 * @property {string} title "" where there is but one
 * @property {Board} board
 * @property {Row[]} rows in the order in which they stand
 * @property {number} waiting how many of them are still to be revealed: the first ones
 * @typedef {object} Ground
 * @property {Fit} fit
 * @property {number} start the first row of the part that is in sight
 * @property {number} count how many are
 * @property {number} spot height of the open place with the gap below it, in pixels
 * @property {number} top
 */

/** Height of the open place at least, and of the line above all rows, in hundredths of the picture's. */
const SPOT = 4.8;
/** The same as a share of a row. */
const SPOT_OF_ROW = 0.42;
const LINE = 4;
/** Rows that stay in sight when the picture moves on to the next ones. */
const KEPT = 4;
const FEWEST = 12;

/** @param {Row} row */
const takesPart = (row) => row.rank !== null && !row.outside;

/** @param {Row} row */
export const isWaiting = (row) => takesPart(row) && row.revealed === false;

/**
 * The table that is told of now: the one of the team that was revealed last, else the first that waits.
 *
 * @param {Board} board
 * @param {string | null} lit
 * @returns {Part}
 */
export function partOf(board, lit) {
  const tables = tablesOf(board);
  const own = tables.find(({ board: { rows } }) => rows.some(({ team }) => team.id === lit));
  const next = tables.find(({ board: { rows } }) => rows.some(isWaiting));
  const table = own ?? next ?? tables[0];
  const one = table?.board ?? board;
  return {
    title: tables.length > 1 ? (table?.title ?? "") : "",
    board: one,
    rows: one.rows,
    waiting: one.rows.filter(isWaiting).length,
  };
}

/**
 * How large rows are, and which are in sight. It depends on what stood before the newest step alone, so that within a
 * step nothing moves but rows.
 *
 * @param {Part} part
 * @param {number} waitingBefore
 * @param {import("../board/fit.js").Space} space
 * @returns {Ground}
 */
export function groundFor({ board, rows }, waitingBefore, space) {
  const measurements = { ...measurementsOf(board), breaks: [], rooms: 0 };
  const names = rows.map(({ team }) => team.name);
  for (let count = rows.length; ; count = Math.ceil(count * 0.8)) {
    const room = roomFor({ ...measurements, rows: count }, space);
    if (count <= FEWEST || isLegible(room.fit, names, leastName(space.unit))) {
      return { ...room, start: startFor(rows.length, count, waitingBefore), count };
    }
  }
}

/**
 * The open place and the line above take their room first; how much, rows of about that height tell.
 *
 * @param {import("../board/fit.js").Measurements} measurements
 * @param {import("../board/fit.js").Space} space
 */
function roomFor(measurements, { width, height, unit }) {
  const rough = fitBoard({ width, height: height - 2 * SPOT * unit, unit }, measurements);
  const spot = Math.round(Math.max(SPOT * unit, SPOT_OF_ROW * rough.height)) + rough.gap;
  // The line stands beside the heads of one column; of several it stands above, and where heads find no room.
  const above = (/** @type {Fit} */ fit) =>
    Math.max(0, Math.round(LINE * unit) - (fit.columns > 1 ? 0 : fit.strip));
  const under = (/** @type {number} */ top) =>
    fitBoard({ width, height: height - spot - top, unit }, measurements);
  const first = above(rough);
  const top = Math.max(first, above(under(first)));
  return { fit: under(top), spot, top };
}

/**
 * @param {number} all
 * @param {number} count in sight
 * @param {number} waiting
 */
function startFor(all, count, waiting) {
  if (count >= all) return 0;
  const stride = count - KEPT;
  const page = Math.max(0, Math.floor((waiting - 2) / stride));
  return Math.min(page * stride, all - count);
}

/**
 * Where the row at a position of its part stands; null where it is out of sight.
 *
 * @param {Ground} ground
 * @param {number} position
 * @param {number} waiting how many rows stand above the open place
 * @returns {Point | null}
 */
export function pointOf({ fit, start, count, spot, top }, position, waiting) {
  const i = position - start;
  const slot = fit.slots[i];
  if (i < 0 || i >= count || !slot) return null;
  const open = spotColumn({ fit, start }, waiting);
  const below = open !== null && Math.floor(i / fit.perColumn) === open && position >= waiting;
  return { x: slot.x, y: slot.y + top + (below ? spot : 0) };
}

/**
 * Where the open place is; null once there is none, or where it is out of sight.
 *
 * @param {Ground} ground
 * @param {number} waiting
 * @returns {Point | null}
 */
export function spotOf(ground, waiting) {
  const { fit, start, top } = ground;
  const above = fit.slots[waiting - 1 - start];
  if (waiting === 0 || !above) return null;
  return { x: above.x, y: above.y + top + fit.height + fit.gap };
}

/**
 * @param {Pick<Ground, "fit" | "start">} ground
 * @param {number} waiting
 */
function spotColumn({ fit, start }, waiting) {
  const above = waiting - 1 - start;
  return waiting === 0 || above < 0 ? null : Math.floor(above / fit.perColumn);
}
