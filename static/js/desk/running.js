import { mayWrite } from "../board/deskboard.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";
import { nextStep } from "./next.js";
import { drawProposal } from "./show/proposing.js";

/**
 * The left column: the next action, and the running order below it.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskStage} DeskStage
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
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
  setAttributes(find("#next"), { "data-tone": step.tone });
  setText(find("#next-sentence"), step.sentence);
  const list = find("#next-list");
  reconcile(list, step.list, {
    key: (item) => item.name,
    make: ({ judge, round }) => makeLine(judge, round),
    draw: (element, { name, note, brief = note, prizes = "" }) => {
      setText(find("b", element), name);
      setText(find("small", element), prizes);
      const count = find(".next-note", element);
      setText(count, brief);
      setAttributes(count, { title: brief === note ? null : note });
    },
  });
  list.hidden = step.list.length === 0;
  drawLooks(step.outliers);
  drawHidden(step.hidden);
  setText(find("#next-hint"), step.hint);
  const button = find("#next-button");
  setText(find("span", button), step.button);
  button.hidden = step.button === "" || !mayWrite;
  button.classList.toggle("button-primary", !step.quiet);
  const also = find("#next-also");
  setText(find("span", also), step.also?.button ?? "");
  also.hidden = step.also === null || !mayWrite;
  drawProposal(step.scene);
  find("#next-results").hidden = step.tone !== "done";
  return step;
}

/** @param {import("./outliers.js").OutlierMark[]} outliers */
function drawLooks(outliers) {
  find("#next-looks").hidden = outliers.length === 0;
  reconcile(find("#next-looks ul"), outliers, {
    key: ({ round, team, judge }) => `${round} ${team} ${judge}`,
    make: ({ round, team, judge }) => {
      const where = { "data-look": team, "data-judge": judge, "data-round": round };
      const button = make("button", { type: "button", ...where });
      button.append(make("b", { dir: "auto" }), " ", make("span"));
      return make("li", {}, button);
    },
    draw: (item, { name, note }) => {
      setText(find("b", item), name);
      setText(find("span", item), note);
    },
  });
}

/** @param {import("./publishing.js").Left[]} left */
function drawHidden(left) {
  find("#next-hidden").hidden = left.length === 0;
  reconcile(find("#next-hidden ul"), left, {
    key: ({ round, team, ready }) => `${round} ${team} ${ready}`,
    make: ({ round, team, name, ready }) => {
      const said = make("b", { dir: "auto" });
      if (!mayWrite) return make("li", {}, said);
      if (!ready) return make("li", {}, said, make("span", {}, t("too few marks")));
      const button = make("button", { type: "button", "data-release": team, "data-round": round });
      button.append(said, " ", make("span", {}, t("Publish")));
      setAttributes(button, { title: t("Make the score of %(team)s public", { team: name }) });
      return make("li", {}, button);
    },
    draw: (item, { name }) => setText(find("b", item), name),
  });
}

/**
 * @param {string} [judge] for whom the desk may enter marks, or whom it may excuse
 * @param {string} [round] in which, where several are open
 */
function makeLine(judge, round) {
  const line = make(
    "li",
    {},
    make("b", { dir: "auto" }),
    make("span", { class: "next-note" }),
    make("small", { dir: "auto" }),
  );
  if (judge && mayWrite) {
    const action = (/** @type {string} */ tool, /** @type {string} */ word) =>
      make(
        "button",
        {
          type: "button",
          class: "next-act",
          "data-for": tool,
          "data-judge": judge,
          "data-in": round,
        },
        word,
      );
    line.append(action("enter", t("Enter")), action("excuse", t("Excuse")));
  }
  return line;
}

/**
 * @param {DeskBoard} board
 * @param {string} chosen the round the grid shows
 */
export function drawOrder(board, chosen) {
  reconcile(find("#stages"), board.stages, {
    key: (stage) => stage.id,
    make: (stage) =>
      make(
        "li",
        { class: "stage" },
        make(
          "h3",
          { class: "stage-head", id: `stage-${stage.id}` },
          make("span", { class: "stage-name", dir: "auto" }),
          make("span", { class: "stage-state" }),
        ),
        make("ol", { class: "rounds", "aria-labelledby": `stage-${stage.id}` }),
      ),
    draw: (element, stage) => {
      setAttributes(element, { "data-state": stage.state });
      setText(find(".stage-name", element), stage.name);
      setText(find(".stage-state", element), stageWord(stage, (board.tables ?? []).length > 1));
      reconcile(find(".rounds", element), stage.rounds, {
        key: (round) => round.id,
        make: makeRound,
        draw: (item, round) => drawRound(item, board, round, chosen),
      });
    },
  });
}

/**
 * @param {DeskStage} stage
 * @param {boolean} apart whether its teams are ranked in several tables, each with its own cut
 */
function stageWord({ state, advance }, apart) {
  if (state === "waiting") return t("Later");
  if (state === "done") return t("Announced");
  // A share or a threshold is too long for this line; it stands in the next step and in the reckoning.
  if (advance === null) return t("Running");
  const n = advance;
  return apart ? t("Running, %(n)s of each go on", { n }) : t("Running, %(n)s go on", { n });
}

/** @param {DeskRound} round */
function makeRound(round) {
  const button = make(
    "button",
    { type: "button", class: "round", "data-round": round.id },
    make("span", { class: "round-sign", "aria-hidden": "true" }),
    make("span", { class: "round-name", dir: "auto" }),
    make("span", { class: "round-state" }),
    make("span", { class: "round-count" }),
  );
  return make("li", {}, button);
}

/**
 * @param {HTMLElement} item
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} chosen
 */
function drawRound(item, board, round, chosen) {
  const button = find("button", item);
  setAttributes(button, {
    "data-state": round.state,
    "aria-pressed": String(round.id === chosen),
    "data-next": board.next.round === round.id,
  });
  setText(find(".round-sign", item), SIGNS[round.state]);
  setText(find(".round-name", item), round.name);
  setText(find(".round-state", item), stateWord(round.state));
  setText(find(".round-count", item), countWords(board, round));
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function countWords(board, round) {
  if (round.state === "pending") return "";
  return kindOf(round).count(board, round);
}
