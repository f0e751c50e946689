import { freshId, newPrize, newTeam } from "./document.js";
import { moved, patched } from "./lists.js";
import { settled } from "./staging.js";

/**
 * The changes that can be made to a set-up, as pure functions: a set-up in, another one out. What
 * did not change stays the same object, so that a page of sixty rows redraws one.
 *
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {import("./document.js").Team} Team
 */

/**
 * Puts the item of an id at another place of its list.
 *
 * @param {Setup} setup
 * @param {"teams" | "judges" | "stages" | "prizes" | "divisions" | "groups"} part
 * @param {string} id
 * @param {number} to
 * @returns {Setup}
 */
export function move(setup, part, id, to) {
  /** @type {{id: string}[]} */
  const list = setup[part];
  const from = list.findIndex((item) => item.id === id);
  return settled({ ...setup, [part]: moved(list, from, to) });
}

/**
 * @param {Setup} setup
 * @param {"teams" | "judges" | "stages" | "prizes" | "divisions" | "groups"} part
 * @param {string} id
 * @param {Record<string, unknown>} patch
 * @returns {Setup}
 */
export function edit(setup, part, id, patch) {
  /** @type {{id: string}[]} */
  const list = setup[part];
  return { ...setup, [part]: patched(list, id, patch) };
}

/**
 * Adds teams of these names behind the others, or at a place.
 *
 * @param {Setup} setup
 * @param {(Partial<Team> & {name: string})[]} teams
 * @param {Set<string>} [once] ids that were given before and are not given again
 * @returns {Setup}
 */
export function addTeams(setup, teams, once = new Set()) {
  const taken = new Set([...once, ...setup.teams.map(({ id }) => id)]);
  const added = teams.map((team, i) => {
    const id = freshId("t", taken, setup.teams.length + i + 1);
    taken.add(id);
    return newTeam(id, team.name, team);
  });
  return { ...setup, teams: [...setup.teams, ...added.map((one) => ({ ...one }))] };
}

/**
 * @param {Setup} setup
 * @param {string[]} names
 * @param {Set<string>} [once]
 * @returns {Setup}
 */
export function addJudges(setup, names, once = new Set()) {
  const taken = new Set([...once, ...setup.judges.map(({ id }) => id)]);
  const added = names.map((name, i) => {
    const id = freshId("j", taken, setup.judges.length + i + 1);
    taken.add(id);
    return { id, name, recused: [], shadow: false, head: false };
  });
  return { ...setup, judges: [...setup.judges, ...added] };
}

/**
 * @param {Setup} setup
 * @param {(Partial<import("./document.js").Prize> & {name: string})[]} prizes
 * @param {Set<string>} [once]
 * @returns {Setup}
 */
export function addPrizes(setup, prizes, once = new Set()) {
  const taken = new Set([...once, ...setup.prizes.map(({ id }) => id)]);
  const added = prizes.map((prize, i) => {
    const id = freshId("p", taken, setup.prizes.length + i + 1);
    taken.add(id);
    return newPrize(id, prize.name, prize);
  });
  return { ...setup, prizes: [...setup.prizes, ...added] };
}

/**
 * Takes a team away, and from the lists of those who must not mark it.
 *
 * @param {Setup} setup
 * @param {string} id
 * @returns {Setup}
 */
export function removeTeam(setup, id) {
  const judges = setup.judges.map((judge) =>
    judge.recused.includes(id)
      ? { ...judge, recused: judge.recused.filter((team) => team !== id) }
      : judge,
  );
  return { ...setup, teams: setup.teams.filter((team) => team.id !== id), judges };
}

/**
 * Takes a judge away, and from those who give the points of a round or mark it; without any left
 * the desk gives them, and all judges mark.
 *
 * @param {Setup} setup
 * @param {string} id
 * @returns {Setup}
 */
export function removeJudge(setup, id) {
  const stages = setup.stages.map((stage) =>
    stage.rounds.some(({ scored_by, panel }) => scored_by.includes(id) || panel?.includes(id))
      ? { ...stage, rounds: stage.rounds.map((round) => withoutScorer(round, id)) }
      : stage,
  );
  return { ...setup, judges: setup.judges.filter((judge) => judge.id !== id), stages };
}

/**
 * @param {import("./document.js").Round} round
 * @param {string} id of a judge
 */
function withoutScorer(round, id) {
  const { scored_by, panel } = round;
  const without = (/** @type {string[]} */ named) => named.filter((one) => one !== id);
  const left = Array.isArray(scored_by) ? without(scored_by) : scored_by;
  const marking = panel && without(panel);
  return {
    ...round,
    scored_by: left.length > 0 ? left : "desk",
    panel: marking?.length ? marking : null,
  };
}

/**
 * Adds a division or a group that has no name yet.
 *
 * @param {Setup} setup
 * @param {"divisions" | "groups"} part
 * @param {string} letter
 * @param {Set<string>} [once]
 * @returns {Setup}
 */
export function addNamed(setup, part, letter, once = new Set()) {
  const list = setup[part];
  const taken = new Set([...once, ...list.map(({ id }) => id)]);
  const id = freshId(letter, taken, list.length + 1);
  return { ...setup, [part]: [...list, { id, name: "", name_en: "" }] };
}

/**
 * @param {Setup} setup
 * @param {string} id
 * @returns {Setup}
 */
export function removePrize(setup, id) {
  return { ...setup, prizes: setup.prizes.filter((prize) => prize.id !== id) };
}

/**
 * Takes a division or a group away, and from the teams, prizes and rounds that were of it.
 *
 * @param {Setup} setup
 * @param {"divisions" | "groups"} part
 * @param {"division" | "group"} key
 * @param {string} id
 * @returns {Setup}
 */
export function removeNamed(setup, part, key, id) {
  /** @type {<Item extends object>(list: Item[]) => Item[]} */
  const without = (list) =>
    list.map((one) => (Reflect.get(one, key) === id ? { ...one, [key]: "" } : one));
  return {
    ...setup,
    [part]: setup[part].filter((one) => one.id !== id),
    teams: without(setup.teams),
    prizes: without(setup.prizes),
    stages: setup.stages.map((stage) => ({ ...stage, rounds: without(stage.rounds) })),
  };
}
