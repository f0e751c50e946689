import {
  cellsFor,
  clamp,
  density,
  isDense,
  longestName,
  loosened,
  mix,
  scaleFor,
} from "./cells.js";

/**
 * How a board fills its screen: columns, rows and type, as large as the count of teams allows.
 * Widths come in as em of the text's own size; what comes out is in pixels. Nothing here touches the page.
 *
 * @typedef {import("./cells.js").Widths} Widths
 * @typedef {import("./cells.js").Scale} Scale
 * @typedef {object} Space
 * @property {number} width
 * @property {number} height
 * @property {number} unit a hundredth of the height of a screen of these proportions
 * @typedef {object} Measurements
 * @property {number} rows
 * @property {number} rounds
 * @property {number | null} breakAfter rows above the line that needs room of its own
 * @property {Widths} widths
 * @typedef {object} Fit
 * @property {number} columns
 * @property {number} perColumn
 * @property {number} width of a row
 * @property {number} height of a row
 * @property {number} gap between rows
 * @property {number} strip height of the heads above the rows
 * @property {number} size of a name
 * @property {number} head size of the heads
 * @property {Scale} scale
 * @property {{left: number, figure: number, move: number, total: number, right: number, name: number}} cells widths in em of the name
 * @property {boolean} region
 * @property {boolean} figures
 * @property {boolean} numbered whether the heads of the figures are numbers
 * @property {boolean} dense
 * @property {boolean} word whether there is room for the word for a shared place
 * @property {number} extra room of its own for the line below the advancing group
 * @property {{x: number, y: number}[]} slots
 */

/** The smallest name that still reads from the last row, in hundredths of the height. */
const LEGIBLE = 2.9;
/** The smallest head: read from the last row where it is looked for. */
const LEAST_HEAD = 1.9;
/** No name grows beyond this, however few the teams. */
const LARGEST = 8.2;
const MOST_COLUMNS = 3;
/** The smallest word for a shared place, in hundredths of the height and in pixels. */
const LEAST_WORD = 1.3;
const LEAST_WORD_PIXELS = 12;
/** The least air between a name and what follows it, in em. */
const AFTER_NAME = 0.3;

/**
 * What a row can do without, in order: the region goes first; then the figures get smaller, their heads become numbers
 * and long names shrink a little; at last the figures go too, so that no name is cut off.
 */
const LEVELS = [
  { region: true, figures: true, small: 1, numbered: false, name: 1 },
  { region: true, figures: true, small: 0.82, numbered: false, name: 1 },
  { region: false, figures: true, small: 1, numbered: false, name: 1 },
  { region: false, figures: true, small: 0.82, numbered: false, name: 1 },
  { region: false, figures: true, small: 0.82, numbered: true, name: 0.88 },
  { region: false, figures: false, small: 1, numbered: false, name: 1 },
];

/**
 * Heights for a number of columns, as if widths were no matter.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {number} columns
 * @param {boolean} figures
 */
function heightsFor({ height, unit }, { rows, breakAfter }, columns, figures) {
  const perColumn = Math.ceil(rows / columns);
  const head = clamp(LEAST_HEAD * unit, (height / perColumn) * 0.19, 2.3 * unit);
  const strip = figures ? Math.round(head * 1.75) : 0;
  const extra = breakAfter !== null ? Math.round((columns === 1 ? 1.5 : 1.9) * unit) : 0;
  const free = height - strip - extra;
  const rough = free / (perColumn * 1.11);
  const gap = Math.max(2, Math.round(rough * mix(0.115, 0.09, density(rough / unit))));
  const full = Math.floor((free - gap * (perColumn - 1)) / perColumn);
  const dense = density(full / unit);
  const size = Math.min(full / mix(1.93, 1.43, dense), LARGEST * unit);
  const row = Math.min(full, Math.round(size * 2.15));
  return { perColumn, head, strip, extra, gap, row, dense, size };
}

/**
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {number} columns
 */
