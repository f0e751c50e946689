import { liveWords } from "./board/wording.js";
import { find, setAttributes, setText } from "./common/dom.js";
import { eventUrl, refusal, request, showsLedger } from "./common/http.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
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

async function look() {
  const answer = await request("GET", eventUrl("/safety"));
  if (answer.meaning === "done") draw(answer.body);
  setText(find("#trouble"), answer.meaning === "done" ? "" : refusal(answer));
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
