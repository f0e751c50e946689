import { signed } from "./common/amount.js";
import { find } from "./common/dom.js";
import { teamOf } from "./common/entrant.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { RiskForm } from "./common/risk.js";
import { WhoAnswered } from "./common/whoanswered.js";
import { drawGiven, quickButtons } from "./judge/awards.js";
import { Following } from "./judge/following.js";
import { keyboard } from "./judge/keyboard.js";
import { kindOf } from "./judge/kinds/table.js";
import { markApi } from "./judge/markapi.js";
import { drawOpenRounds } from "./judge/openrounds.js";
import { Outbox } from "./judge/outbox.js";
import { Panel } from "./judge/panel.js";
import { ReasonForm } from "./judge/reasonform.js";
import { Scoring } from "./judge/scoring.js";
import { Sender } from "./judge/sender.js";
import { drawReadOnly, drawTeams } from "./judge/sheet.js";
import { keepShell } from "./judge/shell.js";
import { shownMark } from "./judge/shownmarks.js";
import { Status } from "./judge/status.js";
import { showTimer } from "./judge/timer.js";
import { drawAtDesk, drawLeftovers, drawUnsent, drawWaiting } from "./judge/waiting.js";

/**
 * A judge's tablet: joins the sheet, the outbox, the panel and the connection.
 *
 * @typedef {import("./judge/marks.js").Sheet} Sheet
 * @typedef {import("./judge/marks.js").Award} Award
 */

/** @type {Sheet} */
const opened = page.sheet;
const event = page.event ?? opened.event;
const judge = opened.judge.id;
/** @type {import("./judge/waiting.js").Board | null} */
let board = null;

const outbox = new Outbox(event, judge, opened);
const deliver = markApi(judge);
const version = () => scoring.sheet.version;
const sender = new Sender({ event, judge, outbox, deliver, changed: draw, version });
const scoring = new Scoring(opened, outbox, () => sender.send());
const following = new Following(scoring, showChosen);
const status = new Status(opened.judge.name);
const panel = new Panel(find("#panel"), {
  onType: then((/** @type {string} */ text) => scoring.type(text)),
  onSubmit: then(submit),
  onNoted: then(() => scoring.noted()),
  onReason: then(() => {
    if (scoring.refusedQuestion) scoring.askRefused(scoring.refusedQuestion);
  }),
  onStage: () => following.shown && choose(following.shown),
  settling: () => following.settling,
});
const reasonForm = new ReasonForm(find("#asking"), {
  onGive: then((/** @type {string} */ reason) => {
    scoring.giveAsked(reason);
    showChosen();
  }),
  onLeave: then(() => scoring.leaveAsked()),
});
const quick = quickButtons(find(".quick"), {
  onAward: then((/** @type {string} */ points) => {
    scoring.give(points, panel.question.value.trim());
    panel.clear();
  }),
  onBounce: then(() => {
    scoring.hint = t("Touched twice quickly, so it counts once. Touch again to give it again.");
  }),
});
const who = new WhoAnswered(find("#who"), (member) => {
  scoring.member = member;
});
const risk = new RiskForm(
  find("#risk"),
  then(
    (
      /** @type {string | null} */ stake,
      /** @type {import("./common/staking.js").Outcome} */ outcome,
    ) => {
      scoring.answer(stake, outcome, panel.question.value.trim());
      risk.clear();
      panel.clear();
      showChosen();
    },
  ),
);

/**
 * An act, and after it the picture.
 *
 * @template {any[]} A
 * @param {(...args: A) => void} action
 * @returns {(...args: A) => void}
 */
function then(action) {
  return (...args) => {
    action(...args);
    draw();
  };
}

function draw() {
  outbox.acknowledge(scoring.sheet.version);
  const { sheet, view, team, hint, faultAt } = scoring;
  const { round, teams } = sheet;
  const mark = team && shownMark(sheet, team, view);
  const place = team ? `${teams.indexOf(team) + 1} / ${teams.length}` : "";
  const draft = team ? view.drafts.get(team.id) : undefined;
  const doing = round?.scores ? "giving" : "reading";
  find("#tablet").dataset.view = round ? doing : "waiting";
  find("#tablet").dataset.version = String(sheet.version);
  drawOpenRounds(find("#open-rounds"), sheet, view);
  drawReadOnly(find("#read-only"), sheet);
  drawTeams(find("#teams"), sheet, view, following.shown);
  const asks = scoring.refusedQuestion !== null;
  panel.draw(sheet, {
    ...{ team, mark, draft, hint, faultAt, place, asks },
    done: scoring.done,
    settling: following.settling,
    onStage: onStage(teams),
  });
  drawAsked();
  const stakes = round ? kindOf(round).stakes(round) : [];
  quick.draw(round ? kindOf(round).buttons(round) : [], team?.id ?? null);
  const members = round && kindOf(round).adds && !round.playoff ? (team?.members ?? []) : [];
  if (scoring.member === null) who.choose(team?.id ?? null, null);
  who.draw(team?.id ?? null, { [team?.id ?? ""]: members });
  risk.root.hidden = stakes.length === 0;
  risk.draw({ ...round, stakes }, team?.id ?? null);
  drawGiven(find("#given"), sheet, view.items, {
    onTakeBack: then(takeBack),
    onNoted: then(forget),
    onReason: then(giveReason),
  });
  drawWaiting(find("#waiting"), sheet, page, board, scoring.closed);
  drawUnsent(
    find("#unsent"),
    scoring.kept.left(sheet),
    then((draft) => scoring.kept.note(draft)),
  );
  drawLeftovers(
    find("#leftovers"),
    sheet,
    view.items,
    then((item) => outbox.remove(item.id)),
  );
  drawAtDesk(
    find("#at-desk"),
    outbox.atDesk,
    then((item) => outbox.kept.note(item.id)),
  );
  status.draw(sheet, view, { outbox, sender });
}

