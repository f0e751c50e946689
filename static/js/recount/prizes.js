import { compare } from "./exact.js";
import { shareOf } from "./goingon.js";

/**
 * Prizes: the best first, by counting and never by the printed place (contract, "Prizes").
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./setup.js").Prize} Prize
 */

/**
 * Who has which of the prizes; null without one, and while tied across an edge.
 *
 * @param {number[][]} groups level positions, best first
 * @param {(Exact | null)[]} totals
 * @param {Prize[]} prizes best first
 * @param {Set<number>[]} together positions that take the better prize all together
 * @param {boolean} lower
 * @returns {{won: (string | null)[], ties: number[][]}}
 */
export function prizesFor(groups, totals, prizes, together, lower) {
  const placed = groups.reduce((n, group) => n + group.length, 0);
  /** @type {(string | null)[]} */
  const won = totals.map(() => null);
  /** @type {number[][]} */
  const ties = [];
  const waiting = prizes.map((prize) => ({ prize, left: numberOf(prize, placed) }));
  let open = 0;
  for (const group of groups) {
    const total = totals[group[0] ?? 0] ?? null;
    while (waiting[0] && (waiting[0].left <= 0 || !reaches(waiting[0].prize, total, lower)))
      waiting.shift();
    const [here] = waiting;
    if (!here) break;
    const all = together.some((set) => set.size === group.length && group.every((i) => set.has(i)));
    if (group.length <= here.left || all) {
      for (const i of group) won[i] = here.prize.id;
      here.left = Math.max(0, here.left - group.length);
      continue;
    }
    ties.push(group);
    // Whoever of them gets it, the others take of the next ones.
    open = group.length;
    while (open > 0 && waiting[0] && reaches(waiting[0].prize, total, lower)) {
      const taken = Math.min(open, waiting[0].left);
      waiting[0].left -= taken;
      open -= taken;
      if (waiting[0].left <= 0) waiting.shift();
    }
  }
  return { won, ties };
}

/**
 * @param {Prize} prize
 * @param {number} placed
 */
function numberOf(prize, placed) {
  if (prize.count !== null) return prize.count;
  if (prize.share) return shareOf(prize.share, placed, prize.rounding);
  return Number.POSITIVE_INFINITY;
}

/**
 * @param {Prize} prize
 * @param {Exact | null} total
 * @param {boolean} lower
 */
function reaches(prize, total, lower) {
  if (!prize.atLeast) return true;
  if (!total) return false;
  return compare(total, prize.atLeast) * (lower ? -1 : 1) >= 0;
}

/**
 * Whether a prize is for all who are left.
 *
 * @param {Prize} prize
 */
export const isRest = (prize) => prize.count === null && !prize.share && !prize.atLeast;
