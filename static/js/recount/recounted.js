import { compare, figure, sum, written, ZERO } from "./exact.js";
import { goingOn, playsRound, teamsOf } from "./field.js";
import { individualsOf } from "./individuals.js";
import { overallOf } from "./overall.js";
import { isRest } from "./prizes.js";
import { factsOf, replay } from "./record.js";
import { scoresOf } from "./scoring.js";
import { groupShown, Reckoning } from "./standings.js";
import { KNOWN_BREAKS } from "./ties.js";

/**
 * The whole recount: what the board of each stage should say, from set-up and entries alone.
 *
 * @typedef {import("./record.js").Day} Day
 * @typedef {import("./record.js").Entry} Entry
 * @typedef {import("./record.js").Doubt} Doubt
 * @typedef {import("./setup.js").Stage} Stage
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./setup.js").Team} Team
 * @typedef {import("./standings.js").Standings} Standings
 * @typedef {import("./standings.js").Row} Row
 *
 * @typedef {object} ShownRow what a board's row should say, by the contract's keys
 * @property {string} team
 * @property {number | null} rank
 * @property {boolean} tied
 * @property {string | null} total
 * @property {Record<string, string | null>} rounds
 * @property {string | null} penalty
 * @property {string | null} bonus
 * @property {number | null} movement
 * @property {"in" | "out" | "tied" | null} cut
 * @property {string | null} barred
 * @property {string | null} admitted
 * @property {boolean} provisional
 * @property {string | null} decided_by here the tie-break's own name
 * @property {string | null} outside
 * @property {string[]} absent
 * @property {string | null} [prize]
 * @property {string[]} [prizes] the names of all it has, those of its members and by hand too
 * @property {boolean} [incomplete]
 * @property {string} [division]
 * @property {string} [group]
 * @property {boolean} [best]
 * @property {number | null} [overall]
 * @typedef {{stage: Stage, standings: Standings, rows: ShownRow[], winners: string[],
 *   advancing: string[], announced: boolean}} ShownStage
 * @typedef {{member: string, team: string, rank: number | null, tied: boolean, total: string,
 *   rounds: Record<string, string>}} ShownPerson
 * @typedef {object} Recounted
 * @property {Day} day
 * @property {Reckoning} reckoning
 * @property {ShownStage[]} stages up to the current one
 * @property {{team: string, stage: string, rank: number | null, tied: boolean}[]} overall
 * @property {ShownPerson[]} individuals
 * @property {Doubt[]} doubts
 */

/**
 * @param {Entry[]} entries
 * @param {Record<string, any> | null} [spare] a set-up for where the ledger's own is left out
 * @returns {Recounted}
 */
export function recounted(entries, spare = null) {
  const day = replay(entries, spare);
  const reckoning = new Reckoning(day);
  const { stages, rules, divisions } = day.setup;
  const at = currentStage(day);
  const played = stages.slice(0, at + 1);
  const prizes = { own: prizesShown(reckoning, spare), beside: prizesBeside(reckoning) };
  const shown = played.map((stage) => shownStage(reckoning, stage, prizes));
  const over = overallOf(
    shown.map((one) => one.standings),
    divisions,
    rules.ranking,
  );
  return {
    day,
    reckoning,
    stages: shown,
    overall: over.map(({ row, stage, rank, tied }) => ({ team: row.team.id, stage, rank, tied })),
    individuals: individualsShown(reckoning),
    doubts: [...day.doubts, ...doubtsOf(day)],
  };
}

/**
 * The current stage: the first that is not announced, or the last.
 *
 * @param {Day} day
 */
function currentStage(day) {
  const { stages } = day.setup;
  const open = stages.findIndex((stage) => !day.announced.has(stage.id));
  return open < 0 ? stages.length - 1 : open;
}

/**
 * Rules by which this page cannot reckon.
 *
 * @param {Day} day
 * @returns {Doubt[]}
 */
function doubtsOf(day) {
  return day.setup.rules.tieBreaks
    .filter((by) => !KNOWN_BREAKS.has(by.split(":")[0] ?? ""))
    .map((by) => ({ what: "tie_break", key: by }));
}

/**
 * @typedef {{own: Map<string, string> | null, beside: Map<string, string[]>}} Won prizes by team: of
 *   its own place, and beside those, by their names
 */

/**
 * The prizes of members, and those given by hand, once the winner is announced.
 *
 * @param {Reckoning} reckoning
 * @returns {Map<string, string[]>}
 */
