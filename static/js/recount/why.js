import { compare, negative, ONE, rounded, written, ZERO } from "./exact.js";
import { competes } from "./field.js";
import { factsOf } from "./record.js";
import { hasCut, panelOf } from "./setup.js";
import { listed, nameOf, t } from "./words.js";

/**
 * Why a team has its place, in words, from what this page reckoned and from nothing else.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {import("./recounted.js").Recounted} Recounted
 * @typedef {import("./recounted.js").ShownStage} ShownStage
 * @typedef {import("./standings.js").Row} Row
 * @typedef {import("./setup.js").Round} Round
 * @typedef {import("./scoring.js").Score} Score
 * @typedef {{label: string, value: string, dropped?: boolean}} Chip a mark, or an award
 * @typedef {{label: string, sum: string, chips: Chip[], rule: string}} Part a line of the total
 * @typedef {{parts: Part[], total: string, place: string[]}} Why
 */

/**
 * @param {Recounted} found
 * @param {ShownStage} shown
 * @param {Row} row
 * @returns {Why}
 */
export function whyOf(found, shown, row) {
  const { day } = found;
  const { stage } = shown;
  const { decimals } = day.setup.rules;
  /** @type {Part[]} */
  const parts = [];
  const plain = (/** @type {string} */ label, /** @type {Exact} */ value, rule = "") =>
    parts.push({ label, sum: number(value), chips: [], rule });
  if (compare(stage.base, ZERO)) plain(t("Each team starts with"), stage.base);
  if (row.brought)
    plain(
      t("Carried in"),
      row.brought.points,
      `${number(row.brought.total)} × ${number(stage.carry)}`,
    );
  for (const round of stage.rounds)
    if (factsOf(day, round.id).state !== "pending") parts.push(partOf(found, round, row));
  for (const one of day.ruled)
    if (one.stage === stage.id && one.team === row.team.id)
      plain(one.kind === "bonus" ? t("Bonus") : t("Penalty"), one.value, entryOf(one.version));
  return { parts, total: totalOf(row, decimals), place: placeOf(found, shown, row) };
}

/**
 * @param {Row} row
 * @param {number} decimals
 */
function totalOf(row, decimals) {
  if (!row.total) return t("No total yet");
  const total = written(row.total, decimals);
  if (compare(row.unrounded, row.total) === 0) return total;
  return t("%(exact)s, rounded to %(total)s", { exact: number(row.unrounded), total });
}

/**
 * A number in full where four places say it, else the beginning of it.
 *
 * @param {Exact} value
 */
function number(value) {
  for (let places = 0; places <= 4; places += 1)
    if (compare(rounded(value, places), value) === 0) return written(value, places);
  return `≈ ${written(value, 4)}`;
}

/** @param {number} version */
const entryOf = (version) => t("entry %(n)s", { n: version });

/**
 * @param {Recounted} found
 * @param {Round} round
 * @param {Row} row
 * @returns {Part}
 */
function partOf(found, round, row) {
  const { day } = found;
  const label = nameOf(round);
  const score = row.scores.get(round.id);
  if (factsOf(day, round.id).absent.has(row.team.id))
    return { label, sum: "–", chips: [], rule: t("absent") };
  if (!score) return { label, sum: "–", chips: [], rule: t("not this team's round") };
  const chips = score.members.size
    ? membersChips(row, score)
    : [
        ...score.used.map((mark) => chipOf(found, mark)),
        ...score.given.map((one) => givenChip(row, one)),
      ];
  const sum = score.score ? number(score.counts) : "–";
  return { label, sum, chips, rule: ruleOf(found, round, score) };
}

/**
 * The judge's name, or the number where the file has none.
 *
 * @param {Recounted} found
 * @param {string} id
 */
export function judgeName(found, id) {
  const { judges } = found.day.setup;
  const at = judges.findIndex((judge) => judge.id === id);
  const name = judges[at]?.name ?? "";
  return name && !/^\d+$/.test(name) ? name : t("Judge %(n)s", { n: name || at + 1 });
}

