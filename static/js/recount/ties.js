import { compare, ONE, sum, turned, whole, ZERO } from "./exact.js";
import { before } from "./ranking.js";

/**
 * How equal totals are parted: by the event's tie-breaks in their order, then by play-offs, lots and
 * the head judge's word as they were held (rulebook, "From totals to places" and "Who goes on").
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./ranking.js").Key} Key
 *
 * @typedef {object} RoundShown what a team has to show of a round
 * @property {string} id
 * @property {Exact} score as it counts in the total, bare where its weight is 0
 * @property {boolean} lower
 * @property {boolean} counts
 * @property {boolean} entered whether it was given anything there
 * @property {boolean} won
 * @typedef {object} MarkShown
 * @property {string} round
 * @property {string} judge
 * @property {Exact} value
 * @property {boolean} first whether it is the best that this judge gave there
 * @typedef {object} Shown what a team has to show
 * @property {RoundShown[]} rounds those in which it has a score
 * @property {string[]} newest ids of the closed rounds, from the newest back
 * @property {MarkShown[]} marks
 * @property {boolean} marksLower whether lower marks are the better ones
 * @property {Exact | null} deducted
 * @property {Map<string, {value: Exact, lower: boolean}>} criteria
 * @property {Map<string, Exact>} settled by play-off or lots, greater is better
 *
 * @typedef {object} Breaking
 * @property {string[]} tieBreaks
 * @property {(above: number[], group: number[]) => boolean} applies whether they do to this tie
 * @property {string[]} settlements ids, in the order in which they were held
 * @typedef {{by: string, shown: Map<number, Key>}} Split what each of the tied had to show
 * @typedef {{groups: number[][], decidedBy: (string | null)[], aheadOf: (number | null)[],
 *   splits: (Split | null)[]}} Parted
 */

/**
 * @param {number[][]} equals positions of equal totals, best first
 * @param {Shown[]} shown by position
 * @param {Breaking} how
 * @returns {Parted}
 */
export function partTies(equals, shown, how) {
  /** @type {(string | null)[]} */
  const decidedBy = shown.map(() => null);
  /** @type {(Split | null)[]} */
  const splits = shown.map(() => null);
  /** @type {number[][]} */
  const groups = [];
  /** @type {number[]} */
  const above = [];
  for (const group of equals) part(group);
  const aheadOf = /** @type {(number | null)[]} */ (shown.map(() => null));
  let ahead = 0;
  for (const group of groups) {
    for (const i of group) aheadOf[i] = ahead;
    ahead += group.length;
  }
  return { groups, decidedBy, aheadOf, splits };

  /** @param {number[]} group */
  function part(group) {
    const split = group.length > 1 ? firstSplit(group, above, shown, how) : null;
    if (!split) {
      groups.push(group);
      above.push(...group);
      return;
    }
    for (const i of group) {
      decidedBy[i] = split.by;
      splits[i] = split;
    }
    for (const smaller of split.groups) part(smaller);
  }
}

/**
 * The first tie-break that has something to say about every one of a group and parts it. It is asked
 * anew of those who stay equal: among fewer there may be evidence where there was none.
 *
 * @param {number[]} group
 * @param {number[]} above
 * @param {Shown[]} shown
 * @param {Breaking} how
 */
function firstSplit(group, above, shown, how) {
  const tied = fairly(group.map((i) => /** @type {Shown} */ (shown[i])));
  const breaks = how.applies(above, group) ? how.tieBreaks : [];
  for (const by of [...breaks, ...how.settlements]) {
    const keys = trimmed(tied.map((one) => keyBy(by, one, tied)));
    if (!keys) continue;
    const sorted = group.map((_, at) => at);
    sorted.sort((a, b) => before(keys[a] ?? [], keys[b] ?? []) || a - b);
    /** @type {number[][]} */
    const groups = [];
    for (const [nth, at] of sorted.entries()) {
      const last = nth ? (sorted[nth - 1] ?? 0) : at;
      const equal = nth > 0 && before(keys[last] ?? [], keys[at] ?? []) === 0;
      if (equal) groups.at(-1)?.push(/** @type {number} */ (group[at]));
      else groups.push([/** @type {number} */ (group[at])]);
    }
    const told = group.map((i, at) => /** @type {[number, Key]} */ ([i, keys[at] ?? []]));
    if (groups.length > 1) return { by, groups, shown: new Map(told) };
  }
  return null;
}

/**
 * Keys of lists cut to the shortest: a score that is missing neither wins nor loses. Null where one
 * of the teams has nothing to show.
 *
 * @param {(Key | null)[]} keys
 * @returns {Key[] | null}
 */
