import uPlot from "uplot";
import { widthOf } from "../../board/measure.js";
import { shortName } from "../../board/wording.js";
import { DASHES, SIGNS } from "./series.js";

/**
 * The lines of a chart on a canvas, drawn by uPlot; everything that is read beside them is the
 * page's.
 *
 * @typedef {import("./series.js").Line} Line
 * @typedef {object} Wanted
 * @property {Line[]} lines
 * @property {string[]} rounds
 * @property {boolean} places whether the smallest value stands on top
 * @property {number} unit in pixels
 * @property {(kind: number | null) => string} colour
 * @property {{text: string, line: string}} ink of the words and lines of the axes
 */

/** Widths of the lines, sizes of the signs and of the words, in u. */
const LEADER = 0.75;
const TOLD = 0.42;
const GREY = 0.2;
const SIGN = 0.95;
const WORDS = 2.3;

/**
 * @param {HTMLElement} root is filled
 * @param {Wanted} wanted
 * @returns {uPlot}
 */
export function plot(root, wanted) {
  const { lines, rounds, unit } = wanted;
  const at = rounds.map((_, i) => i);
  root.replaceChildren();
  const drawn = new uPlot(
    {
      width: root.clientWidth,
      height: root.clientHeight,
      padding: [2 * unit, afterLast(rounds) * unit, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, range: () => spread(rounds.length) }, y: heights(wanted) },
      axes: [bottom(wanted, at), side(wanted)],
      series: [{}, ...lines.map((line) => lineOf(line, wanted))],
      hooks: { drawSeries: [(self, i) => sign(self, i, wanted)] },
    },
    [at, ...lines.map(({ values }) => values)],
    root,
  );
  // It would lay itself out a moment later: the names stand where the lines end.
  drawn.batch(() => undefined);
  return drawn;
}

/**
 * What is kept free after the last round for its name, in u.
 *
 * @param {string[]} rounds
 */
const afterLast = (rounds) =>
  Math.max(1.6, Math.min(7, (widthOf(shortName(rounds.at(-1) ?? "")) * WORDS) / 2 + 0.4));

/**
 * The first round at the left edge, the last at the right; a single one in the middle.
 *
 * @param {number} count
 * @returns {[number, number]}
 */
const spread = (count) => (count > 1 ? [0, count - 1] : [-1, 1]);

/**
 * @param {Wanted} wanted
 * @returns {uPlot.Scale}
 */
function heights({ lines, places }) {
  const values = lines.flatMap(({ values: own }) => own.filter((one) => one !== null));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (places) return { dir: -1, range: () => [1 - 0.25, Math.max(most, 2) + 0.25] };
  // Where all stand far from nothing the lines would lie upon each other: the scale begins below them.
  const span = Math.max(most - least, 1);
  const from = least > most / 4 ? least - span * 0.15 : Math.min(0, least);
  return { range: () => [from, most + span * 0.04] };
}

/**
 * @param {Wanted} wanted
 * @param {number[]} at
 * @returns {uPlot.Axis}
 */
function bottom({ rounds, unit, ink }, at) {
  return {
    scale: "x",
    side: 2,
    size: 4.6 * unit,
    gap: 1.3 * unit,
    font: fontOf(unit),
    stroke: ink.text,
    grid: { show: false },
    ticks: { show: false },
    splits: () => at,
    values: (self) => {
      const room = self.bbox.width / uPlot.pxRatio / Math.max(1, at.length - 1) - unit;
      return rounds.map((name) => shortened(shortName(name), room / (WORDS * unit)));
    },
  };
}

/**
 * @param {Wanted} wanted
 * @returns {uPlot.Axis}
 */
function side({ places, unit, ink, lines }) {
  const whole = (/** @type {number} */ n) => Number.isInteger(n);
  return {
    scale: "y",
    side: 3,
    size: 7 * unit,
    gap: 1.4 * unit,
    space: 9 * unit,
    font: fontOf(unit),
    stroke: ink.text,
    grid: { stroke: ink.line, width: Math.max(1, 0.12 * unit) },
    ticks: { show: false },
    incrs: places ? [1, 2, 5, 10] : undefined,
    splits: places ? () => placeSplits(lines) : undefined,
    values: (_, splits) => splits.map((n) => (whole(n) || !places ? String(n) : "")),
  };
}

/** @param {Line[]} lines */
function placeSplits(lines) {
  const most = Math.max(2, ...lines.flatMap(({ values }) => values.map((one) => one ?? 0)));
  const step = [1, 2, 5, 10, 20].find((one) => most / one <= 10) ?? 50;
  const rest = Array.from({ length: Math.floor(most / step) }, (_, i) => (i + 1) * step);
  return rest[0] === 1 ? rest : [1, ...rest];
}

/**
 * @param {string} text
 * @param {number} room in em
 */
function shortened(text, room) {
  if (widthOf(text) <= room) return text;
  let kept = text;
  while (kept.length > 1 && widthOf(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept}…`;
}

/** @param {number} unit */
// Whole pixels: uPlot makes a font larger on a fine screen by the digits before "px" alone.
const fontOf = (unit) =>
  `${Math.round(WORDS * unit)}px ${getComputedStyle(document.body).fontFamily}`;

/**
 * @param {Line} line
 * @param {Wanted} wanted
 * @returns {uPlot.Series}
 */
function lineOf({ kind }, { unit, colour }) {
  const width = kind === null ? GREY : kind === 0 ? LEADER : TOLD;
  return {
    stroke: colour(kind),
    width: Math.max(1, width * unit),
    dash: kind === null ? [] : (DASHES[kind] ?? []).map((one) => one * unit),
    cap: "round",
    points: { show: false },
    spanGaps: true,
  };
}

/**
 * The signs of a line at its rounds.
 *
 * @param {uPlot} self
 * @param {number} index of the series; the first is the rounds
 * @param {Wanted} wanted
 */
function sign(self, index, { lines, unit, colour }) {
  const line = lines[index - 1];
  if (!line || line.kind === null) return;
  const { ctx } = self;
  const path = new Path2D(SIGNS[line.kind]);
  const size = SIGN * unit * uPlot.pxRatio;
  line.values.forEach((value, i) => {
    if (value === null) return;
    ctx.save();
    ctx.translate(self.valToPos(i, "x", true), self.valToPos(value, "y", true));
    ctx.scale(size, size);
    ctx.fillStyle = colour(line.kind);
    ctx.fill(path, "evenodd");
    ctx.restore();
  });
}
