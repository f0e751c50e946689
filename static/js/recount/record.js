import { compare, exact, exactOrNull, negative, plus, sum, times, ZERO } from "./exact.js";
import { panelOf, readSetup } from "./setup.js";

/**
 * The day as its entries tell it: what stands in each round, who was announced, drawn, absent. What
 * was taken back stands nowhere; no entry is ever changed.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./setup.js").Setup} Setup
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 *
 * @typedef {object} Entry a line of the ledger, as the file has it
 * @property {number} version
 * @property {string} kind
 * @property {string | null} [stage]
 * @property {string | null} [round]
 * @property {string | null} [team]
 * @property {string | null} [judge]
 * @property {string | null} [value]
 * @property {string | null} [reason]
 * @property {number | null} [voids]
 * @property {string | Record<string, any> | null} [detail]
 * @property {string | null} [uid]
 * @property {string | null} [by]
 * @property {string | null} [at]
 * @property {string} [hash]
 * @property {boolean} [hidden] something of it is left out of the file
 *
 * @typedef {{value: Exact, parts: Record<string, Exact>}} Mark
 * @typedef {{team: string, member: string | null, value: Exact, version: number,
 *   kind: "award" | "correction" | "foul"}} Given points; a correction sets a team's score
 * @typedef {object} Facts of one round
 * @property {"pending" | "open" | "closed"} state
 * @property {Map<string, Map<string, Mark>>} marks by who is marked, then by judge
 * @property {Given[]} given
 * @property {{team: string, version: number}[]} fouls
 * @property {Map<string, Record<string, any>>} listed what the desk entered, by team
 * @property {Set<string>} excused judges
 * @property {Set<string>} absent teams, and members who are marked
 * @typedef {object} Settlement a play-off, lots, or the head judge's word
 * @property {string} id
 * @property {"playoff" | "lots" | "word"} how
 * @property {string} stage
 * @property {string[]} teams
 * @property {string[]} rest who stay equal behind these
 * @property {Round | null} round
 * @typedef {object} Announced
 * @property {string[]} teams
 * @property {number} version
 * @property {string | null} decision
 * @property {{team: string, way: string}[]} admitted
 * @typedef {object} Day
 * @property {Setup} setup
 * @property {number} version
 * @property {Map<string, Facts>} rounds
 * @property {string[]} opened
 * @property {Map<string, Announced>} announced
 * @property {Settlement[]} settled
 * @property {{stage: string, team: string, value: Exact, kind: string, version: number}[]} ruled
 * @property {Set<string>} withdrawn
 * @property {{stage: string, teams: Set<string>}[]} together
 * @property {{team: string, member: string | null, prize: string}[]} specials
 * @property {Map<string, Record<string, string>>} groups who was drawn into which, by stage
 * @property {Doubt[]} doubts
 * @property {Entry[]} entries of which it is made
 * @typedef {{what: string, version?: number, round?: string, kind?: string, key?: string,
 *   team?: string, stage?: string}} Doubt something that was not recounted, and why
 */

/** What is of the ledger and of no figure: the show, who is on stage, what the hall may see. */
const ASIDE = new Set(
  "order archive publication release on_stage scene turn timer freeze unfreeze reveal look token".split(
    " ",
  ),
);

/**
 * @param {Entry[]} entries from the first on
 * @param {Record<string, any> | null} [spare] a set-up for where the ledger's own is left out
 * @returns {Day}
 */
export function replay(entries, spare = null) {
  const gone = takenBack(entries);
  const voidedPlayoffs = new Set(
    entries.filter((one) => one.kind === "playoff" && gone.has(one.version)).map((e) => e.round),
  );
  const begun = Math.max(0, ...entries.flatMap((one) => (begins(one, gone) ? [one.version] : [])));
  const day = newDay(entries);
  for (const entry of entries) {
    if (gone.has(entry.version)) continue;
    // What was tried before the event began is published without what it was; it counts for nothing.
    if (entry.kind === null && entry.version < begun) continue;
    if (entry.round && voidedPlayoffs.has(entry.round)) continue;
    const take = TAKES[entry.kind];
    try {
      if (take) take(day, entry, detailOf(entry), spare);
      else if (!ASIDE.has(entry.kind))
        day.doubts.push({
          what: entry.hidden ? "hidden" : "kind",
          version: entry.version,
          kind: entry.kind,
        });
    } catch {
      day.doubts.push({ what: entry.hidden ? "hidden" : "unread", version: entry.version });
    }
  }
  return day;
}

