import { actor, namesOf } from "../board/deskboard.js";
import { entryWords } from "../common/entrywords.js";
import { t } from "../common/phrases.js";

/**
 * Entries of the ledger as the desk's own board names things.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../common/entrywords.js").Entry} Entry
 */

/** What is not taken back as such: it is replaced by another. */
const STAYS = new Set(["setup", "archive"]);
const TURNS = new Set(["open", "close", "reopen"]);

/**
 * @param {DeskBoard} board
 * @param {Entry} entry
 * @param {Map<number, Entry>} known other entries, by version
 * @returns {string}
 */
export function entryWordsOn(board, entry, known) {
  return entryWords(namesOf(board), entry, known);
}

/**
 * The same where there is room for a line: who plays in which order stands in the round itself.
 *
 * @param {DeskBoard} board
 * @param {Entry} entry
 * @param {Map<number, Entry>} known
 */
export function entryBriefly(board, entry, known) {
  if (entry.kind !== "order") return entryWordsOn(board, entry, known);
  const round = namesOf(board).rounds.get(entry.round ?? "") ?? "";
  return t("Order of play drawn, %(round)s", { round });
}

/**
 * Who did it, in a name to read.
 *
 * @param {DeskBoard} board
 * @param {Entry} entry
 */
export function byWords(board, { by }) {
  return actor(board, by) ?? t("Desk");
}

/**
 * Whether taking it back could be asked for: not what a begin has set aside, of a round's turns only
 * the newest, and an opening only while nothing happened in the round. The server has the last word.
 *
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {Map<number, Entry>} gone what has been taken back
 */
export function canGo({ kind, round, version }, entries, gone) {
  if (STAYS.has(kind)) return false;
  const later = entries.filter((other) => other.version > version && !gone.has(other.version));
  if (later.some((other) => other.kind === "begin")) return false;
  if (!TURNS.has(kind)) return true;
  const own = later.filter((other) => other.round === round && other.kind !== "undo");
  return !own.some((other) => kind === "open" || TURNS.has(other.kind));
}