function fitColumns(space, measurements, columns) {
  const between = Math.round(2.2 * space.unit);
  const width = Math.floor((space.width - between * (columns - 1)) / columns);
  let last = null;
  for (const level of LEVELS) {
    const figures = level.figures && measurements.rounds > 0;
    const heights = heightsFor(space, measurements, columns, figures);
    // In thin rows the word would be too small to read; the bracket and the same number tell a tie there.
    const scale = scaleFor(heights.dense, level.small);
    const least = Math.max(LEAST_WORD * space.unit, LEAST_WORD_PIXELS);
    const word = measurements.widths.tie > 0 && heights.size * scale.tie >= least;
    const tie = word ? measurements.widths.tie : 0;
    const head = level.numbered ? 0 : heights.head / heights.size;
    const cells = cellsFor(measurements, scale, { figures, head, tie });
    const region = level.region && measurements.widths.region > 0;
    const beside = region ? measurements.widths.region * scale.region + 0.4 : 0;
    const wants =
      AFTER_NAME + cells.left + measurements.widths.name * level.name + beside + cells.right;
    last = {
      ...heights,
      columns,
      width,
      between,
      scale,
      cells,
      region,
      figures,
      word,
      numbered: level.numbered,
    };
    const spare = width / heights.size - wants;
    const name = width / heights.size - AFTER_NAME - cells.left - cells.right;
    const whole = measurements.widths.longest <= longestName(name, heights.row / heights.size);
    if (spare >= 0 && (whole || !figures))
      return { ...last, cells: loosened(cells, figures ? measurements.rounds : 0, spare) };
  }
  // Nothing more can go: the type gives way, until names would be mere stubs.
  const fit = /** @type {NonNullable<typeof last>} */ (last);
  const least = fit.cells.left + Math.min(measurements.widths.name, 6) + fit.cells.right;
  return { ...fit, size: Math.min(fit.size, width / least) };
}

/**
 * The fewest columns that stay legible; if none does, the ones with the largest type.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @returns {Fit}
 */
export function fitBoard(space, measurements) {
  const most = Math.max(1, Math.min(MOST_COLUMNS, measurements.rows));
  const tries = Array.from({ length: most }, (_, i) => fitColumns(space, measurements, i + 1));
  const largest = tries.reduce((best, one) => (one.size > best.size ? one : best));
  const fit = tries.find((one) => one.size >= LEGIBLE * space.unit) ?? largest;
  const name = fit.width / fit.size - fit.cells.left - fit.cells.right - AFTER_NAME;
  return {
    columns: fit.columns,
    perColumn: fit.perColumn,
    width: fit.width,
    height: fit.row,
    gap: fit.gap,
    strip: fit.strip,
    size: fit.size,
    head: fit.head,
    scale: fit.scale,
    cells: { ...fit.cells, name },
    region: fit.region,
    figures: fit.figures,
    numbered: fit.numbered,
    dense: isDense(fit.dense),
    word: fit.word,
    extra: fit.extra,
    slots: slotsFor(space, measurements, fit),
  };
}

/**
 * Where each row stands. Columns are read downwards; a board that does not fill its height hangs a little above the middle.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {ReturnType<typeof fitColumns>} fit
 */
function slotsFor(space, { rows, breakAfter }, fit) {
  const { perColumn, row, gap, strip, extra, width, between } = fit;
  const used = strip + extra + perColumn * row + (perColumn - 1) * gap;
  const top = Math.max(0, Math.round((space.height - used) * 0.4)) + strip;
  return Array.from({ length: rows }, (_, i) => {
    const column = Math.floor(i / perColumn);
    // The line parts only rows of the column in which it stands.
    const start = column * perColumn;
    const below = breakAfter !== null && breakAfter > start && i >= breakAfter;
    return {
      x: column * (width + between),
      y: top + (i % perColumn) * (row + gap) + (below ? extra : 0),
    };
  });
}
