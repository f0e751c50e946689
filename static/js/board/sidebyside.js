import { make, setText } from "../common/dom.js";
import { unmoved } from "../common/flip.js";
import { alsoCalled } from "../common/spoken.js";
import { LargeBoard, screenUnit, spaceOf } from "./board.js";
import { fitBoard } from "./fit.js";
import { measurementsOf } from "./measurements.js";
import { isLegible, leastName } from "./pages.js";
import { tablesOf } from "./tables.js";

/**
 * The large screen of an event with several tables: beside each other as long as they can be read,
 * else some at a time. A board of one table is drawn as it always is.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./tables.js").Table} Table
 * @typedef {import("./fit.js").Measurements} Measurements
 * @typedef {{box: HTMLElement, title: HTMLElement, board: LargeBoard}} Part
 */

/** Milliseconds that a page of tables stands. */
const PAGE_STANDS = 8000;
/** The head of a table and the air between tables, in hundredths of the screen's height. */
const TITLE = 4.6;
const BETWEEN = 3;
/** What the type of a table in several columns is worth beside that of one in a single one. */
const IN_COLUMNS = 0.75;

export class SideBySide {
  /** @type {LargeBoard | null} */
  #single = null;
  /** @type {Map<string, Part>} */
  #parts = new Map();
  /** @type {Board | null} */
  #shown = null;
  #page = 0;
  #pages = 1;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #paging;
  /** @type {ResizeObserver | undefined} */
  #watching;

  /**
   * @param {HTMLElement} root as of `LargeBoard`
   * @param {() => number} [unit]
   * @param {(page: number, pages: number) => void} [onPage]
   * @param {(team: string, shared: boolean, table: string) => void} [onLead] as of `LargeBoard`, with what the team's
   *   table is called where there are several
   */
  constructor(root, unit = screenUnit, onPage = undefined, onLead = undefined) {
    this.root = root;
    this.unit = unit;
    this.onPage = onPage;
    this.onLead = onLead;
  }

  /**
   * Whether a table is in sight: not while another page of them stands.
   *
   * @param {string} id
   */
  shows(id) {
    const part = this.#parts.get(id);
    return part === undefined || !part.box.hidden;
  }

  /** @param {Board} board */
  draw(board) {
    const tables = tablesOf(board);
    this.#shown = board;
    if (tables.length < 2) this.#drawOne(tables[0]?.board ?? board);
    else this.#drawSeveral(tables);
  }

  /** Fits the same board again. */
  redraw() {
    if (this.#single) this.#single.redraw();
    // Out of sight nothing has a size; it is drawn when there is room again.
    else if (this.#shown && this.root.clientWidth > 0) this.#drawSeveral(tablesOf(this.#shown));
  }

  /** Draws no more: the room is given to something else. */
  end() {
    this.#single?.end();
    this.#leaveSeveral();
    this.#shown = null;
  }

  /** @param {Board} board */
  #drawOne(board) {
    if (!this.#single) {
      this.#leaveSeveral();
      this.#single = new LargeBoard(this.root, this.unit, this.onPage, (team, shared) =>
        this.onLead?.(team, shared, ""),
      );
    }
    this.#single.draw(board);
  }

