import { namesOf } from "../board/deskboard.js";
import { entryWords } from "../common/entrywords.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What the story calls things: names that were ever in the set-up, and people by their names.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 * @typedef {import("../common/entrywords.js").Names} Names
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 */

/** @type {Names} */
export const names = {
  teams: new Map(Object.entries(page.names?.teams ?? {})),
  judges: new Map(Object.entries(page.names?.judges ?? {})),
  rounds: new Map(Object.entries(page.names?.rounds ?? {})),
  stages: new Map(Object.entries(page.names?.stages ?? {})),
};

/**
 * Takes in the names of a newer board.
 *
 * @param {DeskBoard} board
 * @returns {boolean} whether any is new
 */
export function learn(board) {
  let changed = false;
  for (const [kind, newer] of Object.entries(namesOf(board))) {
    const known = names[/** @type {keyof Names} */ (kind)];
    for (const [id, name] of newer) {
      if (known.get(id) === name) continue;
      known.set(id, name);
      changed = true;
    }
  }
  return changed;
}

/**
 * @param {Entry} entry
 * @param {Map<number, Entry>} known
 */
export function sentence(entry, known) {
  return entryWords(names, entry, known);
}

/**
 * Who did it, in a name to read.
 *
 * @param {Entry} entry
 * @returns {string}
 */
export function who({ by }) {
  const named = page.people?.[by];
  if (named) return named;
  const [role = "", subject = ""] = by.split(":");
  if (role === "judge") return names.judges.get(subject) ?? subject;
  if (role === "scorer") return subject || t("Scorer");
  if (role === "organiser") return subject === "console" ? t("Command line") : t("Organiser");
  return by;
}

/**
 * The day of a moment as the event's own calendar had it.
 *
 * @param {string} at ISO 8601 with offset
 */
export function dayOf(at) {
  return at.slice(0, 10);
}
