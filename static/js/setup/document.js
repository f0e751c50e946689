import { kindOf } from "./kinds/table.js";
import { CRITERION } from "./newcriterion.js";
import { ofMembersToSend } from "./ofmembers.js";

/**
 * A set-up as the API gives it: the event file's shape as JSON, numbers that are points as text.
 *
 * @typedef {{name: string, role: string}} Member
 * @typedef {{id: string, name: string, region: string, organisation: string, colour: string,
 *   guest: boolean, members: Member[], division: string, group: string, name_en: string,
 *   reading: string}} Team
 * @typedef {{id: string, name: string, name_en: string}} Named
 * @typedef {{id: string, name: string, recused: string[], shadow: boolean,
 *   head: boolean}} Judge
 * @typedef {{id: string, name: string, max: string, step: string, weight: string}} Criterion
 * @typedef {{id: string, name: string, kind: string, min: string, max: string, step: string,
 *   aggregate: string, drop_high: string, drop_low: string, weight: string, decimals: string,
 *   weighted_decimals: string, better: string, awards: string[], stakes: string[],
 *   questions: string, scored_by: string | string[], criteria: Criterion[], loss: string,
 *   declined: string, order: string, panel: string[] | null, performance: string,
 *   tokens: string[], fouls_free: string, fouls_penalty: string, fouls_out: string,
 *   appearance: string, by: string, team_score: string, best: string, present: string,
 *   card: string, group: string, name_en: string}} Round
 * @typedef {{id: string, name: string, base: string, carry: string, advance: string,
 *   advance_share: string, rounding: string, threshold: string, above: string, quota: string, by_group: boolean,
 *   advance_best: string, best_by: string,
 *   side_of: string, name_en: string, rounds: Round[]}} Stage
 * @typedef {{id: string, name: string, count: string, share: string, rounding: string,
 *   at_least: string, division: string, who: string, name_en: string}} Prize
 * @typedef {{name: string, password: string}} Wifi
 * @typedef {{slug: string, title: string, subtitle: string, date: string, locale: string,
 *   timezone: string, title_en: string, subtitle_en: string, publish_judges: boolean, wifi: Wifi}} About
 * @typedef {{theme: import("../show/message.js").Look["theme"], accent: string, place: string}} Show
 * @typedef {{ranking: string, decimals: string, tie_breaks: string[], publish: string,
 *   break_ties: string, release: string, judges_see_totals: boolean, unscored: string,
 *   better: string, overall: boolean}} Rules
 * @typedef {{event: About, rules: Rules, show: Show, teams: Team[], judges: Judge[], stages: Stage[],
 *   prizes: Prize[], divisions: Named[], groups: Named[]}} Setup
 */

/** @type {Omit<Team, "id" | "name">} */
const TEAM = {
  region: "",
  organisation: "",
  colour: "",
  guest: false,
  members: [],
  division: "",
  group: "",
  name_en: "",
  reading: "",
};
/** @type {Omit<Round, "id" | "name">} */
const ROUND = {
  kind: "judged",
  min: "0",
  max: "100",
  step: "1",
  aggregate: "mean",
  drop_high: "0",
  drop_low: "0",
  weight: "1",
  decimals: "",
  weighted_decimals: "",
  better: "higher",
  awards: [],
  stakes: [],
  questions: "",
  scored_by: "desk",
  criteria: [],
  loss: "stake",
  by: "team",
  team_score: "sum",
  best: "",
  declined: "0",
  order: "highest",
  panel: null,
  performance: "",
  fouls_free: "",
  fouls_penalty: "",
  fouls_out: "",
  tokens: [],
  appearance: "registration",
  present: "",
  card: "",
  group: "",
  name_en: "",
};
/** @type {Omit<Stage, "id" | "name" | "rounds">} */
const STAGE = {
  base: "0",
  carry: "0",
  advance: "",
  advance_share: "",
  rounding: "half_up",
  threshold: "",
  above: "",
  quota: "0",
  side_of: "",
  by_group: false,
  advance_best: "0",
  best_by: "total",
  name_en: "",
};
const NAMED = { id: "", name: "", name_en: "" };
/** Where there are no groups nobody is compared across them. */
const ONE_TABLE = { advance_best: "0", best_by: "total" };
/** Of the last stage nobody goes on. */
export const NOBODY = {
  advance: "",
  advance_share: "",
  rounding: "half_up",
  threshold: "",
  above: "",
  quota: "0",
  by_group: false,
  advance_best: "0",
  best_by: "total",
};
/** @type {Omit<Prize, "id" | "name">} */
const PRIZE = {
  count: "",
  share: "",
  rounding: "half_up",
  at_least: "",
  division: "",
  who: "team",
  name_en: "",
};
/** @type {Rules} */
const RULES = {
  ranking: "dense",
  decimals: "0",
  tie_breaks: [],
  publish: "team",
  break_ties: "all",
  release: "complete",
  judges_see_totals: false,
  unscored: "none",
  better: "higher",
  overall: false,
};
/** @type {Show} */
const SHOW = { theme: "night", accent: "", place: "" };
/** @type {Wifi} */
const WIFI = { name: "", password: "" };
/** @type {About} */
const ABOUT = {
  slug: "",
  title: "",
  subtitle: "",
  date: "",
  locale: "zh-CN",
  timezone: "Asia/Shanghai",
  title_en: "",
  subtitle_en: "",
  publish_judges: false,
  wifi: WIFI,
};

