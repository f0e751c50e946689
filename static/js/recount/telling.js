import { nameOf, t } from "./words.js";

/**
 * What does not agree, and what was not recounted, in words.
 *
 * @typedef {import("./recounted.js").Recounted} Recounted
 * @typedef {import("./differences.js").Difference} Difference
 * @typedef {import("./record.js").Doubt} Doubt
 * @typedef {{where: string, what: string, board: string, recount: string}} Told
 */

/** @returns {Record<string, string>} */
const things = () => ({
  rank: t("rank"),
  tied: t("whether the place is shared"),
  movement: t("how far it moved"),
  cut: t("whether it goes on"),
  barred: t("why it does not go on"),
  admitted: t("how it goes on"),
  provisional: t("whether marks are missing"),
  outside: t("whether it takes a place"),
  incomplete: t("whether it lacks rounds"),
  division: t("division"),
  group: t("group"),
  best: t("whether it is one of the best others"),
  overall: t("place over all"),
  prize: t("prize"),
  prizes: t("prizes"),
  head: t("the last hash"),
  total: t("total"),
  penalty: t("penalties"),
  bonus: t("bonuses"),
  absent: t("absences"),
  decided_by: t("what parted equal totals"),
  round: t("score"),
  order: t("the order of the teams"),
  announced: t("whether it was announced"),
  winners: t("who has won"),
  advancing: t("who goes on"),
  stages: t("the stages that were played"),
  status: t("whether all is over"),
  version: t("the number of entries"),
  individuals: t("the best individuals"),
  overall_order: t("the order over all stages"),
  overall_rank: t("place over all stages"),
  overall_tied: t("whether the place over all stages is shared"),
  overall_stage: t("the last stage that was reached"),
});

/**
 * @param {Recounted} found
 * @param {Difference} one
 * @returns {Told}
 */
export function told(found, one) {
  const { setup } = found.day;
  const stage = setup.stages.find((each) => each.id === one.stage);
  const team = setup.teams.find((each) => each.id === one.team);
  const member = team?.members.find((each) => each.id === one.member);
  const round = roundName(found, one.round);
  const where = [stage && nameOf(stage), team && nameOf(team), member?.name, round];
  return {
    where: where.filter(Boolean).join(" · "),
    what: things()[one.what] ?? one.what,
    board: shownValue(found, one.board),
    recount: shownValue(found, one.recount),
  };
}

/**
 * @param {Recounted} found
 * @param {string | undefined} id
 */
function roundName(found, id) {
  if (!id) return "";
  const rounds = found.day.setup.stages.flatMap((stage) => stage.rounds);
  const held = found.day.settled.flatMap((one) => (one.round ? [one.round] : []));
  const round = [...rounds, ...held].find((one) => one.id === id);
  return round ? nameOf(round) : id;
}

/**
 * @param {Recounted} found
 * @param {unknown} value
 * @returns {string}
 */
function shownValue(found, value) {
  if (value === null || value === undefined || value === "") return "–";
  if (value === true) return t("yes");
  if (value === false) return t("no");
  if (Array.isArray(value)) return value.map((one) => shownValue(found, one)).join(", ") || "–";
  const { teams, prizes, stages } = found.day.setup;
  const team = teams.find((one) => one.id === value);
  if (team) return nameOf(team);
  const prize = prizes.find((one) => one.id === value);
  if (prize) return prize.name;
  const stage = stages.find((one) => one.id === value);
  if (stage) return nameOf(stage);
  /** @type {Record<string, string>} */
  const words = { in: t("goes on"), out: t("does not go on"), tied: t("tied for it") };
  return words[String(value)] ?? (roundName(found, String(value)) || String(value));
}

/**
 * @param {Doubt} doubt
 * @returns {string}
 */
export function doubtWords(doubt) {
  const n = doubt.version ?? 0;
  const key = doubt.key ?? "";
  /** @type {Record<string, () => string>} */
  const words = {
    kind: () =>
      t("Entry %(n)s is of a kind that this page does not know: %(kind)s.", {
        n,
        kind: doubt.kind ?? "",
      }),
    hidden: () => t("Of entry %(n)s too much is left out: it was not counted.", { n }),
    unread: () => t("Entry %(n)s cannot be read: it was not counted.", { n }),
    setup: () => t("The set-up in entry %(n)s is left out: the newest one stood in for it.", { n }),
    key: () =>
      t("The set-up in entry %(n)s holds what this page does not know: %(key)s.", { n, key }),
    tie_break: () =>
      t("A tie-break that this page does not know was passed over: %(key)s.", { key }),
    criteria: () => t("In entry %(n)s the mark is not what its criteria come to.", { n }),
    entries: () => t("The file holds no entries: nothing could be recounted."),
  };
  return words[doubt.what]?.() ?? doubt.what;
}
