import { shownBy } from "./evidence.js";
import { compare, negative, plus, shared, whole, ZERO } from "./exact.js";
import { begunRounds } from "./field.js";
import { againstCut, passes } from "./goingon.js";
import { levels } from "./ranking.js";
import { breakingOf, isTogether } from "./settling.js";
import { partTies } from "./ties.js";

/**
 * The best of those who do not go on in their own group, compared across the groups of a division.
 *
 * @typedef {import("./ranking.js").Key} Key
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./standings.js").Reckoning} Reckoning
 * @typedef {import("./standings.js").Row} Row
 * @typedef {import("./standings.js").Standings} Standings
 */

/**
 * Lets in the best others across the groups of each division (contract, "Groups", further).
 *
 * @param {Reckoning} reckoning
 * @param {Standings} standings
 */
export function withBestOthers(reckoning, standings) {
  const { day } = reckoning;
  const { stage, tables, rows } = standings;
  for (const division of new Set(tables.map((table) => table.division))) {
    const own = tables.flatMap((table, nth) => (table.division === division ? [nth] : []));
    /** @type {Row[]} */
    const field = [];
    const open = new Set();
    for (const nth of own) {
      const there = rows.filter((row) => row.table === nth);
      const tied = there.filter((row) => row.against?.cut === "tied");
      field.push(...there.filter((row) => isOther(day, stage, row)));
      // So many of the tied will have no place in their group; which of them is open.
      field.push(...tied.slice(tied[0]?.against?.left ?? 0));
      for (const row of tied) open.add(row);
    }
    bestOf(reckoning, stage, field, open);
  }
}

/**
 * @param {Day} day
 * @param {Stage} stage
 * @param {Row} row
 */
function isOther(day, stage, row) {
  if (row.against?.cut !== "out" || !row.total) return false;
  const bar = stage.threshold ?? stage.above;
  return passes(stage, row.total, day.setup.rules.better === "lower") && !(row.behind && bar);
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Row[]} field
 * @param {Set<unknown>} open
 */
function bestOf(reckoning, stage, field, open) {
  const { day } = reckoning;
  const keys = field.map((row) => otherKey(reckoning, stage, row));
  const teams = field.map((row) => row.team);
  const all = { division: "", group: "", teams };
  const rounds = begunRounds(day, stage, all);
  const shown = shownBy(day, stage, teams, rounds, (round) => reckoning.scores(stage, round));
  const edge = {
    seats: stage.advanceBest,
    passes: field.map(() => true),
    homes: field.map(() => ""),
    quota: 0,
  };
  const equals = levels(keys);
  // For the best others no first place is at stake, and their order matters at the edge alone.
  const scope = day.setup.rules.breakTies === "first" ? "none" : "cut";
  const parted = partTies(equals, shown, breakingOf(day, stage, scope, edge));
  const states = againstCut(edge, parted.groups, field.length);
  for (const [i, row] of field.entries()) {
    const state = states[i];
    if (!state || state.cut === "out" || open.has(row)) continue;
    row.against = { ...state, best: true };
    const equal = equals.find((group) => group.includes(i)) ?? [];
    const cuts = new Set(equal.map((other) => states[other]?.cut === "out"));
    if (cuts.size > 1) row.decidedBy ??= parted.decidedBy[i] ?? null;
  }
  if (open.size) return;
  for (const group of parted.groups) {
    const tied = group.filter((i) => states[i]?.cut === "tied");
    const ids = tied.map((i) => field[i]?.team.id ?? "");
    if (!tied.length || !isTogether(day, stage, ids)) continue;
    for (const i of tied) {
      const row = field[i];
      if (row) row.against = { cut: "in", left: 0, barred: null, best: true };
    }
  }
}

/**
 * The others are compared by their total, or by its mean over the rounds in which they have a score.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Row} row
 * @returns {Key | null}
 */
function otherKey(reckoning, stage, row) {
  const { day } = reckoning;
  if (!row.total) return null;
  const scored = begunRounds(day, stage, { division: "", group: "", teams: [] }).filter(
    (round) =>
      compare(round.weight, ZERO) !== 0 && reckoning.scores(stage, round).get(row.team.id)?.score,
  ).length;
  const value = stage.bestBy === "mean" && scored ? shared(row.total, scored) : row.total;
  return day.setup.rules.better === "lower"
    ? [whole(-row.behind), negative(value)]
    : [plus(value, ZERO)];
}