/** Keys whose value the API takes as a whole number, or not at all. */
const COUNTS = [
  "decimals",
  "weighted_decimals",
  "drop_high",
  "drop_low",
  "questions",
  "free",
  "out",
  "present",
  "advance",
  "count",
  "quota",
  "best",
  "advance_best",
];

/**
 * @param {string} id
 * @param {string} name
 * @param {Partial<Team>} [rest]
 * @returns {Team}
 */
export const newTeam = (id, name, rest = {}) => ({ ...TEAM, ...rest, id, name });

/**
 * @param {string} id
 * @param {string} name
 * @param {Partial<Round>} [rest]
 * @returns {Round}
 */
export const newRound = (id, name, rest = {}) => ({ ...ROUND, ...rest, id, name });

/**
 * Whether the event has names in English: what else has a name then has room for one, too.
 *
 * @param {Setup} setup
 */
export const inEnglish = ({ event, teams }) =>
  [event.title_en, event.subtitle_en, ...teams.map((team) => team.name_en)].some(Boolean);

/**
 * Whether it is said by anything who goes on from a stage.
 *
 * @param {Stage} stage
 */
export const saysWho = ({ advance, advance_share: share, threshold, above }) =>
  [advance, share, threshold, above].some((one) => one !== "");

/**
 * The main stage that a stage is, or could be, a side stage of: the one before it. None of the first, nor of the last,
 * after which nobody could return.
 *
 * @param {Stage[]} stages
 * @param {number} at
 * @returns {Stage | undefined}
 */
export const besides = (stages, at) =>
  at === stages.length - 1 ? undefined : stages.slice(0, at).findLast((one) => one.side_of === "");

/**
 * The id of the stage that a stage is a side stage of, wherever it has been moved to; empty for every other.
 *
 * @param {Stage[]} stages
 * @param {number} at
 */
export const sideOf = (stages, at) => (stages[at]?.side_of ? (besides(stages, at)?.id ?? "") : "");

/**
 * @param {string} id
 * @param {string} name
 * @param {Round[]} rounds
 * @returns {Stage}
 */
export const newStage = (id, name, rounds) => ({ ...STAGE, id, name, rounds });

/**
 * @param {string} id
 * @param {string} name
 * @param {Partial<Prize>} [rest]
 * @returns {Prize}
 */
export const newPrize = (id, name, rest = {}) => ({ ...PRIZE, ...rest, id, name });

/**
 * A changed set-up in which the rounds that count agree with the rules on what is better.
 *
 * @param {Setup} setup
 * @param {Setup} before
 * @returns {Setup}
 */