  #leaveSeveral() {
    clearInterval(this.#paging);
    this.#watching?.disconnect();
    this.#watching = undefined;
    for (const { board } of this.#parts.values()) board.end();
    this.#parts.clear();
    this.#pages = 1;
    this.root.classList.remove("several");
  }

  /** @param {Table[]} tables */
  #drawSeveral(tables) {
    if (!this.#watching) {
      this.#single?.end();
      this.#single = null;
      this.root.replaceChildren();
      this.root.classList.add("several");
      this.#watching = new ResizeObserver(() => this.redraw());
      this.#watching.observe(this.root);
    }
    const measurements = together(tables.map(({ board }) => measurementsOf(board)));
    const names = tables.flatMap(({ board }) => board.rows.map((row) => row.team.name));
    const grid = this.#gridFor(tables.length, measurements, names);
    this.#showPages(Math.ceil(tables.length / grid.shown));
    const first = this.#page * grid.shown;
    const shown = tables.slice(first, first + grid.shown);
    this.root.style.setProperty("--columns", String(grid.columns));
    this.root.style.setProperty("--lines", String(grid.lines));
    for (const [id, part] of this.#parts) {
      if (tables.some((table) => table.id === id)) continue;
      part.board.end();
      part.box.remove();
      this.#parts.delete(id);
    }
    for (const table of tables) {
      const part = this.#partOf(table);
      part.box.hidden = !shown.includes(table);
      const also = table.title.split(" · ").map(alsoCalled).filter(Boolean).join(" · ");
      setText(part.title, [table.title, also].filter(Boolean).join(" · "));
    }
    for (const table of shown) {
      const part = this.#partOf(table);
      // The room for a line is kept in every table; it stands where that table has its own.
      part.board.measure = (own) => ({
        ...measurements,
        breaks: measurements.rooms > 0 ? [own.cut_line?.after ?? measurements.rows] : [],
      });
      part.board.draw(table.board);
    }
    this.onPage?.(this.#page + 1, this.#pages);
  }

  /** @param {Table} table */
  #partOf({ id, division, group }) {
    const known = this.#parts.get(id);
    if (known) return known;
    const title = make("h2", { class: "table-title", dir: "auto" });
    const inner = make("div", { class: "standings" });
    const box = make(
      "section",
      { class: "table-part", "data-division": division || null, "data-group": group || null },
      title,
      inner,
    );
    this.root.append(box);
    const lead = (/** @type {string} */ team, /** @type {boolean} */ shared) =>
      this.onLead?.(team, shared, title.textContent ?? "");
    const part = { box, title, board: new LargeBoard(inner, this.unit, undefined, lead) };
    this.#parts.set(id, part);
    return part;
  }

  /**
   * As many tables at a time as can be read, in the columns that leave the largest type.
   *
   * @param {number} count
   * @param {Measurements} measurements
   * @param {string[]} names
   */
  #gridFor(count, measurements, names) {
    const unit = this.unit();
    const whole = spaceOf(this.root, unit);
    const least = leastName(unit);
    for (let shown = count; ; shown -= 1) {
      // Pages hold as many tables each as they can.
      const each = Math.ceil(count / Math.ceil(count / shown));
      const best = gridOf(each, whole, measurements);
      if (each === 1 || isLegible(best.fit, names, least)) return { ...best, shown: each };
    }
  }

  /** @param {number} pages */
  #showPages(pages) {
    if (pages !== this.#pages) {
      this.#pages = pages;
      this.#page = 0;
      clearInterval(this.#paging);
      if (pages > 1) this.#paging = setInterval(() => this.#nextPage(), PAGE_STANDS);
    }
  }

  #nextPage() {
    this.#page = (this.#page + 1) % this.#pages;
    this.redraw();
    if (unmoved()) return;
    this.root.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500, easing: "ease-out" });
  }
}

/**
 * The grid of so many tables in which their type is largest.
 *
 * @param {number} tables
 * @param {import("./fit.js").Space} whole
 * @param {Measurements} measurements
 */
function gridOf(tables, whole, measurements) {
  const { width, height, unit } = whole;
  const tries = Array.from({ length: tables }, (_, i) => {
    const columns = i + 1;
    const lines = Math.ceil(tables / columns);
    const space = {
      width: Math.floor((width - BETWEEN * unit * (columns - 1)) / columns),
      height: Math.floor((height - BETWEEN * unit * (lines - 1)) / lines - TITLE * unit),
      unit,
    };
    return { columns, lines, fit: fitBoard(space, measurements) };
  });
  // A table in one column is read at once; only clearly larger type is worth two.
  const worth = (/** @type {typeof tries[0]} */ { fit }) =>
    fit.size * (fit.columns > 1 ? IN_COLUMNS : 1);
  return tries.reduce((best, one) => (worth(one) > worth(best) ? one : best));
}

/**
 * Room for what any of the tables shows, so that all are drawn alike.
 *
 * @param {Measurements[]} all
 * @returns {Measurements}
 */
function together(all) {
  const [first, ...others] = all;
  const most = /** @type {Measurements} */ ({ ...first, widths: { ...first?.widths } });
  for (const one of others) {
    most.rows = Math.max(most.rows, one.rows);
    most.rounds = Math.max(most.rounds, one.rounds);
    most.headLines = Math.max(most.headLines, one.headLines);
    most.moved ||= one.moved;
    most.rooms = Math.max(most.rooms, one.rooms);
    for (const key of /** @type {(keyof Measurements["widths"])[]} */ (Object.keys(one.widths)))
      most.widths[key] = Math.max(most.widths[key], one.widths[key]);
  }
  return most;
}
