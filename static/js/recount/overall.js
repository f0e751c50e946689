import { whole } from "./exact.js";
import { levels, placesBy } from "./ranking.js";

/**
 * One list over all stages: who reached a later main stage first, the others by their place in the
 * stage in which they were left behind (contract, "The overall ranking").
 *
 * @typedef {import("./standings.js").Standings} Standings
 * @typedef {import("./standings.js").Row} Row
 * @typedef {{row: Row, stage: string, rank: number | null, tied: boolean}} OverallRow
 */

/**
 * @param {Standings[]} stages those that were played, in order
 * @param {string[]} divisions
 * @param {string} method
 * @returns {OverallRow[]} none until somebody has a place in a second main stage
 */
export function overallOf(stages, divisions, method) {
  const reached = stages.map(
    (one) => !one.stage.sideOf && one.rows.some((row) => row.rank !== null),
  );
  const played = stages.slice(0, Math.max(0, reached.lastIndexOf(true)) + 1);
  if (played.length < 2) return [];
  if (!divisions.length) return ofDivision(played, () => true, method);
  return divisions.flatMap((id) => ofDivision(played, (row) => row.team.division === id, method));
}

/**
 * @param {Standings[]} played
 * @param {(row: Row) => boolean} own
 * @param {string} method
 * @returns {OverallRow[]}
 */
function ofDivision(played, own, method) {
  /** @type {Map<string, {nth: number, row: Row, stage: string}>} */
  const last = new Map();
  for (const [nth, { stage, rows }] of played.entries())
    for (const row of rows.filter(own))
      if (row.rank !== null || !stage.sideOf) last.set(row.team.id, { nth, row, stage: stage.id });
  const listed = [...played]
    .reverse()
    .flatMap((one) => one.rows.filter(own))
    .flatMap((row) => {
      const found = last.get(row.team.id);
      return found?.row === row ? [found] : [];
    });
  const place = (/** @type {Row} */ row) => row.rank ?? Number.POSITIVE_INFINITY;
  listed.sort((a, b) =>
    a.nth !== b.nth
      ? b.nth - a.nth
      : place(a.row) === place(b.row)
        ? 0
        : place(a.row) - place(b.row),
  );
  const keys = listed.map(({ nth, row }) =>
    row.rank === null ? null : [whole(nth), whole(-2 * row.rank)],
  );
  const groups = levels(keys);
  const ranks = placesBy(groups, listed.length, method);
  const shared = new Set(groups.filter((group) => group.length > 1).flat());
  return listed.map(({ row, stage }, i) => ({
    row,
    stage,
    rank: ranks[i] ?? null,
    tied: row.tied || (method !== "ordinal" && shared.has(i)),
  }));
}