function prizesBeside(reckoning) {
  const { day } = reckoning;
  const { prizes } = day.setup;
  /** @type {Map<string, string[]>} */
  const found = new Map();
  if (!day.announced.has(day.setup.stages.at(-1)?.id ?? "")) return found;
  const add = (/** @type {string} */ team, /** @type {string} */ name) =>
    found.set(team, [...(found.get(team) ?? []), name]);
  for (const { team, prize } of individualsOf(reckoning))
    if (prize) add(team.id, prizes.find((one) => one.id === prize)?.name ?? prize);
  for (const one of day.specials) add(one.team, one.prize);
  return found;
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Won} prizes
 * @returns {ShownStage}
 */
function shownStage(reckoning, stage, prizes) {
  const { day } = reckoning;
  const standings = reckoning.standings(stage);
  const played = [
    ...stage.rounds,
    ...day.settled.flatMap((one) => (one.round && one.stage === stage.id ? [one.round] : [])),
  ];
  const figures = new Map(played.map((round) => [round.id, figuresOf(reckoning, stage, round)]));
  const named = day.announced.get(stage.id);
  const last = stage === day.setup.stages.at(-1);
  return {
    stage,
    standings,
    rows: standings.rows.map((row) => shownRow(reckoning, standings, row, figures, prizes)),
    announced: Boolean(named),
    winners: named && last ? named.teams : [],
    advancing: named && !last ? goingOn(named) : [],
  };
}

/**
 * What the teams have of a round, as it is written; who has nothing is left out.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {Round} round
 * @returns {Map<string, string>}
 */
function figuresOf(reckoning, stage, round) {
  const { day } = reckoning;
  const held = day.settled.find((one) => one.round === round);
  if (factsOf(day, round.id).state === "pending") return new Map();
  const scores = held ? scoresOf(day, stage, round) : reckoning.scores(stage, round);
  const teams = teamsOf(day, stage).filter(
    (team) =>
      !day.withdrawn.has(team.id) &&
      playsRound(day, stage, round, team) &&
      (!held || held.teams.includes(team.id)),
  );
  return new Map(
    teams.flatMap((team) => {
      const score = scores.get(team.id);
      return score?.score ? [[team.id, figureOf(day, round, score.score, score.counts, held)]] : [];
    }),
  );
}

/**
 * @param {Day} day
 * @param {Round} round
 * @param {import("./exact.js").Exact} score
 * @param {import("./exact.js").Exact} counts
 * @param {unknown} held a play-off counts in no total
 */
function figureOf(day, round, score, counts, held) {
  const bare = Boolean(held) || compare(round.weight, ZERO) === 0;
  const said = [round.weightedDecimals, round.decimals];
  if (bare) said.reverse();
  return figure(
    bare ? score : counts,
    said.find((one) => one !== null) ?? day.setup.rules.decimals,
  );
}

/**
 * @param {Reckoning} reckoning
 * @param {Standings} standings
 * @param {Row} row
 * @param {Map<string, Map<string, string>>} figures
 * @param {Won} prizes
 * @returns {ShownRow}
 */
function shownRow(reckoning, standings, row, figures, prizes) {
  const { day } = reckoning;
  const { setup } = day;
  const { stage } = standings;
  const { team } = row;
  const rounds = [...figures].map(([id, own]) => [id, own.get(team.id) ?? null]);
  /** @type {ShownRow} */
  const shown = {
    team: team.id,
    rank: row.rank,
    tied: row.tied,
    total: row.total && written(row.total, setup.rules.decimals),
    rounds: Object.fromEntries(rounds),
    penalty: ruledSum(day, stage, team, "penalty"),
    bonus: ruledSum(day, stage, team, "bonus"),
    movement: row.movement,
    cut: row.cut,
    barred: row.cut === "out" ? (row.against?.barred ?? null) : null,
    admitted: admittedAs(day, stage, team),
    provisional: row.waits,
    decided_by: row.decidedBy,
    outside: day.withdrawn.has(team.id) ? "withdrawn" : team.guest ? "guest" : null,
    absent: [...figures.keys()].filter((id) => factsOf(day, id).absent.has(team.id)),
  };
  if (prizes.own) shown.prize = prizeIn(day, stage, team, prizes.own);
  const name = setup.prizes.find((one) => one.id === shown.prize)?.name;
  shown.prizes = [...(name ? [name] : []), ...(prizes.beside.get(team.id) ?? [])];
  if (setup.rules.better === "lower") shown.incomplete = row.behind > 0 && row.rank !== null;
  if (setup.divisions.length) shown.division = team.division;
  if (setup.groups.length) shown.group = groupShown(day, stage, row);
  if (stage.advanceBest) shown.best = row.against?.best ?? false;
  if (setup.divisions.length || setup.groups.length)
    shown.overall = standings.tables.length > 1 ? row.overall : row.rank;
  return shown;
}