export function agreeing(setup, before) {
  const { better } = setup.rules;
  if (turnsToPlaces(setup, before)) return byPlaces(setup);
  // Where more is better, a round may say otherwise for its own ties.
  if (better === "higher" && before.rules.better === "higher") return setup;
  const differs = (/** @type {Round} */ round) =>
    round.weight !== "0" && round.better !== better && !goesByPlaces(round);
  if (!setup.stages.some((stage) => stage.rounds.some(differs))) return setup;
  const stages = setup.stages.map((stage) => ({
    ...stage,
    rounds: stage.rounds.map((round) => (differs(round) ? { ...round, better } : round)),
  }));
  return { ...setup, stages };
}

/**
 * Whether a round has just been set to add places.
 *
 * @param {Setup} setup
 * @param {Setup} before
 */
function turnsToPlaces(setup, before) {
  const count = (/** @type {Setup} */ { stages }) =>
    stages.flatMap(({ rounds }) => rounds).filter(goesByPlaces).length;
  return count(setup) > count(before);
}

/**
 * Whether the marks of a round become places, which are added.
 *
 * @param {Round} round
 */
export function goesByPlaces(round) {
  return round.aggregate === "places" && kindOf(round).panel;
}

/**
 * The set-up with what goes with places: fewer are better and none is left out. The smaller total is
 * first, too, unless another round counts in which more is better: that is the organiser's to say.
 *
 * @param {Setup} setup
 * @returns {Setup}
 */
function byPlaces(setup) {
  const counting = setup.stages.flatMap(({ rounds }) => rounds).filter((one) => one.weight !== "0");
  const alone = counting.every((one) => goesByPlaces(one) || one.better === "lower");
  const stages = setup.stages.map((stage) => ({
    ...stage,
    rounds: stage.rounds.map((round) =>
      goesByPlaces(round) ? { ...round, better: "lower", drop_high: "0", drop_low: "0" } : round,
    ),
  }));
  return { ...setup, stages, rules: alone ? { ...setup.rules, better: "lower" } : setup.rules };
}

/**
 * A set-up with every key, whatever the server left out, so that each field has a value to show.
 *
 * @param {any} given
 * @returns {Setup}
 */
export function complete(given) {
  const stages = numbered("s", given.stages);
  const rounds = numbered(
    "r",
    stages.flatMap((stage) => stage.rounds ?? []),
  );
  return {
    event: { ...filled(ABOUT, given.event), wifi: filled(WIFI, given.event?.wifi) },
    rules: filled(RULES, given.rules),
    show: filled(SHOW, given.show),
    teams: numbered("t", given.teams).map((team) => ({
      ...filled({ id: "", name: "", ...TEAM }, team),
      members: (team.members ?? []).map((/** @type {any} */ one) =>
        filled({ name: "", role: "" }, one),
      ),
    })),
    judges: numbered("j", given.judges).map((judge) =>
      filled(
        /** @type {Judge} */ ({ id: "", name: "", recused: [], shadow: false, head: false }),
        judge,
      ),
    ),
    stages: stages.map((stage) => ({
      ...filled({ id: "", name: "", ...STAGE }, stage),
      rounds: (stage.rounds ?? []).map(() => completeRound(rounds.shift())),
    })),
    prizes: numbered("p", given.prizes).map((prize) =>
      filled({ id: "", name: "", ...PRIZE }, prize),
    ),
    divisions: numbered("d", given.divisions).map((one) => filled(NAMED, one)),
    groups: numbered("g", given.groups).map((one) => filled(NAMED, one)),
  };
}

/** @param {any} given */
function completeRound(given) {
  const { fouls, ...rest } = given;
  const rule = Object.entries(fouls ?? {}).map(([key, value]) => [`fouls_${key}`, value]);
  const round = filled({ id: "", name: "", ...ROUND }, { ...rest, ...Object.fromEntries(rule) });
  const criteria = numbered("c", round.criteria).map((one) => filled(CRITERION, one));
  return { ...round, criteria };
}

/**
 * A list in which each has an id: as given, else the letter with the next free number.
 *
 * @param {string} letter
 * @param {any[] | undefined} list
 * @returns {any[]}
 */
