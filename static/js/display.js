import { drawHeading, fitDrawn } from "./board/heading.js";
import { onFonts } from "./board/measure.js";
import { roundsOver } from "./board/model.js";
import { ALL, chosenOf, tablesOf } from "./board/tables.js";
import {
  clockNow,
  clockTime,
  cutWord,
  leadWords,
  liveWords,
  markWords,
  nowWords,
  rankingRule,
  stageWords,
} from "./board/wording.js";
import { Countdown, isLast, timeWords } from "./common/countdown.js";
import { find, make, setAttributes, setText } from "./common/dom.js";
import { headingOf } from "./common/heading.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { keepTime, learnTime } from "./common/servertime.js";
import { alsoCalled } from "./common/spoken.js";
import { leadBack } from "./common/told.js";
import { keepAwake } from "./display/fullscreen.js";
import { watchKeys } from "./display/keys.js";
import { drawHairline } from "./show/hairline.js";
import { applyLook } from "./show/look.js";
import { onlyStandings } from "./show/message.js";
import { loadScenes, Player } from "./show/player.js";
import { rowOf, STANDINGS } from "./show/scenes.js";

/**
 * The projector: the scene that the desk has chosen, as large as the hall. It asks nothing of anybody.
 *
 * @typedef {import("./board/model.js").Board} Board
 * @typedef {import("./show/message.js").SceneMessage} SceneMessage
 * @typedef {import("./common/live.js").LiveState} LiveState
 */

const hall = /** @type {HTMLElement} */ (document.getElementById("board"));
const player = new Player(find(".scene", hall), {
  frame: [find(".hall-head", hall), find(".hall-foot", hall)],
});

/** The scene that is the timer itself. */
const TIMER = "timer";

/** The scene of those who support the event. */
const SPONSORS = "sponsors";

/** Milliseconds that it is said who has come to the first place. */
const NEWS_STANDS = 5000;

/** Milliseconds of stillness after which the cursor goes. */
const CURSOR_REST = 2000;

const fitTitle = () => fitDrawn(find(".hall-large", hall));

/** @type {Board | null} */
let shown = null;

/** A screen that was sent to one stage or to some tables shows these, whatever the hall's scene is.
 * @type {boolean} */
const isSideScreen =
  Boolean(page.stage) || [page.tables?.divisions, page.tables?.groups].some((ids) => ids?.length);

/** @type {SceneMessage} */
let scene = followed(page.scene);

/**
 * What this screen shows of what the hall is told.
 *
 * @param {SceneMessage | null | undefined} told
 */