/**
 * A row of an earlier stage tells the prize of who went no further.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team} team
 * @param {Map<string, string>} prizes
 */
function prizeIn(day, stage, team, prizes) {
  const last = day.setup.stages.at(-1);
  const further = last && stage !== last && teamsOf(day, last).some((one) => one.id === team.id);
  return further ? null : (prizes.get(team.id) ?? null);
}

/**
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team} team
 * @param {string} kind
 */
function ruledSum(day, stage, team, kind) {
  const own = day.ruled.filter(
    (one) => one.kind === kind && one.stage === stage.id && one.team === team.id,
  );
  return own.length ? figure(sum(own.map((one) => one.value)), 0) : null;
}

/**
 * How a team goes on from a stage by hand, or else came into it.
 *
 * @param {Day} day
 * @param {Stage} stage
 * @param {Team} team
 */
function admittedAs(day, stage, team) {
  const { stages } = day.setup;
  const main = stages
    .slice(0, stages.indexOf(stage))
    .filter((one) => !one.sideOf)
    .at(-1);
  const into =
    main && !stage.sideOf ? stages.filter((s) => s === main || s.sideOf === main.id) : [];
  for (const one of [stage, ...into]) {
    const named = day.announced.get(one.id);
    const listed = named?.teams.includes(team.id);
    const found = named?.admitted.find(
      (admission) => admission.team === team.id && (admission.way === "return" || !listed),
    );
    if (found) return found.way;
  }
  return null;
}

/**
 * Who has which prize once the winner is announced; null before, and where there are none. Where the
 * desk kept an announcement against the standings its prizes stand too.
 *
 * @param {Reckoning} reckoning
 * @param {Record<string, any> | null} spare
 * @returns {Map<string, string> | null}
 */
function prizesShown(reckoning, spare) {
  const { day } = reckoning;
  const last = day.setup.stages.at(-1);
  const named = last && day.announced.get(last.id);
  if (!named || !day.setup.prizes.some((prize) => prize.who === "team")) return null;
  if (stillNamed(reckoning, last, named)) return prizesNow(reckoning, last);
  const then = replay(day.entries.slice(0, named.version), spare);
  const stage = then.setup.stages.at(-1);
  return stage ? prizesNow(new Reckoning(then), stage) : null;
}

/**
 * Whether an announcement is still what the standings say.
 *
 * @param {Reckoning} reckoning
 * @param {Stage} stage
 * @param {import("./record.js").Announced} named
 */
function stillNamed(reckoning, stage, named) {
  const { rows, prizeTied } = reckoning.standings(stage);
  if (prizeTied) return false;
  const going = rows.filter((row) => row.against && row.against.cut !== "out");
  const ids = going.map((row) => row.team.id).sort();
  const teams = [...named.teams].sort();
  const reserves = named.admitted.filter((one) => one.way === "reserve").map((one) => one.team);
  const now = [...new Set([...teams, ...reserves])].filter(
    (id) => !reckoning.day.withdrawn.has(id),
  );
  return [teams, now.sort()].some((one) => one.join("\n") === ids.join("\n"));
}

/**
 * @param {Reckoning} reckoning
 * @param {Stage} last
 * @returns {Map<string, string>}
 */
function prizesNow(reckoning, last) {
  const { setup } = reckoning.day;
  const { rows } = reckoning.standings(last);
  const found = new Map(rows.flatMap((row) => (row.prize ? [[row.team.id, row.prize]] : [])));
  const there = new Set(rows.map((row) => row.team.id));
  for (const stage of setup.rules.overall ? setup.stages : [])
    for (const row of reckoning.standings(stage).rows) {
      const own = setup.prizes.filter(
        (prize) => prize.who === "team" && ["", row.team.division].includes(prize.division),
      );
      const rest = own.at(-1);
      if (row.rank !== null && !there.has(row.team.id) && rest && isRest(rest))
        found.set(row.team.id, rest.id);
    }
  return found;
}

/**
 * @param {Reckoning} reckoning
 * @returns {ShownPerson[]}
 */
function individualsShown(reckoning) {
  const { day } = reckoning;
  const rounds = day.setup.stages.flatMap((stage) => stage.rounds);
  return individualsOf(reckoning).map((person) => ({
    member: person.member.id,
    team: person.team.id,
    rank: person.rank,
    tied: person.tied,
    total: written(person.total, day.setup.rules.decimals),
    rounds: Object.fromEntries(
      [...person.scores].flatMap(([id, own]) => {
        const round = rounds.find((one) => one.id === id);
        return round ? [[id, figureOf(day, round, own.score, own.counts, null)]] : [];
      }),
    ),
  }));
}
