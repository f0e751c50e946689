import { againstCut } from "./goingon.js";

/**
 * Which ties of a stage the event's tie-breaks are asked of, and what was settled of them by a decision.
 *
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./setup.js").Stage} Stage
 */

/**
 * How ties of a stage are broken, in a scope of the event's tie-breaks; what settled them since is
 * bound by no scope.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {string} scope
 * @param {import("./goingon.js").Edge | null} edge
 * @returns {import("./ties.js").Breaking}
 */
export const breakingOf = (day, stage, scope, edge) => ({
  tieBreaks: day.setup.rules.tieBreaks,
  applies: (above, group) => applies(scope, edge, above, group),
  settlements: day.settled.filter((one) => one.stage === stage.id).map((one) => one.id),
});

/**
 * Whether the event's tie-breaks apply to a tie: everywhere, for the first place alone, or only where
 * the cut lies among the tied.
 *
 * @param {string} scope
 * @param {import("./goingon.js").Edge | null} edge
 * @param {number[]} above
 * @param {number[]} group
 */
function applies(scope, edge, above, group) {
  if (scope === "all") return true;
  if (scope === "first") return above.length === 0;
  if (!edge || scope !== "cut") return false;
  const order = [...above.map((i) => [i]), group];
  const count = Math.max(...above, ...group) + 1;
  return group.some((i) => againstCut(edge, order, count)[i]?.cut === "tied");
}

/**
 * Whether exactly these teams go on, or take a prize, all together.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {string[]} ids
 */
export const isTogether = (day, stage, ids) =>
  day.together.some(
    (one) =>
      one.stage === stage.id &&
      one.teams.size === ids.length &&
      ids.every((id) => one.teams.has(id)),
  );
