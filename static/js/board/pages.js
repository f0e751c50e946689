import { fitBoard } from "./fit.js";
import { widthOf } from "./measure.js";
import { fitName } from "./name.js";

/**
 * A board on a screen that is too small for it: fewer rows at a time, in letters that can be read.
 *
 * @typedef {import("./fit.js").Space} Space
 * @typedef {import("./fit.js").Measurements} Measurements
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {{fit: Fit, perPage: number, pages: number}} Paging
 */

/** The smallest name, in hundredths of the screen's height and in pixels: below it Chinese letters run together. */
const LEAST_UNITS = 2.2;
const LEAST_PIXELS = 14;
/** Figures of rounds are looked at one by one: they may be a little smaller. */
const LEAST_FIGURE = 0.6;
/** Fewer rows than these make no board; then the letters give way. */
const FEWEST = 3;

/**
 * As many rows a page as can be read.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {string[]} names
 * @returns {Paging}
 */
export function pagesFor(space, measurements, names) {
  const whole = { fit: fitBoard(space, measurements), perPage: measurements.rows, pages: 1 };
  const least = leastName(space.unit);
  if (isLegible(whole.fit, names, least)) return whole;
  let last = whole;
  for (let pages = 2; Math.ceil(measurements.rows / pages) >= FEWEST; pages += 1) {
    const perPage = Math.ceil(measurements.rows / pages);
    if (perPage === last.perPage) continue;
    const fit = fitBoard(space, { ...measurements, rows: perPage, breakAfter: null });
    last = { fit, perPage, pages: Math.ceil(measurements.rows / perPage) };
    if (isLegible(fit, names, least)) return last;
  }
  return last;
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
export function isLegible({ size, height, cells, scale, figures }, names, least) {
  if (size < least || (figures && size * scale.figure < least * LEAST_FIGURE)) return false;
  return names.every((name) => {
    // Most names fit as they are.
    if (widthOf(name, 700) <= cells.name) return true;
    const fitted = fitName(name, cells.name, height / size);
    return fitted.whole && fitted.size * size >= least;
  });
}
