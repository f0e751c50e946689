import { compare, negative, plus, rounded, sum, whole, ZERO } from "./exact.js";
import { competes, teamsOf } from "./field.js";
import { prizesFor } from "./prizes.js";
import { levels, placesBy } from "./ranking.js";
import { factsOf } from "./record.js";
import { givenTo, ownScore } from "./scoring.js";

/**
 * The best individuals: what members were given under their own names, over all stages.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./standings.js").Reckoning} Reckoning
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {import("./setup.js").Member} Member
 * @typedef {{counts: Exact, score: Exact}} Own
 * @typedef {object} Person
 * @property {Team} team
 * @property {Member} member
 * @property {Map<string, Own>} scores by round
 * @property {Exact} total
 * @property {number | null} rank
 * @property {boolean} tied
 * @property {number} behind
 * @property {string | null} prize
 */

/**
 * Everybody who has a score, best first, each division for itself.
 *
 * @param {Reckoning} reckoning
 * @returns {Person[]}
 */
export function individualsOf(reckoning) {
  const { setup } = reckoning.day;
  const people = setup.teams.flatMap((team) =>
    team.members.flatMap((member) => {
      const scores = ownScores(reckoning, team, member);
      return scores.size ? [{ team, member, scores }] : [];
    }),
  );
  return [...setup.divisions, ""].flatMap((division) =>
    placed(
      reckoning,
      division,
      people.filter(
        ({ team }) => (setup.divisions.includes(team.division) ? team.division : "") === division,
      ),
    ),
  );
}

/**
 * @param {Reckoning} reckoning
 * @param {Team} team
 * @param {Member} member
 * @returns {Map<string, Own>}
 */
function ownScores(reckoning, team, member) {
  const { day } = reckoning;
  /** @type {Map<string, Own>} */
  const found = new Map();
  for (const stage of day.setup.stages)
    for (const round of stage.rounds) {
      const facts = factsOf(day, round.id);
      if (facts.state === "pending" || facts.absent.has(team.id)) continue;
      if (compare(round.weight, ZERO) === 0) continue;
      const own = ownScoreIn(reckoning, stage, round, team, member);
      if (own?.score) found.set(round.id, { counts: own.counts, score: own.score });
    }
  return found;
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Round} round
 * @param {Team} team
 * @param {Member} member
 */
function ownScoreIn(reckoning, stage, round, team, member) {
  const { day } = reckoning;
  if (round.kind === "judged") {
    if (round.by !== "member" || !teamsOf(day, stage).includes(team)) return null;
    return reckoning.scores(stage, round).get(team.id)?.members.get(member.id) ?? null;
  }
  const given = givenTo(day, round, team.id).filter((one) => one.member === member.id);
  return given.length
    ? ownScore(
        round,
        given.map((one) => one.value),
      )
    : null;
}

/**
 * @param {Reckoning} reckoning
 * @param {string} division
 * @param {{team: Team, member: Member, scores: Map<string, Own>}[]} people
 * @returns {Person[]}
 */
function placed(reckoning, division, people) {
  const { day } = reckoning;
  const { rules } = day.setup;
  const lower = rules.better === "lower";
  const most = Math.max(0, ...people.map((one) => one.scores.size));
  const totals = people.map((one) =>
    rounded(sum([...one.scores.values()].map((own) => own.counts)), rules.decimals),
  );
  const behind = people.map((one) => (lower ? most - one.scores.size : 0));
  const keys = people.map((one, i) => {
    if (!competes(day, one.team)) return null;
    const total = totals[i] ?? ZERO;
    return [whole(-(behind[i] ?? 0)), lower ? negative(total) : plus(total, ZERO)];
  });
  const groups = levels(keys);
  const ranks = placesBy(groups, people.length, rules.ranking);
  const own = day.setup.prizes.filter(
    (prize) => prize.who === "member" && ["", division].includes(prize.division),
  );
  const together = groups.map((group) => new Set(group));
  const { won } = prizesFor(groups, totals, own, together, lower);
  const shared = new Set(groups.filter((group) => group.length > 1).flat());
  const order = [...groups.flat(), ...keys.flatMap((key, i) => (key ? [] : [i]))];
  return order.map((i) => ({
    .../** @type {{team: Team, member: Member, scores: Map<string, Own>}} */ (people[i]),
    total: totals[i] ?? ZERO,
    rank: ranks[i] ?? null,
    tied: rules.ranking !== "ordinal" && shared.has(i),
    behind: behind[i] ?? 0,
    prize: won[i] ?? null,
  }));
}
