import { withBestOthers } from "./bestothers.js";
import { isEntered, shownBy } from "./evidence.js";
import { compare, negative, rounded, sum, times, whole, ZERO } from "./exact.js";
import { begunRounds, competes, groupOf, tablesOf, teamsOf } from "./field.js";
import { againstCut, edgeOf } from "./goingon.js";
import { prizesFor } from "./prizes.js";
import { before, levels, placesBy } from "./ranking.js";
import { scoresOf } from "./scoring.js";
import { breakingOf, isTogether } from "./settling.js";
import { hasCut, stageBefore } from "./setup.js";
import { partTies } from "./ties.js";

/**
 * The standings of a stage, from nothing but the day's entries.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./ranking.js").Key} Key
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {import("./field.js").Table} Table
 * @typedef {import("./scoring.js").Score} Score
 * @typedef {import("./goingon.js").Against} Against
 *
 * @typedef {object} Row a team in its table
 * @property {Team} team
 * @property {number} table
 * @property {number | null} rank
 * @property {boolean} tied whether the printed place is shared
 * @property {number | null} ahead teams that stand before it
 * @property {Exact | null} total
 * @property {Exact} unrounded
 * @property {string | null} decidedBy
 * @property {{by: string, shown: [Team, Key][]} | null} parting what the tied had to show
 * @property {Against | null} against by the rule alone
 * @property {"in" | "out" | "tied" | null} cut as announced, before that by the rule
 * @property {boolean} waits
 * @property {number} behind in how many fewer rounds it has a score, where less is better
 * @property {string | null} prize
 * @property {number | null} movement how many fewer teams stand ahead than before the newest round
 * @property {number | null} overall its place among the teams of all tables
 * @property {Brought | null} brought
 * @property {Map<string, Score>} scores by round
 * @typedef {{total: Exact, points: Exact}} Brought
 * @typedef {object} Standings
 * @property {Stage} stage
 * @property {Table[]} tables
 * @property {Row[]} rows table by table, best first
 * @property {boolean} prizeTied whether teams are tied across the edge of a prize
 */

/** What is reckoned of a day once: standings by stage, scores by round. */
export class Reckoning {
  /** @param {Day} day */
  constructor(day) {
    this.day = day;
    /** @type {Map<string, Standings>} */
    this.known = new Map();
    /** @type {Map<string, Map<string, Score>>} */
    this.scored = new Map();
  }

  /**
   * @param {Stage} stage
   * @param {Round} round
   */
  scores(stage, round) {
    const key = `${stage.id} ${round.id}`;
    const found = this.scored.get(key) ?? scoresOf(this.day, stage, round);
    this.scored.set(key, found);
    return found;
  }

  /**
   * @param {Stage} stage
   * @returns {Standings}
   */
  standings(stage) {
    const found = this.known.get(stage.id) ?? standingsOf(this, stage);
    this.known.set(stage.id, found);
    return found;
  }
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @returns {Standings}
 */
function standingsOf(reckoning, stage) {
  const { day } = reckoning;
  const tables = tablesOf(day, stage);
  const found = tables.map((table, nth) => tableOf(reckoning, stage, table, nth));
  const rows = found.flatMap((one) => one.rows);
  if (tables.length > 1) {
    const all = { division: "", group: "", teams: teamsOf(day, stage) };
    const whole = tableOf(reckoning, stage, all, 0);
    const over = new Map(whole.rows.map((row) => [row.team.id, row.rank]));
    for (const row of rows) row.overall = over.get(row.team.id) ?? null;
  }
  const standings = { stage, tables, rows, prizeTied: found.some((one) => one.prizeTied) };
  if (stage.advanceBest) withBestOthers(reckoning, standings);
  for (const row of rows) row.cut = cutShown(day, stage, row);
  moved(reckoning, standings);
  return standings;
}

/**
 * Says how each team has moved since before the newest round of its table; nobody has once all is
 * over, nor in a first round.
 *
 * @param {Reckoning} reckoning
 * @param {Standings} standings
 */
function moved(reckoning, { stage, tables, rows }) {
  const { day } = reckoning;
  if (day.announced.has(day.setup.stages.at(-1)?.id ?? "")) return;
  for (const [nth, table] of tables.entries()) {
    const rounds = begunRounds(day, stage, table);
    const at = (/** @type {Round} */ round) => day.opened.lastIndexOf(round.id);
    const newest = [...rounds].sort((a, b) => at(b) - at(a))[0];
    const earlier = rounds.filter((round) => !isWith(round, newest));
    if (!earlier.length) continue;
    const then = tableOf(reckoning, stage, table, nth, earlier).rows;
    const before = new Map(then.map((row) => [row.team.id, row.ahead]));
    for (const row of rows.filter((one) => one.table === nth)) {
      const ahead = before.get(row.team.id) ?? null;
      row.movement = ahead === null || row.ahead === null ? null : ahead - row.ahead;
    }
  }
}

/**
 * Whether a round is another one, or of its performance.
 *
 * @param {Round} round
 * @param {Round | undefined} other
 */
const isWith = (round, other) =>
  round === other || (round.performance !== "" && round.performance === other?.performance);

/**
 * @typedef {object} Ranked what a table has come to, by the position of each team
 * @property {Round[]} rounds
 * @property {ReturnType<typeof sumOf>[]} sums
 * @property {number[] | null} behind
 * @property {import("./ties.js").Parted} parted
 * @property {(Against | null)[]} against
 * @property {(string | null)[]} prizes
 */

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Table} table
 * @param {number} nth
 * @param {Round[]} [rounds]
 */
