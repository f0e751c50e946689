import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { arrange, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { markColour } from "./colour.js";
import { OVERALL } from "./model.js";
import { isSealed } from "./sealed.js";
import { cutWord, movement, prizeWords, saidOf, tokenWords } from "./wording.js";
import { figureText, totalText } from "./written.js";

/**
 * The board as a table for reading on a phone, a desk or by ear: the same rows as _board_table.html.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 */

/** Columns besides the rounds: place, team, total, pin. */
const OTHER_COLUMNS = 4;

/**
 * @param {Board} board
 * @returns {HTMLElement}
 */
function headRow(board) {
  const column = (/** @type {string} */ name, /** @type {Node | string} */ text) => {
    const cell = make("th", { class: name }, text);
    cell.scope = "col";
    return cell;
  };
  const rounds = board.rounds.map((round) => {
    const cell = column("figure", round.name);
    cell.dataset.state = round.state;
    return cell;
  });
  return make(
    "tr",
    {},
    column("place", t("Place")),
    column("team", t("Team")),
    ...rounds,
    column("total", t("Total")),
    column("pin-cell", make("span", { class: "visually-hidden" }, t("Pin"))),
  );
}

/**
 * @param {HTMLElement} cell
 * @param {Row} row
 * @param {boolean} scored
 */
function drawPlace(cell, row, scored) {
  const parts = [make("span", { class: "place-number" }, scored ? printed(row.rank) : "–")];
  if (scored && row.tied && row.rank !== null)
    parts.push(make("span", { class: "place-tie" }, t("tied")));
  if (scored && row.rank !== null && row.movement) parts.push(moveMark(row.movement));
  cell.replaceChildren(...parts.flatMap((part, i) => (i ? [" ", part] : [part])));
}

/**
 * An arrow and a sign for the eye, words for the ear.
 *
 * @param {number} places
 */
export function moveMark(places) {
  const { direction, text, spoken } = movement(places);
  const sign = `${direction === "up" ? "▲" : "▼"} ${text}`;
  const seen = make("span", { "aria-hidden": "true" }, sign);
  const mark = make(
    "span",
    { class: "move" },
    seen,
    make("span", { class: "visually-hidden" }, spoken),
  );
  mark.dataset.direction = direction;
  return mark;
}

/**
 * Where the team's place is explained; from /e/EVENT, wherever the server hangs that.
 *
 * @param {Row} row
 * @param {Board} board
 */
function whyHref(row, board) {
  const { id } = board.stage;
  // Why a team stands where it does overall is said by its newest stage, which needs no name.
  const asked = new URLSearchParams(id === OVERALL ? {} : { stage: id });
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) asked.set("lang", lang);
  return `${board.event}/teams/${encodeURIComponent(row.team.id)}?${asked}`;
}

/**
 * @param {HTMLElement} cell
 * @param {Row} row
 * @param {Board} board
 */
function drawTeam(cell, row, board) {
  const named = (/** @type {string} */ name, /** @type {string} */ text) => {
    const element = make("span", { class: name }, text);
    if (name !== "crown") element.dir = "auto";
    return element;
  };
  const won = board.winners;
  // The same link stays, so that a board that arrives takes nobody's focus.
  const name = cell.querySelector("a") ?? make("a", { class: "name" });
  name.dir = "auto";
  name.href = whyHref(row, board);
  setText(name, row.team.name);
  /** @type {HTMLElement[]} */
  const parts = [name];
  if (won.includes(row.team.id))
    parts.push(named("crown", won.length > 1 ? t("Joint winner") : t("Winner")));
  if (prizeWords(row)) parts.push(named("prize", prizeWords(row)));
  if (row.team.region) parts.push(named("region", row.team.region));
  if (tokenWords(row)) parts.push(named("decided", tokenWords(row)));
  const said = saidOf(row);
  if (said) parts.push(named("decided", said));
  // Without a total the word stands beside the name.
  const inLine = row.note === "absent" ? ["score"] : ["score", "absent"];
  const scores = board.rounds
    .filter(({ id }) => inLine.includes(row.cells[id] ?? "") || isSealed(board, row, id))
    .map(({ id, name: round }) =>
      make("span", { class: "score" }, `${round} ${printed(figureText(board, row, id))}`),
    );
  if (scores.length > 0) {
    parts.push(make("span", { class: "scores", "aria-hidden": "true" }, ...scores));
  }
  markColour(cell, row.team.colour);
  cell.replaceChildren(...parts.flatMap((part, i) => (i ? [" ", part] : [part])));
}

