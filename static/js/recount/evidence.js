import { compare, negative, plus, sum, turned, whole, ZERO } from "./exact.js";
import { competes } from "./field.js";
import { factsOf } from "./record.js";
import { AGGREGATES, givenTo } from "./scoring.js";
import { panelOf } from "./setup.js";

/**
 * What the teams of a table have to show when their totals are equal.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {import("./scoring.js").Score} Score
 * @typedef {import("./ties.js").Shown} Shown
 * @typedef {(round: Round) => Map<string, Score>} Scores of a round, by team
 */

/**
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team[]} teams those that are compared with each other
 * @param {Round[]} rounds
 * @param {Scores} scores
 * @returns {Shown[]}
 */
export function shownBy(day, stage, teams, rounds, scores) {
  const lower = marksLower(day);
  const compared = rounds.filter((round) => comparesMarks(round, lower));
  const firsts = new Map(compared.map((round) => [round.id, bestMarks(day, round, teams, lower)]));
  const newest = newestClosed(day, rounds);
  const best = new Map(rounds.map((round) => [round.id, bestScore(day, round, teams, scores)]));
  return teams.map((team) => ({
    rounds: rounds.flatMap((round) => roundShown(day, round, team, scores, best.get(round.id))),
    newest,
    marks: compared.flatMap((round) =>
      marksOf(day, round, team).map((mark) => ({
        ...mark,
        round: round.id,
        first: isFirst(mark, firsts.get(round.id)),
      })),
    ),
    marksLower: lower,
    deducted: deductedFrom(day, rounds, team, scores),
    criteria: criteriaOf(rounds, team, scores),
    settled: settledFor(day, stage, team),
  }));
}

/**
 * Whether a team was given anything in a round: a score, or in a points round at least one award.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {string} team
 * @param {Scores} scores
 */
export function isEntered(day, round, team, scores) {
  if (!scores(round).get(team)?.score) return false;
  return round.kind !== "points" || givenTo(day, round, team).length > 0;
}

/**
 * Whether lower marks are the better ones where marks are compared: as with totals, but where marks
 * become places those alone are compared, and the higher is the better.
 *
 * @param {Day} day
 */
function marksLower(day) {
  const rounds = day.setup.stages.flatMap((stage) => stage.rounds);
  const byPlaces = rounds.some((r) => r.aggregate === "places" && compare(r.weight, ZERO) !== 0);
  return day.setup.rules.better === "lower" && !byPlaces;
}

/**
 * @param {Round} round
 * @returns {boolean}
 */
const lowerMark = (round) => round.better === "lower" && round.aggregate !== "places";

/**
 * Whether single marks of a round are compared: where it counts, and is the teams' own.
 *
 * @param {Round} round
 * @param {boolean} lower
 */
const comparesMarks = (round, lower) =>
  round.kind === "judged" &&
  compare(round.weight, ZERO) !== 0 &&
  round.by === "team" &&
  lowerMark(round) === lower;

/**
 * The marks of a team that count: of the panel, none of who is recused from it.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {Team} team
 */
function marksOf(day, round, team) {
  const facts = factsOf(day, round.id);
  if (facts.absent.has(team.id)) return [];
  const marks = facts.marks.get(team.id);
  return panelOf(day.setup, round).flatMap((judge) => {
    const mark = marks?.get(judge.id);
    return mark && !judge.recused.includes(team.id) ? [{ judge: judge.id, value: mark.value }] : [];
  });
}

/**
 * The best mark that each judge gave to a team that takes a place.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {Team[]} teams
 * @param {boolean} lower
 */
function bestMarks(day, round, teams, lower) {
  /** @type {Map<string, Exact>} */
  const found = new Map();
  for (const team of teams.filter((one) => competes(day, one)))
    for (const { judge, value } of marksOf(day, round, team)) {
      const best = found.get(judge);
      if (!best || compare(value, best) * (lower ? -1 : 1) > 0) found.set(judge, value);
    }
  return found;
}

/**
 * @param {{judge: string, value: Exact}} mark
 * @param {Map<string, Exact> | undefined} best
 */
function isFirst(mark, best) {
  const found = best?.get(mark.judge);
  return Boolean(found && compare(found, mark.value) === 0);
}

/**
 * The ids of the closed ones, from the newest opened back.
 *
 * @param {Day} day
 * @param {Round[]} rounds
 */
function newestClosed(day, rounds) {
  const closed = rounds.filter((round) => factsOf(day, round.id).state === "closed");
  const at = (/** @type {Round} */ round) => day.opened.lastIndexOf(round.id);
  return closed.sort((a, b) => at(b) - at(a)).map((round) => round.id);
}