function tableOf(reckoning, stage, table, nth, rounds = begunRounds(reckoning.day, stage, table)) {
  const { day } = reckoning;
  const { teams } = table;
  const lower = day.setup.rules.better === "lower";
  const sums = teams.map((team) => sumOf(reckoning, stage, team, rounds));
  const placed = teams.map((team, i) => (competes(day, team) ? (sums[i]?.total ?? null) : null));
  const behind = behindIn(reckoning, stage, teams, rounds, placed);
  // Who lacks a round that others have is past no threshold, and has no prize for a total.
  const whole = placed.map((total, i) => (behind?.[i] ? null : total));
  const last = stage === day.setup.stages.at(-1);
  const homes = teams.map((team) => team.organisation);
  const count = placed.filter((total) => total !== null).length;
  const edge = edgeOf(stage, last, whole, homes, count, lower);
  const equals = levels(placed.map((total, i) => keyOf(total, behind?.[i])));
  const parted = partTies(
    equals,
    shownBy(day, stage, teams, rounds, (round) => reckoning.scores(stage, round)),
    breakingOf(day, stage, day.setup.rules.breakTies, hasCut(stage) ? edge : null),
  );
  const against = againstCut(edge, parted.groups, teams.length);
  takeTogether(day, stage, teams, parted, against);
  const { won: prizes, ties } = prizesIn(day, stage, table, parted.groups, whole);
  const ranked = { rounds, sums, behind, parted, against, prizes };
  return { rows: rowsOf(reckoning, stage, table, nth, ranked), prizeTied: ties.length > 0 };
}

/**
 * The rows of a table, best first, equals in the order of registration.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Table} table
 * @param {number} nth
 * @param {Ranked} ranked
 * @returns {Row[]}
 */
function rowsOf(reckoning, stage, table, nth, ranked) {
  const { teams } = table;
  const { parted } = ranked;
  const method = reckoning.day.setup.rules.ranking;
  const ranks = placesBy(parted.groups, teams.length, method);
  const rows = teams.map((team, i) => {
    const size = parted.groups.find((group) => group.includes(i))?.length ?? 0;
    const numbered = method === "ordinal" && size > 1;
    const scores = scoresFor(reckoning, stage, ranked.rounds, team);
    return {
      team,
      table: nth,
      rank: ranks[i] ?? null,
      tied: size > 1 && !numbered,
      ahead: parted.aheadOf[i] ?? null,
      total: ranked.sums[i]?.total ?? null,
      unrounded: ranked.sums[i]?.unrounded ?? ZERO,
      brought: ranked.sums[i]?.brought ?? null,
      decidedBy: numbered ? "registration" : (parted.decidedBy[i] ?? null),
      parting: partingOf(parted.splits[i], teams),
      against: ranked.against[i] ?? null,
      cut: null,
      waits: [...scores.values()].some((score) => score.waits),
      behind: ranked.behind?.[i] ?? 0,
      prize: ranked.prizes[i] ?? null,
      movement: null,
      overall: null,
      scores,
    };
  });
  const at = (/** @type {Row} */ row) => row.ahead ?? teams.length;
  return rows.sort((a, b) => at(a) - at(b));
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Round[]} rounds
 * @param {Team} team
 * @returns {Map<string, Score>}
 */
function scoresFor(reckoning, stage, rounds, team) {
  const found = rounds.map((round) => [round.id, reckoning.scores(stage, round).get(team.id)]);
  return new Map(
    found.flatMap(([id, score]) => (score ? [/** @type {[string, Score]} */ ([id, score])] : [])),
  );
}

/**
 * @param {import("./ties.js").Split | null | undefined} split
 * @param {Team[]} teams
 * @returns {Row["parting"]}
 */
function partingOf(split, teams) {
  if (!split) return null;
  const shown = [...split.shown].map(([i, key]) => /** @type {[Team, Key]} */ ([teams[i], key]));
  return { by: split.by, shown: shown.sort(([, a], [, b]) => before(a, b)) };
}

/**
 * What a team has in a stage: its base, what it brought, what it was given by ruling, its rounds; in
 * one sum that is rounded once. No total without anything to add up.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Team} team
 * @param {Round[]} rounds
 */
