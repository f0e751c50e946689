import { freshId, NOBODY, newRound, newStage, saysWho, sideOf } from "./document.js";
import { moved, patched } from "./lists.js";
import { withoutGone } from "./tiebreaks.js";

/**
 * The changes that can be made to stages and rounds, and what follows from them by itself.
 *
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {import("./document.js").Stage} Stage
 * @typedef {import("./document.js").Round} Round
 */

/**
 * @param {Setup} setup
 * @param {string} name
 * @param {Round} round its first
 * @param {Set<string>} [once]
 * @returns {Setup}
 */
export function addStage(setup, name, round, once = new Set()) {
  const taken = new Set([...once, ...setup.stages.map(({ id }) => id)]);
  const id = freshId("s", taken, setup.stages.length + 1);
  return settled({ ...setup, stages: [...setup.stages, newStage(id, name, [round])] });
}

/**
 * @param {Setup} setup
 * @param {string} id
 * @returns {Setup}
 */
export function removeStage(setup, id) {
  return settled({ ...setup, stages: setup.stages.filter((stage) => stage.id !== id) });
}

/**
 * A new round of a kind, not yet in a stage.
 *
 * @param {Setup} setup
 * @param {string} name
 * @param {Partial<Round>} kind
 * @param {Set<string>} [once]
 */
export function freshRound(setup, name, kind, once = new Set()) {
  const rounds = setup.stages.flatMap((stage) => stage.rounds);
  const taken = new Set([...once, ...rounds.map(({ id }) => id)]);
  return newRound(freshId("r", taken, rounds.length + 1), name, kind);
}

/**
 * @param {Setup} setup
 * @param {string} stage
 * @param {(rounds: Round[]) => Round[]} change
 * @returns {Setup}
 */
export function inStage(setup, stage, change) {
  const stages = setup.stages.map((one) =>
    one.id === stage ? { ...one, rounds: change(one.rounds) } : one,
  );
  return settled({ ...setup, stages });
}

/**
 * @param {Setup} setup
 * @param {string} id
 * @param {Partial<Round>} patch
 * @returns {Setup}
 */
export function editRound(setup, id, patch) {
  const stages = setup.stages.map((stage) =>
    stage.rounds.some((round) => round.id === id)
      ? { ...stage, rounds: patched(stage.rounds, id, patch) }
      : stage,
  );
  return { ...setup, stages };
}

/**
 * @param {Setup} setup
 * @param {string} id of a round
 * @param {(criteria: import("./document.js").Criterion[]) =>
 *   import("./document.js").Criterion[]} change
 * @returns {Setup}
 */
export function editCriteria(setup, id, change) {
  const round = setup.stages.flatMap(({ rounds }) => rounds).find((one) => one.id === id);
  return round ? editRound(setup, id, { criteria: change(round.criteria) }) : setup;
}

/**
 * Puts a round one place up or down; at the edge of its stage it goes over into the next one.
 *
 * @param {Setup} setup
 * @param {string} id
 * @param {-1 | 1} way
 * @returns {Setup}
 */
export function moveRound(setup, id, way) {
  const s = setup.stages.findIndex((stage) => stage.rounds.some((round) => round.id === id));
  const stage = setup.stages[s];
  const at = stage?.rounds.findIndex((round) => round.id === id) ?? -1;
  const round = stage?.rounds[at];
  if (!stage || !round) return setup;
  if (at + way >= 0 && at + way < stage.rounds.length)
    return inStage(setup, stage.id, (rounds) => moved(rounds, at, at + way));
  const other = setup.stages[s + way];
  if (!other) return setup;
  return placeRound(setup, id, other.id, way > 0 ? 0 : other.rounds.length);
}

/**
 * Puts a round at a place of a stage, as dragging does.
 *
 * @param {Setup} setup
 * @param {string} id
 * @param {string} stage
 * @param {number} to
 * @returns {Setup}
 */
export function placeRound(setup, id, stage, to) {
  const round = setup.stages.flatMap((one) => one.rounds).find((one) => one.id === id);
  if (!round) return setup;
  const stages = setup.stages.map((one) => {
    const rounds = one.rounds.filter((other) => other.id !== id);
    if (one.id !== stage) return rounds.length === one.rounds.length ? one : { ...one, rounds };
    return { ...one, rounds: [...rounds.slice(0, to), round, ...rounds.slice(to)] };
  });
  return settled({ ...setup, stages });
}

/**
 * What follows by itself: nobody goes on from the last stage, somebody does from the others, and
 * no tie-break speaks of a round that is gone.
 *
 * @param {Setup} setup
 * @returns {Setup}
 */
export function settled(setup) {
  const last = setup.stages.length - 1;
  const stages = setup.stages.map((stage, i) => {
    if (sideOf(setup.stages, i)) return stage;
    if (i < last && !saysWho(stage)) return { ...stage, advance: usualAdvance(setup) };
    return i === last && saysWho(stage) ? { ...stage, ...NOBODY } : stage;
  });
  const joined = stages.map(withoutLonely);
  const kept = withoutGone(setup.rules.tie_breaks, stages);
  const same = kept.join() === setup.rules.tie_breaks.join();
  return {
    ...setup,
    stages: joined,
    rules: same ? setup.rules : { ...setup.rules, tie_breaks: kept },
  };
}

/**
 * A performance that has one round left is none: its others have gone, or moved elsewhere.
 *
 * @param {Stage} stage
 * @returns {Stage}
 */
function withoutLonely(stage) {
  const lonely = stage.rounds.filter(
    ({ performance }) =>
      performance && stage.rounds.filter((one) => one.performance === performance).length === 1,
  );
  if (lonely.length === 0) return stage;
  const rounds = stage.rounds.map((round) =>
    lonely.includes(round) ? { ...round, performance: "" } : round,
  );
  return { ...stage, rounds };
}

/** @param {Setup} setup */
function usualAdvance({ teams }) {
  return String(Math.max(1, Math.min(3, teams.length - 1)));
}
