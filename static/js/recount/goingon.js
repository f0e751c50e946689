import { compare, times, whole } from "./exact.js";
import { hasCut } from "./setup.js";

/**
 * Who goes on: teams are counted, never printed places (rulebook, "Who goes on"; contract, section 9).
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {object} Against a team against the cut
 * @property {"in" | "out" | "tied"} cut
 * @property {number} left for how many places the tied are tied
 * @property {"threshold" | "quota" | null} barred
 * @property {boolean} best in, or tied, as one of the best others
 * @typedef {object} Edge
 * @property {number | null} seats null where all go on who pass
 * @property {boolean[]} passes by position
 * @property {string[]} homes organisation of each position
 * @property {number} quota
 */

/**
 * So many as a share is of a number of teams.
 *
 * @param {Exact} share
 * @param {number} teams
 * @param {string} rounding
 */
export function shareOf(share, teams, rounding) {
  const { top, bottom } = times(share, whole(teams));
  const extra = rounding === "up" ? bottom - 1n : rounding === "down" ? 0n : bottom / 2n;
  if (rounding === "half_up") return Number((2n * top + bottom) / (2n * bottom));
  return Number((top + extra) / bottom);
}

/**
 * Whether an official total is good enough to go on at all.
 *
 * @param {Stage} stage
 * @param {Exact | null} total
 * @param {boolean} lower
 */
export function passes(stage, total, lower) {
  if (!stage.threshold && !stage.above) return true;
  if (!total) return false;
  const over = (/** @type {Exact} */ bar) => compare(total, bar) * (lower ? -1 : 1);
  return stage.above ? over(stage.above) > 0 : over(/** @type {Exact} */ (stage.threshold)) >= 0;
}

/**
 * The edge of a stage in one table; of a last stage that of the first place. Where no rule says who
 * goes on nobody does: from a side stage the desk alone lets teams back.
 *
 * @param {Stage} stage
 * @param {boolean} last
 * @param {(Exact | null)[]} totals as held against the threshold
 * @param {string[]} homes
 * @param {number} placed
 * @param {boolean} lower
 * @returns {Edge}
 */
export function edgeOf(stage, last, totals, homes, placed, lower) {
  if (!hasCut(stage)) {
    const seats = last ? 1 : 0;
    return { seats, passes: totals.map(() => last), homes, quota: 0 };
  }
  const seats = stage.advanceShare
    ? shareOf(stage.advanceShare, placed, stage.rounding)
    : stage.advance;
  const good = totals.map((total) => passes(stage, total, lower));
  return { seats, passes: good, homes, quota: stage.quota };
}

/**
 * Each position against the edge, group by group.
 *
 * @param {Edge} edge
 * @param {number[][]} groups level positions, best first
 * @param {number} count
 * @returns {(Against | null)[]}
 */
export function againstCut(edge, groups, count) {
  /** @type {(Against | null)[]} */
  const found = Array(count).fill(null);
  /** @type {Map<string, number>} */
  const seated = new Map();
  let left = edge.seats ?? Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const room = roomIn(edge, group, seated);
    const wanted = group.filter((i) => edge.passes[i] && (room.get(homeOf(edge, i)) ?? 1) > 0);
    const takers = countTakers(edge, wanted, room);
    for (const i of group) found[i] = standing(edge, i, { wanted, takers, left, room });
    for (const i of wanted) {
      const home = homeOf(edge, i);
      const own = wanted.filter((other) => homeOf(edge, other) === home).length;
      seated.set(home, (seated.get(home) ?? 0) + Math.min(own, room.get(home) ?? own) / own);
    }
    left = Math.max(0, left - takers);
  }
  return found;
}

/**
 * @param {Edge} edge
 * @param {number} i
 * @returns {string} a team without an organisation stands for itself
 */
const homeOf = (edge, i) => edge.homes[i] || `\n${i}`;

/**
 * How many more of each organisation of a group may go on.
 *
 * @param {Edge} edge
 * @param {number[]} group
 * @param {Map<string, number>} seated
 * @returns {Map<string, number>} empty without a quota
 */
function roomIn(edge, group, seated) {
  if (!edge.quota) return new Map();
  const homes = group.map((i) => homeOf(edge, i));
  return new Map(
    homes.map((home) => [home, Math.max(0, edge.quota - Math.round(seated.get(home) ?? 0))]),
  );
}

/**
 * @param {Edge} edge
 * @param {number[]} wanted
 * @param {Map<string, number>} room
 */
function countTakers(edge, wanted, room) {
  /** @type {Map<string, number>} */
  const byHome = new Map();
  for (const i of wanted) byHome.set(homeOf(edge, i), (byHome.get(homeOf(edge, i)) ?? 0) + 1);
  return [...byHome].reduce((n, [home, own]) => n + Math.min(own, room.get(home) ?? own), 0);
}

/**
 * @param {Edge} edge
 * @param {number} i
 * @param {{wanted: number[], takers: number, left: number, room: Map<string, number>}} here
 * @returns {Against}
 */
function standing(edge, i, { wanted, takers, left, room }) {
  const none = /** @type {const} */ ({ left: 0, barred: null, best: false });
  if (left <= 0) return { cut: "out", ...none };
  if (!edge.passes[i]) return { cut: "out", ...none, barred: "threshold" };
  if (!wanted.includes(i)) return { cut: "out", ...none, barred: "quota" };
  if (takers > left) return { cut: "tied", ...none, left };
  const home = homeOf(edge, i);
  const own = wanted.filter((other) => homeOf(edge, other) === home).length;
  const places = room.get(home) ?? own;
  return own > places ? { cut: "tied", ...none, left: places } : { cut: "in", ...none };
}