function followed(told) {
  return told && !isSideScreen ? told : onlyStandings(page.event ?? "", told);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let news;

/** Whether a table of several is in sight.
 * @type {(table: string) => boolean} */
let inSight = () => true;

/**
 * Which of its pages the board shows, where the screen is too small for one.
 *
 * @param {CustomEvent<{n: number, of: number, shows: (table: string) => boolean}>} event
 */
function showPage({ detail: { n, of, shows } }) {
  inSight = shows;
  find(".foot-page", hall).hidden = of < 2;
  setText(find(".foot-page", hall), of < 2 ? "" : t("Page %(n)s of %(of)s", { n, of }));
  if (shown) drawTied(shown);
}

/**
 * One sentence at the foot, for a while.
 *
 * @param {CustomEvent<{team: string, shared: boolean, table: string}>} event
 */
function showLead({ detail: { team, shared, table } }) {
  const line = find(".foot-news", hall);
  const stands = (/** @type {boolean} */ now) => {
    line.hidden = !now;
    hall.classList.toggle("has-news", now);
  };
  setText(line, [table, leadWords(team, shared)].filter(Boolean).join(" · "));
  stands(true);
  clearTimeout(news);
  news = setTimeout(() => stands(false), NEWS_STANDS);
}

/** @type {import("./board/tables.js").Chosen} */
const chosen = page.tables ?? ALL;

/** @param {Board} whole */
function show(whole) {
  if (page.stage && whole.stage?.id !== page.stage) return;
  const next = chosenOf(whole, chosen);
  shown = next;
  hall.dataset.version = String(next.version);
  drawRehearsal(next.rehearsal === true);
  drawHeading(find(".hall-large", hall), find(".hall-small", hall), next);
  document.title = headingOf(next).contest;
  find(".hall-stage", hall).replaceChildren(
    ...[...tableWords(next), ...nowWords(next)].map((word) => {
      // What opens a round large on the whole screen goes on here.
      const round = next.rounds.find(({ name, state }) => state === "open" && name === word);
      const also = alsoCalled(word) && make("span", { class: "also" }, ` ${alsoCalled(word)}`);
      return make("span", { "data-shared": round && `round:${round.id}` }, word, also);
    }),
  );
  drawScene(next);
  drawFoot(next);
}

/**
 * A message may come after the answer to a key that was pressed here: what is older is not shown over it, unless the
 * screens are held as they stood.
 *
 * @param {SceneMessage} next
 */
function showScene(next) {
  const older = next.ledger === scene.ledger && next.version < scene.version;
  if (older && !next.hold) return;
  learnTime(next.sent);
  scene = followed(next);
  if (shown) drawScene(shown);
}

/**
 * Whether something of a scene goes by the server's clock: a timer, a wait that is counted down, pages that turn at
 * the same moment on every screen. A wall asks for the time only then.
 *
 * @param {SceneMessage} told
 */
const goesByTime = ({ timer, until, scene: name }) => Boolean(timer || until) || name === SPONSORS;

/** @param {Board} next */
function drawScene(next) {
  if (goesByTime(scene)) keepTime();
  const name = rowOf(scene);
  hall.dataset.scene = scene.scene;
  hall.dataset.step = String(scene.step);
  hall.classList.toggle("no-teams", name === STANDINGS && next.rows.length === 0);
  applyLook(document.documentElement, scene.look);
  drawLogo(scene.look.logo);
  player.show(scene, next);
  smallTimer.set(name === TIMER ? null : scene.timer);
}

/**
 * The host's logo, small beside the heading.
 *
 * @param {SceneMessage["look"]["logo"]} logo
 */
function drawLogo(logo) {
  const image = find(".hall-logo", hall);
  if (image.getAttribute("src") === (logo?.url ?? null)) return;
  setAttributes(image, { src: logo?.url, width: logo?.width, height: logo?.height });
  image.hidden = logo === null;
  fitTitle();
}

/** The timer beside what else stands: in the head, and along the top. It goes once its time is up. */
const smallTimer = new Countdown((count) => {
  const figure = find(".hall-timer", hall);
  const shows = count !== null && count.state !== "past";
  if (figure.hidden === shows) {
    figure.hidden = !shows;
    fitTitle();
  }
  setText(figure, count ? timeWords(count.left) : "");
  const last = count !== null && isLast(count);
  figure.classList.toggle("last", last);
  find(".hall-head", hall).classList.toggle("last", last);
  drawHairline(find(".hall-head .hairline", hall), count);
});

/**
 * The one table that stands here alone; of several each has a title of its own.
 *
 * @param {Board} next
 */
function tableWords(next) {
  const tables = tablesOf(next);
  return tables.length === 1 ? tables.map(({ title }) => title).filter(Boolean) : [];
}

/**
 * The sign lies over the screen: a rehearsal looks as the event will.
 *
 * @param {boolean} rehearsing
 */
function drawRehearsal(rehearsing) {
  const mark = hall.querySelector(".rehearsal-mark");
  if (!rehearsing) return mark?.remove();
  if (mark) return undefined;
  const sign = make("span", { "aria-hidden": "true" }, "◑");
  return hall.prepend(make("p", { class: "rehearsal-mark" }, sign, ` ${t("Rehearsal")}`));
}

/**
 * The small print: how ties are numbered, what the open marks mean, when it last changed.
 *
 * @param {Board} next
 */
function drawFoot(next) {
  const open = next.rows.some((row) => row.provisional && row.total !== null);
  const noted = (/** @type {string} */ id) =>
    hall.querySelector(`.with-note[data-team="${CSS.escape(id)}"]`) !== null;
  const noting = next.rows.filter((row) => !row.outside && noted(row.team.id));
  setText(find(".foot-rule", hall), next.rows.length > 1 ? rankingRule(next) : "");
  setText(find(".foot-open", hall), open ? t("Provisional: marks are still to come") : "");
  find(".foot-open", hall).hidden = !open;
  setText(find(".foot-decided", hall), markWords(noting));
  // The mark is explained only where a row carries it; a row with room says it in words.
  find(".foot-decided", hall).hidden = !hall.querySelector(".with-note");
  drawTied(next);
  drawStage(next);
  const time = clockTime(next.at);
  setText(find(".foot-changed", hall), time ? t("Last change %(time)s", { time }) : "");
}

/**
 * Where rows are narrow the words of a tie at the cut would lie on their figures: they stand here.
 *
 * @param {Board} next
 */
function drawTied(next) {
  const tied = tablesOf(next).filter(
    ({ id, board: own }) => own.cut_line?.tied && roundsOver(own) && inSight(id),
  );
  // The same words are said once for all the tables that they are said of.
  const said = new Map();
  for (const { title, board: own } of tied) {
    const titles = said.get(cutWord(own)) ?? [];
    said.set(cutWord(own), own.cut_line?.best ? titles : [...titles, title]);
  }
  const words = [...said].map(([word, titles]) =>
    [titles.filter(Boolean).join(t(", ")), word].filter(Boolean).join(" "),
  );
  const here = words.length > 0 && hall.querySelector(".dense") !== null;
  setText(find(".foot-tied", hall), here ? words.join(" · ") : "");
  find(".foot-tied", hall).hidden = !here;
}

/**
 * Who is on stage and who comes next: the rule of the ties, known by then, makes room for it.
 *
 * @param {Board} next
 */
function drawStage(next) {
  const words = stageWords(next);
  setText(find(".foot-stage", hall), words);
  find(".foot-stage", hall).hidden = !words;
  hall.classList.toggle("on-stage", Boolean(words));
}

/**
 * @param {LiveState} state
 * @param {{age: number}} detail
 */
function showState(state, { age }) {
  hall.dataset.connection = state;
  find(".live", hall).dataset.connection = state;
  setText(find(".live-word", hall), liveWords(state, age));
}

/** The wall clock, drawn when the second turns. */
function tick() {
  setText(find(".clock", hall), clockNow(new Date(), shown?.at ?? ""));
  setTimeout(tick, 1000 - (Date.now() % 1000) + 5);
}

function hideCursor() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const wake = () => {
    document.documentElement.classList.remove("cursor-rests");
    clearTimeout(resting);
    resting = setTimeout(() => document.documentElement.classList.add("cursor-rests"), CURSOR_REST);
  };
  window.addEventListener("pointermove", wake);
  document.documentElement.classList.add("cursor-rests");
}

