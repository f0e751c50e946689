/**
 * What a chart draws: which teams have a line of their own, and how each is told from the others by
 * more than its colour.
 *
 * @typedef {import("../../common/shapes.js").ChartShows} Shows
 * @typedef {import("../../common/shapes.js").TeamShown} Team
 * @typedef {object} Line
 * @property {Team} team
 * @property {(number | null)[]} values after each round
 * @property {string} last what stands beside the name
 * @property {number | null} place the newest
 * @property {number | null} kind which of the colours, dashes and signs it has; null for one of the grey ones
 */

/** As many lines are told apart; of more teams the others are grey. */
const KINDS = 7;

/** How a line is dashed, in u; the first is whole. */
export const DASHES = [[], [1.6, 0.9], [0.4, 0.8], [2.6, 0.8, 0.5, 0.8], [], [1, 0.5], [0.4, 0.5]];

/** The signs at its rounds, as paths around the middle of a square of 2 by 2. */
export const SIGNS = [
  "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
  "M-.88-.88H.88V.88H-.88Z",
  "M0-1.1L1.05.8H-1.05Z",
  "M0-1.2L1.2 0L0 1.2L-1.2 0Z",
  "M0 1.1L1.05-.8H-1.05Z",
  "M-.36-1.05H.36V-.36H1.05V.36H.36V1.05H-.36V.36H-1.05V-.36H-.36Z",
  "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0ZM.45 0A.45.45 0 1 0-.45 0A.45.45 0 1 0 .45 0Z",
];

/**
 * The lines, the grey ones first, so that nothing lies over the leader's.
 *
 * @param {Shows} shows
 * @param {string | null} own the id of a team that is always told apart
 * @returns {Line[]}
 */
export function linesOf({ of, series }, own = null) {
  const lines = series.map(({ team, totals, places }) => ({
    team,
    values: (of === "places" ? places : totals).map((one) => (one === null ? null : Number(one))),
    last: String((of === "places" ? lastOf(places) : lastOf(totals)) ?? ""),
    place: lastOf(places),
    kind: /** @type {number | null} */ (null),
  }));
  const ranked = lines
    .filter(({ values }) => values.some((one) => one !== null))
    .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity));
  const told = ranked.slice(0, KINDS);
  const mine = ranked.find(({ team }) => team.id === own);
  if (mine && !told.includes(mine)) told.splice(-1, 1, mine);
  told.forEach((line, i) => {
    line.kind = i;
  });
  return [...ranked.slice().reverse()].sort(
    (a, b) => Number(a.kind !== null) - Number(b.kind !== null),
  );
}

/**
 * @template {string | number} One
 * @param {(One | null)[]} all
 * @returns {One | null}
 */
const lastOf = (all) => all.findLast((one) => one !== null) ?? null;

/**
 * Moves labels apart that would lie over each other, each as little as can be: what is pressed
 * together stands around the middle of where it belongs.
 *
 * @param {number[]} wanted where the middle of each belongs, from the top down
 * @param {number} high a label
 * @param {number} room from 0
 * @returns {number[]}
 */
export function apart(wanted, high, room) {
  /** @type {{first: number, count: number, sum: number}[]} */
  const heaps = [];
  const top = (/** @type {{count: number, sum: number}} */ { count, sum }) => {
    const middle = sum / count;
    return Math.min(Math.max(middle - (count * high) / 2, 0), Math.max(0, room - count * high));
  };
  wanted.forEach((at, first) => {
    let heap = { first, count: 1, sum: at };
    for (let above = heaps.at(-1); above; above = heaps.at(-1)) {
      if (top(above) + above.count * high <= top(heap)) break;
      heaps.pop();
      heap = { first: above.first, count: above.count + heap.count, sum: above.sum + heap.sum };
    }
    heaps.push(heap);
  });
  return heaps.flatMap((heap) =>
    Array.from({ length: heap.count }, (_, i) => top(heap) + (i + 0.5) * high),
  );
}
