import { compare, exact, plus, rounded, shared, sum, times, whole, ZERO } from "./exact.js";
import { competes, groupOf, playsRound, teamsOf } from "./field.js";
import { factsOf, foulsThatCost } from "./record.js";
import { panelOf } from "./setup.js";

/**
 * From marks and points to what a team has of a round (rulebook, "From marks to a round score").
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./record.js").Mark} Mark
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {{judge: string, value: Exact, place: Exact | null, dropped: "" | "high" | "low",
 *   parts: Record<string, Exact>}} Used a mark that is looked at
 * @typedef {object} Score
 * @property {Exact | null} score the panel's, or the sum of the points; null where there is none
 * @property {Exact} counts what the total takes of it
 * @property {boolean} waits whether marks are still to come
 * @property {Used[]} used
 * @property {import("./record.js").Given[]} given
 * @property {Map<string, Score>} members what each member has, where members are marked
 * @property {Exact | null} bare before it was rounded
 */

/** @returns {Score} */
const noScore = () => ({
  score: null,
  counts: ZERO,
  waits: false,
  used: [],
  given: [],
  members: new Map(),
  bare: null,
});

/**
 * What every team of a stage has of a round.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Round} round
 * @returns {Map<string, Score>}
 */
export function scoresOf(day, stage, round) {
  const places = round.aggregate === "places" ? placesOf(day, stage, round) : new Map();
  return new Map(
    teamsOf(day, stage).map((team) => [team.id, scoreOf(day, stage, round, team, places)]),
  );
}

/**
 * @param {Day} day
 * @param {Stage} stage
 * @param {Round} round
 * @param {Team} team
 * @param {Map<string, Map<string, Exact>>} places
 * @returns {Score}
 */
function scoreOf(day, stage, round, team, places) {
  const facts = factsOf(day, round.id);
  if (facts.absent.has(team.id) || !playsRound(day, stage, round, team)) return noScore();
  const found = HOW[round.kind](day, round, team, places);
  // Nobody waits for the marks of a team that has left.
  if (day.withdrawn.has(team.id)) found.waits = false;
  return found;
}

/** @type {Record<Round["kind"], (day: Day, round: Round, team: Team, places: Map<string, Map<string, Exact>>) => Score>} */
const HOW = {
  judged: (day, round, team, places) =>
    round.by === "member"
      ? membersScore(day, round, team)
      : markedScore(day, round, team.id, team.id, places),
  points: pointsScore,
  list: listedScore,
  count: listedScore,
};

/**
 * The score with its weight: rounded before it where the round has `decimals`, and after it where
 * it has `weighted_decimals`.
 *
 * @param {Round} round
 * @param {Exact | null} bare
 * @param {Partial<Score>} rest
 * @returns {Score}
 */
function weighed(round, bare, rest = {}) {
  if (bare === null) return { ...noScore(), ...rest };
  const score = round.decimals === null ? bare : rounded(bare, round.decimals);
  const exactly = times(score, round.weight);
  const places = round.weightedDecimals;
  const counts = places === null ? exactly : rounded(exactly, places);
  return { ...noScore(), ...rest, score, counts, bare };
}

/**
 * The judges of a round who may mark a team and are waited for, or have marked it all the same.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {string} entrant
 * @param {string} team
 */
function judgesFor(day, round, entrant, team) {
  const facts = factsOf(day, round.id);
  const marks = facts.marks.get(entrant);
  return panelOf(day.setup, round).filter(
    (judge) =>
      !judge.recused.includes(team) && (!facts.excused.has(judge.id) || marks?.has(judge.id)),
  );
}

/**
 * @param {Day} day
 * @param {Round} round
 * @param {string} entrant
 * @param {string} team
 * @param {Map<string, Map<string, Exact>>} places
 * @returns {Score}
 */
function markedScore(day, round, entrant, team, places) {
  const judges = judgesFor(day, round, entrant, team);
  const marks = factsOf(day, round.id).marks.get(entrant) ?? new Map();
  /** @type {Used[]} */
  const used = judges.flatMap(({ id }) => {
    const mark = marks.get(id);
    const place = places.get(entrant)?.get(id) ?? null;
    return mark ? [{ judge: id, value: mark.value, place, dropped: "", parts: mark.parts }] : [];
  });
  const enough = used.length >= round.dropHigh + round.dropLow + 1;
  // Where every judge is recused or excused nobody is waited for, and there is no score.
  const waits = used.length < judges.length || (!enough && judges.length > 0);
  if (!enough) return { ...noScore(), waits, used };
  drop(used, round);
  const left = used.filter((one) => !one.dropped);
  const size = panelOf(day.setup, round).length;
  const bare =
    round.aggregate === "places"
      ? times(mean(left.map((one) => one.place ?? ZERO)), whole(size))
      : AGGREGATES[round.aggregate](left.map((one) => one.value));
  return weighed(round, bare, { waits, used });
}

/**
 * Marks the highest and lowest marks that are left out; of equal ones that of the judge who stands
 * first. Only a tie-break by a criterion can tell which it was.
 *
 * @param {Used[]} used in the order of the judges
 * @param {Round} round
 */
function drop(used, round) {
  const down = [...used].sort((a, b) => compare(b.value, a.value));
  for (const one of down.slice(0, round.dropHigh)) one.dropped = "high";
  const left = used.filter((one) => !one.dropped).sort((a, b) => compare(a.value, b.value));
  for (const one of left.slice(0, round.dropLow)) one.dropped = "low";
}