/**
 * @param {Entry} entry
 * @param {Set<number>} gone
 */
const begins = (entry, gone) => entry.kind === "begin" && !gone.has(entry.version);

/**
 * The versions that are taken back; an undo that was itself undone takes back nothing.
 *
 * @param {Entry[]} entries
 */
export function takenBack(entries) {
  /** @type {Set<number>} */
  const gone = new Set();
  for (const entry of [...entries].reverse())
    if (entry.kind === "undo" && !gone.has(entry.version) && entry.voids) gone.add(entry.voids);
  return gone;
}

/**
 * @param {Entry} entry
 * @returns {Record<string, any>}
 */
export const detailOf = (entry) =>
  typeof entry.detail === "string" ? JSON.parse(entry.detail) : (entry.detail ?? {});

/**
 * @param {Entry[]} entries
 * @returns {Day}
 */
function newDay(entries) {
  return {
    setup: readSetup({}),
    version: entries.at(-1)?.version ?? 0,
    rounds: new Map(),
    opened: [],
    announced: new Map(),
    settled: [],
    ruled: [],
    withdrawn: new Set(),
    together: [],
    specials: [],
    groups: new Map(),
    doubts: [],
    entries,
  };
}

/**
 * What has happened in a round so far; nothing, in one that no entry is about.
 *
 * @param {Day} day
 * @param {string} id
 * @returns {Facts}
 */
export function factsOf(day, id) {
  const found = day.rounds.get(id);
  if (found) return found;
  /** @type {Facts} */
  const fresh = {
    state: "pending",
    marks: new Map(),
    given: [],
    fouls: [],
    listed: new Map(),
    excused: new Set(),
    absent: new Set(),
  };
  day.rounds.set(id, fresh);
  return fresh;
}

/**
 * A round of the set-up, or a play-off that was held.
 *
 * @param {Day} day
 * @param {string} id
 * @returns {Round | null}
 */
export function roundOf(day, id) {
  const held = day.settled.find((one) => one.round?.id === id)?.round;
  const rounds = day.setup.stages.flatMap((stage) => stage.rounds);
  return held ?? rounds.find((one) => one.id === id) ?? null;
}

/**
 * The fouls that cost something: of each team those after the first free ones (rulebook, 抢答犯规).
 *
 * @param {Round} round
 * @param {Facts} facts
 * @returns {Given[]}
 */
export function foulsThatCost(round, facts) {
  const rule = round.fouls;
  if (!rule) return [];
  const cost = round.better === "lower" ? rule.penalty : negative(rule.penalty);
  /** @type {Map<string, number>} */
  const counted = new Map();
  return facts.fouls.flatMap(({ team, version }) => {
    const number = (counted.get(team) ?? 0) + 1;
    counted.set(team, number);
    if (number <= rule.free || compare(cost, ZERO) === 0) return [];
    return [{ team, member: null, value: cost, version, kind: /** @type {const} */ ("foul") }];
  });
}

/**
 * @param {Entry} entry
 * @param {"round" | "team" | "judge" | "stage"} what
 * @returns {string}
 * @throws {Error} where the entry does not say it, or no longer
 */
function said(entry, what) {
  const name = entry[what];
  if (name === null || name === undefined) throw new Error(`no ${what}`);
  return name;
}

/**
 * Who is marked, or absent: a team, or a member of it.
 *
 * @param {Entry} entry
 * @param {Record<string, any>} detail
 */
const entrant = (entry, detail) =>
  detail.member ? `${said(entry, "team")}:${detail.member}` : said(entry, "team");

