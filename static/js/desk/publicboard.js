import { sharedPlaces } from "../board/model.js";
import { tablesOf } from "../board/tables.js";
import {
  cutWord,
  movement,
  nowWords,
  prizeWords,
  rankingRule,
  saidOf,
  stageWords,
} from "../board/wording.js";
import { totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { places, travel } from "../common/flip.js";
import { t } from "../common/phrases.js";

/**
 * The right column: the board as the hall sees it, small.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/model.js").Row} Row
 * @typedef {{kind: "row", row: Row, index: number} | {kind: "cut" | "table",
 *   of: string, word: string}} Line
 */

/** From this many teams on, rows are thin. */
const MANY = 14;

/** @type {string | null} */
let drawn = null;

/**
 * @param {Board} board a public board
 * @param {string} note what sets it apart from the desk's own
 */
export function drawPublicBoard(board, note) {
  const list = find("#hall");
  const animated = drawn === board.stage.id;
  drawn = board.stage.id;
  const seen = places(
    /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-team]")),
  );
  const ranks = new Map([...seen.keys()].map((row) => [row, Number(row.dataset.rank)]));
  setAttributes(list, { "data-version": board.version, "data-stage": board.stage.id });
  setAttributes(list, { "data-dense": board.rows.length > MANY });
  list.style.setProperty("--rows", String(board.rows.length));
  setText(find("#hall-now"), nowWords(board).join(" · "));
  setText(find("#hall-note"), note);
  const said = board.better === "lower" || sharedPlaces(board).length > 0;
  setText(find("#hall-rule"), stageWords(board) || (said ? rankingRule(board) : ""));
  const facts = factsOf(board);
  reconcile(list, linesOf(board), {
    key: (line) => (line.kind === "row" ? line.row.team.id : ` ${line.kind} ${line.of}`),
    make: makeLine,
    draw: (item, line) => {
      if (line.kind !== "row") setText(item, line.word);
      else drawRow(item, line.row, line.index, facts, animated);
    },
  });
  find("#hall-empty").hidden = board.rows.length > 0;
  if (animated) travel(seen, (row) => (ranks.get(row) ?? 0) > Number(row.dataset.rank));
}

/**
 * @typedef {{board: Board, scored: boolean, shared: import("../board/model.js").Span[],
 *   winners: string[]}} Facts
 * @param {Board} board
 * @returns {Facts}
 */
function factsOf(board) {
  return {
    board,
    scored: board.places_shown,
    shared: sharedPlaces(board),
    winners: board.winners,
  };
}

/**
 * @param {Board} board
 * @returns {Line[]}
 */
function linesOf(board) {
  let at = 0;
  return tablesOf(board).flatMap(({ id, title, board: own }) => {
    const { rows, cut_line: line } = own;
    const first = at;
    at += rows.length;
    /** @type {Line[]} */
    const lines = rows.map((row, index) => ({ kind: "row", row, index: first + index }));
    if (line) lines.splice(line.after, 0, { kind: "cut", of: id, word: cutWord(own) });
    return title ? [{ kind: "table", of: id, word: title }, ...lines] : lines;
  });
}

/**
 * The choice of stage, where there is one.
 *
 * @param {import("../board/deskboard.js").DeskStage[]} stages
 * @param {string} shown
 */
export function drawPublicStages(stages, shown) {
  const choice = find("#hall-stages");
  choice.hidden = stages.length < 2;
  reconcile(choice, stages, {
    key: ({ id }) => id,
    make: ({ id }) => make("button", { type: "button", "data-watch": id, dir: "auto" }),
    draw: (button, { id, name, state }) => {
      setText(button, name);
      setAttributes(button, {
        "aria-pressed": String(id === shown),
        disabled: state === "waiting",
      });
    },
  });
}

/** @param {Line} line */
function makeLine(line) {
  if (line.kind !== "row") return make("li", { class: `hall-${line.kind}`, dir: "auto" });
  return make(
    "li",
    { class: "hall-row" },
    make("span", { class: "hall-place" }),
    make("span", { class: "hall-tie" }),
    make(
      "span",
      { class: "hall-who" },
      make("span", { class: "hall-team", dir: "auto" }),
      make("span", { class: "hall-said", dir: "auto" }),
    ),
    make(
      "span",
      { class: "hall-move" },
      make("span", { "aria-hidden": "true" }),
      make("span", { class: "visually-hidden" }),
    ),
    make("span", { class: "hall-total" }),
  );
}

/**
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {number} index
 * @param {Facts} facts
 * @param {boolean} animated
 */
function drawRow(item, row, index, facts, animated) {
  const { scored, shared } = facts;
  const tie = shared.find(({ first, last }) => first <= index && index <= last);
  const won = facts.winners.includes(row.team.id);
  setAttributes(item, {
    "data-team": row.team.id,
    "data-rank": row.rank ?? "",
    "data-total": row.total ?? "",
    "data-tied": String(row.tied),
    "data-medal": row.medal,
    "data-tie-edge": tie ? edgeOf(tie, index) : null,
    "data-won": won,
  });
  setText(find(".hall-place", item), scored ? printed(row.rank) : "–");
  setText(find(".hall-tie", item), tie ? t("tied") : "");
  setText(find(".hall-said", item), [prizeWords(row), saidOf(row)].filter(Boolean).join(" · "));
  setText(find(".hall-team", item), row.team.name);
  drawMove(find(".hall-move", item), scored ? row.movement : null);
  countTo(find(".hall-total", item), totalText(facts.board, row), animated);
}

/**
 * @param {import("../board/model.js").Span} tie
 * @param {number} index
 */
function edgeOf({ first, last }, index) {
  if (index === first) return "first";
  return index === last ? "last" : "middle";
}

/**
 * @param {HTMLElement} element
 * @param {number | null} moved
 */
function drawMove(element, moved) {
  const { direction, text, spoken } = movement(moved);
  setAttributes(element, { "data-direction": direction });
  const sign = { up: "▲", down: "▼", same: "", none: "" }[direction];
  setText(/** @type {Element} */ (element.firstElementChild), sign && `${sign}${text.slice(1)}`);
  setText(/** @type {Element} */ (element.lastElementChild), direction === "same" ? "" : spoken);
}
