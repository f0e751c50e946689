import { liveWords } from "./board/wording.js";
import { find, make, reconcile, setAttributes, setText } from "./common/dom.js";
import { headingOf } from "./common/heading.js";
import { eventUrl, request, showsLedger } from "./common/http.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { Remote } from "./host/remote.js";
import { StageKeys } from "./host/stage.js";
import { drawOnStage, drawTeams, drawTurns, nextTeam, teamIn } from "./host/teams.js";
import { HallTimer } from "./host/timer.js";

/**
 * The presenter's page: what is next, who is on, what can be said, and the keys of the show.
 *
 * @typedef {import("./common/shapes.js").HostSheet} HostSheet
 */

/** Milliseconds in which several changes are asked about once. */
const TOGETHER = 120;
/** Milliseconds after which a question without an answer is asked again. */
const AGAIN = 2_000;

const root = find("#board");
const timer = new HallTimer(find("#now-timer"));

/** @type {HostSheet} */
let sheet = page.sheet;
let wanted = sheet.version;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let asking;

const remote = new Remote({
  roundName: (round) => page.names.rounds[round] ?? round,
  nextTeam: () => teamIn(sheet, nextTeam(sheet))?.name ?? "",
});
const stageKeys = new StageKeys(remote.keys);

function draw() {
  const { running, upcoming, stage, facts } = sheet;
  showsLedger(sheet.ledger);
  const now = running.map(({ name }) => name).join(" · ");
  setText(find("#now-round"), now || stage.name);
  setText(find("#now-next"), upcoming ? t("Next: %(round)s", { round: upcoming.name }) : "");
  drawOnStage(sheet);
  stageKeys.draw(sheet);
  find("#facts-part").hidden = facts.length === 0;
  reconcile(find("#facts"), facts, {
    key: (fact) => fact,
    make: (fact) => make("li", { dir: "auto" }, fact),
  });
  drawTurns(sheet);
  drawTeams(sheet);
  remote.draw();
}

/** Asks for the sheet, soon: a step and its board come one after the other. */
function ask(after = TOGETHER) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const { meaning, body } = await request("GET", eventUrl("/host"));
    if (meaning !== "done" || body.version < wanted) return ask(AGAIN);
    if (body.ledger !== sheet.ledger || body.version >= sheet.version) {
      sheet = body;
      draw();
    }
    return undefined;
  }, after);
}

/** @param {import("./board/model.js").Board} board */
function hear(board) {
  wanted = board.version;
  setAttributes(root, { "data-version": wanted });
  const { contest } = headingOf(board);
  setText(find("h1", root), contest);
  document.title = `${t("Presenter")} · ${contest}`;
  ask();
}

draw();
showScene(page.scene);

/** @param {import("./common/shapes.js").SceneMessage} scene */
function showScene(scene) {
  document.documentElement.dataset.theme = scene.look.theme;
  remote.take(scene);
  timer.take(scene);
}

connect({
  event: page.event ?? "",
  view: "host",
  shown: page.board,
  scene: page.scene,
  onBoard: hear,
  onScene: showScene,
  onState(state, { age }) {
    for (const element of [root, find("#live")])
      setAttributes(element, { "data-connection": state });
    setText(find("#live-word"), liveWords(state, age));
  },
});
