import { entrantOf, teamOf } from "../common/entrant.js";
import { may } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * The desk's board, and what can be read out of it without drawing anything.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Team} Team
 * @typedef {import("../common/shapes.js").DeskRound} DeskRound
 * @typedef {import("../common/shapes.js").DeskStage} DeskStage
 * @typedef {import("../common/shapes.js").DeskJudge} Judge
 * @typedef {import("../common/shapes.js").DeskMark} Mark
 * @typedef {import("../common/shapes.js").Act} LatestEntry
 * @typedef {import("../common/shapes.js").OutlierOnBoard} Outlier
 * @typedef {import("../common/shapes.js").DeskAward} Award
 * @typedef {import("../common/shapes.js").NextAct} Next
 * @typedef {import("../common/shapes.js").Tie} Tie
 * @typedef {import("../common/shapes.js").DeskBoard} DeskBoard
 * @typedef {{stage: DeskStage, round: DeskRound}} Place a round and where it belongs
 */

/** A viewer sees everything and writes nothing; the server would refuse it anyway. */
export const mayWrite = may("run");

/**
 * @param {DeskBoard} board
 * @returns {Place[]} every round of the event, in order
 */
export function allRounds(board) {
  return board.stages.flatMap((stage) => stage.rounds.map((round) => ({ stage, round })));
}

/**
 * @param {DeskBoard} board
 * @param {string | null} id
 * @returns {Place | null}
 */
export function findRound(board, id) {
  return allRounds(board).find(({ round }) => round.id === id) ?? null;
}

/**
 * The stage that is being run, or the last one when all are done.
 *
 * @param {DeskBoard} board
 * @returns {DeskStage | undefined}
 */
function currentStage({ stages }) {
  return stages.find((stage) => stage.state === "current") ?? stages.at(-1);
}

/**
 * The round the desk looks at unless somebody chose another: the open one, else the last closed
 * one of the current stage, else the stage's first.
 *
 * @param {DeskBoard} board
 * @returns {Place | null}
 */
export function followed(board) {
  const open = allRounds(board).find(({ round }) => round.state === "open");
  const stage = currentStage(board);
  if (open || !stage) return open ?? null;
  const round = stage.rounds.findLast(({ state }) => state === "closed") ?? stage.rounds[0];
  return round ? { stage, round } : null;
}

/**
 * The marks of a judged round that are waited for or counted: by team, without who has withdrawn
 * and without those of shadows.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @returns {Record<string, Mark>[]}
 */
export function countedMarks(board, round) {
  const marks = Object.entries(board.marks[round] ?? {});
  const shadows = new Set(board.judges.filter((one) => one.shadow).map(({ id }) => id));
  return marks
    .filter(([who]) => !(teamOf(who) in board.withdrawn))
    .map(([, byJudge]) =>
      Object.fromEntries(Object.entries(byJudge).filter(([judge]) => !shadows.has(judge))),
    );
}

/**
 * How many marks a judged round has, of how many.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @returns {{given: number, wanted: number}}
 */
export function progress(board, round) {
  const marks = countedMarks(board, round);
  const given = marks.reduce((all, byJudge) => all + Object.keys(byJudge).length, 0);
  const left = Object.values(board.missing[round] ?? {});
  return { given, wanted: left.reduce((all, teams) => all + teams.length, given) };
}

/**
 * The judges who still have teams to mark in a round, with what they have done.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @returns {{judge: Judge, left: string[], given: number}[]}
 */
export function waiting(board, round) {
  const marks = countedMarks(board, round);
  return board.judges.flatMap((judge) => {
    const left = board.missing[round]?.[judge.id] ?? [];
    const given = marks.filter((byJudge) => judge.id in byJudge).length;
    return left.length > 0 ? [{ judge, left, given }] : [];
  });
}

/**
 * The names of teams, by id.
 *
 * @param {DeskBoard} board
 * @returns {Map<string, string>}
 */
export function teamNames(board) {
  const teams = board.teams ?? board.rows.map(({ team }) => team);
  return new Map(teams.map(({ id, name }) => [id, name]));
}

/**
 * The names of all who can be marked: of teams, and of their members with the team's.
 *
 * @param {DeskBoard} board
 * @returns {Map<string, string>}
 */
export function markedNames(board) {
  const names = teamNames(board);
  const members = [...names].flatMap(([id, team]) =>
    (board.members?.[id] ?? []).map(
      (one) =>
        /** @type {[string, string]} */ ([
          entrantOf(id, one.id),
          t("%(member)s (%(team)s)", { member: one.name, team }),
        ]),
    ),
  );
  return new Map([...names, ...members]);
}

/**
 * The names of everything on a desk's board.
 *
 * @param {DeskBoard} board
 * @returns {import("../common/entrywords.js").Names}
 */
export function namesOf(board) {
  const named = (/** @type {{id: string, name: string}[]} */ things) =>
    new Map(things.map(({ id, name }) => [id, name]));
  return {
    teams: teamNames(board),
    judges: named(board.judges),
    rounds: named(allRounds(board).map(({ round }) => round)),
    stages: named(board.stages),
    members: named(Object.values(board.members).flat()),
    criteria: new Map(allRounds(board).flatMap(({ round }) => criteriaOf(round))),
  };
}

/**
 * The rounds that open and close with one, itself included, in the order of their stage.
 *
 * @param {Place} place
 * @returns {DeskRound[]}
 */
export function together({ stage, round }) {
  const { performance } = round;
  return performance ? stage.rounds.filter((one) => one.performance === performance) : [round];
}

/**
 * The judges who mark a round.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @returns {Judge[]}
 */
export function panelOf({ judges }, { panel }) {
  return panel ? judges.filter(({ id }) => panel.includes(id)) : judges;
}

/**
 * Whether two rounds may be open at once, as the server has it.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} one
 * @param {DeskRound} other
 */
function mayBeOpenTogether(board, one, other) {
  return board.beside?.[one.id]?.includes(other.id) ?? false;
}

/**
 * The criteria of a round with their names: another may have one of the same id.
 *
 * @param {DeskRound} round
 * @returns {[string, string][]}
 */
function criteriaOf({ id, criteria = [] }) {
  return criteria.map((one) => [`${id}.${one.id}`, one.name]);
}

/**
 * The round that opens when this one is closed, where the order of the stage has one.
 *
 * @param {Place} place
 * @returns {DeskRound | null}
 */
export function roundAfter({ stage, round }) {
  const own = together({ stage, round });
  return stage.rounds.find((each) => each.state === "pending" && !own.includes(each)) ?? null;
}

/**
 * The rows in the order of registration, where it is known: a grid that is written in must not
 * reorder itself under the reader's eye.
 *
 * @param {Row[]} rows
 * @param {string[]} order team ids
 * @returns {Row[]}
 */
export function inOrder(rows, order) {
  const place = new Map(order.map((id, i) => [id, i]));
  const of = (/** @type {Row} */ row) => place.get(row.team.id) ?? order.length;
  return [...rows].sort((a, b) => of(a) - of(b));
}

/**
 * What may be done to a round besides the next action; `null` when nothing may.
 *
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {"open" | "reopen" | null}
 */
export function detour(board, { stage, round }) {
  const inTheWay = allRounds(board)
    .map((other) => other.round)
    .some((other) => other.state === "open" && !mayBeOpenTogether(board, round, other));
  if (stage.state !== "current" || round.state === "open" || inTheWay) return null;
  if (round.state === "closed") return "reopen";
  return board.next.round === round.id ? null : "open";
}
