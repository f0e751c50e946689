/**
 * What is to be shown of a judge's marks: the sheet (what the server has) with the outbox (what is
 * on its way) laid over it. Only computes; draws nothing.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {"none" | "pending" | "saved" | "refused"} MarkState
 *
 * @typedef {import("../common/shapes.js").SheetRound} SheetRound
 *
 * @typedef {import("../common/shapes.js").SheetTeam} SheetTeam
 *
 * @typedef {import("../common/shapes.js").SheetAward} SheetAward
 *
 * @typedef {import("../common/shapes.js").JudgeSheet} Sheet
 *
 * @typedef {object} Mark
 * @property {MarkState} state
 * @property {string | null} value
 * @property {import("../common/criteria.js").Values | null} [values] of the criteria, where the mark
 *   is their sum
 * @property {string} reason why it was refused
 * @property {string | null} onRecord what the server holds while another value is shown
 * @property {boolean} corrected by the desk
 * @property {string[]} refusals ids of the outbox's refused items behind it
 *
 * @typedef {object} Award
 * @property {string} id
 * @property {string} team
 * @property {string} points
 * @property {string} by
 * @property {string | number | null} question
 * @property {import("../common/staking.js").Outcome | null} outcome of a risk question
 * @property {string} member the name of who has earned it; empty where nobody was named
 * @property {boolean} mine
 * @property {Exclude<MarkState, "none">} state
 * @property {string} reason
 * @property {Item | null} item its place in the outbox
 * @property {Item | null} withdrawal
 *
 * @typedef {object} View what the page shows beside the sheet itself
 * @property {Item[]} items
 * @property {string | null} chosen
 * @property {Map<string, string>} drafts typed but not submitted, by team
 * @property {Map<string, {value: string, reason: string}>} faults refused before sending, by team
 */

/**
 * This judge's mark for a team in the open round, which is judged.
 *
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {Item[]} items
 * @returns {Mark}
 */
export function markOf(sheet, team, items) {
  const mine = items.filter(
    (item) => item.kind === "mark" && item.round === sheet.round?.id && item.team === team.id,
  );
  const refusals = mine.filter((item) => item.state === "refused").map((item) => item.id);
  const latest = mine.at(-1);
  // A correction that is newer than this judge's acknowledged mark has the last word.
  const settled = latest?.state === "saved" && (latest.version ?? 0) <= (team.mark_version ?? 0);
  if (latest && !settled)
    return {
      state: latest.state,
      value: latest.value,
      values: latest.values ?? null,
      reason: latest.detail,
      onRecord: latest.state === "saved" ? null : team.mark,
      corrected: team.corrected && latest.state !== "saved",
      refusals,
    };
  const state = team.mark === null ? "none" : "saved";
  const { mark: value, values = null, corrected } = team;
  return { state, value, values, reason: "", onRecord: null, corrected, refusals };
}

/**
 * The latest award of this judge to a team in the open round, which takes points.
 *
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {Item[]} items
 * @returns {Mark}
 */
export function latestAward(sheet, team, items) {
  const latest = awardsOf(sheet, items).find((award) => award.mine && award.team === team.id);
  return {
    state: latest?.state ?? "none",
    value: latest?.points ?? null,
    reason: latest?.reason ?? "",
    onRecord: null,
    corrected: false,
    refusals: latest?.state === "refused" ? [latest.id] : [],
  };
}

/**
 * The awards of the open round, newest first: what waits, then what the server has.
 *
 * @param {Sheet} sheet
 * @param {Item[]} items
 * @returns {Award[]}
 */
export function awardsOf(sheet, items) {
  const here = items.filter((item) => item.round === sheet.round?.id);
  const gone = new Map(here.filter(withdraws).map((item) => [item.target, item]));
  const onSheet = new Set(sheet.awards.map((award) => award.id));
  const waiting = here
    .filter((item) => item.kind === "award" && !onSheet.has(item.id))
    .reverse()
    .map((item) => ({
      id: item.id,
      team: item.team,
      points: item.value,
      by: sheet.judge.name,
      question: item.question,
      outcome: item.outcome ?? null,
      member: nameOf(sheet, item),
      mine: true,
      state: /** @type {Exclude<MarkState, "none">} */ (item.state),
      reason: item.detail,
      item,
      withdrawal: gone.get(item.id) ?? null,
    }));
  const held = sheet.awards.map(
    ({ id, team, points, by, question, outcome, mine, member = "" }) => ({
      id,
      team,
      points,
      by,
      question,
      outcome,
      member,
      mine,
      state: /** @type {const} */ ("saved"),
      reason: "",
      item: null,
      withdrawal: gone.get(id) ?? null,
    }),
  );
  return [...waiting, ...held].filter((award) => award.withdrawal?.state !== "saved");
}

/**
 * The name of who has earned what waits, where that was said.
 *
 * @param {Sheet} sheet
 * @param {Item} item
 */
function nameOf({ teams }, { team, member }) {
  const members = teams.find(({ id }) => id === team)?.members ?? [];
  return members.find(({ id }) => id === member)?.name ?? "";
}

/** @param {Item} item */
function withdraws(item) {
  return item.kind === "withdraw";
}

/**
 * Whether a mark of this judge is waited for, or was.
 *
 * @param {SheetTeam} team
 */
export const takesMark = ({ recused, absent }) => !recused && !absent;

/**
 * The team to mark next: the first after this one that takes a mark and has none, else the
 * first such of all, else one whose mark was refused, else null.
 *
 * @param {Sheet} sheet
 * @param {Item[]} items
 * @param {string | null} after
 * @returns {string | null}
 */
export function nextTeam(sheet, items, after) {
  const place = sheet.teams.findIndex((team) => team.id === after);
  const inTurn = [...sheet.teams.slice(place + 1), ...sheet.teams.slice(0, place + 1)];
  const first = (/** @type {MarkState} */ state) =>
    inTurn.find((team) => takesMark(team) && markOf(sheet, team, items).state === state);
  return (first("none") ?? first("refused"))?.id ?? null;
}