/** @param {Exact[]} numbers */
const mean = (numbers) => shared(sum(numbers), numbers.length);

/** @type {Record<"sum" | "mean" | "median", (numbers: Exact[]) => Exact>} */
export const AGGREGATES = {
  sum,
  mean,
  median: (numbers) => {
    const sorted = [...numbers].sort(compare);
    const middle = sorted.length >> 1;
    return sorted.length % 2
      ? /** @type {Exact} */ (sorted[middle])
      : mean(sorted.slice(middle - 1, middle + 1));
  },
};

/**
 * The place that each judge's marks give each team of a table, by team and judge (序位法). Equal
 * marks share the mean of their places; who takes no place takes nobody's.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Round} round
 * @returns {Map<string, Map<string, Exact>>}
 */
function placesOf(day, stage, round) {
  const facts = factsOf(day, round.id);
  /** @type {Map<string, Map<string, Exact>>} */
  const found = new Map();
  const table = (/** @type {Team} */ team) =>
    JSON.stringify([team.division, stage.byGroup ? groupOf(day, stage, team) : ""]);
  for (const judge of panelOf(day.setup, round)) {
    const marked = teamsOf(day, stage).flatMap((team) => {
      const mark = facts.marks.get(team.id)?.get(judge.id);
      const away = facts.absent.has(team.id) || judge.recused.includes(team.id);
      return mark && !away ? [{ team, value: mark.value, table: table(team) }] : [];
    });
    for (const one of marked) {
      const others = marked.filter(
        (other) => other !== one && other.table === one.table && competes(day, other.team),
      );
      const ahead = others.filter((other) => compare(other.value, one.value) > 0).length;
      const equal = others.filter((other) => compare(other.value, one.value) === 0).length;
      const own = found.get(one.team.id) ?? new Map();
      found.set(one.team.id, own);
      own.set(judge.id, shared(whole(2 * (ahead + 1) + equal), 2));
    }
  }
  return found;
}

/**
 * @param {Day} day
 * @param {Round} round
 * @param {Team} team
 * @returns {Score}
 */
function membersScore(day, round, team) {
  const absent = factsOf(day, round.id).absent;
  const members = new Map(
    team.members
      .filter((one) => !absent.has(`${team.id}:${one.id}`))
      .map((one) => [one.id, markedScore(day, round, `${team.id}:${one.id}`, team.id, new Map())]),
  );
  const scores = [...members.values()].flatMap((one) => (one.score === null ? [] : [one.score]));
  const waits = [...members.values()].some((one) => one.waits);
  const bare = scores.length ? ofMembers(round, scores) : null;
  return weighed(round, bare, { waits, members });
}

/**
 * What a team has of its members: their sum, their mean, or the sum of the best of them.
 *
 * @param {Round} round
 * @param {Exact[]} numbers
 * @returns {Exact}
 */
function ofMembers(round, numbers) {
  if (!numbers.length) return ZERO;
  if (round.teamScore === "mean") return mean(numbers);
  if (round.teamScore === "sum") return sum(numbers);
  const best = [...numbers].sort((a, b) =>
    round.better === "lower" ? compare(a, b) : compare(b, a),
  );
  return sum(best.slice(0, round.best ?? best.length));
}

/**
 * @param {Day} day
 * @param {Round} round
 * @param {Team} team
 * @returns {Score}
 */
function pointsScore(day, round, team) {
  const given = givenTo(day, round, team.id);
  if (round.by !== "member") return weighed(round, sum(given.map((one) => one.value)), { given });
  /** @type {Map<string, Exact>} */
  const members = new Map();
  for (const { member, value } of given)
    if (member) members.set(member, plus(members.get(member) ?? ZERO, value));
  return weighed(round, ofMembers(round, [...members.values()]), { given });
}

/**
 * What a team was given in a round and what its fouls cost, in the order of entry.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {string} team
 */
export function givenTo(day, round, team) {
  const facts = factsOf(day, round.id);
  const all = [...facts.given, ...foulsThatCost(round, facts)];
  return all.filter((one) => one.team === team).sort((a, b) => a.version - b.version);
}

/**
 * What the desk entered: a score, or how many cards were raised, of how many people.
 *
 * @param {Day} day
 * @param {Round} round
 * @param {Team} team
 * @returns {Score}
 */
function listedScore(day, round, team) {
  const entered = factsOf(day, round.id).listed.get(team.id);
  // What the desk has not entered yet is awaited, as a mark is.
  if (!entered) return { ...noScore(), waits: true };
  if (round.kind === "list" || entered.raised === undefined || entered.raised === null) {
    const value =
      entered.value === null || entered.value === undefined ? null : exact(entered.value);
    return weighed(round, value);
  }
  const raised = whole(entered.raised);
  if (round.card) return weighed(round, plus(round.min, times(raised, round.card)));
  const present = entered.present ?? round.present;
  const way = plus(round.max, times(round.min, whole(-1)));
  return weighed(round, plus(round.min, times(way, shared(raised, present))));
}

/**
 * What a member has of a round alone.
 *
 * @param {Round} round
 * @param {Exact[]} numbers
 */
export const ownScore = (round, numbers) => weighed(round, sum(numbers));