/**
 * @param {Recounted} found
 * @param {import("./scoring.js").Used} mark
 * @returns {Chip}
 */
function chipOf(found, mark) {
  const value = mark.place
    ? t("%(mark)s (place %(place)s)", { mark: number(mark.value), place: number(mark.place) })
    : number(mark.value);
  return { label: judgeName(found, mark.judge), value, dropped: Boolean(mark.dropped) };
}

/**
 * @param {Row} row
 * @param {import("./record.js").Given} one
 * @returns {Chip}
 */
function givenChip(row, one) {
  const member = one.member ? memberName(row, one.member) : null;
  const label =
    one.kind === "foul"
      ? t("foul")
      : one.kind === "correction"
        ? t("correction")
        : (member ?? `#${one.version}`);
  const sign = compare(one.value, ZERO) > 0 ? "+" : "";
  return { label, value: `${sign}${number(one.value)}` };
}

/**
 * A member's name, or the number within the team where the file has none; null for a stranger.
 *
 * @param {Row} row
 * @param {string} id
 */
function memberName(row, id) {
  const at = row.team.members.findIndex((one) => one.id === id);
  return at < 0 ? null : row.team.members[at]?.name || t("Member %(n)s", { n: at + 1 });
}

/**
 * @param {Row} row
 * @param {Score} score
 * @returns {Chip[]}
 */
const membersChips = (row, score) =>
  [...score.members].map(([id, own]) => ({
    label: memberName(row, id) ?? id,
    value: own.score ? number(own.score) : "–",
  }));

/**
 * How the marks of a round became what it counts.
 *
 * @param {Recounted} found
 * @param {Round} round
 * @param {Score} score
 */
function ruleOf(found, round, score) {
  if (!score.score) return score.waits ? t("marks are missing") : t("no score");
  const steps = [madeBy(found, round, score)];
  if (score.bare && compare(score.bare, score.score))
    steps.push(
      t("rounded to %(n)s places: %(score)s", {
        n: round.decimals ?? 0,
        score: number(score.score),
      }),
    );
  if (compare(round.weight, ONE)) {
    steps.push(t("× %(weight)s (weight)", { weight: number(round.weight) }));
    if (round.weightedDecimals !== null)
      steps.push(
        t("rounded to %(n)s places: %(score)s", {
          n: round.weightedDecimals,
          score: number(score.counts),
        }),
      );
  }
  if (!compare(round.weight, ZERO)) steps.push(t("counts in no total"));
  if (score.waits) steps.push(t("marks are missing"));
  return steps.filter(Boolean).join(" · ");
}

/**
 * @param {Recounted} found
 * @param {Round} round
 * @param {Score} score
 */
function madeBy(found, round, score) {
  const bare = number(score.bare ?? ZERO);
  if (round.kind === "list" || round.kind === "count")
    return t("entered at the desk: %(score)s", { score: bare });
  if (round.by === "member") {
    const how = {
      sum: t("sum of the members: %(score)s", { score: bare }),
      mean: t("mean of the members: %(score)s", { score: bare }),
      best: t("the best %(n)s members: %(score)s", { n: round.best ?? "", score: bare }),
    };
    return how[round.teamScore];
  }
  if (round.kind === "points") return t("added up: %(score)s", { score: bare });
  if (round.aggregate === "places")
    return t("mean place × %(n)s judges: %(score)s", {
      n: panelOf(found.day.setup, round).length,
      score: bare,
    });
  const left = score.used.filter((mark) => !mark.dropped).length;
  const how = {
    mean: t("mean of %(n)s marks: %(score)s", { n: left, score: bare }),
    sum: t("sum of %(n)s marks: %(score)s", { n: left, score: bare }),
    median: t("median of %(n)s marks: %(score)s", { n: left, score: bare }),
  };
  return how[round.aggregate];
}

/**
 * @param {Recounted} found
 * @param {ShownStage} shown
 * @param {Row} row
 * @returns {string[]}
 */
