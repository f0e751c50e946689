import { fitBoard } from "./fit.js";
import { widthOf } from "./measure.js";
import { fitName } from "./name.js";

/**
 * A board on a screen that is too small for it: fewer rows at a time, in letters that can be read.
 *
 * @typedef {import("./fit.js").Space} Space
 * @typedef {import("./fit.js").Measurements} Measurements
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {object} Paging
 * @property {Measurements} on what a page needs room for
 * @property {number} fixed how many of the first rows stand on every page
 * @property {number} perPage how many others a page has
 * @property {number} pages
 */

/** The smallest name, in hundredths of the screen's height and in pixels: below it Chinese letters run together. */
const LEAST_UNITS = 100 / 36;
const LEAST_PIXELS = 14;
/** The first places are what everybody looks for: they stand on every page that has room for some others. */
const FIXED = 8;
const FEWEST_OTHERS = 4;
/** A name that is longer than most may be a little smaller: so much, and no more of them than this share. */
const SQUEEZED = 0.8;
const FEW = 0.15;
/** Fewer rows than these make no board; then the letters give way. */
const FEWEST = 3;

/**
 * As many rows a page as can be read, the first of the board on each.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {string[]} names
 * @returns {Paging}
 */
export function pagesFor(space, measurements, names) {
  const { rows } = measurements;
  const least = leastName(space.unit);
  /** @type {Paging} */
  let last = { on: measurements, fixed: 0, perPage: rows, pages: 1 };
  if (isLegible(fitBoard(space, measurements), names, least)) return last;
  for (const fixed of [FIXED, 0]) {
    const fewest = fixed > 0 ? FEWEST_OTHERS : FEWEST;
    for (let pages = 2; Math.ceil((rows - fixed) / pages) >= fewest; pages += 1) {
      const perPage = Math.ceil((rows - fixed) / pages);
      if (perPage === last.perPage) continue;
      const on = onPages(measurements, fixed, perPage);
      last = { on, fixed, perPage, pages: Math.ceil((rows - fixed) / perPage) };
      if (isLegible(fitBoard(space, on), names, least)) return last;
    }
  }
  return last;
}

/**
 * A page has room for the line below the rows that stand on each, and for that of the cut.
 *
 * @param {Measurements} measurements
 * @param {number} fixed
 * @param {number} perPage
 * @returns {Measurements}
 */
function onPages({ breaks, rooms, ...rest }, fixed, perPage) {
  const line = fixed > 0 ? [fixed] : [];
  return { ...rest, rows: fixed + perPage, breaks: line, rooms: line.length + rooms };
}

/**
 * How a page stands.
 *
 * @param {Space} space
 * @param {Paging} paging
 * @param {import("./model.js").Span[]} stretches its rows
 * @param {number[]} breaks of the whole board
 */
export function fitPage(space, { on, fixed, pages }, stretches, breaks) {
  if (pages === 1) return fitBoard(space, on);
  let at = 0;
  const here = stretches.flatMap(({ first, last }) => {
    const offset = at - first;
    at += last - first + 1;
    return breaks
      .filter((after) => after > first && after <= last + 1)
      .map((after) => after + offset);
  });
  const all = new Set([...(fixed > 0 ? [fixed] : []), ...here]);
  return fitBoard(space, { ...on, breaks: [...all] });
}

/**
 * The rows in sight on a page, as stretches of the board one after the other.
 *
 * @param {Paging} paging
 * @param {number} page from 0
 * @param {number} rows of the whole board
 * @returns {import("./model.js").Span[]}
 */
export function stretchesOn({ fixed, perPage }, page, rows) {
  const first = fixed + page * perPage;
  const others = { first, last: Math.min(rows, first + perPage) - 1 };
  return fixed > 0 ? [{ first: 0, last: fixed - 1 }, others] : [others];
}

/**
 * The smallest name that can be read, in pixels.
 *
 * @param {number} unit
 */
export const leastName = (unit) => Math.max(LEAST_UNITS * unit, LEAST_PIXELS);

/**
 * @param {Fit} fit
 * @param {string[]} names
 * @param {number} least in pixels
 */
export function isLegible({ size, height, cells }, names, least) {
  if (size < least) return false;
  let smaller = 0;
  for (const name of names) {
    // Most names fit as they are.
    if (widthOf(name, 700) <= cells.name) continue;
    const fitted = fitName(name, cells.name, height / size);
    if (!fitted.whole || fitted.size * size < least * SQUEEZED) return false;
    if (fitted.size * size < least) smaller += 1;
  }
  return smaller <= names.length * FEW;
}