/**
 * @param {Day} day
 * @param {Entry} entry
 * @param {Record<string, any>} detail
 */
const roundsOf = (day, entry, detail) =>
  [said(entry, "round"), ...(detail.with ?? [])].map((id) => factsOf(day, id));

/** @typedef {(day: Day, entry: Entry, detail: Record<string, any>, spare: Record<string, any> | null) => void} Take */

/** @type {Take} */
function takeSetup(day, entry, detail, spare) {
  const document = detail.setup ?? spare;
  if (!document) throw new Error("no set-up");
  if (!detail.setup) day.doubts.push({ what: "setup", version: entry.version });
  const setup = readSetup(document);
  for (const key of setup.strange) day.doubts.push({ what: "key", version: entry.version, key });
  excuseWhoJoins(day, setup);
  day.setup = setup;
}

/**
 * Who joins a panel after its round was closed is not waited for (contract, "Panels").
 *
 * @param {Day} day
 * @param {Setup} setup
 */
function excuseWhoJoins(day, setup) {
  for (const round of setup.stages.flatMap((stage) => stage.rounds)) {
    const before = roundOf(day, round.id);
    const facts = day.rounds.get(round.id);
    if (!before || facts?.state !== "closed" || round.kind !== "judged") continue;
    const known = panelOf(day.setup, before).map((judge) => judge.id);
    for (const judge of panelOf(setup, round))
      if (!known.includes(judge.id)) facts.excused.add(judge.id);
  }
}

/** @type {Take} */
function takeMark(day, entry, detail) {
  const marks = factsOf(day, said(entry, "round")).marks;
  const who = entrant(entry, detail);
  const given = marks.get(who) ?? new Map();
  marks.set(who, given);
  given.set(said(entry, "judge"), readMark(day, entry, detail));
}

/**
 * @param {Day} day
 * @param {Entry} entry
 * @param {Record<string, any>} detail
 * @returns {Mark}
 */
function readMark(day, entry, detail) {
  const value = exact(entry.value);
  const parts = Object.fromEntries(
    Object.entries(detail.values ?? {}).map(([id, given]) => [id, exact(given)]),
  );
  const criteria = roundOf(day, said(entry, "round"))?.criteria ?? [];
  const added = sum(criteria.map((one) => times(one.weight, parts[one.id] ?? ZERO)));
  // Only what the criteria come to counts; a mark that says otherwise is named.
  if (detail.values && criteria.length && compare(added, value) !== 0)
    day.doubts.push({ what: "criteria", version: entry.version });
  return { value, parts };
}

/** @type {Take} */
function takeAward(day, entry, detail) {
  const [team, value] = [said(entry, "team"), exact(entry.value)];
  const facts = factsOf(day, said(entry, "round"));
  facts.given.push({
    team,
    value,
    member: detail.member ?? null,
    version: entry.version,
    kind: "award",
  });
}

/** @type {Take} */
function takeCorrection(day, entry, detail, spare) {
  if (entry.judge) takeMark(day, entry, detail, spare);
  else {
    const [id, team] = [said(entry, "round"), said(entry, "team")];
    const [round, facts] = [roundOf(day, id), factsOf(day, id)];
    const fouls = round ? foulsThatCost(round, facts) : [];
    const before = [...facts.given, ...fouls].filter((one) => one.team === team);
    // It sets what the team has, fouls included; what was given stays as it was.
    const value = plus(exact(entry.value ?? 0), negative(sum(before.map((one) => one.value))));
    facts.given.push({ team, value, member: null, version: entry.version, kind: "correction" });
  }
  nameAnew(day, detail);
}

/**
 * Names the teams that the desk decided on with a correction or an undo.
 *
 * @param {Day} day
 * @param {Record<string, any>} detail
 */
function nameAnew(day, detail) {
  for (const [stage, teams] of Object.entries(detail.announced ?? {})) {
    const named = day.announced.get(stage);
    if (named) day.announced.set(stage, { ...named, teams });
  }
}

