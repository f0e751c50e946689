import { linesHigh, linesIn, SMALLEST, SMALLEST_OF_MANY } from "./cells.js";
import { widthOf } from "./measure.js";

/** A Chinese letter with the marks that may not begin a line, or a word; what is joined to it, and the spaces behind it. */
const PIECES =
  /(?:\S\u2060)*(?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][\u3001-\u3011\uff01-\uff1f\u00b7]*|[^\s\u2e80-\u9fff\uf900-\uffef]+)\s*/gu;
const STEP = 0.02;
/** A further line has to make a name so much larger: it takes the row's air. */
const WORTH_A_LINE = 1.2;

/** What stands in quotation marks or book title marks, as long as it is short. */
const QUOTED = /“[^“”\s]{1,10}”|《[^《》\s]{1,10}》/gu;
const JOINER = "\u2060";

/**
 * A name whose dots between its parts (阿依古丽·买买提) begin no line: the part before keeps its dot. What it has in
 * short quotation marks (“安全生产月”) stays on one line.
 *
 * @param {string} name
 */
export const unparted = (name) =>
  name
    .replaceAll("\u00b7", `${JOINER}\u00b7`)
    .replace(QUOTED, (quoted) => [...quoted].join(JOINER));

/**
 * As large as a name can be: it shrinks on its one line, then takes two or three where the row is tall enough, and at
 * last ends in an ellipsis.
 *
 * @param {string} text
 * @param {number} room in em of a name at its full size
 * @param {number} height of the row, in the same em
 * @returns {{size: number, lines: number, whole: boolean}}
 */
export function fitName(text, room, height) {
  const one = Math.min(1, room / widthOf(text, 700));
  if (one >= SMALLEST) return { size: one, lines: 1, whole: true };
  const most = linesIn(height);
  if (most === 1) return { size: SMALLEST, lines: 1, whole: false };
  let best = { size: SMALLEST_OF_MANY, lines: most, whole: false };
  for (let lines = 2; lines <= most; lines += 1) {
    let size = Math.min(1, height / linesHigh(lines));
    while (size >= SMALLEST_OF_MANY && linesOf(text, room / size) > lines) size -= STEP;
    const better = !best.whole || size > best.size * WORTH_A_LINE;
    if (size >= SMALLEST_OF_MANY && better) best = { size, lines, whole: true };
  }
  return best;
}

/**
 * How many lines a text takes, without end where a piece of it fits on none.
 *
 * @param {string} text
 * @param {number} room in em of the text
 * @param {{weight?: number, spaced?: number}} [set] how it is set: `spaced` is what stands between two letters, in em
 */
export function linesOf(text, room, { weight = 700, spaced = 0 } = {}) {
  const wide = (/** @type {string} */ part) => widthOf(part, weight) + spaced * part.length;
  let lines = 1;
  let used = 0;
  for (const piece of text.match(PIECES) ?? []) {
    const width = wide(piece.trimEnd());
    if (width > room) return Number.POSITIVE_INFINITY;
    if (used + width > room) {
      lines += 1;
      used = 0;
    }
    used += wide(piece);
  }
  return lines;
}