function sumOf(reckoning, stage, team, rounds) {
  const { day } = reckoning;
  const brought = broughtBy(reckoning, stage, team);
  const scores = rounds.map((round) => reckoning.scores(stage, round).get(team.id));
  const ruled = day.ruled.filter((one) => one.stage === stage.id && one.team === team.id);
  const unrounded = sum([
    stage.base,
    brought?.points ?? ZERO,
    ...ruled.map((one) => one.value),
    ...scores.map((score) => score?.counts ?? ZERO),
  ]);
  const has =
    brought ||
    compare(stage.base, ZERO) !== 0 ||
    day.setup.rules.unscored === "zero" ||
    rounds.some(
      (round, i) =>
        scores[i]?.score && (round.kind !== "points" || compare(round.weight, ZERO) !== 0),
    );
  return {
    brought,
    unrounded,
    total: has ? rounded(unrounded, day.setup.rules.decimals) : null,
  };
}

/**
 * What a team brings in: a share of its official total in the stage before.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Team} team
 * @returns {Brought | null}
 */
function broughtBy(reckoning, stage, team) {
  const before = stageBefore(reckoning.day.setup, stage);
  if (!before || compare(stage.carry, ZERO) === 0) return null;
  const row = reckoning.standings(before).rows.find((one) => one.team.id === team.id);
  return row?.total ? { total: row.total, points: times(stage.carry, row.total) } : null;
}

/**
 * In how many fewer rounds that count each team has a score than the placed one with most; null where
 * the greater total is first (contract, "Less is better").
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Team[]} teams
 * @param {Round[]} rounds
 * @param {(Exact | null)[]} placed
 */
function behindIn(reckoning, stage, teams, rounds, placed) {
  if (reckoning.day.setup.rules.better !== "lower") return null;
  const scored = teams.map(
    (team) => scoredIn(reckoning, stage, team, rounds) + scoredBefore(reckoning, stage, team),
  );
  const most = Math.max(0, ...scored.filter((_, i) => placed[i]));
  return scored.map((n) => Math.max(0, most - n));
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Team} team
 * @param {Round[]} rounds
 */
const scoredIn = (reckoning, stage, team, rounds) =>
  rounds.filter(
    (round) =>
      compare(round.weight, ZERO) !== 0 &&
      isEntered(reckoning.day, round, team.id, (one) => reckoning.scores(stage, one)),
  ).length;

/**
 * In how many rounds of earlier stages what a team brings in was scored.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Team} team
 * @returns {number}
 */
function scoredBefore(reckoning, stage, team) {
  const before = stageBefore(reckoning.day.setup, stage);
  if (!before || compare(stage.carry, ZERO) === 0) return 0;
  const all = { division: "", group: "", teams: [] };
  const rounds = begunRounds(reckoning.day, before, all);
  return scoredIn(reckoning, before, team, rounds) + scoredBefore(reckoning, before, team);
}

/**
 * @param {Exact | null} total
 * @param {number | undefined} behind given where less is better
 * @returns {Key | null}
 */
function keyOf(total, behind) {
  if (!total) return null;
  return behind === undefined ? [total] : [whole(-behind), negative(total)];
}

/**
 * Lets in who was tied across the cut and goes on all together by a decision.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team[]} teams
 * @param {import("./ties.js").Parted} parted
 * @param {(Against | null)[]} against
 */
function takeTogether(day, stage, teams, parted, against) {
  for (const group of parted.groups) {
    const tied = group.filter((i) => against[i]?.cut === "tied");
    const ids = tied.map((i) => teams[i]?.id ?? "");
    if (tied.length && isTogether(day, stage, ids))
      for (const i of tied) against[i] = { cut: "in", left: 0, barred: null, best: false };
  }
}

/**
 * @param {Day} day
 * @param {Stage} stage
 * @param {Table} table
 * @param {number[][]} groups
 * @param {(Exact | null)[]} totals
 */
function prizesIn(day, stage, table, groups, totals) {
  const { setup } = day;
  const own = setup.prizes.filter(
    (prize) => prize.who === "team" && (!prize.division || prize.division === table.division),
  );
  if (stage !== setup.stages.at(-1) || !own.length)
    return { won: totals.map(() => null), ties: [] };
  const sets = day.together.filter((one) => one.stage === stage.id).map((one) => one.teams);
  const named = day.announced.get(stage.id);
  if (named?.decision === "share") sets.push(new Set(named.teams));
  const together = sets.map(
    (set) => new Set(table.teams.flatMap((team, i) => (set.has(team.id) ? [i] : []))),
  );
  return prizesFor(groups, totals, own, together, setup.rules.better === "lower");
}

/**
 * Against the cut as it was announced, with who was admitted; before that by the rule.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Row} row
 */
function cutShown(day, stage, row) {
  if (!hasCut(stage)) return null;
  const named = day.announced.get(stage.id);
  if (!named) return row.against?.cut ?? null;
  const { id } = row.team;
  const listed = named.teams.includes(id);
  const admitted = named.admitted.some(
    (one) => one.team === id && (one.way === "return" || !listed),
  );
  if (admitted && competes(day, row.team)) return "in";
  if (!row.against) return null;
  return listed ? "in" : "out";
}

/**
 * The group of a row, where the event has any.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Row} row
 */
export const groupShown = (day, stage, row) => groupOf(day, stage, row.team);
