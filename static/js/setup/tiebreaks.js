import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { goesByPlaces } from "./document.js";

/**
 * The tie-breaks of a set-up: those the server knows, the score in a round, and the sum of several.
 *
 * @typedef {import("./document.js").Round} Round
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {import("./document.js").Stage} Stage
 */

const ROUND = "round:";
const ROUNDS = "rounds:";
const CRITERION = "criterion:";

/**
 * Every tie-break that can be chosen with one touch, with its words.
 *
 * @param {Setup} setup
 * @returns {{name: string, words: string}[]}
 */
export function tieBreaks(setup) {
  const rounds = setup.stages.flatMap((stage) => stage.rounds);
  return [
    ...page.tie_breaks.map((/** @type {{name: string}} */ { name }) => ({
      name,
      words: wordsOf(setup, name),
    })),
    ...rounds.map(({ id }) => ({ name: `${ROUND}${id}`, words: wordsOf(setup, `${ROUND}${id}`) })),
    ...[...criteriaOf(setup.stages)].map(([id]) => ({
      name: `${CRITERION}${id}`,
      words: wordsOf(setup, `${CRITERION}${id}`),
    })),
  ];
}

/**
 * What a tie-break compares, in words.
 *
 * @param {Setup} setup
 * @param {string} tie
 * @returns {string}
 */
export function wordsOf(setup, tie) {
  if (tie.startsWith(CRITERION)) {
    const id = tie.slice(CRITERION.length);
    const criterion = criteriaOf(setup.stages, true).get(id) ?? id;
    return t("What was given for %(criterion)s", { criterion });
  }
  const ids = roundsNamed(tie);
  if (ids.length === 0) {
    const known = page.tie_breaks.find((/** @type {any} */ one) => one.name === tie);
    return (lowerMarks(setup) ? known?.lower : known?.words) ?? tie;
  }
  const rounds = new Map(setup.stages.flatMap((one) => one.rounds).map((one) => [one.id, one]));
  const names = ids.map((id) => rounds.get(id)?.name || id).join(" + ");
  return tie.startsWith(ROUNDS)
    ? t("The sum of the scores in %(rounds)s", { rounds: names })
    : t("The score in %(round)s", { round: names });
}

/**
 * The names of the criteria by their ids; each round's own too where they are asked for, by
 * "ROUND.ID".
 *
 * @param {Stage[]} stages
 * @param {boolean} [inRounds]
 * @returns {Map<string, string>}
 */
function criteriaOf(stages, inRounds = false) {
  const named = new Map();
  // What only members are marked by decides no tie of teams.
  for (const round of stages.flatMap(({ rounds }) => rounds.filter(({ by }) => by !== "member")))
    for (const { id, name } of round.criteria) {
      named.set(id, named.get(id) ?? (name || id));
      if (inRounds) named.set(`${round.id}.${id}`, `${round.name} · ${name}`);
    }
  return named;
}

/**
 * The ids of the rounds that a tie-break compares; none where it names no round.
 *
 * @param {string} tie
 * @returns {string[]}
 */
function roundsNamed(tie) {
  if (tie.startsWith(ROUNDS))
    return tie
      .slice(ROUNDS.length)
      .split(",")
      .map((id) => id.trim());
  return tie.startsWith(ROUND) ? [tie.slice(ROUND.length)] : [];
}

/**
 * The tie-break that compares the sum of several rounds, whose order is that of the set-up.
 *
 * @param {Setup} setup
 * @param {Set<string>} ids
 */
export function sumOf(setup, ids) {
  const rounds = setup.stages.flatMap((stage) => stage.rounds);
  return ROUNDS + rounds.map(({ id }) => id).filter((id) => ids.has(id));
}

/**
 * Whether a tie-break is there already, though it may name its rounds in another order.
 *
 * @param {string[]} ties
 * @param {string} sum
 */
export function isThere(ties, sum) {
  const sorted = (/** @type {string} */ tie) => roundsNamed(tie).sort().join();
  return ties.some((tie) => tie.startsWith(ROUNDS) && sorted(tie) === sorted(sum));
}

/**
 * Whether the lower of two marks is the better one: not where marks become places.
 *
 * @param {Setup} setup
 */
function lowerMarks({ rules, stages }) {
  const counting = stages.flatMap(({ rounds }) => rounds).filter(({ weight }) => weight !== "0");
  return rules.better === "lower" && !counting.some(goesByPlaces);
}

/**
 * The rounds that can be added up with one of them: of its stage, and alike in which is better.
 *
 * @param {Stage[]} stages
 * @param {string} id
 * @returns {Round[]}
 */
export function addable(stages, id) {
  const stage = stages.find(({ rounds }) => rounds.some((round) => round.id === id));
  const own = stage?.rounds.find((round) => round.id === id);
  return stage?.rounds.filter((round) => round.better === own?.better) ?? [];
}

/**
 * The tie-breaks without those of rounds that are gone; a sum of which two rounds are left stays.
 *
 * @param {string[]} ties
 * @param {Stage[]} stages
 * @returns {string[]}
 */
export function withoutGone(ties, stages) {
  const there = new Set(stages.flatMap((stage) => stage.rounds.map(({ id }) => id)));
  const criteria = criteriaOf(stages, true);
  return ties.flatMap((tie) => {
    if (tie.startsWith(CRITERION)) return criteria.has(tie.slice(CRITERION.length)) ? [tie] : [];
    const ids = roundsNamed(tie);
    const left = ids.filter((id) => there.has(id));
    if (left.length === ids.length) return [tie];
    return left.length > 1 ? [ROUNDS + left] : [];
  });
}
