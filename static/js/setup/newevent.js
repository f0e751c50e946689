import { addJudges, addTeams } from "./changing.js";
import { complete } from "./document.js";
import { kindOf } from "./kinds/table.js";
import { merged } from "./merging.js";
import { settled } from "./staging.js";

/**
 * Makes the set-up of a new event from what it begins with and the answers of the form.
 *
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {object} Wanted
 * @property {Setup} base what it begins from
 * @property {import("./importing.js").Found | null} found teams and judges of a file
 * @property {Partial<import("./document.js").About>} about
 * @property {string[]} teams names; the base's own stay where there are none
 * @property {number | null} judges how many; null leaves those of the base
 * @property {(n: number) => string} judgeName
 */

/**
 * @param {Wanted} wanted
 * @returns {Setup}
 */
export function newEvent({ base, found, about, teams, judges, judgeName }) {
  let setup = { ...base, event: { ...base.event, ...about } };
  if (found && !found.setup)
    setup = merged(setup, found, "replace", { once: new Set(), saved: new Set() });
  if (teams.length > 0) {
    const bare = {
      ...setup,
      teams: [],
      judges: setup.judges.map((one) => ({ ...one, recused: [] })),
    };
    setup = addTeams(
      bare,
      teams.map((name) => ({ name })),
    );
  }
  if (judges !== null && judges !== setup.judges.length)
    setup = withJudges(setup, judges, judgeName);
  return settled(fitting(setup));
}

/**
 * @param {Setup} setup
 * @param {number} count
 * @param {(n: number) => string} judgeName
 */
function withJudges(setup, count, judgeName) {
  const kept = { ...setup, judges: setup.judges.slice(0, count) };
  const names = [];
  for (let n = kept.judges.length + 1; n <= count; n++) names.push(judgeName(n));
  return addJudges(kept, names);
}

/**
 * Fewer teams or judges than the base was made for: the cut lies among them, and a mark is left.
 *
 * @param {Setup} base
 * @returns {Setup}
 */
function fitting(base) {
  const setup = withFewerGroups(base);
  let entering = setup.teams.length;
  const judges = setup.judges.length;
  const stages = setup.stages.map((stage) => {
    const tables = stage.by_group ? Math.max(1, setup.groups.length) : 1;
    const least = Math.floor(entering / tables);
    const advance = Number(stage.advance);
    const fits = stage.advance === "" || advance < least || least < 2;
    const next = fits ? stage.advance : String(least - 1);
    entering = stage.advance === "" ? entering : Number(next) * tables;
    const rounds = stage.rounds.map((round) => {
      const dropped = Number(round.drop_high) + Number(round.drop_low);
      const tooMany = kindOf(round).panel && dropped > 0 && judges <= dropped;
      return tooMany ? { ...round, drop_high: "0", drop_low: "0" } : round;
    });
    return { ...stage, advance: next, rounds };
  });
  return { ...setup, stages };
}

/**
 * So many groups that each has two teams at least; the rounds of the others go with them.
 *
 * @param {Setup} setup
 * @returns {Setup}
 */
function withFewerGroups(setup) {
  const groups = setup.groups.slice(0, Math.max(1, Math.floor(setup.teams.length / 2)));
  if (groups.length === setup.groups.length) return setup;
  const there = new Set(["", ...groups.map(({ id }) => id)]);
  const stages = setup.stages.map((stage) => ({
    ...stage,
    rounds: stage.rounds.filter(({ group }) => there.has(group)),
  }));
  return { ...setup, groups, stages };
}

/**
 * The set-up to begin from nothing with: as little as there can be.
 *
 * @param {{teams: string[], stage: string, round: string}} words
 * @returns {Setup}
 */
export function bareSetup({ teams, stage, round }) {
  return complete({
    event: {},
    rules: {},
    teams: teams.map((name) => ({ name })),
    stages: [
      {
        name: stage,
        rounds: [{ name: round, kind: "points", min: "-100", max: "100", awards: ["10", "-10"] }],
      },
    ],
  });
}
