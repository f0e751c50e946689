import { exact, exactOrNull, ONE, ZERO } from "./exact.js";

/**
 * The set-up as the ledger holds it, in the meaning of the format it was stored in (contract,
 * "Existing events"). What this page does not know of is named and never passed over.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {{id: string, name: string, max: Exact, weight: Exact}} Criterion
 * @typedef {object} Round
 * @property {string} id
 * @property {string} name
 * @property {string} nameEn
 * @property {"judged" | "points" | "list" | "count"} kind
 * @property {Exact} min
 * @property {Exact} max
 * @property {"sum" | "mean" | "median" | "places"} aggregate
 * @property {number} dropHigh
 * @property {number} dropLow
 * @property {Exact} weight
 * @property {number | null} decimals
 * @property {number | null} weightedDecimals
 * @property {"higher" | "lower"} better
 * @property {Criterion[]} criteria
 * @property {string[] | null} panel
 * @property {{free: number, penalty: Exact, out: number} | null} fouls
 * @property {"team" | "member"} by
 * @property {"sum" | "mean" | "best"} teamScore
 * @property {number | null} best
 * @property {number | null} present
 * @property {Exact | null} card
 * @property {string} group
 * @property {string} performance
 * @typedef {object} Stage
 * @property {string} id
 * @property {string} name
 * @property {string} nameEn
 * @property {Round[]} rounds
 * @property {Exact} base
 * @property {Exact} carry
 * @property {number | null} advance
 * @property {Exact | null} advanceShare
 * @property {string} rounding
 * @property {Exact | null} threshold
 * @property {Exact | null} above
 * @property {number} quota
 * @property {string} sideOf
 * @property {boolean} byGroup
 * @property {number} advanceBest
 * @property {"total" | "mean"} bestBy
 * @typedef {{id: string, name: string}} Member
 * @typedef {object} Team
 * @property {string} id
 * @property {string} name
 * @property {string} nameEn
 * @property {string} organisation
 * @property {boolean} guest
 * @property {string} division
 * @property {string} group
 * @property {Member[]} members
 * @typedef {{id: string, name: string, recused: string[], shadow: boolean, head: boolean}} Judge
 * @typedef {object} Prize
 * @property {string} id
 * @property {string} name
 * @property {number | null} count
 * @property {Exact | null} share
 * @property {string} rounding
 * @property {Exact | null} atLeast
 * @property {string} division
 * @property {"team" | "member"} who
 * @typedef {object} Rules
 * @property {"dense" | "competition" | "modified" | "ordinal" | "fractional"} ranking
 * @property {number} decimals
 * @property {string[]} tieBreaks
 * @property {"all" | "first" | "cut"} breakTies
 * @property {"none" | "zero"} unscored
 * @property {"higher" | "lower"} better
 * @property {boolean} overall
 * @typedef {object} Setup
 * @property {string} slug
 * @property {string} title
 * @property {string} subtitle
 * @property {Rules} rules
 * @property {Team[]} teams
 * @property {Judge[]} judges
 * @property {Stage[]} stages
 * @property {Prize[]} prizes
 * @property {string[]} divisions ids in order
 * @property {string[]} groups
 * @property {Record<string, string>} called names of divisions and groups by "d:ID" and "g:ID"
 * @property {string[]} strange what of it is not known here
 */

const NEWEST = 3;

/** The keys that are known; those that change no figure are read and left aside. */
const KNOWN = {
  event: words(
    "format slug title teams stages judges subtitle date locale timezone rules wifi prizes divisions groups show title_en subtitle_en publish_judges",
  ),
  rules: words(
    "ranking decimals tie_breaks publish break_ties release judges_see_totals unscored better overall",
  ),
  team: words("id name region organisation members guest colour division group name_en reading"),
  judge: words("id name recused shadow head"),
  stage: words(
    "id name rounds base carry advance advance_share rounding threshold above quota side_of by_group advance_best best_by name_en",
  ),
  round: words(
    "id name kind min max step aggregate drop_high drop_low weight decimals weighted_decimals better awards stakes questions scored_by criteria loss declined order panel performance fouls tokens appearance by team_score best present card group name_en",
  ),
  prize: words("id name count share rounding at_least division who name_en"),
};