function trimmed(keys) {
  const there = keys.flatMap((key) => (key?.length ? [key] : []));
  if (there.length < keys.length) return null;
  const shortest = Math.min(...there.map((key) => key.length));
  return there.map((key) => key.slice(0, shortest));
}

/**
 * What tied teams have to show, with no gain from what one of them was never given: a round in
 * which a team was given nothing is worth no more to it than the worst of the others' there.
 *
 * @param {Shown[]} tied
 * @returns {Shown[]}
 */
function fairly(tied) {
  return tied.map((own) => ({
    ...own,
    rounds: own.rounds.map((round) => {
      if (round.entered) return round;
      const others = tied.flatMap((one) =>
        one.rounds.filter((other) => other.id === round.id && other.entered),
      );
      const scores = [round.score, ...others.map((one) => one.score)].sort(compare);
      const worst = (round.lower ? scores.at(-1) : scores[0]) ?? ZERO;
      return { ...round, score: worst };
    }),
  }));
}

/**
 * What a team has to show for a tie-break, as a key of which the greater is better; null for nothing.
 *
 * @param {string} by
 * @param {Shown} own
 * @param {Shown[]} tied all who are compared, itself too
 * @returns {Key | null}
 */
function keyBy(by, own, tied) {
  const settled = own.settled.get(by);
  if (settled) return [settled];
  const [name = "", named] = by.split(/:(.*)/s);
  if (name === "round" || name === "rounds") return ofRounds(own, (named ?? "").split(","));
  if (name === "criterion") {
    const found = own.criteria.get(named ?? "");
    return found ? [turned(found.value, found.lower)] : null;
  }
  return BREAKS[name]?.(own, tied) ?? null;
}

/** @type {Record<string, (own: Shown, tied: Shown[]) => Key | null>} */
const BREAKS = {
  best_rounds: (own) =>
    own.rounds
      .filter((one) => one.counts)
      .map(keyOf)
      .sort((a, b) => compare(b, a)),
  latest_round: (own) => {
    const found = own.newest.flatMap((id) => own.rounds.filter((one) => one.id === id));
    // A score that is missing in any of them says nothing about the team.
    return found.length === own.newest.length ? found.map(keyOf) : null;
  },
  rounds_won: (own) => [whole(own.rounds.filter((one) => one.won).length)],
  fewest_deductions: (own) => (own.deducted ? [turned(own.deducted, true)] : null),
  best_marks: (own) =>
    own.marks.map((one) => turned(one.value, own.marksLower)).sort((a, b) => compare(b, a)),
  marks_given: (own) => {
    if (!own.marks.length) return null;
    const above = own.marks.filter((one) => compare(one.value, ZERO) > 0).length;
    return [turned(whole(above), own.marksLower)];
  },
  all_marks: allMarks,
  first_places: firstPlaces,
};

export const KNOWN_BREAKS = new Set([...Object.keys(BREAKS), "round", "rounds", "criterion"]);

/** @param {RoundShown} round */
const keyOf = (round) => turned(round.score, round.lower);

/**
 * @param {Shown} own
 * @param {string[]} ids
 * @returns {Key | null}
 */
function ofRounds(own, ids) {
  const found = ids.flatMap((id) => own.rounds.filter((one) => one.id === id.trim()));
  const lower = found.some((one) => one.lower);
  return found.length === ids.length ? [turned(sum(found.map((one) => one.score)), lower)] : null;
}

/**
 * The mean of all marks, undropped; nothing where the teams have marks in different rounds.
 *
 * @param {Shown} own
 * @param {Shown[]} tied
 * @returns {Key | null}
 */
function allMarks(own, tied) {
  const rounds = tied.map((one) => [...new Set(one.marks.map((mark) => mark.round))].sort().join());
  if (!own.marks.length || new Set(rounds).size > 1) return null;
  const total = sum(own.marks.map((one) => one.value));
  const mean = { top: total.top, bottom: total.bottom * BigInt(own.marks.length) };
  return [turned(mean, own.marksLower)];
}

/**
 * How many judges gave the team their best mark, of the judges who marked every one of the tied.
 *
 * @param {Shown} own
 * @param {Shown[]} tied
 * @returns {Key | null}
 */
function firstPlaces(own, tied) {
  const shared = own.marks.filter((mark) =>
    tied.every((one) => one.marks.some((o) => o.judge === mark.judge && o.round === mark.round)),
  );
  if (!shared.length) return null;
  return [sum(shared.filter((mark) => mark.first).map(() => ONE))];
}