/**
 * Who is on stage; where the members are marked, the chosen one of that team or the first.
 *
 * @param {Sheet["teams"]} teams
 */
function onStage(teams) {
  const there = teams.filter(({ id }) => teamOf(id) === following.shown);
  return there.find(({ id }) => id === scoring.chosen) ?? there[0] ?? null;
}

/** While a reason is asked for, nothing else can be entered. */
function drawAsked() {
  const { asked, sheet } = scoring;
  const team = sheet.teams.find(({ id }) => id === asked?.what.team);
  const question = asked && {
    team: team?.name ?? "",
    points: asked.what.value,
    why: asked.why,
    out: Boolean(team?.fouls?.out),
  };
  find("#panel").dataset.asking = String(Boolean(question));
  reasonForm.draw(question);
}

/** @param {Sheet} newer */
function onRound(newer) {
  outbox.useLedger(newer);
  if (outbox.pending.length > 0) sender.send();
  if (scoring.accept(newer) === "other round") {
    panel.clear();
    find("#teams").scrollTop = 0;
    const { closed, sheet } = scoring;
    if (closed) status.say(t("%(round)s is closed.", { round: closed.round }));
    if (sheet.round) status.say(t("%(round)s is open.", { round: sheet.round.name }));
  }
  following.look();
}

function submit() {
  const { team } = scoring;
  scoring.submit(panel.text, panel.question.value.trim());
  if (!scoring.hint && !(team && scoring.faults.has(team.id))) panel.clear();
  following.free();
  if (scoring.team !== team) showChosen();
}

/** @param {string} id */
function choose(id) {
  const { chosen, sheet } = scoring;
  if (!sheet.round?.scores) return;
  if (!scoring.choose(id)) return status.say(t("You do not mark this team."));
  following.chosen();
  if (chosen !== id) panel.clear();
  showChosen();
}

/** @param {string} round */
function turnTo(round) {
  if (!scoring.turnTo(round)) return;
  panel.clear();
  find("#teams").scrollTop = 0;
  status.say(t("%(round)s is open.", { round: scoring.sheet.round?.name ?? "" }));
  showChosen();
}

/** Draws first, so that the chosen row has its final height when it is brought into sight. */
function showChosen() {
  draw();
  const row = document.querySelector("#teams [data-chosen=true]");
  row?.scrollIntoView({ block: "nearest" });
  if (panel.focused) panel.focus();
}

/** @param {Award} award */
function takeBack(award) {
  scoring.takeBack(award);
  status.say(t("Taken back: %(points)s", { points: signed(award.points) }));
}

/** @param {Award} award */
function forget(award) {
  outbox.remove(award.withdrawal?.id ?? award.id);
}

/** @param {Award} award */
function giveReason({ item }) {
  if (item) scoring.askRefused(item);
}

find("#teams").addEventListener("click", (touch) => {
  const row = touch.target instanceof Element ? touch.target.closest("[data-team]") : null;
  if (row instanceof HTMLElement) choose(row.dataset.team ?? "");
});
find("#open-rounds").addEventListener("click", (touch) => {
  const button = touch.target instanceof Element ? touch.target.closest("[data-round]") : null;
  if (button instanceof HTMLElement) turnTo(button.dataset.round ?? "");
});
// Safari shows a pressed button only on a page that listens for touches.
document.addEventListener("touchstart", () => {}, { passive: true });
keyboard({
  press: (key) => scoring.asked ?? (following.settling || panel.press(key)),
  focus: () => scoring.asked ?? panel.focusEnd(),
  submit: then(() => scoring.asked ?? (following.settling || submit())),
  move: (by) => {
    const next = scoring.neighbour(by);
    if (next) choose(next);
    panel.focus();
  },
});
const mayReload = () => outbox.durable || outbox.pending.length === 0;
window.addEventListener("scoreboard:language", (leaving) => {
  if (!mayReload()) leaving.preventDefault();
});
connect({
  event,
  view: "judge",
  waiting: () => outbox.pending.length,
  mayReload,
  told: () => outbox.kept.acknowledged(scoring.sheet.ledger),
  onRound: then(onRound),
  onScene: showTimer,
  onBoard: then((newer) => {
    board = newer;
  }),
  onState: then((state, { age }) => {
    if (status.connected(state, age)) sender.wake();
  }),
});
showChosen();
keepShell();
// The fonts come later and move the rows a little.
document.fonts.ready.then(showChosen);
sender.send();
