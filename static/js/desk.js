import { allRounds, findRound, followed, mayWrite, namesOf } from "./board/deskboard.js";
import { liveWords } from "./board/wording.js";
import { acts } from "./common/acts.js";
import { closest, find, setAttributes, setText } from "./common/dom.js";
import { learn } from "./common/entrywords.js";
import { showsLedger } from "./common/http.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { ActionQueue } from "./desk/actionqueue.js";
import { drawOrderOfPlay, openRound, putOnStage, reopenRound, withScene } from "./desk/actions.js";
import { AwardUndo } from "./desk/awardundo.js";
import { confirmed, drawQuestion, withdrawQuestion } from "./desk/confirm.js";
import { Drafts } from "./desk/drafts.js";
import { listenToFolding } from "./desk/folding.js";
import { Freezing } from "./desk/freezing.js";
import { Giving } from "./desk/giving.js";
import { cellAt } from "./desk/gridkeys.js";
import { listenToKeys, teamByNumber } from "./desk/keys.js";
import { drawLatestAction } from "./desk/latestaction.js";
import { Notices } from "./desk/notices.js";
import { stageStep } from "./desk/onstage.js";
import { fetchBoard, OtherStages } from "./desk/otherstages.js";
import { drawPublicBoard, drawPublicStages } from "./desk/publicboard.js";
import { RoundInSight } from "./desk/roundinsight.js";
import { drawRoundPanel } from "./desk/roundpanel.js";
import { drawNext, drawOrder } from "./desk/running.js";
import { isWanted, listenToProposals } from "./desk/show/proposing.js";
import { Show } from "./desk/show/show.js";
import { TeamFinder } from "./desk/teamfinder.js";
import { drawWays, focusWays } from "./desk/tie.js";
import { Tools } from "./desk/tools.js";
import { mayReload } from "./desk/unsaved.js";

/**
 * The desk: everything shown comes from the newest board, so two desks always agree.
 *
 * @typedef {import("./board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./board/deskboard.js").Place} Place
 * @typedef {import("./board/model.js").Board} Board
 */

/** @type {DeskBoard} */
let board = page.board;
/** @type {Board} */
let publicBoard = board.public ?? board;
/** @type {string | null} the round chosen by hand */
let chosen = null;
/** @type {string | null} the stage chosen by hand for the right column */
let watched = null;
/** @type {import("./desk/step.js").Step} */
let step;
/** @type {"open" | "reopen" | null} */
let detour = null;

const queue = new ActionQueue({
  board: () => board,
  refresh,
  asked: (action, why) => tools.ask(action, why),
});
const expect = (/** @type {number} */ version) => queue.expect(version);
const otherStages = new OtherStages(draw);
const drafts = new Drafts(board.ledger);
const tools = new Tools({
  board: () => board,
  shownBoard,
  round: () => shownPlace()?.round.id ?? "",
  written: expect,
  perform: (action, host) => queue.carryOutNext(action, host, find("#round-panel-trouble")),
  drafts,
  moved: () => notices.draw(),
  callUp,
});

const giving = new Giving({
  perform: (action, host) => queue.carryOutNext(action, host, find("#giving-trouble")),
  ask: (action, why) => tools.ask(action, why),
  given: (id, words) => awardUndo.given(id, words),
  otherRound: () => awardUndo.clear(),
  drafts,
});
const teamFinder = new TeamFinder((number) => giving.choose(number));
const awardUndo = new AwardUndo({
  board: () => board,
  shownBoard,
  perform: (action, host) => queue.carryOutNext(action, host, find("#round-panel-trouble")),
  ask: (award, words) => tools.takeBack(award, words),
});

const freezing = new Freezing({
  board: () => board,
  perform: (action, host) => queue.carryOutOnce(action, host, find("#freeze-trouble")),
  unfreeze: () => tools.open("unfreeze"),
  drawn: () => drawPublicSide(),
});
const show = new Show({ board: () => board, publicBoard: () => publicBoard });
const inSight = new RoundInSight();
const notices = new Notices({
  board: () => board,
  drafts,
  tools,
  correct(round, team, judge, typed, entered) {
    choose(round);
    tools.correct(find("#grid"), { team, judge, typed, entered });
  },
  reopen: (round, button) =>
    queue.carryOutOnce(reopenRound(round), button, find("#round-panel-trouble")),
});

