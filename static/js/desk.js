import { liveWords } from "./board/wording.js";
import { say, set, the } from "./common/elements.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { drawOrderOfPlay, openRound, reopenRound } from "./desk/acts.js";
import { actIn } from "./desk/ask.js";
import { confirmed, drawQuestion, withdrawQuestion } from "./desk/confirm.js";
import { allRounds, findRound, followed, mayWrite } from "./desk/deskboard.js";
import { Doing } from "./desk/doing.js";
import { Drafts } from "./desk/drafts.js";
import { Elsewhere, fetchBoard } from "./desk/elsewhere.js";
import { listenToFolding } from "./desk/folding.js";
import { Giving } from "./desk/giving.js";
import { cellAt } from "./desk/gridkeys.js";
import { drawHall, drawHallStages } from "./desk/hall.js";
import { listenToKeys, teamByNumber } from "./desk/keys.js";
import { drawLatest } from "./desk/latestact.js";
import { Notices } from "./desk/notices.js";
import { RoundInSight } from "./desk/roundinsight.js";
import { drawNext, drawOrder } from "./desk/running.js";
import { drawSheet } from "./desk/sheetview.js";
import { TakingBack } from "./desk/takingback.js";
import { drawWays, focusWays } from "./desk/tie.js";
import { mayReload } from "./desk/unsaved.js";
import { Works } from "./desk/works.js";

/**
 * The desk: everything shown comes from the newest board, so two desks always agree.
 *
 * @typedef {import("./desk/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./desk/deskboard.js").Place} Place
 * @typedef {import("./board/shape.js").Board} Board
 */

/** @type {DeskBoard} */
let board = page.board;
/** @type {Board} */
let hall = board.public ?? board;
/** @type {string | null} the round chosen by hand */
let chosen = null;
/** @type {string | null} the stage chosen by hand for the right column */
let watched = null;
/** @type {import("./desk/step.js").Step} */
let step;
/** @type {"open" | "reopen" | null} */
let detour = null;

const doing = new Doing({
  board: () => board,
  refresh,
  asked: (act, why) => works.ask(act, why),
});
const expect = (/** @type {number} */ version) => doing.expect(version);
const elsewhere = new Elsewhere(draw);
const drafts = new Drafts(board.ledger);
const works = new Works({
  board: () => board,
  sheet: shownSheet,
  round: () => shownPlace()?.round.id ?? "",
  written: expect,
  perform: (act, host) => doing.carryOutNext(act, host, the("#sheet-trouble")),
  drafts,
  moved: () => notices.draw(),
});

const giving = new Giving({
  perform: (act, host) => doing.carryOutNext(act, host, the("#giving-trouble")),
  ask: (act, why) => works.ask(act, why),
  given: (id, words) => takingBack.given(id, words),
  turned: () => takingBack.clear(),
  drafts,
});
const takingBack = new TakingBack({
  board: () => board,
  sheet: shownSheet,
  perform: (act, host) => doing.carryOutNext(act, host, the("#sheet-trouble")),
  ask: (award, words) => works.takeBack(award, words),
});

const inSight = new RoundInSight();
const notices = new Notices({
  board: () => board,
  drafts,
  works,
  correct(round, team, judge, typed) {
    choose(round);
    works.correct(the("#grid"), { team, judge, typed });
  },
  reopen: (round, button) => doing.carryOutOnce(reopenRound(round), button, the("#sheet-trouble")),
});

function shownPlace() {
  return (chosen && findRound(board, chosen)) || followed(board);
}

function shownSheet() {
  const place = shownPlace();
  return place && sheetOf(place);
}

function draw() {
  const place = shownPlace();
  actIn(board.ledger);
  const before = step?.sentence;
  step = drawNext(board);
  if (before !== undefined && before !== step.sentence) say(the("#said"), step.sentence);
  if (step.question) drawQuestion(step.question);
  drawLatest(board);
  drawWays(board, expect);
  drawOrder(board, place?.round.id ?? "");
  inSight.draw(place?.round.id ?? "");
  if (place) detour = drawSheet(board, sheetOf(place), place, giving);
  drawHallSide();
  works.draw(board);
  notices.draw();
}

/**
 * @param {Place} place
 * @returns {DeskBoard | null}
 */
function sheetOf({ stage }) {
  if (stage.id === board.stage.id) return board;
  return stage.state === "waiting" ? null : elsewhere.board("desk", stage.id, board.version);
}

function drawHallSide() {
  const here = watched === null || watched === hall.stage.id;
  const other = here ? null : elsewhere.board("public", watched ?? "", board.version);
  drawHallStages(board.stages, watched ?? hall.stage.id);
  drawHall(
    other ?? hall,
    here ? secrecy() : t("The hall now sees %(stage)s.", { stage: hall.stage.name }),
  );
}

