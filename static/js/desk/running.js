import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { mayWrite, progress } from "./deskboard.js";
import { nextStep } from "./next.js";
import { throughOf } from "./questions.js";

/**
 * The left column: the next action, and the running order below it.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").DeskStage} DeskStage
 * @typedef {import("./deskboard.js").DeskRound} DeskRound
 */

/** The sign that goes with each state's word, so that nothing rests on colour. */
export const SIGNS = { pending: "○", open: "●", closed: "✓" };

/**
 * @param {"pending" | "open" | "closed"} state
 * @returns {string}
 */
export function stateWord(state) {
  if (state === "open") return t("Open");
  return state === "closed" ? t("Closed") : t("Not opened");
}

/**
 * @param {DeskBoard} board
 * @returns {import("./step.js").Step} what the button would do
 */
export function drawNext(board) {
  const step = nextStep(board);
  set(the("#next"), { "data-tone": step.tone });
  say(the("#next-sentence"), step.sentence);
  const list = the("#next-list");
  keep(list, step.list, {
    key: (item) => item.name,
    make: ({ judge }) => makeLine(judge),
    draw: (element, { name, note, brief = note }) => {
      say(the("b", element), name);
      const count = the(".next-note", element);
      say(count, brief);
      set(count, { title: brief === note ? null : note });
    },
  });
  list.hidden = step.list.length === 0;
  drawLooks(step.looks);
  drawHidden(step.hidden);
  say(the("#next-hint"), step.hint);
  const button = the("#next-button");
  say(the("span", button), step.button);
  button.hidden = step.button === "" || !mayWrite;
  button.classList.toggle("button-primary", !step.quiet);
  const also = the("#next-also");
  say(the("span", also), step.also?.button ?? "");
  also.hidden = step.also === null || !mayWrite;
  the("#next-results").hidden = step.tone !== "done";
  return step;
}

/** @param {import("./looks.js").Look[]} looks */
function drawLooks(looks) {
  the("#next-looks").hidden = looks.length === 0;
  keep(the("#next-looks ul"), looks, {
    key: ({ team, judge }) => `${team} ${judge}`,
    make: ({ team, judge }) => {
      const button = el("button", { type: "button", "data-look": team, "data-judge": judge });
      button.append(el("b", { dir: "auto" }), " ", el("span"));
      return el("li", {}, button);
    },
    draw: (item, { name, note }) => {
      say(the("b", item), name);
      say(the("span", item), note);
    },
  });
}

/** @param {import("./publishing.js").Left[]} left */
function drawHidden(left) {
  the("#next-hidden").hidden = left.length === 0;
  keep(the("#next-hidden ul"), left, {
    key: ({ round, team, ready }) => `${round} ${team} ${ready}`,
    make: ({ round, team, name, ready }) => {
      const said = el("b", { dir: "auto" });
      if (!mayWrite) return el("li", {}, said);
      if (!ready) return el("li", {}, said, el("span", {}, t("too few marks")));
      const button = el("button", { type: "button", "data-release": team, "data-round": round });
      button.append(said, " ", el("span", {}, t("Publish")));
      set(button, { title: t("Make the score of %(team)s public", { team: name }) });
      return el("li", {}, button);
    },
    draw: (item, { name }) => say(the("b", item), name),
  });
}

/** @param {string} [judge] for whom the desk may enter marks, or whom it may excuse */
function makeLine(judge) {
  const line = el("li", {}, el("b", { dir: "auto" }), el("span", { class: "next-note" }));
  if (judge && mayWrite) {
    const act = (/** @type {string} */ work, /** @type {string} */ word) =>
      el(
        "button",
        { type: "button", class: "next-act", "data-for": work, "data-judge": judge },
        word,
      );
    line.append(act("enter", t("Enter")), act("excuse", t("Excuse")));
  }
  return line;
}

/**
 * @param {DeskBoard} board
 * @param {string} chosen the round the grid shows
 */
export function drawOrder(board, chosen) {
  keep(the("#stages"), board.stages, {
    key: (stage) => stage.id,
    make: (stage) =>
      el(
        "li",
        { class: "stage" },
        el(
          "h3",
          { class: "stage-head", id: `stage-${stage.id}` },
          el("span", { class: "stage-name", dir: "auto" }),
          el("span", { class: "stage-state" }),
        ),
        el("ol", { class: "rounds", "aria-labelledby": `stage-${stage.id}` }),
      ),
    draw: (element, stage) => {
      set(element, { "data-state": stage.state });
      say(the(".stage-name", element), stage.name);
      say(the(".stage-state", element), stageWord(stage));
      keep(the(".rounds", element), stage.rounds, {
        key: (round) => round.id,
        make: makeRound,
        draw: (item, round) => drawRound(item, board, round, chosen),
      });
    },
  });
}

/** @param {DeskStage} stage */
function stageWord({ state, advance }) {
  if (state === "waiting") return t("Later");
  if (state === "done") return t("Announced");
  return advance === null ? t("Running") : t("Running, %(n)s go on", { n: advance });
}

/** @param {DeskRound} round */
function makeRound(round) {
  const button = el(
    "button",
    { type: "button", class: "round", "data-round": round.id },
    el("span", { class: "round-sign", "aria-hidden": "true" }),
    el("span", { class: "round-name", dir: "auto" }),
    el("span", { class: "round-state" }),
    el("span", { class: "round-count" }),
  );
  return el("li", {}, button);
}

/**
 * @param {HTMLElement} item
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} chosen
 */
function drawRound(item, board, round, chosen) {
  const button = the("button", item);
  set(button, {
    "data-state": round.state,
    "aria-pressed": String(round.id === chosen),
    "data-next": board.next.round === round.id,
  });
  say(the(".round-sign", item), SIGNS[round.state]);
  say(the(".round-name", item), round.name);
  say(the(".round-state", item), stateWord(round.state));
  say(the(".round-count", item), countWords(board, round));
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function countWords(board, round) {
  if (round.state === "pending") return "";
  if (round.kind === "points") {
    const had = throughOf(board, round);
    if (had) return t("%(n)s/%(all)s teams", { n: had.through, all: had.all });
    const n = board.awards[round.id]?.length ?? 0;
    return n === 1 ? t("1 award") : t("%(n)s awards", { n });
  }
  const { given, wanted } = progress(board, round.id);
  return t("%(n)s of %(all)s marks", { n: given, all: wanted });
}
