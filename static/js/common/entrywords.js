import { shown, signed } from "./amount.js";
import { page } from "./page.js";
import { filled, t } from "./phrases.js";

/**
 * Entries of the ledger in words. What is known of each kind, its sentences in the page's language
 * too, comes from the server with the page; here only the names are put in.
 *
 * @typedef {Omit<import("./shapes.js").LedgerEntry, "id" | "hash" | "says"> & {id?: string, hash?: string, says?: string}} Entry
 * @typedef {object} Names the names of things, by id
 * @property {Map<string, string>} teams
 * @property {Map<string, string>} judges
 * @property {Map<string, string>} rounds
 * @property {Map<string, string>} stages
 * @property {Map<string, string>} members
 * @property {Map<string, string>} criteria by "ROUND.ID", in the order of the sheet
 * @typedef {object} Kind
 * @property {"freely" | "newest" | "unused" | "unannounced" | "unfollowed" | null} undo when one may
 *   be taken back; null where the reader never may
 * @property {boolean} routine whether tablets write it all the time
 * @property {string} tab the story's filter that it belongs to
 * @property {"begins" | "ends" | "notch" | null} scale what it is to a round's time, if anything
 * @property {Record<string, string>} sentences by `says`
 */

/** @type {Kind} of an entry that is newer than the page */
const UNKNOWN = { undo: null, routine: false, tab: "", scale: null, sentences: {} };

const named = (/** @type {keyof Names} */ what) =>
  new Map(/** @type {[string, string][]} */ (Object.entries(page.names?.[what] ?? {})));

/** @type {Names} of all that the ledger has ever known */
export const names = {
  teams: named("teams"),
  judges: named("judges"),
  rounds: named("rounds"),
  stages: named("stages"),
  members: named("members"),
  criteria: named("criteria"),
};

/**
 * Takes in newer names, in their order; who has left keeps the last one, after the others.
 *
 * @param {Names} newer
 * @returns {boolean} whether any is new
 */
export function learn(newer) {
  let changed = false;
  for (const [what, known] of Object.entries(names)) {
    const now = newer[/** @type {keyof Names} */ (what)];
    const before = [...known];
    known.clear();
    for (const [id, name] of [...now, ...before.filter(([id]) => !now.has(id))])
      known.set(id, name);
    changed ||= [...known].join() !== before.join();
  }
  return changed;
}

/**
 * @param {{kind: string}} entry
 * @returns {Kind}
 */
export function kindOf({ kind }) {
  return page.kinds?.[kind] ?? UNKNOWN;
}

/**
 * Whether entries of a kind open or close a round.
 *
 * @param {{kind: string}} entry
 */
export function turnsRound(entry) {
  return ["newest", "unused"].includes(kindOf(entry).undo ?? "");
}

/**
 * @param {Entry} entry
 * @param {Map<number, Entry>} known other entries, by version
 * @returns {string}
 */
export function entryWords(entry, known) {
  const { sentences } = kindOf(entry);
  const voided = known.get(entry.voids ?? 0);
  const says = entry.voids && !voided ? "far" : (entry.says ?? "");
  return filled(sentences[says] ?? sentences[""] ?? entry.kind, {
    ...namesIn(entry),
    what: voided ? entryWords(voided, known) : "",
    n: entry.voids ?? 0,
  });
}

/**
 * What each criterion was given, where a mark is their sum; empty for every other entry.
 *
 * @param {Entry} entry
 */
export function partsWords({ round = "", detail }) {
  const values = /** @type {Record<string, string>} */ (detail?.values ?? {});
  const order = [...names.criteria.keys()];
  const given = Object.entries(values).map(([id, value]) => ({ key: `${round}.${id}`, id, value }));
  given.sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  return given
    .map(({ key, id, value }) => `${names.criteria.get(key) ?? id} ${shown(value)}`)
    .join(" · ");
}

/** @param {Entry} entry */
function namesIn({ team = "", round = "", judge = "", stage = "", value = "", detail }) {
  // Those of one performance open and close by one entry.
  const rounds = [round, .../** @type {string[]} */ (detail?.with ?? [])];
  const scores = /** @type {Record<string, {raised?: number, present?: number}>} */ (
    detail?.scores ?? {}
  );
  const several = /** @type {string[]} */ (detail?.teams ?? detail?.order ?? []);
  return {
    team: names.teams.get(team) ?? team,
    round: rounds.map((id) => names.rounds.get(id) ?? id).join(" + "),
    judge: names.judges.get(judge) ?? judge,
    stage: names.stages.get(stage) ?? stage,
    teams: several.map((id) => names.teams.get(id) ?? id).join(t(", ")),
    member: nameOf(names.members, String(detail?.member ?? "")),
    prize: String(detail?.prize ?? ""),
    count: Object.keys(scores).length,
    raised: scores[team]?.raised ?? "",
    present: scores[team]?.present ?? "",
    token: String(detail?.token ?? ""),
    value: shown(value),
    signed: signed(value),
  };
}

/**
 * @param {Map<string, string>} known
 * @param {string} id
 */
function nameOf(known, id) {
  return known.get(id) ?? id;
}

/**
 * Who did something, in a name to read; null for a role that nobody in particular has.
 *
 * @param {string} by "judge:j1", "scorer:s1", "scorer", or a name already
 * @returns {string | null}
 */
export function author(by) {
  const [role = "", subject = ""] = by.split(":");
  const person = page.people?.[by];
  if (person) return person;
  if (role === "scorer" || role === "organiser") return null;
  if (role === "presenter") return t("Presenter");
  return role === "judge" ? (names.judges.get(subject) ?? subject) : by;
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