/** A screen whose edges are cut off shows the picture smaller: `?zoom=94`, in per cent; `?safe=4` keeps so many free. */
function setZoom() {
  const asked = new URLSearchParams(location.search);
  const zoom = Number(asked.get("zoom") ?? 100);
  const safe = Number(asked.get("safe") ?? 0);
  if (zoom >= 50 && zoom <= 100 && safe >= 0 && safe <= 10)
    document.documentElement.style.setProperty("--picture", String((zoom - 2 * safe) / 100));
}

// A rehearsal that begins or ends brings another board, and nothing else: the wall is never black.
window.addEventListener("scoreboard:ledger", (event) => event.preventDefault());

hall.addEventListener("scoreboard:page", (event) => showPage(/** @type {CustomEvent} */ (event)));
hall.addEventListener("scoreboard:lead", (event) => showLead(/** @type {CustomEvent} */ (event)));
learnTime(page.scene?.sent);
if (page.board) show(page.board);
hideCursor();
watchKeys(() => scene, showScene);
keepAwake();
setZoom();
tick();
onFonts(fitTitle);
window.addEventListener("resize", fitTitle);
// One that was told to show something else is on its way there.
if (!leadBack(page.event ?? ""))
  connect({
    event: page.event ?? "",
    view: "display",
    stage: page.stage,
    shown,
    scene,
    onBoard: show,
    onScene: showScene,
    onState: showState,
  });
loadScenes();
