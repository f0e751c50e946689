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
 * @property {number} headLines how many lines the heads of the figures take, 1 or 2
 * @property {boolean} moved whether anybody has moved, or may from now on
 * @property {number[]} breaks after how many rows a line stands that has room of its own
 * @property {number} rooms for how many such lines room is kept
 * @property {Widths} widths
 * @typedef {object} Fit
 * @property {number} columns
 * @property {number} perColumn
 * @property {number} width of a row
 * @property {number} height of a row
 * @property {number} gap between rows
 * @property {number} strip height of the heads above the rows
 * @property {number} size of a name
 * @property {number} largest how large names are set, as a share of that: the usual one fits its room
 * @property {number} head size of the heads
 * @property {Scale} scale
 * @property {{left: number, figure: number, move: number, total: number, right: number, name: number}} cells widths in em of the name
 * @property {boolean} region
 * @property {boolean} figures
 * @property {boolean} moves whether there is room to say who has moved
 * @property {boolean} numbered whether the heads of the figures are numbers
 * @property {boolean} dense
 * @property {boolean} word whether there is room for the word for a shared place
 * @property {number} extra room of its own for the line below the advancing group
 * @property {{x: number, y: number}[]} slots
 */

/** A board takes another column before its names are smaller than this, in hundredths of the height. */
const LEGIBLE = 2.9;
/** Nothing that anybody must read is smaller: read from the last row of the hall, in the same. */
const LEAST = 2.2;
const LEAST_PIXELS = 12;
/** No name grows beyond this, however few the teams: in the same, and on a taller screen as a share of the board's
 * height. */
const LARGEST = 6.4;
const LARGEST_SHARE = 0.083;
const LARGEST_ON_TALL = 9.5;
const MOST_COLUMNS = 3;
/** The word for a shared place is small beside its number, in em of a name, or it does not stand there. */
const LARGEST_WORD = 0.5;
/** The least air between a name and what follows it, in em. */
const AFTER_NAME = 0.3;
/** Names are this large, up to so many rows, before anything else has room; in hundredths of the height. */
const NAMES = [
  { rows: 7, size: 100 / 18 },
  { rows: 24, size: 100 / 36 },
];
/** No name shrinks more than this for the figures beside it. */
const SHRUNK = 0.72;

/**
 * What a row can do without, in order: the region goes first; then the figures get smaller, long names
 * shrink a little and the column of those who have moved goes while nobody can; then the heads become
 * numbers; at last the figures go too, so that no name is cut off, and then who has moved.
 */
const LEVELS = [
  { region: true, figures: true, moves: true, small: 1, numbered: false, shrinks: false },
  { region: true, figures: true, moves: true, small: 0.82, numbered: false, shrinks: false },
  { region: false, figures: true, moves: true, small: 1, numbered: false, shrinks: false },
  { region: false, figures: true, moves: true, small: 0.82, numbered: false, shrinks: false },
  { region: false, figures: true, moves: false, small: 0.82, numbered: false, shrinks: true },
  { region: false, figures: true, moves: false, small: 0.82, numbered: true, shrinks: true },
  { region: false, figures: false, moves: true, small: 1, numbered: false, shrinks: false },
  { region: false, figures: false, moves: false, small: 1, numbered: false, shrinks: false },
];

/**
 * Heights for a number of columns, as if widths were no matter.
 *
 * @param {Space} space
 * @param {Measurements} measurements
 * @param {number} columns
 * @param {boolean} figures
 */