function numbered(letter, list = []) {
  const taken = new Set(list.map(({ id }) => id).filter(Boolean));
  return list.map((item, i) => {
    if (item.id) return item;
    const id = freshId(letter, taken, i + 1);
    taken.add(id);
    return { ...item, id };
  });
}

/**
 * The first id of a letter and a number that is not taken.
 *
 * @param {string} letter
 * @param {Set<string>} taken
 * @param {number} from
 */
export function freshId(letter, taken, from) {
  let number = from;
  while (taken.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/**
 * A table with every key, those that are missing as they usually are. A key that this page has no
 * field for is kept as it was given.
 *
 * @template {object} Shape
 * @param {Shape} usual
 * @param {any} given
 * @returns {Shape}
 */
function filled(usual, given = {}) {
  const found = Object.entries(usual).map(([key, value]) => {
    const said = given?.[key];
    if (said === undefined || said === null) return [key, value];
    return [key, typeof said === "number" ? String(said) : said];
  });
  const others = Object.entries(given ?? {}).filter(
    ([key, value]) => !(key in usual) && value !== null,
  );
  return Object.fromEntries([...others, ...found]);
}

/**
 * What is sent: only what says something, counts as whole numbers, and no key that a round's kind
 * does not have.
 *
 * @param {Setup} setup
 */
export function toSend(setup) {
  return {
    event: aboutToSend(setup.event),
    rules: said({ ...setup.rules }),
    show: said({ ...setup.show }),
    teams: setup.teams.map((team) =>
      said({ ...team, members: team.members.map((one) => said({ ...one })) }),
    ),
    judges: setup.judges.map((judge) => said({ ...judge })),
    stages: setup.stages.map((stage, i) => {
      const last = i === setup.stages.length - 1;
      const first = i === 0;
      const side_of = sideOf(setup.stages, i);
      const own = {
        ...stage,
        side_of,
        ...(last && NOBODY),
        ...(first && { carry: "" }),
        ...(!stage.by_group && ONE_TABLE),
      };
      return { ...said(own), rounds: stage.rounds.map(roundToSend) };
    }),
    prizes: setup.prizes.map(prizeToSend),
    divisions: setup.divisions.map((one) => said({ ...one })),
    groups: setup.groups.map((one) => said({ ...one })),
  };
}

/** @param {About} about */
function aboutToSend({ wifi, ...rest }) {
  const none = wifi.name === "" && wifi.password === "";
  return { ...said(rest), ...(!none && { wifi: { ...wifi } }) };
}

/** @param {Prize} prize */
function prizeToSend({ rounding, ...rest }) {
  // How a share is rounded says nothing where there is none.
  return said(rest.share === "" ? rest : { ...rest, rounding });
}

/** @param {Round} round */
function roundToSend(round) {
  const { without } = kindOf(round);
  const own = Object.entries(round).filter(
    ([key]) => !without.includes(/** @type {keyof Round} */ (key)) && !key.startsWith("fouls_"),
  );
  const sent = said(Object.fromEntries(own));
  // What a round of points was before may be left in it.
  if (sent.aggregate === "places" && !goesByPlaces(round)) delete sent.aggregate;
  const { fouls_free: free, fouls_penalty: penalty, fouls_out: out } = round;
  const fouls = said({ free, penalty, out });
  // They are counted where anything is said of them.
  if (!without.includes("fouls_free") && Object.keys(fouls).length > 0) sent.fouls = fouls;
  if (sent.criteria) sent.criteria = round.criteria.map((one) => said({ ...one }));
  // Nobody chosen yet is not nobody said: the server asks for one.
  return {
    ...ofMembersToSend(round, sent),
    ...(!without.includes("panel") && { panel: round.panel }),
    ...(!without.includes("scored_by") && { scored_by: round.scored_by }),
  };
}

/**
 * @param {Record<string, any>} table
 * @returns {Record<string, any>}
 */
function said(table) {
  const kept = Object.entries(table).filter(
    ([key, value]) => key === "name" || key === "title" || (value !== "" && value?.length !== 0),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      COUNTS.includes(key) && /^-?\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  );
}