function placeOf(found, shown, row) {
  const { day } = found;
  if (!competes(day, row.team))
    return [
      row.team.guest
        ? t("Out of competition: it takes no place.")
        : t("Withdrawn: it takes no place."),
    ];
  if (row.ahead === null || row.rank === null)
    return [t("Nothing has been scored yet, so it has no place.")];
  const peers = shown.standings.rows.filter((one) => one.table === row.table && one !== row);
  const said = [row.ahead ? t("Teams ahead: %(n)s.", { n: row.ahead }) : t("Nobody is ahead.")];
  if (row.behind)
    said.push(
      t("It has a score in fewer rounds than others and comes after them: %(n)s fewer.", {
        n: row.behind,
      }),
    );
  const level = peers.filter((one) => one.ahead === row.ahead);
  if (level.length) said.push(levelWords(found, row, level));
  if (row.parting) said.push(partingWords(found, row.parting));
  said.push(...cutWords(shown, row));
  const prize = day.setup.prizes.find((one) => one.id === row.prize);
  if (prize) said.push(t("By these places it has: %(prize)s.", { prize: prize.name }));
  return said;
}

/**
 * @param {Recounted} found
 * @param {Row} row
 * @param {Row[]} level
 */
function levelWords(found, row, level) {
  const teams = listed(level.map((one) => nameOf(one.team)));
  if (found.day.setup.rules.ranking === "ordinal")
    return t("Level with %(teams)s; numbered in the order of registration.", { teams });
  return row.total
    ? t("Level with %(teams)s, and nothing parts them: they share the place.", { teams })
    : "";
}

/**
 * What parted a team from equal totals, with what each had to show.
 *
 * @param {Recounted} found
 * @param {NonNullable<Row["parting"]>} parting
 */
function partingWords(found, parting) {
  const shown = parting.shown.map(
    ([team, key]) =>
      `${nameOf(team)} ${key.map((one) => number(one.turned ? negative(one) : one)).join(", ")}`,
  );
  return t("Equal totals are parted by %(by)s: %(shown)s.", {
    by: breakName(found, parting.by),
    shown: shown.join("; "),
  });
}

/**
 * A tie-break by its name in the rules, in words.
 *
 * @param {Recounted} found
 * @param {string} by
 */
export function breakName(found, by) {
  /** @type {Record<string, string>} */
  const names = {
    registration: t("order of registration"),
    latest_round: t("latest round"),
    best_rounds: t("best rounds"),
    rounds_won: t("rounds won"),
    fewest_deductions: t("fewest deductions"),
    best_marks: t("best marks"),
    marks_given: t("marks given"),
    all_marks: t("mean of all marks"),
    first_places: t("first places from judges"),
  };
  if (names[by]) return names[by];
  const held = found.day.settled.find((one) => one.id === by);
  if (held)
    return { playoff: t("play-off"), lots: t("lots"), word: t("the head judge's word") }[held.how];
  const rounds = found.day.setup.stages.flatMap((stage) => stage.rounds);
  const [kind = "", rest = ""] = by.split(/:(.*)/s);
  const named = rest.split(",").map((id) => rounds.find((round) => round.id === id.trim()));
  if (kind !== "criterion") return named.map((round) => (round ? nameOf(round) : rest)).join(" + ");
  const criterion = rounds
    .flatMap((round) => round.criteria)
    .find((one) => one.id === rest.split(".").at(-1));
  return criterion?.name ?? rest;
}

/**
 * @param {ShownStage} shown
 * @param {Row} row
 * @returns {string[]}
 */
function cutWords(shown, row) {
  const { stage } = shown;
  if (!hasCut(stage) || !row.against) return [];
  const said = [];
  const { barred, best } = row.against;
  if (row.cut === "in")
    said.push(best ? t("It goes on as one of the best others.") : t("It goes on."));
  if (row.cut === "tied") said.push(t("It is tied for a place that goes on."));
  if (row.cut === "out")
    said.push(
      barred === "threshold"
        ? t("It does not go on: its total is not enough.")
        : barred === "quota"
          ? t("It does not go on: its organisation has its number.")
          : t("It does not go on."),
    );
  if (shown.announced && row.cut !== row.against.cut)
    said.push(t("So it was announced; by the places alone it would be otherwise."));
  return said;
}
