import { chosenOf, tablesOf } from "../board/tables.js";
import { askedTables } from "../board/tableswitch.js";
import { figureText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * What the teams have in one round, best first: the round that goes on, or the one that is chosen.
 * Everything is the board's, so nothing is asked for.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../board/model.js").Row} Row
 * @typedef {import("../board/model.js").Round} Round
 * @typedef {{board: Board, own: string | null}} Wanted own: the team that is followed
 */

export class Rounds {
  /** @type {string | null} */
  #chosen = null;
  /** @type {Wanted | null} */
  #wanted = null;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.choices = find(".round-choice", section);
    this.tables = find(".round-tables", section);
    this.choices.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-round]") : null;
      if (!(button instanceof HTMLElement)) return;
      this.#chosen = button.dataset.round ?? null;
      this.#draw();
    });
  }

  /** @param {Wanted} wanted */
  show(wanted) {
    this.#wanted = wanted;
    this.#draw();
  }

  #draw() {
    if (!this.#wanted) return;
    const { board, own } = this.#wanted;
    const round = board.rounds.find(({ id }) => id === this.#chosen) ?? roundNow(board);
    reconcile(this.choices, board.rounds, {
      key: ({ id }) => id,
      make: ({ id }) => make("button", { type: "button", "data-round": id, dir: "auto" }),
      draw: (button, { id, name }) => {
        setText(button, name);
        button.ariaPressed = String(id === round?.id);
      },
    });
    const tables = round ? tablesOf(chosenOf(board, askedTables())) : [];
    const scored = tables.filter((table) => linesOf(table.board, round).length > 0);
    find(".round-empty", this.section).hidden = scored.length > 0;
    this.tables.hidden = scored.length === 0;
    this.tables.replaceChildren(
      ...scored.map((table) => drawn(table, /** @type {Round} */ (round), own)),
    );
  }
}

/**
 * The round that goes on, else the newest of which there are scores, else the first.
 *
 * @param {Board} board
 */
function roundNow(board) {
  const scored = board.rounds.filter((round) => linesOf(board, round).length > 0);
  const running = scored.find(({ state }) => state === "open");
  return running ?? scored.at(-1) ?? board.rounds[0];
}

/**
 * The rows of those who play a round, the best score first; nobody before anything of it is public.
 *
 * @param {Board} board
 * @param {Round | undefined} round
 * @returns {Row[]}
 */
function linesOf(board, round) {
  if (!round || !board.rows.some(({ rounds }) => typeof rounds[round.id] === "string")) return [];
  const way = (round.better ?? board.better ?? "higher") === "lower" ? 1 : -1;
  const score = (/** @type {Row} */ row) => {
    const figure = row.rounds[round.id];
    return typeof figure === "string" ? way * Number(figure) : Number.POSITIVE_INFINITY;
  };
  return board.rows
    .filter(({ cells }) => cells[round.id] !== undefined)
    .toSorted((a, b) => (score(a) === score(b) ? 0 : score(a) - score(b)));
}

/**
 * @param {import("../board/tables.js").Table} table
 * @param {Round} round
 * @param {string | null} own
 */
function drawn({ title, board }, round, own) {
  const caption = make("caption", { class: title ? "table-title" : "visually-hidden" });
  setText(caption, title || round.name);
  const head = make(
    "tr",
    {},
    make("th", { class: "team", scope: "col" }, t("Team")),
    make("th", { class: "total", scope: "col" }, round.name),
  );
  const rows = linesOf(board, round).map((row) => {
    const name = make("th", { class: "team", scope: "row" });
    name.append(make("span", { class: "name", dir: "auto" }, row.team.name));
    if (row.team.region)
      name.append(" ", make("span", { class: "region", dir: "auto" }, row.team.region));
    const figure = make("span", { class: "total-number" }, printed(figureOf(board, row, round)));
    const line = make(
      "tr",
      { "data-of": row.team.id },
      name,
      make("td", { class: "total" }, figure),
    );
    line.classList.toggle("own", row.team.id === own);
    return line;
  });
  return make(
    "table",
    { class: "board" },
    caption,
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

/**
 * @param {Board} board
 * @param {Row} row
 * @param {Round} round
 */
const figureOf = (board, row, round) => figureText(board, row, round.id) || "–";
