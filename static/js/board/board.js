import { arrange, make } from "../common/dom.js";
import { places, travel, unmoved } from "../common/flip.js";
import { drawDividers } from "./dividers.js";
import { fitBoard } from "./fit.js";
import { onFonts } from "./measure.js";
import { headsOf, measurementsOf } from "./measurements.js";
import { shares } from "./model.js";
import { pagesFor } from "./pages.js";
import { drawRow, fitRow, makeRow } from "./row.js";

/**
 * The board on a large screen: rows, the heads of their columns, and the dividers between them.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./fit.js").Fit} Fit
 */

/** Milliseconds that a page of a board stands that has several. */
const PAGE_STANDS = 8000;

export class LargeBoard {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  /** @type {Board | null} */
  #shown = null;
  #heads = make("div", { class: "heads" });
  #list = make("ol", { class: "rows" });
  #edges = make("div", { class: "edges" });
  #page = 0;
  #pages = 1;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #paging;
  /** @type {ResizeObserver} */
  #watching;

  /**
   * @param {HTMLElement} root an empty element whose size the board fills
   * @param {() => number} [unit] what type is measured in, in pixels; a hundredth of the screen's height
   * @param {(page: number, pages: number) => void} [onPage] where it may show its rows in pages, one after the other:
   *   called with the page that is shown, from 1, and how many there are
   */
  constructor(root, unit = screenUnit, onPage = undefined) {
    this.root = root;
    this.unit = unit;
    this.onPage = onPage;
    /** What its board needs room for: several boards beside each other are measured together. */
    this.measure = measurementsOf;
    root.replaceChildren(this.#heads, this.#list, this.#edges);
    const redraw = () => this.redraw();
    onFonts(redraw);
    this.#watching = new ResizeObserver(redraw);
    this.#watching.observe(root);
  }

  /** Draws no more: the room is given to something else. */
  end() {
    this.#watching.disconnect();
    clearInterval(this.#paging);
    this.#shown = null;
  }

  /**
   * Shows a board. Rows of the same teams travel to their new places; another contest fades in.
   *
   * @param {Board} board
   */
  draw(board) {
    const before = this.#shown;
    const same = before !== null && sameField(before, board);
    const standing = [...this.#rows.values()].filter((row) => !row.classList.contains("off-page"));
    const seen = same ? places(standing) : new Map();
    if (!same) this.#rows.clear();
    this.#shown = board;
    this.#drawAll(board, same);
    if (same) travel(seen, climbing(before, board));
    else if (before !== null && !unmoved()) fadeIn(this.root);
  }

  /** Fits the same board again: the room or the type has changed. */
  redraw() {
    if (this.#shown) this.#drawAll(this.#shown, false);
  }

  /**
   * @param {Board} board
   * @param {boolean} animated
   */
  #drawAll(board, animated) {
    const { fit, from, to } = this.#fitted(board);
    applyFit(this.root, fit);
    this.#drawRows(board, fit, animated, from, to);
    drawHeads(this.#heads, board, fit, to - from);
    drawDividers(this.#edges, board, fit, animated, { first: from, last: to - 1 });
  }

  /**
   * How the board stands, and which of its rows: all of them, unless it may turn pages and is too large for its room.
   *
   * @param {Board} board
   */
  #fitted(board) {
    const space = spaceOf(this.root, this.unit());
    const measurements = this.measure(board);
    if (!this.onPage) return { fit: fitBoard(space, measurements), from: 0, to: board.rows.length };
    const names = board.rows.map((row) => row.team.name);
    const { fit, perPage, pages } = pagesFor(space, measurements, names);
    this.#showPages(pages);
    this.onPage(this.#page + 1, pages);
    const from = this.#page * perPage;
    return { fit, from, to: Math.min(board.rows.length, from + perPage) };
  }

  /** @param {number} pages */
  #showPages(pages) {
    if (pages === this.#pages) return;
    this.#pages = pages;
    this.#page = 0;
    clearInterval(this.#paging);
    if (pages > 1) this.#paging = setInterval(() => this.#nextPage(), PAGE_STANDS);
  }

  #nextPage() {
    this.#page = (this.#page + 1) % this.#pages;
    this.redraw();
    if (!unmoved()) fadeIn(this.#list);
  }

  /**
   * @param {Board} board
   * @param {Fit} fit
   * @param {boolean} animated
   * @param {number} from
   * @param {number} to
   */
  #drawRows(board, fit, animated, from, to) {
    const share = shares(board);
    const drawing = {
      scored: board.places_shown,
      rounds: board.rounds,
      winners: board.winners,
      cutShown: cutShown(board),
      animated,
    };
    const elements = board.rows.map((row, i) => {
      const element = this.#rows.get(row.team.id) ?? makeRow();
      this.#rows.set(row.team.id, element);
      drawRow(element, row, { ...drawing, share: share[i] ?? 0 });
      fitRow(element, row, fit);
      // Rows of other pages stay in the list, out of sight: who has it read out hears all of it.
      element.classList.toggle("off-page", i < from || i >= to);
      element.style.left = `${fit.slots[i - from]?.x ?? 0}px`;
      element.style.top = `${fit.slots[i - from]?.y ?? 0}px`;
      return element;
    });
    arrange(this.#list, elements);
  }
}

/**
 * Whether two boards rank the same teams in the same contest, so that rows can travel from one to the other.
 *
 * @param {Board} before
 * @param {Board} after
 */
function sameField(before, after) {
  const ids = (/** @type {Board} */ board) =>
    board.rows
      .map((row) => row.team.id)
      .sort()
      .join(" ");
  return (
    before.event === after.event && before.stage.id === after.stage.id && ids(before) === ids(after)
  );
}

/**
 * @param {Board} before
 * @param {Board} after
 * @returns {(element: HTMLElement) => boolean}
 */
function climbing(before, after) {
  const position = new Map(before.rows.map((row, i) => [row.team.id, i]));
  const risen = new Set(
    after.rows.filter((row, i) => i < (position.get(row.team.id) ?? i)).map((row) => row.team.id),
  );
  return (element) => risen.has(element.dataset.team ?? "");
}

/** @param {Board} board */
const cutShown = (board) => board.cut_line !== null;

export function screenUnit() {
  return Math.min(window.innerHeight, (window.innerWidth * 9) / 16) / 100;
}

/**
 * @param {HTMLElement} root
 * @param {number} unit
 * @returns {import("./fit.js").Space}
 */
export function spaceOf(root, unit) {
  return { width: root.clientWidth, height: root.clientHeight, unit };
}

/**
 * @param {HTMLElement} root
 * @param {Fit} fit
 */
function applyFit(root, fit) {
  const { scale, cells } = fit;
  const px = (/** @type {number} */ em) => `${Math.round(em * fit.size)}px`;
  const values = {
    "--row-width": `${fit.width}px`,
    "--row-height": `${fit.height}px`,
    "--size": `${fit.size}px`,
    "--head": `${fit.head}px`,
    "--left": px(cells.left),
    "--figure": px(cells.figure),
    "--move": px(cells.move),
    "--total": px(cells.total),
    "--right": px(cells.right),
    "--pad": px(scale.pad),
    "--place-size": `${scale.place}em`,
    "--tie-size": `${scale.tie}em`,
    "--region-size": `${scale.region}em`,
    "--figure-size": `${scale.figure}em`,
    "--move-size": `${scale.move}em`,
    "--total-size": `${scale.total}em`,
  };
  for (const [name, value] of Object.entries(values)) root.style.setProperty(name, value);
  root.classList.toggle("no-figures", !fit.figures);
  root.classList.toggle("dense", fit.dense);
  root.classList.toggle("tie-in-words", fit.word);
}

/**
 * @param {HTMLElement} layer
 * @param {Board} board
 * @param {Fit} fit
 * @param {number} rows how many of the board's stand here
 */
function drawHeads(layer, board, fit, rows) {
  const texts = headsOf(board, fit.numbered);
  const columns = fit.figures ? Math.ceil(rows / fit.perColumn) : 0;
  const drawn = Array.from({ length: columns }, (_, column) => {
    const heads = texts.map((text, i) => {
      const head = make("span", { class: "head" }, text);
      head.dataset.state = board.rounds[i]?.state ?? "pending";
      return head;
    });
    const strip = make("div", { class: "head-strip" }, ...heads);
    const slot = fit.slots[column * fit.perColumn];
    strip.style.left = `${slot?.x ?? 0}px`;
    strip.style.top = `${(slot?.y ?? 0) - fit.strip}px`;
    strip.style.height = `${fit.strip}px`;
    return strip;
  });
  layer.replaceChildren(...drawn);
}

/** @param {HTMLElement} element */
function fadeIn(element) {
  element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500, easing: "ease-out" });
}
