import { drawLit, litRow } from "./audience/lit.js";
import { listenToStages, stageAsked } from "./audience/stages.js";
import { Told } from "./audience/told.js";
import { createViews } from "./audience/views.js";
import { createFinder } from "./board/finder.js";
import { drawIndividuals } from "./board/individuals.js";
import { createPin, pinnedRow, pinnedTeam } from "./board/pin.js";
import { drawStages } from "./board/stages.js";
import { drawTable } from "./board/table.js";
import { chosenOf, tablesOf } from "./board/tables.js";
import { askedTables, drawTableSwitch, listenToTableSwitch } from "./board/tableswitch.js";
import {
  clockTime,
  liveWords,
  messageWords,
  nowWords,
  rankingRule,
  stageWords,
} from "./board/wording.js";
import { totalText } from "./board/written.js";
import { printed } from "./common/amount.js";
import { find, make, setText } from "./common/dom.js";
import { places, travel } from "./common/flip.js";
import { headingOf } from "./common/heading.js";
import { eventUrl, request } from "./common/http.js";
import { connect, newestOnly } from "./common/live.js";
import { page } from "./common/page.js";
import { persistently } from "./common/persistent.js";
import { t } from "./common/phrases.js";
import { poll, pollSeconds } from "./common/polling.js";

/**
 * The audience's phone: the server's table, kept fresh, and what the wall tells beside it.
 *
 * @typedef {import("./board/model.js").Board} Board
 * @typedef {import("./common/shapes.js").SceneMessage} SceneMessage
 * @typedef {import("./common/live.js").LiveState} LiveState
 */

const root = /** @type {HTMLElement} */ (document.getElementById("board"));

/** Milliseconds between two announcements to a screen reader: news, not a ticker. */
const QUIET = 20_000;

/** @type {Board | null} */
let shown = page.board ?? null;
/** @type {SceneMessage | null} */
let scene = null;
/** The stage that is looked at; null for the one that is played.
 * @type {string | null} */
let stage = page.stage ?? null;
let spoken = performance.now();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;
let full = false;
/** How many phones are let in before this one; null where it does not wait.
 * @type {number | null} */
let before = null;
const passes = newestOnly(shown);

const told = new Told(find(".hall-told", root));
const pin = createPin(root, () => shown, follow);
const views = createViews(
  root,
  () => shown && { stage, division: onlyDivision(), own: pinnedTeam(), board: shown },
);

/** The division that is looked at by itself. */
function onlyDivision() {
  const { divisions } = askedTables();
  return divisions.length === 1 ? (divisions[0] ?? null) : null;
}

/** @type {Promise<import("./audience/timer.js").PhoneTimer> | null} */
let timer = null;

/**
 * The hall's timer, from the first one that there is.
 *
 * @param {SceneMessage} message
 */
async function showTimer(message) {
  if (!message.timer && !timer) return;
  timer ??= loadTimer();
  (await timer).show(message);
}

async function loadTimer() {
  const { PhoneTimer } = await persistently(
    (again) =>
      /** @type {Promise<typeof import("./audience/timer.js")>} */ (
        import(`./audience/timer.js${again}`)
      ),
  );
  return new PhoneTimer(find(".hall-timer", root));
}

/** What goes with the team that is followed, when that is another. */
function follow() {
  if (shown && scene) told.show(scene, shown, pinnedTeam());
  views.draw();
}

/**
 * The element of each table, those of divisions that are not shown taken away.
 *
 * @param {import("./board/tables.js").Table[]} tables
 */
function elementsOf(tables) {
  const frame = find(".board-frame", root);
  const there = new Map([...frame.querySelectorAll("table")].map((one) => [nameOf(one), one]));
  const elements = tables.map(({ id, division, group, title }) => {
    const table = there.get(id) ?? makeTable();
    if (id) table.dataset.table = id;
    if (division) table.dataset.division = division;
    if (group) table.dataset.group = group;
    const caption = table.caption ?? table.createCaption();
    caption.className = title ? "table-title" : "visually-hidden";
    setText(caption, title || t("Standings"));
    return table;
  });
  const empty = find(".empty", frame);
  for (const table of there.values()) if (!elements.includes(table)) table.remove();
  elements.forEach((table, i) => {
    const before = i > 0 ? elements[i - 1]?.nextSibling : frame.firstElementChild;
    if (before !== table) frame.insertBefore(table, before ?? empty);
  });
  return elements;
}

/** @param {HTMLTableElement} table */
const nameOf = (table) => table.dataset.table ?? "";

function makeTable() {
  const made = document.createElement("table");
  made.className = "board";
  return made;
}

/** @returns {NodeListOf<HTMLElement>} */
const allRows = () => root.querySelectorAll(".board-frame tbody tr[data-team]");

const finder = createFinder(root, allRows);