/** Why the hall's totals are not the desk's. */
function secrecy() {
  if (hall.frozen) return t("The board in the hall is frozen.");
  if (Object.values(board.hidden ?? {}).some((teams) => Object.keys(teams).length > 0)) {
    return t("The hall does not see every mark yet.");
  }
  const totals = new Map(board.rows.map((row) => [row.team.id, row.total]));
  const differs = hall.rows.some((row) => totals.get(row.team.id) !== row.total);
  return differs ? t("The hall sees the open round once it is closed.") : "";
}

/** @param {DeskBoard} newer */
function take(newer) {
  const moved = followed(newer)?.round.id !== followed(board)?.round.id;
  const { action, round } = board.next;
  if (action !== newer.next.action || round !== newer.next.round) withdrawQuestion();
  if (moved) chosen = null;
  if (newer.stage.id !== board.stage.id) watched = null;
  board = newer;
  hall = newer.public ?? hall;
  draw();
  if (moved) the("#stages [aria-pressed=true]").scrollIntoView({ block: "nearest" });
}

/** Asks for the board over HTTP, where the live message is late. */
async function refresh() {
  const where = `${page.api}/events/${encodeURIComponent(page.event ?? "")}/board?view=desk`;
  const newer = await fetchBoard(where);
  if (newer && newer.version > board.version) take(newer);
}

async function doNext() {
  const { acts, question, button } = step;
  if (acts.length === 0 || !mayWrite || !(await doing.free(acts))) return;
  if (step.button !== button || (question && !(await confirmed(question)))) return;
  // While the question stood, what is next may have come to say more or less.
  await doing.inTurn(step.acts, step.halfway, the("#next-button"), the("#next-trouble"));
}

async function doLess() {
  const { also } = step;
  if (!also || !mayWrite || !(await doing.free([also.act]))) return;
  if (step.also?.button !== also.button) return;
  await doing.carryOut(step.also.act, the("#next-also"), the("#next-trouble"));
}

/**
 * @param {string} team
 * @param {string} judge
 */
function lookAt(team, judge) {
  const open = followed(board)?.round.id;
  if (open && shownPlace()?.round.id !== open) choose(open);
  works.bench.leave().then((left) => left && cellAt(the("#grid"), team, judge)?.focus());
}

function takeDetour() {
  const round = the("#stages [aria-pressed=true]").dataset.round;
  if (!round || !detour) return;
  const act = detour === "reopen" ? reopenRound(round) : openRound(round);
  doing.carryOutOnce(act, the("#detour"), the("#sheet-trouble"));
}

function drawTheOrder() {
  const round = shownPlace()?.round.id;
  if (round) doing.carryOutOnce(drawOrderOfPlay(round), the("#draw-order"), the("#sheet-trouble"));
}

/** @param {string} round */
function choose(round) {
  chosen = round;
  works.bench.leave();
  say(the("#sheet-trouble"), "");
  draw();
}

/** @param {1 | -1} by */
function stepRound(by) {
  const rounds = allRounds(board).map(({ round }) => round.id);
  const now = the("#stages [aria-pressed=true]").dataset.round ?? "";
  const next = rounds[rounds.indexOf(now) + by];
  if (!next) return;
  choose(next);
  const button = the("#stages [aria-pressed=true]");
  if (document.activeElement?.closest("#stages")) button.focus();
  button.scrollIntoView({ block: "nearest" });
}

function showHelp() {
  /** @type {HTMLDialogElement} */ (the("#help")).showModal();
}

listenToFolding();
the("#next-button").addEventListener("click", doNext);
the("#next-also").addEventListener("click", doLess);
the("#next-looks").addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  if (button) lookAt(button.dataset.look ?? "", button.dataset.judge ?? "");
});
the("#draw-order").addEventListener("click", drawTheOrder);
the("#detour").addEventListener("click", takeDetour);
the("#help-button").addEventListener("click", showHelp);
the("#stages").addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-round]") : null;
  if (button instanceof HTMLElement) choose(button.dataset.round ?? "");
});
the("#hall-stages").addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-watch]") : null;
  if (!(button instanceof HTMLElement)) return;
  watched = button.dataset.watch ?? null;
  draw();
});
listenToKeys({
  next() {
    if (!mayWrite) return;
    if (board.tie) return focusWays();
    const button = the("#next-button");
    button.focus();
    if (!button.hidden) button.click();
  },
  grid: () => works.toGrid(),
  work: (what) => works.open(what),
  leave: () => works.bench.leave(),
  step: stepRound,
  help: showHelp,
  less: doLess,
  points: () => giving.focus(),
  other: () => giving.toOther(),
  team: teamByNumber(
    () => giving.teams.length,
    (number) => giving.choose(number),
  ),
  sign: (sign) => giving.sign(sign),
  undo: () => takingBack.newest(),
  detour: () => the("#detour").hidden || takeDetour(),
  links: () => document.getElementById("links-link")?.click(),
});

draw();
const { socket } = connect({
  event: page.event ?? "",
  view: "desk",
  shown: board,
  mayReload,
  onBoard: take,
  onState(state, { age }) {
    for (const id of ["#live", "#hall"]) set(the(id), { "data-connection": state });
    say(the("#live-word"), liveWords(state, age));
  },
});
notices.listen(socket);
