import { liveWords } from "./board/wording.js";
import { find, setAttributes, setText } from "./common/dom.js";
import { eventUrl, refusal, request, showsLedger } from "./common/http.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { ago, t } from "./common/phrases.js";
import { drawBackups, listenToBackups } from "./safety/backups.js";
import { drawDatabase } from "./safety/database.js";
import { drawFolder, listenToFolder } from "./safety/folder.js";
import { drawHistories } from "./safety/histories.js";
import { drawOwnActs, takeBoard } from "./safety/ownacts.js";
import { drawPins, watchPins } from "./safety/pins.js";
import { drawSeal, listenToSeals } from "./safety/seal.js";
import { drawSecond, listenToSecond } from "./safety/second.js";

/**
 * What keeps the event safe: each section draws its own facts, which are asked for again and again.
 *
 * @typedef {import("./common/shapes.js").Safety} Safety
 */

/** Milliseconds between two looks. */
const LOOK = 5000;

/** @param {Safety} facts */
function draw(facts) {
  drawDatabase(facts.database, facts.second.part === "second");
  drawBackups(facts.backups);
  drawFolder(facts.folder);
  drawHistories(facts.histories, look);
  drawOwnActs();
  drawSeal(facts.seal);
  drawSecond(facts.second);
  drawPins(facts.pins);
}

/** When what is shown was so. */
let told = Date.now();

async function look() {
  const answer = await request("GET", eventUrl("/safety"));
  const done = answer.meaning === "done";
  if (done) {
    told = Date.now();
    draw(answer.body);
  }
  // What was well then may not be well now: nothing stays green that nobody has looked at.
  setAttributes(find(".safety"), { "data-old": !done });
  setText(find("#trouble"), done ? "" : refusal(answer, silence()));
}

function silence() {
  const seconds = (Date.now() - told) / 1000;
  return t("The server does not answer. What stands here was told %(ago)s.", { ago: ago(seconds) });
}

/** Shows the place that a warning elsewhere has led to, ready for the touch that says yes. */
function showNamed() {
  const named = document.getElementById(location.hash.slice(1));
  if (!named) return;
  if (named instanceof HTMLDetailsElement) named.open = true;
  const shown = named.hidden ? named.closest("section") : named;
  shown?.scrollIntoView();
}

listenToBackups(look);
listenToFolder(look);
draw(page.facts);
listenToSeals();
listenToSecond(drawSecond);
watchPins();
showNamed();
window.addEventListener("hashchange", showNamed);
setInterval(look, LOOK);
connect({
  event: page.event ?? "",
  view: "desk",
  // A round that closes, a stage that is announced: soon there is another backup.
  onBoard(board) {
    showsLedger(board.ledger);
    takeBoard(board);
    look();
  },
  onState(state, { age }) {
    setAttributes(find("#live"), { "data-connection": state });
    setText(find("#live-word"), liveWords(state, age));
  },
});
