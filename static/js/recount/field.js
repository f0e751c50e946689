import { factsOf } from "./record.js";
import { stageBefore } from "./setup.js";

/**
 * Who plays what: the teams of a stage, of a table, of a round.
 *
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {{division: string, group: string, teams: Team[]}} Table
 */

/**
 * Whether a team takes a place: it is no guest and has not withdrawn.
 *
 * @param {Day} day
 * @param {Team} team
 */
export const competes = (day, team) => !team.guest && !day.withdrawn.has(team.id);

/**
 * All who go on by an announcement: those named, then those admitted to it.
 *
 * @param {import("./record.js").Announced} named
 */
export const goingOn = (named) => [
  ...new Set([...named.teams, ...named.admitted.map((one) => one.team)]),
];

/**
 * Who was let back by the side stages of a stage, up to one of them.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Stage} [until]
 * @returns {string[]}
 */
function letBack(day, stage, until) {
  const sides = day.setup.stages.filter((one) => one.sideOf === stage.id);
  const counted = until ? sides.slice(0, sides.indexOf(until)) : sides;
  return counted.flatMap((side) => day.announced.get(side.id)?.admitted.map((o) => o.team) ?? []);
}

/**
 * The teams of a stage: all as registered in the first one, later those who went on, in the order in
 * which they were named; then those let back from side stages. A side stage has those who are out.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @returns {Team[]}
 */
export function teamsOf(day, stage) {
  const before = stageBefore(day.setup, stage);
  if (!before) return day.setup.teams;
  const named = day.announced.get(before.id);
  if (!named) return [];
  if (stage.sideOf) {
    const gone = new Set([...goingOn(named), ...letBack(day, before, stage)]);
    return teamsOf(day, before).filter((team) => !team.guest && !gone.has(team.id));
  }
  const going = [...goingOn(named), ...letBack(day, before)];
  return going.flatMap((id) => day.setup.teams.filter((team) => team.id === id));
}

/**
 * The group of a team in a stage: as drawn for it, else for a stage before it, else as set up.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team} team
 * @returns {string} empty while it has none
 */
export function groupOf(day, stage, team) {
  for (let at = /** @type {Stage | null} */ (stage); at; at = stageBefore(day.setup, at)) {
    const drawn = day.groups.get(at.id);
    if (drawn) return drawn[team.id] ?? team.group;
  }
  return team.group;
}

/**
 * Whether a round is a team's: one of all groups, or of its own.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Round} round
 * @param {Team} team
 */
export const playsRound = (day, stage, round, team) =>
  !round.group || groupOf(day, stage, team) === round.group;

/**
 * The tables of a stage in the order of the set-up: one of all, or one for each division, and for
 * each of its groups where the stage is played by them.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @returns {Table[]}
 */
export function tablesOf(day, stage) {
  const { divisions, groups } = day.setup;
  const teams = teamsOf(day, stage);
  if (!divisions.length && !stage.byGroup) return [{ division: "", group: "", teams }];
  /** @type {Map<string, Table>} */
  const found = new Map();
  for (const team of teams) {
    const group = stage.byGroup ? groupOf(day, stage, team) : "";
    const key = JSON.stringify([team.division, group]);
    const table = found.get(key) ?? { division: team.division, group, teams: [] };
    found.set(key, table);
    table.teams.push(team);
  }
  const at = (/** @type {string[]} */ ids, /** @type {string} */ id) =>
    id === "" ? ids.length : ids.includes(id) ? ids.indexOf(id) : ids.length + 1;
  return [...found.values()].sort(
    (a, b) =>
      at(divisions, a.division) - at(divisions, b.division) ||
      at(groups, a.group) - at(groups, b.group),
  );
}

/**
 * The rounds of a stage that have begun, of those that anybody of a table plays.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Table} table
 * @returns {Round[]}
 */
export const begunRounds = (day, stage, table) =>
  stage.rounds.filter(
    (round) =>
      factsOf(day, round.id).state !== "pending" &&
      (!round.group || !table.group || round.group === table.group),
  );
