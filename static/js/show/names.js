import { widthOf } from "../board/measure.js";
import { linesOf } from "../board/name.js";

/**
 * Names of one size in a box: as large as all of them allow, in as many columns as that takes.
 *
 * @typedef {object} Box all lengths in hundredths of the picture's height
 * @property {number} width
 * @property {number} height
 * @property {number} largest size of a name
 * @property {number} [least] the smallest size that is read from the last row
 * @property {number} [columns] at most so many
 * @property {number} [lines] a name may take
 * @property {number} [small] height of a line of small print below each name
 * @property {number} [between] columns
 * @property {number} [leading] height of a line
 * @property {number} [gap] between two names, in em of a name
 * @property {number} [lead] what stands before each line of a name, in em of it
 * @typedef {{size: number, columns: number, shown: number, lines: number}} Fitted `shown`: how many names find room
 */

/** Nothing that anybody must read is smaller. */
export const LEAST = 2.4;
const STEP = 0.1;
/** One line for a name is worth so much of its size. */
const ONE_LINE = 0.72;

/**
 * @param {string[]} names
 * @param {Box} box
 * @returns {Fitted}
 */
export function fitNames(names, box) {
  const most = Math.max(1, Math.min(box.columns ?? 1, names.length));
  const lines = box.lines ?? 2;
  let best = null;
  for (let columns = 1; columns <= most; columns += 1) {
    const alone = fitIn(names, box, columns, 1);
    const broken = lines > 1 ? fitIn(names, box, columns, lines) : null;
    const fit = broken && (!alone || alone.size < broken.size * ONE_LINE) ? broken : alone;
    if (fit && (!best || fit.size > best.size + 0.2)) best = fit;
  }
  return best ?? crowded(names, box, most, lines);
}

/**
 * @param {string[]} names
 * @param {Box} box
 * @param {number} columns
 * @param {number} lines
 * @returns {Fitted | null} null where not all of them fit, at their smallest
 */
function fitIn(names, box, columns, lines) {
  const { largest, least = LEAST } = box;
  for (let size = largest; size >= least - 1e-9; size -= STEP) {
    const heights = heightsAt(names, box, columns, lines, size);
    if (heights && sum(heights) <= box.height) {
      return { size: Math.round(size * 10) / 10, columns, shown: names.length, lines };
    }
  }
  return null;
}

/**
 * How high each row of names is; null where a name takes more lines than it may.
 *
 * @param {string[]} names
 * @param {Box} box
 * @param {number} columns
 * @param {number} lines
 * @param {number} size
 */
function heightsAt(names, box, columns, lines, size) {
  const { width, small = 0, between = 3, leading = 1.2, gap = 0.5, lead = 0 } = box;
  // A little air, so that what is measured here breaks nowhere else on the page.
  const room = ((width - between * (columns - 1)) / columns / size) * 0.985 - lead;
  const counts = names.map((name) =>
    widthOf(name, 700) <= room ? 1 : lines > 1 ? linesOf(name, room) : Number.POSITIVE_INFINITY,
  );
  if (counts.some((count) => count > lines)) return null;
  const rows = Math.ceil(names.length / columns);
  return Array.from({ length: rows }, (_, row) => {
    const tallest = Math.max(...counts.slice(row * columns, (row + 1) * columns));
    return (tallest * leading + (row > 0 ? gap : 0)) * size + small;
  });
}

/**
 * The smallest type, and as many names as find room: whoever draws them says how many more there are.
 *
 * @param {string[]} names
 * @param {Box} box
 * @param {number} columns
 * @param {number} lines
 * @returns {Fitted}
 */
function crowded(names, box, columns, lines) {
  const { least = LEAST, small = 0, leading = 1.2, gap = 0.5 } = box;
  const row = (lines * leading + gap) * least + small;
  const rows = Math.max(1, Math.floor(box.height / row));
  return { size: least, columns, shown: Math.min(names.length, rows * columns), lines };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