function shownPlace() {
  return (chosen && findRound(board, chosen)) || followed(board);
}

function shownBoard() {
  const place = shownPlace();
  return place && boardOf(place);
}

function draw() {
  const place = shownPlace();
  showsLedger(board.ledger);
  acts.shows(board);
  const before = step?.sentence;
  step = drawNext(board);
  if (before !== undefined && before !== step.sentence) setText(find("#said"), step.sentence);
  if (step.question) drawQuestion(asWanted(step.question));
  drawLatestAction(board);
  drawWays(board, expect, (body) => show.put(body));
  drawOrder(board, place?.round.id ?? "");
  inSight.draw(place?.round.id ?? "");
  if (place) detour = drawRoundPanel(board, boardOf(place), place, giving);
  teamFinder.draw();
  drawPublicSide();
  tools.draw(board);
  notices.draw();
  show.draw();
}

/**
 * @param {Place} place
 * @returns {DeskBoard | null}
 */
function boardOf({ stage }) {
  if (stage.id === board.stage.id) return board;
  return stage.state === "waiting" ? null : otherStages.board("desk", stage.id, board.version);
}

function drawPublicSide() {
  const here = watched === null || watched === publicBoard.stage.id;
  const other = here ? null : otherStages.board("public", watched ?? "", board.version);
  drawPublicStages(board.stages, watched ?? publicBoard.stage.id);
  freezing.draw(board, publicBoard);
  drawPublicBoard(
    other ?? freezing.chosen(board, publicBoard),
    here ? secrecy() : t("The hall now sees %(stage)s.", { stage: publicBoard.stage.name }),
  );
}

/** Why the hall's totals are not the desk's. */
function secrecy() {
  // The line above says so already.
  if (publicBoard.frozen || publicBoard.reveal) return "";
  // Until all is told of who goes on, the hall keeps the stage that is over.
  if (publicBoard.stage.id !== board.stage.id) return "";
  if (Object.values(board.hidden ?? {}).some((teams) => Object.keys(teams).length > 0)) {
    return t("The hall does not see every mark yet.");
  }
  const totals = new Map(board.rows.map((row) => [row.team.id, row.total]));
  const differs = publicBoard.rows.some((row) => totals.get(row.team.id) !== row.total);
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
  learn(namesOf(board));
  publicBoard = newer.public ?? publicBoard;
  draw();
  if (moved) find("#stages [aria-pressed=true]").scrollIntoView({ block: "nearest" });
}

/** Asks for the board over HTTP, where the live message is late. */
async function refresh() {
  const newer = await fetchBoard({ view: "desk" });
  if (newer && newer.version > board.version) take(newer);
}

/**
 * A question about the next action, as it is with or without its scene.
 *
 * @param {import("./desk/confirm.js").Question} question
 */
function asWanted(question) {
  const stepwise = step?.scene?.announces && isWanted(step.scene);
  return stepwise ? { ...question, text: question.bySteps ?? question.text } : question;
}

async function doNext() {
  const { actions, question, button } = step;
  if (actions.length === 0 || !mayWrite || !(await queue.free(actions))) return;
  if (step.button !== button || (question && !(await confirmed(asWanted(question))))) return;
  // While the question stood, what is next may have come to say more or less.
  const scene = isWanted(step.scene) ? step.scene : null;
  const asked = scene?.announces ? step.actions.map(withScene) : step.actions;
  const done = await queue.inTurn(asked, step.halfway, find("#next-button"), find("#next-trouble"));
  if (done && scene && !scene.announces) show.put(scene.body);
}

async function doLess() {
  const { also } = step;
  if (!also || !mayWrite || !(await queue.free([also.action]))) return;
  if (step.also?.button !== also.button) return;
  const scene = isWanted(step.also.scene ?? null) ? step.also.scene : null;
  const done = await queue.carryOut(step.also.action, find("#next-also"), find("#next-trouble"));
  if (done && scene) show.put(scene.body);
}

/**
 * @param {string} round
 * @param {string} team
 * @param {string} judge
 */
function goToCell(round, team, judge) {
  if (shownPlace()?.round.id !== round) choose(round);
  tools.workspace.leave().then((left) => left && cellAt(find("#grid"), team, judge)?.focus());
}