/**
 * @param {HTMLElement} cell
 * @param {Row} row
 * @param {Board} board
 */
function drawTotal(cell, row, board) {
  let number = cell.querySelector(".total-number");
  if (!number) {
    number = make("span", { class: "total-number" });
    cell.append(number);
  }
  countTo(number, totalText(board, row));
  const open = cell.querySelector(".total-open");
  // What is not there yet is not provisional either.
  const provisional = row.provisional && row.total !== null;
  if (provisional && !open)
    cell.append(" ", make("span", { class: "total-open" }, t("provisional")));
  else if (!provisional && open) cell.replaceChildren(number);
}

/**
 * @param {HTMLElement} element the table's row
 * @param {Row} row
 * @param {Board} board
 * @param {{scored: boolean, cutShown: boolean}} drawing
 */
function drawRow(element, row, board, { scored, cutShown }) {
  const { dataset } = element;
  dataset.rank = row.rank === null ? "" : String(row.rank);
  dataset.total = row.total ?? "";
  dataset.tied = String(row.tied);
  dataset.cut = cutShown ? (row.cut ?? "") : "";
  dataset.medal = String(row.medal ?? "");
  setAttributes(element, {
    "data-revealed": row.revealed === undefined ? null : String(row.revealed),
  });
  element.classList.toggle("winner", board.winners.includes(row.team.id));
  const cells = /** @type {HTMLCollectionOf<HTMLElement>} */ (element.children);
  const [place, team] = cells;
  const total = cells[cells.length - 2];
  if (!place || !team || !total) return;
  drawPlace(place, row, scored);
  drawTeam(team, row, board);
  drawTotal(total, row, board);
  board.rounds.forEach((round, i) => {
    const cell = cells[i + 2];
    if (!cell) return;
    cell.dataset.state = round.state;
    setText(cell, figureText(board, row, round.id).replace(/^-/, "−"));
    cell.classList.toggle("sealed", isSealed(board, row, round.id));
  });
}

/**
 * @param {string} team
 * @param {number} rounds
 */
function emptyRow(team, rounds) {
  const head = make("th", { class: "team", scope: "row" });
  const figures = Array.from({ length: rounds }, () => make("td", { class: "figure" }));
  const cells = [
    make("td", { class: "place" }),
    head,
    ...figures,
    make("td", { class: "total" }),
    make("td", { class: "pin-cell" }),
  ];
  return make("tr", { "data-team": team }, ...cells);
}

/**
 * The line below the advancing group, or below the teams that are tied across its edge.
 *
 * @param {Board} board
 * @returns {{after: number, row: HTMLElement} | null}
 */
function cutRow(board) {
  const line = board.cut_line;
  if (!line) return null;
  const cell = make("td", {}, make("span", { class: "cut-word" }, cutWord(board)));
  cell.colSpan = board.rounds.length + OTHER_COLUMNS;
  return { after: line.after, row: make("tr", { class: "cut-row" }, cell) };
}

/**
 * Draws a board into a table, keeping the rows of the teams that stay.
 *
 * @param {HTMLTableElement} table
 * @param {Board} board
 */
export function drawTable(table, board) {
  const body = table.tBodies[0] ?? table.createTBody();
  const head = table.tHead ?? table.createTHead();
  const columns = board.rounds.length + OTHER_COLUMNS;
  const sameColumns = head.rows[0]?.cells.length === columns;
  head.replaceChildren(headRow(board));
  /** @type {Map<string | undefined, HTMLElement>} */
  const kept = new Map(sameColumns ? [...body.rows].map((row) => [row.dataset.team, row]) : []);
  const cut = cutRow(board);
  const drawing = { scored: board.places_shown, cutShown: cut !== null };
  const rows = board.rows.map((row) => {
    const element = kept.get(row.team.id) ?? emptyRow(row.team.id, board.rounds.length);
    drawRow(element, row, board, drawing);
    return element;
  });
  if (cut) rows.splice(cut.after, 0, cut.row);
  arrange(body, rows);
}