/**
 * The score of a round as a tie-break looks at it: as it counts, or bare where it counts nothing.
 *
 * @param {Round} round
 * @param {Score | undefined} score
 */
const compared = (round, score) =>
  compare(round.weight, ZERO) === 0 ? (score?.score ?? ZERO) : (score?.counts ?? ZERO);

/**
 * @param {Day} day
 * @param {Round} round
 * @param {Team[]} teams
 * @param {Scores} scores
 * @returns {Exact | null} the best score of who takes a place and was given anything
 */
function bestScore(day, round, teams, scores) {
  const own = teams
    .filter((team) => competes(day, team) && isEntered(day, round, team.id, scores))
    .map((team) => /** @type {Exact} */ (scores(round).get(team.id)?.score))
    .sort(compare);
  return (round.better === "lower" ? own[0] : own.at(-1)) ?? null;
}

/**
 * @param {Day} day
 * @param {Round} round
 * @param {Team} team
 * @param {Scores} scores
 * @param {Exact | null | undefined} best
 * @returns {import("./ties.js").RoundShown[]}
 */
function roundShown(day, round, team, scores, best) {
  const score = scores(round).get(team.id);
  if (!score?.score) return [];
  const entered = isEntered(day, round, team.id, scores);
  return [
    {
      id: round.id,
      score: compared(round, score),
      lower: round.better === "lower",
      counts: compare(round.weight, ZERO) !== 0,
      entered,
      won: Boolean(entered && best && competes(day, team) && compare(best, score.score) === 0),
    },
  ];
}

/**
 * What was deducted from a team in points rounds: awards below zero and fouls, no corrections, which
 * were given by nobody. Null where it was given nothing anywhere, or no round can deduct.
 *
 * @param {Day} day
 * @param {Round[]} rounds
 * @param {Team} team
 * @param {Scores} scores
 */
function deductedFrom(day, rounds, team, scores) {
  const points = rounds.filter((round) => round.kind === "points");
  if (!points.length || !rounds.some((round) => isEntered(day, round, team.id, scores)))
    return null;
  const lost = points
    .filter((round) => !factsOf(day, round.id).absent.has(team.id))
    .flatMap((round) => givenTo(day, round, team.id))
    .filter((one) => one.kind !== "correction" && compare(one.value, ZERO) < 0);
  return negative(sum(lost.map((one) => one.value)));
}

/**
 * What a team was given under each criterion, by "ROUND.ID" in a round, and by "ID" over all rounds
 * that have it: as it stands on the sheets that count, before its weight.
 *
 * @param {Round[]} rounds
 * @param {Team} team
 * @param {Scores} scores
 */
function criteriaOf(rounds, team, scores) {
  /** @type {Map<string, {value: Exact, lower: boolean}>} */
  const found = new Map();
  /** @type {Set<string>} */
  const missing = new Set();
  for (const round of rounds.filter((one) => one.by === "team"))
    for (const { id } of round.criteria) {
      const score = scores(round).get(team.id);
      if (!score?.score) {
        missing.add(id);
        continue;
      }
      const parts = score.used.filter((one) => !one.dropped).map((one) => one.parts[id] ?? ZERO);
      const how = round.aggregate === "places" ? "mean" : round.aggregate;
      const value = AGGREGATES[how](parts);
      const lower = lowerMark(round);
      found.set(`${round.id}.${id}`, { value, lower });
      const before = found.get(id);
      found.set(id, {
        value: before ? plus(before.value, value) : value,
        lower: before?.lower ?? lower,
      });
    }
  for (const id of missing) found.delete(id);
  return found;
}

/**
 * What play-offs, lots and the head judge's word gave a team, the greater the better.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team} team
 */
function settledFor(day, stage, team) {
  /** @type {Map<string, Exact>} */
  const found = new Map();
  for (const one of day.settled.filter((settled) => settled.stage === stage.id)) {
    const at = one.teams.indexOf(team.id);
    if (one.round) {
      const facts = factsOf(day, one.id);
      if (at < 0 || facts.state !== "closed" || facts.absent.has(team.id)) continue;
      found.set(one.id, sum(givenTo(day, one.round, team.id).map((given) => given.value)));
    } else if (one.rest.includes(team.id))
      found.set(one.id, turned(whole(one.teams.length + 1), true));
    else if (at >= 0) found.set(one.id, turned(whole(at + 1), true));
  }
  return found;
}
