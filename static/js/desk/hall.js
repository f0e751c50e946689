import { findCut, isScored, printed, sharedPlaces, winners } from "../board/shape.js";
import { movement, nowWords, rankingRule, saidOf } from "../board/wording.js";
import { countTo } from "../common/count.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { places, travel } from "../common/flip.js";
import { t } from "../common/phrases.js";

/**
 * The right column: the board as the hall sees it, small.
 *
 * @typedef {import("../board/shape.js").Board} Board
 * @typedef {import("../board/shape.js").Row} Row
 * @typedef {{kind: "row", row: Row, index: number} | {kind: "cut", word: string}} Line
 */

/** From this many teams on, rows are thin. */
const MANY = 14;

/** @type {string | null} */
let drawn = null;

/**
 * @param {Board} board a public board
 * @param {string} note what sets it apart from the desk's own
 */
export function drawHall(board, note) {
  const list = the("#hall");
  const animated = drawn === board.stage.id;
  drawn = board.stage.id;
  const seen = places(
    /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-team]")),
  );
  const ranks = new Map([...seen.keys()].map((row) => [row, Number(row.dataset.rank)]));
  set(list, { "data-version": board.version, "data-stage": board.stage.id });
  set(list, { "data-dense": board.rows.length > MANY });
  list.style.setProperty("--rows", String(board.rows.length));
  say(the("#hall-now"), nowWords(board).join(" · "));
  say(the("#hall-note"), note);
  say(the("#hall-rule"), sharedPlaces(board).length > 0 ? rankingRule(board.ranking) : "");
  const facts = factsOf(board);
  keep(list, linesOf(board), {
    key: (line) => (line.kind === "cut" ? " cut" : line.row.team.id),
    make: makeLine,
    draw: (item, line) => {
      if (line.kind === "cut") say(item, line.word);
      else drawRow(item, line.row, line.index, facts, animated);
    },
  });
  the("#hall-empty").hidden = board.rows.length > 0;
  if (animated) travel(seen, (row) => (ranks.get(row) ?? 0) > Number(row.dataset.rank));
}

/**
 * @typedef {{scored: boolean, shared: import("../board/shape.js").Span[],
 *   winners: string[]}} Facts
 * @param {Board} board
 * @returns {Facts}
 */
function factsOf(board) {
  return {
    scored: isScored(board),
    shared: sharedPlaces(board),
    winners: winners(board),
  };
}

/**
 * @param {Board} board
 * @returns {Line[]}
 */
function linesOf(board) {
  const cut = findCut(board);
  /** @type {Line[]} */
  const lines = board.rows.map((row, index) => ({ kind: "row", row, index }));
  if (cut.after) lines.splice(cut.after, 0, { kind: "cut", word: t("Advancing") });
  if (cut.tied) {
    const word = t("Tied at the cut, places left: %(n)s", { n: cut.left });
    lines.splice(cut.tied.last + 1, 0, { kind: "cut", word });
  }
  return lines;
}

/**
 * The choice of stage, where there is one.
 *
 * @param {import("./deskboard.js").DeskStage[]} stages
 * @param {string} shown
 */
export function drawHallStages(stages, shown) {
  const choice = the("#hall-stages");
  choice.hidden = stages.length < 2;
  keep(choice, stages, {
    key: ({ id }) => id,
    make: ({ id }) => el("button", { type: "button", "data-watch": id, dir: "auto" }),
    draw: (button, { id, name, state }) => {
      say(button, name);
      set(button, { "aria-pressed": String(id === shown), disabled: state === "waiting" });
    },
  });
}

/** @param {Line} line */
function makeLine(line) {
  if (line.kind === "cut") return el("li", { class: "hall-cut" });
  return el(
    "li",
    { class: "hall-row" },
    el("span", { class: "hall-place" }),
    el("span", { class: "hall-tie" }),
    el(
      "span",
      { class: "hall-who" },
      el("span", { class: "hall-team", dir: "auto" }),
      el("span", { class: "hall-said", dir: "auto" }),
    ),
    el(
      "span",
      { class: "hall-move" },
      el("span", { "aria-hidden": "true" }),
      el("span", { class: "visually-hidden" }),
    ),
    el("span", { class: "hall-total" }),
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
  set(item, {
    "data-team": row.team.id,
    "data-rank": row.rank ?? "",
    "data-total": row.total ?? "",
    "data-tied": String(row.tied),
    "data-medal": scored && row.rank !== null && row.rank < 4 ? Math.floor(row.rank) : null,
    "data-tie-edge": tie ? edgeOf(tie, index) : null,
    "data-won": won,
  });
  say(the(".hall-place", item), scored ? printed(row.rank) : "–");
  say(the(".hall-tie", item), tie ? t("tied") : "");
  say(the(".hall-said", item), saidOf(row));
  say(the(".hall-team", item), row.team.name);
  drawMove(the(".hall-move", item), scored ? row.movement : null);
  countTo(the(".hall-total", item), row.total ?? "–", animated);
}

/**
 * @param {import("../board/shape.js").Span} tie
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
  set(element, { "data-direction": direction });
  const sign = { up: "▲", down: "▼", same: "", none: "" }[direction];
  say(/** @type {Element} */ (element.firstElementChild), sign && `${sign}${text.slice(1)}`);
  say(/** @type {Element} */ (element.lastElementChild), direction === "same" ? "" : spoken);
}
