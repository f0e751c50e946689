import { shown, signed } from "../common/amount.js";
import { t } from "../common/phrases.js";
import { actor, findRound, teamNames } from "./deskboard.js";

/**
 * Entries of the ledger, told in words.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {object} Entry
 * @property {number} version
 * @property {string} kind
 * @property {string} by
 * @property {string} at
 * @property {string} [stage]
 * @property {string} [round]
 * @property {string} [team]
 * @property {string} [judge]
 * @property {string} [value]
 * @property {string} [reason]
 * @property {number} [voids]
 * @property {Record<string, any>} [detail]
 * @typedef {{team: string, round: string, judge: string, stage: string, teams: string,
 *   value: string}} Names
 */

/** What is not taken back as such: a set-up is replaced, and a round opened or closed again. */
const STAYS = new Set(["setup", "close", "reopen"]);

/** @type {Record<string, (names: Names, entry: Entry) => string>} */
const WORDS = {
  setup: () => t("The set-up was loaded"),
  open: (names) => t("%(round)s opened", names),
  close: (names) => t("%(round)s closed", names),
  reopen: (names) => t("%(round)s reopened", names),
  mark: (names) => t("%(team)s: %(value)s by %(judge)s, %(round)s", names),
  award: (names, { value = "", detail }) => {
    const declined = detail?.outcome === "declined";
    return declined
      ? t("%(team)s: declined, %(round)s", names)
      : t("%(team)s: %(value)s, %(round)s", { ...names, value: signed(value) });
  },
  correction: (names) =>
    names.judge
      ? t("Corrected: %(team)s, %(judge)s to %(value)s, %(round)s", names)
      : t("Corrected: %(team)s to %(value)s, %(round)s", names),
  advance: (names) => t("Announced, %(stage)s: %(teams)s", names),
  excuse: (names) => t("%(judge)s excused from %(round)s", names),
  penalty: (names) => t("Penalty for %(team)s: %(value)s", names),
  withdraw: (names) => t("%(team)s withdrawn", names),
  order: (names) => t("Order of play drawn, %(round)s: %(teams)s", names),
  playoff: (names) => t("Play-off opened: %(teams)s", names),
  lots: (names) => t("Lots drawn, in this order: %(teams)s", names),
};

/**
 * @param {DeskBoard} board
 * @param {Entry} entry
 * @param {Map<number, Entry>} known other entries, by version
 * @returns {string}
 */
export function entryWords(board, entry, known) {
  const voided = known.get(entry.voids ?? 0);
  if (entry.kind === "undo")
    return voided
      ? t("Taken back: %(what)s", { what: entryWords(board, voided, known) })
      : t("Taken back: entry %(n)s", { n: entry.voids ?? 0 });
  const tell = WORDS[entry.kind];
  return tell ? tell(namesOf(board, entry, known), entry) : entry.kind;
}

/**
 * @param {DeskBoard} board
 * @param {Entry} entry
 * @param {Map<number, Entry>} known
 * @returns {Names}
 */
function namesOf(board, entry, known) {
  const { team = "", round = "", judge = "", stage = "", value = "", detail } = entry;
  const teams = teamNames(board);
  const several = /** @type {string[]} */ (detail?.teams ?? detail?.order ?? []);
  return {
    team: teams.get(team) ?? team,
    round: findRound(board, round)?.round.name ?? playoffName(round, known) ?? round,
    judge: board.judges.find(({ id }) => id === judge)?.name ?? judge,
    stage: board.stages.find(({ id }) => id === stage)?.name ?? stage,
    teams: several.map((id) => teams.get(id) ?? id).join(t(", ")),
    value: shown(value),
  };
}

/**
 * A play-off that was taken back is on no board any more; its entry still names it.
 *
 * @param {string} round
 * @param {Map<number, Entry>} known
 * @returns {string | undefined}
 */
function playoffName(round, known) {
  return [...known.values()].find((entry) => entry.kind === "playoff" && entry.round === round)
    ?.detail?.name;
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
 * The entries that have been taken back, by what took them back.
 *
 * @param {Entry[]} entries
 * @returns {Map<number, Entry>}
 */
export function voidedBy(entries) {
  /** @type {Map<number, Entry>} */
  const gone = new Map();
  // An undo comes after what it voids, so from the newest on each is known to stand or not.
  for (const entry of [...entries].sort((a, b) => b.version - a.version))
    if (entry.kind === "undo" && entry.voids && !gone.has(entry.version))
      gone.set(entry.voids, entry);
  return gone;
}

/**
 * Whether taking it back could be asked for; an opened round only while nothing happened in it.
 *
 * @param {Entry} entry
 * @param {Entry[]} entries
 */
export function canGo({ kind, round, version }, entries) {
  if (STAYS.has(kind)) return false;
  if (kind !== "open") return true;
  return !entries.some((other) => other.round === round && other.version > version);
}