/** What a rule may say; another word would be a rule that this page cannot reckon by. */
const SAID = {
  ranking: words("dense competition modified ordinal fractional"),
  break_ties: words("all first cut"),
  unscored: words("none zero"),
  kind: words("judged points list count"),
  aggregate: words("sum mean median places"),
  better: words("higher lower"),
  by: words("team member"),
  team_score: words("sum mean best"),
  rounding: words("up down half_up"),
  best_by: words("total mean"),
  who: words("team member"),
};

/**
 * @param {string} text
 * @returns {Set<string>}
 */
function words(text) {
  return new Set(text.split(" "));
}

/**
 * @param {Record<string, any>} document
 * @returns {Setup}
 */
export function readSetup(document) {
  const format = document.format ?? 1;
  /** @type {string[]} */
  const strange = format > NEWEST ? [`format ${format}`] : [];
  look(document, "event", "", strange);
  const old = format === 1;
  let people = 0;
  const rules = document.rules ?? {};
  look(rules, "rules", "rules.", strange);
  return {
    slug: document.slug ?? "",
    title: document.title ?? "",
    subtitle: document.subtitle ?? "",
    rules: readRules(rules, old),
    teams: (document.teams ?? []).map((/** @type {any} */ team) => {
      look(team, "team", `teams.${team.id}.`, strange);
      return readTeam(team, () => `m${++people}`);
    }),
    judges: (document.judges ?? []).map((/** @type {any} */ judge) => {
      look(judge, "judge", `judges.${judge.id}.`, strange);
      return { recused: [], shadow: false, head: false, ...judge };
    }),
    stages: (document.stages ?? []).map((/** @type {any} */ stage) => {
      look(stage, "stage", `stages.${stage.id}.`, strange);
      return readStage(stage, old, strange);
    }),
    prizes: (document.prizes ?? []).map((/** @type {any} */ prize) => {
      look(prize, "prize", `prizes.${prize.id}.`, strange);
      return readPrize(prize);
    }),
    divisions: (document.divisions ?? []).map((/** @type {any} */ one) => one.id),
    groups: (document.groups ?? []).map((/** @type {any} */ one) => one.id),
    called: Object.fromEntries([
      ...(document.divisions ?? []).map((/** @type {any} */ one) => [`d:${one.id}`, one.name]),
      ...(document.groups ?? []).map((/** @type {any} */ one) => [`g:${one.id}`, one.name]),
    ]),
    strange,
  };
}

/**
 * Names what is not known in a part of the set-up.
 *
 * @param {Record<string, any>} part
 * @param {keyof typeof KNOWN} what
 * @param {string} where
 * @param {string[]} strange
 */
function look(part, what, where, strange) {
  for (const [key, value] of Object.entries(part)) {
    const said = SAID[/** @type {keyof typeof SAID} */ (key)];
    if (!KNOWN[what].has(key)) strange.push(`${where}${key}`);
    else if (said && typeof value === "string" && !said.has(value))
      strange.push(`${where}${key} = ${value}`);
  }
}

/**
 * @param {Record<string, any>} rules
 * @param {boolean} old
 * @returns {Rules}
 */
const readRules = (rules, old) => ({
  ranking: rules.ranking ?? "dense",
  decimals: rules.decimals ?? 0,
  tieBreaks: rules.tie_breaks ?? [],
  breakTies: rules.break_ties ?? "all",
  unscored: rules.unscored ?? (old ? "zero" : "none"),
  better: rules.better ?? "higher",
  overall: rules.overall ?? false,
});

/**
 * @param {Record<string, any>} team
 * @param {() => string} numbered the id of a member who has none in an old set-up
 * @returns {Team}
 */
const readTeam = (team, numbered) => ({
  id: team.id,
  name: team.name ?? team.id,
  nameEn: team.name_en ?? "",
  organisation: team.organisation ?? "",
  guest: team.guest ?? false,
  division: team.division ?? "",
  group: team.group ?? "",
  members: (team.members ?? []).map((/** @type {any} */ one) => {
    const made = numbered();
    return { name: one.name ?? "", id: one.id ?? made };
  }),
});