function heightsFor({ height, unit }, { rows, rooms, headLines }, columns, figures) {
  const perColumn = Math.ceil(rows / columns);
  const head = clamp(LEAST * unit, (height / perColumn) * 0.19, 2.4 * unit);
  const strip = figures ? Math.round(head * (headLines > 1 ? 2.9 : 1.75)) : 0;
  const extra = rooms > 0 ? Math.round((columns === 1 ? 1.9 : 2.3) * unit) : 0;
  const free = height - strip - extra * rooms;
  const rough = free / (perColumn * 1.11);
  const gap = Math.max(2, Math.round(rough * mix(0.115, 0.09, density(rough / unit))));
  const full = Math.floor((free - gap * (perColumn - 1)) / perColumn);
  const dense = density(full / unit);
  const onTall = Math.min(LARGEST_SHARE * height, LARGEST_ON_TALL * unit);
  const largest = Math.max(LARGEST * unit, onTall);
  const size = Math.min(full / mix(1.58, 1.42, dense), largest);
  const row = Math.min(full, Math.round(size * 2.6));
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
    // In thin rows there is no room for the word; the bracket and the same number tell a tie there.
    const least = Math.max(LEAST * space.unit, LEAST_PIXELS);
    const scale = scaleFor(heights.dense, level.small, least / heights.size);
    const word = measurements.widths.tie > 0 && scale.tie <= LARGEST_WORD;
    const tie = word ? measurements.widths.tie : 0;
    const head = level.numbered ? 0 : heights.head / heights.size;
    // The column stays, so that the others keep still, where there is room or rows may move: the
    // first one that does takes nothing from the others.
    const moves = level.moves || (figures && measurements.moved);
    const cells = cellsFor(measurements, scale, { figures, moves, head, tie });
    const region = level.region && measurements.widths.region > 0;
    const beside = region ? measurements.widths.region * scale.region + 0.4 : 0;
    const name = width / heights.size - AFTER_NAME - cells.left - cells.right;
    last = {
      ...heights,
      columns,
      width,
      between,
      scale,
      cells,
      region,
      figures,
      moves,
      word,
      numbered: level.numbered,
    };
    const spare = name - measurements.widths.name - beside;
    const share = leastShare(measurements.rows, heights.size / space.unit);
    const fits = level.shrinks ? name >= measurements.widths.name * share : spare >= 0;
    const whole = measurements.widths.longest <= longestName(name, heights.row / heights.size);
    if (fits && (whole || !figures)) {
      const air = Math.max(0, spare);
      return { ...last, cells: loosened(cells, figures ? measurements.rounds : 0, air) };
    }
  }
  // Nothing more can go: the type gives way, until names would be mere stubs.
  const fit = /** @type {NonNullable<typeof last>} */ (last);
  const least = fit.cells.left + Math.min(measurements.widths.name, 6) + fit.cells.right;
  return { ...fit, size: Math.min(fit.size, width / least) };
}

/**
 * How much smaller than its full size a name may be for what stands beside it.
 *
 * @param {number} rows
 * @param {number} size in hundredths of the height
 */
function leastShare(rows, size) {
  const [few, many] = /** @type {[typeof NAMES[0], typeof NAMES[0]]} */ (NAMES);
  const part = clamp(0, (rows - few.rows) / (many.rows - few.rows), 1);
  return clamp(SHRUNK, mix(few.size, many.size, part) / size, 1);
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
    largest: Math.min(1, name / measurements.widths.name),
    head: fit.head,
    scale: fit.scale,
    cells: { ...fit.cells, name },
    region: fit.region,
    figures: fit.figures,
    moves: fit.moves,
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
function slotsFor(space, { rows, breaks, rooms }, fit) {
  const { perColumn, row, gap, strip, extra, width, between } = fit;
  const used = strip + extra * rooms + perColumn * row + (perColumn - 1) * gap;
  const top = Math.max(0, Math.round((space.height - used) * 0.4)) + strip;
  return Array.from({ length: rows }, (_, i) => {
    const column = Math.floor(i / perColumn);
    // A line parts only rows of the column in which it stands.
    const start = column * perColumn;
    const above = breaks.filter((after) => after > start && after <= i).length;
    return {
      x: column * (width + between),
      y: top + (i % perColumn) * (row + gap) + above * extra,
    };
  });
}
