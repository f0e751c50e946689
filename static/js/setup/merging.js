import { complete, freshId } from "./document.js";
import { settled } from "./staging.js";

/**
 * Taking over the teams and judges of a file: whoever is there by name keeps the id that the
 * ledger knows.
 *
 * @typedef {import("./document.js").Setup} Setup
 */

/**
 * @param {Setup} setup
 * @param {{teams: any[], judges: any[], divisions?: any[], groups?: any[]}} found
 * @param {"add" | "replace"} how
 * @param {{once: Set<string>, saved: Set<string>}} ids that were ever given, and that are in force
 * @returns {Setup}
 */
export function merged(setup, found, how, ids) {
  const read = complete(found);
  const divisions = mergedList("d", setup.divisions, read.divisions, "add", ids);
  const groups = mergedList("g", setup.groups, read.groups, "add", ids);
  // The file's divisions and groups are known here by their names.
  const division = byName(read.divisions, divisions);
  const group = byName(read.groups, groups);
  const placed = read.teams.map((team) => ({
    ...team,
    division: division.get(team.division) ?? team.division,
    group: group.get(team.group) ?? team.group,
  }));
  const teams = mergedList("t", setup.teams, placed, how, ids);
  // Who must not mark whom is said in the ids of the file.
  const own = new Map(
    read.teams.map(({ id, name }) => [id, teams.find((team) => team.name === name)?.id ?? id]),
  );
  const judgesRead = read.judges.map((judge) => ({
    ...judge,
    recused: judge.recused.map((id) => own.get(id) ?? id),
  }));
  const noJudges = read.judges.length === 0;
  const judges = mergedList("j", setup.judges, judgesRead, noJudges ? "add" : how, ids);
  const there = new Set(teams.map(({ id }) => id));
  const cleared = judges.map((judge) =>
    judge.recused.every((id) => there.has(id))
      ? judge
      : { ...judge, recused: judge.recused.filter((id) => there.has(id)) },
  );
  return settled({ ...setup, divisions, groups, teams, judges: cleared });
}

/**
 * The ids by which those of a file are known here.
 *
 * @param {import("./document.js").Named[]} read
 * @param {import("./document.js").Named[]} own
 */
function byName(read, own) {
  return new Map(read.map(({ id, name }) => [id, own.find((one) => one.name === name)?.id]));
}

/**
 * @template {{id: string, name: string}} Item
 * @param {string} letter
 * @param {Item[]} own
 * @param {Item[]} read
 * @param {"add" | "replace"} how
 * @param {{once: Set<string>, saved: Set<string>}} ids
 * @returns {Item[]}
 */
function mergedList(letter, own, read, how, { once, saved }) {
  const known = new Map(own.map((item) => [item.name, item]));
  // A file that carries ids may rename; an id that only this page has given says nothing.
  const renamed = new Map(own.filter(({ id }) => saved.has(id)).map((item) => [item.id, item]));
  for (const { name } of read) renamed.delete(known.get(name)?.id ?? "");
  const taken = new Set([...once, ...own.map(({ id }) => id)]);
  let number = own.length;
  const taking = read.map((item) => {
    const there = known.get(item.name) ?? renamed.get(item.id);
    if (there) return { ...item, id: there.id };
    number += 1;
    const id = freshId(letter, taken, number);
    taken.add(id);
    return { ...item, id };
  });
  if (how === "replace") return taking;
  const fresh = new Map(taking.map((item) => [item.id, item]));
  const kept = own.map((item) => fresh.get(item.id) ?? item);
  const ids = new Set(own.map(({ id }) => id));
  return [...kept, ...taking.filter(({ id }) => !ids.has(id))];
}
