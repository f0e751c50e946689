import { author, kindOf, turnsRound } from "../common/entrywords.js";
import { t } from "../common/phrases.js";

/**
 * Entries of the ledger at the desk.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 */

/**
 * Who did it, in a name to read.
 *
 * @param {{by: string}} entry
 */
export function byWords({ by }) {
  return author(by) ?? t("Desk");
}

/**
 * Whether taking it back could be asked for: not what a begin has set aside, of a round's turns only
 * the newest, and an opening only while nothing happened in the round. The server has the last word.
 *
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {Map<number, Entry>} gone what has been taken back
 */
export function canGo(entry, entries, gone) {
  const { undo } = kindOf(entry);
  if (undo === null) return false;
  const later = entries.filter(({ version }) => version > entry.version && !gone.has(version));
  if (later.some(({ kind }) => kind === "begin")) return false;
  if (!turnsRound(entry)) return true;
  const own = later.filter(({ round, kind }) => round === entry.round && kind !== "undo");
  return !own.some((other) => undo === "unused" || turnsRound(other));
}