/** @type {Take} */
function takeScores(day, entry, detail) {
  const listed = factsOf(day, said(entry, "round")).listed;
  if (!detail.scores) throw new Error("no scores");
  for (const [team, given] of Object.entries(detail.scores)) {
    exactOrNull(given.value);
    listed.set(team, given);
  }
  nameAnew(day, detail);
}

/** @type {Take} */
function takeOpen(day, entry, detail) {
  for (const facts of roundsOf(day, entry, detail)) facts.state = "open";
  if (entry.kind === "open") day.opened.push(said(entry, "round"), ...(detail.with ?? []));
}

/** @type {Take} */
function takeClose(day, entry, detail) {
  for (const facts of roundsOf(day, entry, detail)) facts.state = "closed";
}

/** @type {Take} */
function takeAbsent(day, entry, detail) {
  for (const facts of roundsOf(day, entry, detail)) facts.absent.add(entrant(entry, detail));
}

/** @type {Take} */
function takeAdvance(day, entry, detail) {
  if (!Array.isArray(detail.teams)) throw new Error("no teams");
  day.announced.set(said(entry, "stage"), {
    teams: detail.teams,
    version: entry.version,
    decision: detail.decision ?? null,
    admitted: [],
  });
}

/** @type {Take} */
function takeAdmit(day, entry, detail) {
  const named = day.announced.get(said(entry, "stage"));
  named?.admitted.push({ team: said(entry, "team"), way: detail.as });
}

/** @type {Take} */
function takeRuling(day, entry) {
  day.ruled.push({
    stage: said(entry, "stage"),
    team: said(entry, "team"),
    value: exact(entry.value),
    kind: entry.kind,
    version: entry.version,
  });
}

/** @type {Take} */
function takePlayoff(day, entry, detail) {
  const id = said(entry, "round");
  const [made] = readSetup({
    stages: [{ id: "", rounds: [{ id, name: detail.name || id, kind: "points" }] }],
  }).stages;
  const round = made?.rounds[0] ?? null;
  const stage = said(entry, "stage");
  day.settled.push({ id, how: "playoff", stage, teams: detail.teams, rest: [], round });
  factsOf(day, id).state = "open";
  day.opened.push(id);
}

/** @type {Take} */
function takeOrdered(day, entry, detail) {
  if (!Array.isArray(detail.order)) throw new Error("no order");
  day.settled.push({
    id: `${entry.kind}${entry.version}`,
    how: entry.kind === "word" ? "word" : "lots",
    stage: said(entry, "stage"),
    teams: detail.order,
    rest: detail.rest ?? [],
    round: null,
  });
}

/** @type {Take} */
function takeBegin(day) {
  const { setup, version, entries, doubts } = day;
  Object.assign(day, newDay(entries), { setup, version, doubts });
}

/** @type {Record<string, Take>} */
const TAKES = {
  setup: takeSetup,
  mark: takeMark,
  award: takeAward,
  correction: takeCorrection,
  scores: takeScores,
  open: takeOpen,
  reopen: takeOpen,
  close: takeClose,
  absent: takeAbsent,
  advance: takeAdvance,
  admit: takeAdmit,
  penalty: takeRuling,
  bonus: takeRuling,
  playoff: takePlayoff,
  lots: takeOrdered,
  word: takeOrdered,
  begin: takeBegin,
  undo: (day, _entry, detail) => nameAnew(day, detail),
  excuse: (day, entry) => factsOf(day, said(entry, "round")).excused.add(said(entry, "judge")),
  foul: (day, entry) =>
    factsOf(day, said(entry, "round")).fouls.push({
      team: said(entry, "team"),
      version: entry.version,
    }),
  withdraw: (day, entry) => day.withdrawn.add(said(entry, "team")),
  together: (day, entry, detail) =>
    day.together.push({ stage: said(entry, "stage"), teams: new Set(detail.teams) }),
  special: (day, entry, detail) =>
    day.specials.push({
      team: said(entry, "team"),
      member: detail.member ?? null,
      prize: detail.prize,
    }),
  groups: (day, entry, detail) => day.groups.set(said(entry, "stage"), { ...detail.groups }),
};
