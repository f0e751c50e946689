import { shown, signed } from "./amount.js";
import { t } from "./phrases.js";

/**
 * Entries of the ledger, in words: at the desk and in the story alike.
 *
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
 * @property {string} [hash]
 * @typedef {object} Names the names of things, by id
 * @property {Map<string, string>} teams
 * @property {Map<string, string>} judges
 * @property {Map<string, string>} rounds
 * @property {Map<string, string>} stages
 * @typedef {{team: string, round: string, judge: string, stage: string, teams: string,
 *   value: string}} Said
 */

/** @type {Record<string, (said: Said, entry: Entry) => string>} */
const WORDS = {
  setup: (_, { version }) => (version === 1 ? t("Set-up loaded") : t("The set-up was changed")),
  begin: () => t("Everything before was cleared, and the event began"),
  archive: (_, { detail }) =>
    detail?.archived === false
      ? t("The event was taken out of the archive")
      : t("The event was archived"),
  open: (said) => t("%(round)s opened", said),
  close: (said) => t("%(round)s closed", said),
  reopen: (said) => t("%(round)s reopened", said),
  mark: (said) => t("%(judge)s gave %(team)s %(value)s, %(round)s", said),
  award: (said, { value = "", detail }) => {
    const outcome = detail?.outcome;
    if (outcome === "declined") return t("%(team)s: declined, %(round)s", said);
    if (outcome === "right") return t("%(team)s: right %(value)s, %(round)s", said);
    if (outcome === "wrong") return t("%(team)s: wrong %(value)s, %(round)s", said);
    return t("%(team)s: %(value)s, %(round)s", { ...said, value: signed(value) });
  },
  correction: (said, { detail }) => {
    if (detail?.entered) return t("Entered for %(judge)s: %(team)s %(value)s, %(round)s", said);
    return said.judge
      ? t("Corrected: %(team)s, %(judge)s to %(value)s, %(round)s", said)
      : t("Corrected: %(team)s to %(value)s, %(round)s", said);
  },
  advance: (said) => t("Announced, %(stage)s: %(teams)s", said),
  excuse: (said) => t("%(judge)s excused from %(round)s", said),
  penalty: (said) => t("Penalty for %(team)s: %(value)s", said),
  withdraw: (said) => t("%(team)s withdrawn", said),
  release: (said) => t("Score of %(team)s made public, %(round)s", said),
  absent: (said) => t("%(team)s absent from %(round)s", said),
  order: (said) => t("Order of play drawn, %(round)s: %(teams)s", said),
  playoff: (said) => t("Play-off opened: %(teams)s", said),
  lots: (said) => t("Lots drawn, in this order: %(teams)s", said),
};

/**
 * @param {Names} names
 * @param {Entry} entry
 * @param {Map<number, Entry>} known other entries, by version
 * @returns {string}
 */
export function entryWords(names, entry, known) {
  const voided = known.get(entry.voids ?? 0);
  if (entry.kind === "undo")
    return voided
      ? t("Taken back: %(what)s", { what: entryWords(names, voided, known) })
      : t("Taken back: entry %(n)s", { n: entry.voids ?? 0 });
  const words = WORDS[entry.kind];
  return words ? words(saidOf(names, entry, known), entry) : entry.kind;
}

/**
 * @param {Names} names
 * @param {Entry} entry
 * @param {Map<number, Entry>} known
 * @returns {Said}
 */
function saidOf(names, entry, known) {
  const { team = "", round = "", judge = "", stage = "", value = "", detail } = entry;
  const several = /** @type {string[]} */ (detail?.teams ?? detail?.order ?? []);
  return {
    team: names.teams.get(team) ?? team,
    round: names.rounds.get(round) ?? playoffName(round, known) ?? round,
    judge: names.judges.get(judge) ?? judge,
    stage: names.stages.get(stage) ?? stage,
    teams: several.map((id) => names.teams.get(id) ?? id).join(t(", ")),
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
  if (!round) return undefined;
  for (const entry of known.values())
    if (entry.kind === "playoff" && entry.round === round) return entry.detail?.name;
  return undefined;
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