/** @param {Board} board */
function show(board) {
  if (before !== null) showPlace(null);
  if (stage && board.stage?.id !== stage) return;
  const news = shown !== null && board.version !== shown.version;
  shown = board;
  root.dataset.version = String(board.version);
  const rows = allRows();
  const seen = places(rows);
  const rank = new Map([...rows].map((row, i) => [row, i]));
  const held = document.activeElement;
  const tables = tablesOf(chosenOf(board, askedTables()));
  for (const [i, table] of elementsOf(tables).entries())
    drawTable(table, tables[i]?.board ?? board);
  pin.draw();
  finder.draw();
  drawAround(board);
  views.draw();
  // A row that is moved in the document loses the focus inside it.
  if (held instanceof HTMLElement && held !== document.activeElement && held.isConnected)
    held.focus({ preventScroll: true });
  if (!news) {
    drawLit(allRows(), litRow(board, scene)?.team.id ?? null, false);
    return;
  }
  const now = new Map([...allRows()].map((row, i) => [row, i]));
  travel(seen, (row) => (now.get(row) ?? 0) < (rank.get(row) ?? 0));
  drawLit(allRows(), litRow(board, scene)?.team.id ?? null, true);
  announce();
}

/** @param {SceneMessage} message */
function tell(message) {
  const news = scene !== null;
  scene = message;
  root.dataset.scene = message.scene;
  root.dataset.step = String(message.step);
  document.documentElement.dataset.theme = message.look.theme;
  showTimer(message);
  const says = find(".hall-says", root);
  const words = messageWords(message);
  says.replaceChildren(...words.map((word) => make("span", { dir: "auto" }, word)));
  says.hidden = words.length === 0;
  if (!shown) return;
  const lit = litRow(shown, message);
  drawLit(allRows(), lit?.team.id ?? null, news);
  if (lit && news) setText(find(".news", root), standingOf(shown, lit));
  told.show(message, shown, pinnedTeam());
}

/** @param {Board} board */
function drawAround(board) {
  const { contest, host } = headingOf(board);
  setText(find(".head-large", root), contest);
  setText(find(".head-small", root), host);
  document.title = contest;
  setText(find(".now", root), nowWords(board).join(" · "));
  setText(find(".on-stage", root), stageWords(board));
  find(".on-stage", root).hidden = board.on_stage === null;
  setText(find(".foot-rule", root), board.rows.length > 1 ? rankingRule(board) : "");
  const open = board.rows.some((row) => row.provisional && row.total !== null);
  find(".foot-open", root).hidden = !open;
  setText(find(".foot-open", root), open ? t("Provisional: marks are still to come") : "");
  const time = clockTime(board.at);
  setText(find(".foot-changed", root), time ? t("Last change %(time)s", { time }) : "");
  find(".empty", root).hidden = board.rows.length > 0;
  drawStages(find(".stages", root), board);
  drawTableSwitch(find(".divisions", root), board, askedTables());
  const { individuals = [] } = board;
  find("#best", root).hidden = individuals.length === 0;
  drawIndividuals(find("#best table", root), individuals);
}

/** Tells a screen reader that something is new, calmly: once in a while, and the pinned team's standing where there is one. */
function announce() {
  if (speaking) return;
  speaking = setTimeout(
    () => {
      speaking = undefined;
      spoken = performance.now();
      setText(find(".news", root), newsText());
    },
    Math.max(1000, spoken + QUIET - performance.now()),
  );
}

function newsText() {
  const row = pinnedRow(shown);
  const time = shown ? clockTime(shown.at) : "";
  if (!row || !shown?.places_shown || row.total === null)
    return t("Scores updated, %(time)s", { time });
  return standingOf(shown, row);
}

/**
 * @param {Board} board
 * @param {Board["rows"][number]} row
 */
const standingOf = (board, row) =>
  t("%(team)s: place %(place)s, total %(total)s", {
    team: row.team.name,
    place: printed(row.rank),
    total: totalText(board, row),
  });

/**
 * @param {LiveState} state
 * @param {{age: number}} detail
 */
function showState(state, { age }) {
  root.dataset.connection = state;
  find(".live", root).dataset.connection = state;
  if (state === "live") full = false;
  else before = null;
  setText(find(".live-word", root), waitingWords() ?? liveWords(state, age));
}

function waitingWords() {
  if (full) return t("The hall is full; updated now and then");
  if (before === null) return null;
  return t("Coming in, %(count)s before you", { count: String(before) });
}

/** @param {number | null} place how many phones come in before this one; null once it is in */
function showPlace(place) {
  before = place;
  showState("live", { age: 0 });
}

/** The hall is full: until there is room the board is asked for now and then. */
async function lookOn() {
  full = true;
  const url = eventUrl("/board", stage ? { stage } : {});
  const { meaning, body } = await request("GET", url);
  if (meaning === "done" && passes(body)) show(body);
}

function listen() {
  const options = {
    event: page.event ?? "",
    view: "audience",
    stage,
    shown,
    onBoard: show,
    onScene: tell,
    onState: showState,
    onFull: lookOn,
    onPlace: showPlace,
  };
  const seconds = pollSeconds();
  return seconds ? poll(options, seconds) : connect(options);
}

root.classList.add("scripted");
if (shown) show(shown);
listenToTableSwitch(find(".divisions", root), () => shown && show(shown));
let live = listen();
listenToStages(find(".stages", root), () => {
  if (stageAsked() === stage) return;
  stage = stageAsked();
  live.close();
  live = listen();
});
