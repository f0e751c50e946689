import { allRounds, findRound, teamNames, together } from "../board/deskboard.js";
import { OVERALL } from "../board/model.js";
import { tablesOf } from "../board/tables.js";
import { goingOnWord, numeral } from "../board/wording.js";
import { totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { may, page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { announce, openRound, rehearse, showEverywhere } from "./actions.js";
import { closing, namesOf } from "./closing.js";
import { leftHidden } from "./publishing.js";
import { revealing } from "./revealing.js";
import { admit, drawGroups } from "./rulings.js";
import { nothing } from "./step.js";

/**
 * The one next action: a sentence on how things stand, and what its button does.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {import("./step.js").Step} Step
 */

/**
 * @param {DeskBoard} board
 * @returns {Step}
 */
export function nextStep(board) {
  return { ...stepOf(board), hidden: leftHidden(board) };
}

/**
 * @param {DeskBoard} board
 * @returns {Step}
 */
function stepOf(board) {
  const { action, round, stage } = board.next;
  const place = findRound(board, round);
  if (action === "reveal") return revealing(board);
  if (board.tie) return tied(board, board.tie);
  if (action === "open" && place) return { ...opening(board, place), also: rehearsing(board) };
  if (action === "draw" && stage) return drawing(board, stage);
  if (action === "close" && place) return closing(board, place);
  if (action === "advance" && stage) return advancing(board, stage);
  if (action === "admit" && stage) return returning(board, stage);
  if (action === "announce" && stage) return announcing(board, stage);
  return finished(board);
}

/**
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {Step}
 */
function opening(board, { stage, round }) {
  const undrawn = round.appearance === "draw" && board.appearance[round.id]?.length === 0;
  const values = {
    stage: stage.name,
    n: numeral(round.number, page.locale),
    all: stage.rounds.length,
  };
  return {
    ...nothing,
    sentence:
      stage.rounds.length > 1
        ? t("Next in %(stage)s: round %(n)s of %(all)s.", values)
        : t("Next: %(stage)s.", values),
    hint: undrawn
      ? t("Its order on stage is still to be drawn: look at the round, and draw lots there.")
      : t("The tablets show the round as soon as it is open."),
    button: t("Open %(round)s", { round: namesOf(together({ stage, round })) }),
    actions: [openRound(round.id)],
    scene: { body: { scene: "opener", round: round.id } },
  };
}

/**
 * Teams have to be put into groups before a stage begins.
 *
 * @param {DeskBoard} board
 * @param {string} id of the stage
 * @returns {Step}
 */
function drawing(board, id) {
  const name = board.stages.find((stage) => stage.id === id)?.name ?? "";
  const later = board.stages[0]?.id !== id;
  return {
    ...nothing,
    sentence: t("%(stage)s is played by groups. Teams without one are drawn.", { stage: name }),
    hint: later
      ? t("By seed: the places of the stage before, in a snake.")
      : t("By seed: the order of registration, in a snake. By hand: in the set-up."),
    button: t("Draw lots"),
    actions: [drawGroups(id, "lots")],
    also: { button: t("By seed"), action: drawGroups(id, "seeds") },
  };
}

/**
 * Before anything has begun, whoever may is offered to rehearse first.
 *
 * @param {DeskBoard} board
 * @returns {import("./step.js").Also | null}
 */
function rehearsing(board) {
  const fresh = allRounds(board).every(({ round }) => round.state === "pending");
  if (!fresh || board.rehearsal || !may("set_up")) return null;
  return { button: t("Rehearse first"), action: rehearse() };
}

/**
 * A tie that keeps the result from being announced; the ways out stand below it.
 *
 * @param {DeskBoard} board
 * @param {import("../board/deskboard.js").Tie} tie
 * @returns {Step}
 */
function tied(board, { teams, seats, prize, division, group, best }) {
  const n = teams.length;
  const sentences = {
    first: t("%(n)s teams share the first place.", { n }),
    one: t("%(n)s teams are tied for 1 place.", { n }),
    some: t("%(n)s teams are tied for %(seats)s places.", { n, seats }),
    prize: t("%(n)s teams are tied for %(prize)s. Places left in it: %(seats)s.", {
      n,
      seats,
      prize: prize?.name ?? "",
    }),
  };
  const where = [division?.name, group?.name].filter(Boolean);
  const at = seats === 1 ? "one" : "some";
  const which = prize ? "prize" : board.next.action === "announce" ? "first" : at;
  const sentence = best
    ? t("%(n)s teams are tied as best others. Places left: %(seats)s.", { n, seats })
    : sentences[which];
  return {
    ...nothing,
    tone: "blocked",
    sentence:
      where.length > 0
        ? t("%(table)s: %(sentence)s", { table: where.join(" · "), sentence })
        : sentence,
    list: board.rows.filter(({ team }) => teams.includes(team.id)).map(namedIn(board)),
    scene: { body: { scene: "face_off", stage: board.next.stage ?? board.stage.id } },
  };
}

/**
 * What an announcement does, told at once or step by step.
 *
 * @param {string} stage its name
 * @param {string} [rule] by which it was decided
 */
function announcedWords(stage, rule = "") {
  const after = t("The rounds of %(stage)s then stay closed.", { stage });
  const words = (/** @type {string} */ how) => [rule, how, after].filter(Boolean).join(" ");
  return {
    text: words(t("Every screen shows it at once.")),
    bySteps: words(t("It is told step by step on the big screen, and everywhere else with it.")),
  };
}

/**
 * @param {DeskBoard} board
 * @param {string} id of the stage
 * @returns {Step}
 */
function advancing(board, id) {
  const stage = board.stages.find((each) => each.id === id);
  const name = stage?.name ?? "";
  const list = board.rows.filter((row) => row.cut === "in").map(namedIn(board));
  const back = ruleWords(board, id);
  const words = stage?.side_of ? sideWords : mainWords;
  const { sentence, button, title } = words(name, mainAfter(board, id), stage?.goes_on ?? null);
  return {
    ...nothing,
    sentence,
    list,
    hint: back,
    button,
    actions: [announce(id)],
    scene: { body: { scene: "advance", stage: id }, announces: true },
    question: {
      title,
      list,
      ...announcedWords(name, back),
      yes: button,
    },
  };
}

/**
 * The name of the main stage after one, which those who go on or return play.
 *
 * @param {DeskBoard} board
 * @param {string} id
 */
function mainAfter(board, id) {
  const at = board.stages.findIndex((each) => each.id === id);
  return board.stages.slice(at + 1).find(({ side_of: side }) => !side)?.name ?? "";
}

/**
 * @param {string} stage
 * @param {string} after
 */
const mainWords = (stage, after) => ({
  sentence: t("All rounds of %(stage)s are closed. Going on:", { stage }),
  button: t("Announce who goes on"),
  title: t("Announce who goes on to %(stage)s?", { stage: after }),
});

/**
 * @param {string} stage
 * @param {string} after
 * @param {string | null} rule who returns, in words
 */
function sideWords(stage, after, rule) {
  if (rule === null)
    return {
      sentence: t("All rounds of %(stage)s are closed. No rule says who returns.", { stage }),
      button: t("Announce the result"),
      title: t("Announce the result of %(stage)s?", { stage }),
    };
  return {
    sentence: t("All rounds of %(stage)s are closed. To return:", { stage }),
    button: t("Announce who returns"),
    title: t("Announce who returns to %(stage)s?", { stage: after }),
  };
}

/**
 * Who has won a side stage is let back, each in an entry of its own.
 *
 * @param {DeskBoard} board
 * @param {string} id of the side stage
 * @returns {Step}
 */
function returning(board, id) {
  const stage = board.stages.find((each) => each.id === id)?.name ?? "";
  const after = mainAfter(board, id);
  const teams = board.teams.filter((team) => board.returning.includes(team.id));
  const reason = t("Won %(stage)s", { stage });
  const [first] = teams;
  return {
    ...nothing,
    sentence: t("%(stage)s is announced. To return to %(after)s:", { stage, after }),
    list: teams.map(({ name }) => ({ name, note: "" })),
    hint: t("Who does not come back is withdrawn first; then a reserve may come."),
    button:
      teams.length === 1
        ? t("Let %(team)s return", { team: first?.name ?? "" })
        : t("Let them return"),
    actions: teams.map((team) => admit(id, team.id, "return", reason)),
    halfway: teams.map(({ name }) => t("%(team)s has returned.", { team: name })),
  };
}

/**
 * The rule, where it is more than a number, and the teams that are high enough and do not go on,
 * each with what keeps it back.
 *
 * @param {DeskBoard} board
 * @param {string} id of the stage
 * @returns {string}
 */
function ruleWords(board, id) {
  const stage = board.stages.find((each) => each.id === id);
  const back = board.rows.filter(({ barred }) => barred !== null);
  const words = back.map((row) =>
    t("%(team)s (%(why)s)", { team: row.team.name, why: goingOnWord(row) }),
  );
  const none = stage?.goes_on === null;
  const plain = none || (stage?.advance !== null && back.length === 0);
  return [
    plain ? "" : t("The rule: %(who)s.", { who: stage?.goes_on ?? "" }),
    back.length > 0 ? t("Not going on: %(teams)s.", { teams: words.join(t(", ")) }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * @param {DeskBoard} board
 * @param {string} id of the last stage
 * @returns {Step}
 */
function announcing(board, id) {
  const name = board.stages.find((stage) => stage.id === id)?.name ?? "";
  const list = prized(board);
  const firsts = tablesOf(board).length;
  const many = list.length > firsts;
  const button = firsts > 1 ? t("Announce the winners") : t("Announce the winner");
  return {
    ...nothing,
    sentence: many
      ? t("All rounds of %(stage)s are closed. The prizes:", { stage: name })
      : t("All rounds of %(stage)s are closed. In first place:", { stage: name }),
    list,
    button,
    actions: [announce(id)],
    scene: { body: { scene: "podium", stage: id }, announces: true },
    question: {
      title: many ? t("Announce the winner and the prizes?") : t("Announce the winner?"),
      list,
      ...announcedWords(name),
      yes: button,
    },
  };
}

/**
 * @param {DeskBoard} board
 * @returns {Step}
 */
function finished(board) {
  const winners = board.announced?.winners ?? [];
  const rows = board.rows.filter((row) => winners.includes(row.team.id));
  const list = prized(board, rows);
  const won = rows.length > 1 ? t("All done. The winners are:") : t("All done. The winner is:");
  const overall = board.begun?.some(({ id }) => id === OVERALL) && may("run");
  const showing = {
    quiet: true,
    button: t("Show the overall ranking in the hall"),
    actions: [showEverywhere(OVERALL)],
    hint: t("The page Screens brings the last stage back."),
  };
  return {
    ...nothing,
    tone: "done",
    sentence: list.length > rows.length ? t("All done. The prizes:") : won,
    list,
    ...(overall ? showing : {}),
  };
}

/**
 * The winner, or where there are prizes everybody who has one; last those who are not in the stage.
 *
 * @param {DeskBoard} board
 * @param {import("../board/deskboard.js").Row[]} winners
 */
function prized(board, winners = firstRows(board)) {
  const rows = board.rows.filter((row) => winners.includes(row) || board.prizes[row.team.id]);
  const here = new Set(board.rows.map(({ team }) => team.id));
  const said = (/** @type {string} */ id) => (board.prizes[id] ?? []).join(" · ");
  return [
    ...rows.map((row) => ({ ...namedIn(board)(row), prizes: said(row.team.id) })),
    ...Object.keys(board.prizes)
      .filter((id) => !here.has(id))
      .map((id) => ({ name: teamNames(board).get(id) ?? id, note: "", prizes: said(id) })),
  ];
}

/**
 * The first row of each table.
 *
 * @param {DeskBoard} board
 */
const firstRows = (board) => tablesOf(board).flatMap((table) => table.board.rows.slice(0, 1));

/**
 * What a list says of a team: its total, and its division where there are several.
 *
 * @param {DeskBoard} board
 * @returns {(row: import("../board/deskboard.js").Row) => {name: string, note: string}}
 */
function namedIn(board) {
  const titles = new Map(tablesOf(board).map(({ id, title }) => [id, title]));
  return (row) => {
    const { team, division = "", group = "" } = row;
    const of = [`${division}/${group}`, `${division}/`].find((id) => titles.has(id)) ?? "";
    const where = titles.size > 1 ? (titles.get(of) ?? "") : "";
    return {
      name: team.name,
      note: [where, printed(totalText(board, row))].filter(Boolean).join(" · "),
    };
  };
}