/**
 * @param {Record<string, any>} stage
 * @param {boolean} old
 * @param {string[]} strange
 * @returns {Stage}
 */
const readStage = (stage, old, strange) => ({
  id: stage.id,
  name: stage.name ?? stage.id,
  nameEn: stage.name_en ?? "",
  rounds: (stage.rounds ?? []).map((/** @type {any} */ one) => {
    look(one, "round", `stages.${stage.id}.${one.id}.`, strange);
    return readRound(one, old);
  }),
  base: exact(stage.base ?? 0),
  carry: exact(stage.carry ?? 0),
  advance: stage.advance ?? null,
  advanceShare: exactOrNull(stage.advance_share),
  rounding: stage.rounding ?? "half_up",
  threshold: exactOrNull(stage.threshold),
  above: exactOrNull(stage.above),
  quota: stage.quota ?? 0,
  sideOf: stage.side_of ?? "",
  byGroup: stage.by_group ?? false,
  advanceBest: stage.advance_best ?? 0,
  bestBy: stage.best_by ?? "total",
});

/**
 * @param {Record<string, any>} one
 * @param {boolean} old its decimals then rounded after the weight, unless it says
 * @returns {Round}
 */
function readRound(one, old) {
  const turned = old && !("weighted_decimals" in one);
  return {
    id: one.id,
    name: one.name ?? one.id,
    nameEn: one.name_en ?? "",
    kind: one.kind ?? "judged",
    min: exact(one.min ?? 0),
    max: exact(one.max ?? 100),
    aggregate: one.aggregate ?? "mean",
    dropHigh: one.drop_high ?? 0,
    dropLow: one.drop_low ?? 0,
    weight: exact(one.weight ?? 1),
    decimals: turned ? null : (one.decimals ?? null),
    weightedDecimals: (turned ? one.decimals : one.weighted_decimals) ?? null,
    better: one.better ?? "higher",
    criteria: (one.criteria ?? []).map((/** @type {any} */ part) => ({
      id: part.id,
      name: part.name ?? part.id,
      max: exact(part.max ?? 0),
      weight: part.weight === undefined ? ONE : exact(part.weight),
    })),
    panel: one.panel ?? null,
    fouls: one.fouls
      ? {
          free: one.fouls.free ?? 0,
          penalty: one.fouls.penalty === undefined ? ZERO : exact(one.fouls.penalty),
          out: one.fouls.out ?? 0,
        }
      : null,
    by: one.by ?? "team",
    teamScore: one.team_score ?? "sum",
    best: one.best ?? null,
    present: one.present ?? null,
    card: exactOrNull(one.card),
    group: one.group ?? "",
    performance: one.performance ?? "",
  };
}

/**
 * @param {Record<string, any>} prize
 * @returns {Prize}
 */
const readPrize = (prize) => ({
  id: prize.id,
  name: prize.name ?? prize.id,
  count: prize.count ?? null,
  share: exactOrNull(prize.share),
  rounding: prize.rounding ?? "half_up",
  atLeast: exactOrNull(prize.at_least),
  division: prize.division ?? "",
  who: prize.who ?? "team",
});

/**
 * The stage that decides who plays this one, and whose total may be carried in: of a side stage
 * the one it is of, of every other the main stage before.
 *
 * @param {Setup} setup
 * @param {Stage} stage
 * @returns {Stage | null}
 */
export function stageBefore(setup, stage) {
  if (stage.sideOf) return setup.stages.find((one) => one.id === stage.sideOf) ?? null;
  const earlier = setup.stages.slice(0, setup.stages.indexOf(stage));
  return earlier.filter((one) => !one.sideOf).at(-1) ?? null;
}

/**
 * Whether a rule says who goes on from a stage.
 *
 * @param {Stage} stage
 */
export const hasCut = (stage) =>
  [stage.advance, stage.advanceShare, stage.threshold, stage.above].some((one) => one !== null);

/**
 * The judges whose marks count in a round: those of its panel who are no shadows.
 *
 * @param {Setup} setup
 * @param {Round} round
 * @returns {Judge[]}
 */
export const panelOf = (setup, round) =>
  setup.judges.filter(
    (judge) => !judge.shadow && (round.panel === null || round.panel.includes(judge.id)),
  );