function takeDetour() {
  const round = find("#stages [aria-pressed=true]").dataset.round;
  if (!round || !detour) return;
  const action = detour === "reopen" ? reopenRound(round) : openRound(round);
  queue.carryOutOnce(action, find("#detour"), find("#round-panel-trouble"));
}

function drawTheOrder() {
  const round = shownPlace()?.round.id;
  if (round)
    queue.carryOutOnce(drawOrderOfPlay(round), find("#draw-order"), find("#round-panel-trouble"));
}

/**
 * The next team of the order comes on stage, or the one before comes back.
 *
 * @param {"next" | "back"} to
 */
function stepStage(to) {
  const place = shownPlace();
  const step = place && stageStep(board, place, to);
  if (step) queue.carryOutOnce(step, find(`#stage-${to}`), find("#round-panel-trouble"));
}

/** @param {string} team */
function callUp(team) {
  const round = shownPlace()?.round.id;
  if (round)
    queue.carryOutOnce(putOnStage(round, team), find("#stage-next"), find("#round-panel-trouble"));
}

/** @param {string} round */
function choose(round) {
  chosen = round;
  tools.workspace.leave();
  setText(find("#round-panel-trouble"), "");
  draw();
}

/** @param {1 | -1} by */
function stepRound(by) {
  const rounds = allRounds(board).map(({ round }) => round.id);
  const now = find("#stages [aria-pressed=true]").dataset.round ?? "";
  const next = rounds[rounds.indexOf(now) + by];
  if (!next) return;
  choose(next);
  const button = find("#stages [aria-pressed=true]");
  if (document.activeElement?.closest("#stages")) button.focus();
  button.scrollIntoView({ block: "nearest" });
}

function showHelp() {
  /** @type {HTMLDialogElement} */ (find("#help")).showModal();
}

listenToFolding();
listenToProposals();
find("#next-button").addEventListener("click", doNext);
find("#next-also").addEventListener("click", doLess);
find("#next-looks").addEventListener("click", ({ target }) => {
  const button = closest(target, "button");
  const { look = "", judge = "", round = "" } = button?.dataset ?? {};
  if (button) goToCell(round, look, judge);
});
find("#draw-order").addEventListener("click", drawTheOrder);
find("#detour").addEventListener("click", takeDetour);
find("#stage-next").addEventListener("click", () => stepStage("next"));
find("#stage-back").addEventListener("click", () => stepStage("back"));
find("#stage-draw").addEventListener("click", drawTheOrder);
find("#stage-order").addEventListener("click", () => tools.open("order"));
find("#help-button").addEventListener("click", showHelp);
find("#stages").addEventListener("click", ({ target }) => {
  const button = closest(target, "[data-round]");
  if (button) choose(button.dataset.round ?? "");
});
find("#hall-stages").addEventListener("click", ({ target }) => {
  const button = closest(target, "[data-watch]");
  if (!button) return;
  watched = button.dataset.watch ?? null;
  draw();
});
listenToKeys({
  next() {
    if (!mayWrite) return;
    if (board.tie) return focusWays();
    const button = find("#next-button");
    button.focus();
    if (!button.hidden) button.click();
  },
  grid: () => tools.toGrid(),
  tool: (what) => tools.open(what),
  leave: () => tools.workspace.leave(),
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
  foul: () => giving.foul(),
  undo: () => awardUndo.newest(),
  detour: () => find("#detour").hidden || takeDetour(),
  stage: stepStage,
  scenes: () => mayWrite && show.arm(),
  scene: (number) => show.number(number),
  black: () => mayWrite && show.black(),
  show: (to) => mayWrite && show.turn(to),
  timer: () => show.timer?.toggle() ?? false,
  find: () => teamFinder.focus(),
  links: () => document.getElementById("links-link")?.click(),
});

if (page.scene) show.take(page.scene);
draw();
const { socket } = connect({
  event: page.event ?? "",
  view: "desk",
  shown: board,
  mayReload,
  told: () => acts.told(),
  scene: page.scene,
  onBoard: take,
  onScene: (message) => show.take(message),
  onState(state, { age }) {
    for (const id of ["#live", "#hall"]) setAttributes(find(id), { "data-connection": state });
    setText(find("#live-word"), liveWords(state, age));
  },
});
notices.listen(socket);
