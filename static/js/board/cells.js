/**
 * Sizes inside a row: of each text in relation to the others, and the width of each cell.
 *
 * @typedef {object} Widths
 * @property {number} place the widest place
 * @property {number} tie the word for a shared place, 0 where no place can be shared
 * @property {number} name a name that most names are no longer than
 * @property {number} longest the widest name of all
 * @property {number} region the widest region, 0 where there are none
 * @property {number} figure the widest round figure
 * @property {number} head the widest head above the figures
 * @property {number} total
 * @property {number} move
 * @typedef {object} Scale sizes of a row's texts, in em of its name
 * @property {number} place
 * @property {number} tie
 * @property {number} region
 * @property {number} figure
 * @property {number} move
 * @property {number} total
 * @property {number} pad
 * @property {number} chip by how much a total has just changed
 * @property {number} least the smallest of all
 */

/**
 * @param {number} from
 * @param {number} to
 * @param {number} part
 */
export const mix = (from, to, part) => from + (to - from) * part;

/**
 * @param {number} low
 * @param {number} value
 * @param {number} high
 */
export const clamp = (low, value, high) => Math.min(high, Math.max(low, value));

/**
 * How dense a row is: 0 when it has all the air it wants, 1 when there is none to spare.
 *
 * @param {number} height of a row, in hundredths of the screen's
 */
export const density = (height) => clamp(0, (9 - height) / 5, 1);

/** On one line a name shrinks no further than this; then it takes more lines. */
export const SMALLEST = 0.6;
/** On more lines it may be smaller still, for a name that is cut off could be another team's. */
export const SMALLEST_OF_MANY = 0.5;
const MOST_LINES = 3;
/** What of a line is filled on average, where lines may not break everywhere. */
const FILLED = 0.92;

/**
 * How high lines are, in em of their own size, as the style sheet sets them.
 *
 * @param {number} lines
 */
export const linesHigh = (lines) => 1.18 * lines + 0.12;

/**
 * How many lines a name may take in a row.
 *
 * @param {number} height of the row, in em of a name at its full size
 */
export function linesIn(height) {
  let lines = 1;
  while (lines < MOST_LINES && linesHigh(lines + 1) * SMALLEST_OF_MANY <= height) lines += 1;
  return lines;
}

/**
 * The longest name that a row can show whole, in em of a name at its full size.
 *
 * @param {number} room for the name, in em
 * @param {number} height of the row, in em
 */
export function longestName(room, height) {
  const lines = linesIn(height);
  return lines > 1 ? (lines * FILLED * room) / SMALLEST_OF_MANY : room / SMALLEST;
}

/** How large it is said by how much a total has changed, in the smallest type; never larger than a name. */
const CHIP = 3.6 / 2.2;

/** @param {number} dense 0 to 1 */
export const isDense = (dense) => dense > 0.5;

/**
 * Sizes of a row's texts; what must be read is never smaller than `least`.
 *
 * @param {number} dense 0 to 1
 * @param {number} small factor for the figures
 * @param {number} least the smallest type, in em of a name
 * @returns {Scale}
 */
export function scaleFor(dense, small, least) {
  return {
    place: mix(1.14, 1, dense),
    tie: Math.max(0.34, least),
    region: Math.max(mix(0.42, 0.58, dense), least),
    figure: Math.max(mix(0.5, 0.7, dense) * small, least),
    move: Math.max(mix(0.44, 0.6, dense), least),
    total: mix(1.28, 1.12, dense),
    pad: mix(0.5, 0.42, dense),
    chip: Math.min(1, least * CHIP),
    least,
  };
}

/**
 * The widths of a row's cells, in em of its name.
 *
 * @param {{widths: Widths, rounds: number}} measurements
 * @param {Scale} scale
 * @param {{figures: boolean, moves: boolean, head: number, tie: number}} row head: size of the heads in em of the name
 */
export function cellsFor({ widths, rounds }, scale, { figures, moves, head, tie }) {
  const left = scale.pad + widths.place * scale.place + 0.08 + tie * scale.tie + 0.42;
  const figure = Math.max(widths.figure * scale.figure, widths.head * head) + 0.5 * scale.figure;
  const move = moves && widths.move > 0 ? widths.move * scale.move + 0.3 : 0.2;
  const total = widths.total * scale.total + 0.6;
  const right = (figures ? rounds * figure : 0) + move + total + scale.pad;
  return { left, figure, move, total, right };
}

/**
 * Gives a part of the room to spare to the gaps between figures, where eyes need it most.
 *
 * @param {ReturnType<typeof cellsFor>} cells
 * @param {number} figures how many
 * @param {number} spare in em of the name
 */
export function loosened({ left, figure, move, total, right }, figures, spare) {
  const share = (spare * 0.45) / (figures + 3);
  const perFigure = Math.min(0.55, share);
  const beforeName = Math.min(0.35, share);
  const beforeMove = Math.min(0.4, share);
  const beforeTotal = Math.min(0.7, share);
  return {
    left: left + beforeName,
    figure: figure + perFigure,
    move: move + beforeMove,
    total: total + beforeTotal,
    right: right + figures * perFigure + beforeMove + beforeTotal,
  };
}
