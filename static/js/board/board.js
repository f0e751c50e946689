import { make, putInOrder } from "../common/dom.js";
import { places, travel, unmoved } from "../common/flip.js";
import { demandOf, headsOf } from "./demand.js";
import { drawEdges } from "./edges.js";
import { fitBoard } from "./fit.js";
import { onFonts } from "./measure.js";
import { drawRow, fitRow, makeRow } from "./row.js";
import { findCut, isScored, shares, winners } from "./shape.js";

/**
 * Draws a board from its one shape, large: rows, their heads, and the edges between them.
 *
 * @typedef {import("./shape.js").Board} Board
 * @typedef {import("./shape.js").Row} Row
 * @typedef {import("./fit.js").Fit} Fit
 */

export class LargeBoard {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  /** @type {Board | null} */
  #shown = null;
  #heads = make("div", "heads");
  #list = make("ol", "rows");
  #edges = make("div", "edges");

  /**
   * @param {HTMLElement} root an empty element whose size the board fills
   * @param {() => number} [unit] what type is measured in, in pixels; a hundredth of the screen's height
   */
  constructor(root, unit = screenUnit) {
    this.root = root;
    this.unit = unit;
    root.replaceChildren(this.#heads, this.#list, this.#edges);
    const redraw = () => this.redraw();
    onFonts(redraw);
    new ResizeObserver(redraw).observe(root);
  }

  /**
   * Shows a board. Rows of the same teams travel to their new places; another contest fades in.
   *
   * @param {Board} board
   */
  draw(board) {
    const before = this.#shown;
    const same = before !== null && sameField(before, board);
    const seen = same ? places(this.#rows.values()) : new Map();
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
    const fit = fitBoard(spaceOf(this.root, this.unit()), demandOf(board));
    applyFit(this.root, fit);
    this.#drawRows(board, fit, animated);
    drawHeads(this.#heads, board, fit);
    drawEdges(this.#edges, board, fit, animated);
  }

  /**
   * @param {Board} board
   * @param {Fit} fit
   * @param {boolean} animated
   */
  #drawRows(board, fit, animated) {
    const share = shares(board.rows);
    const drawing = {
      scored: isScored(board),
      rounds: board.rounds,
      winners: winners(board),
      cutShown: cutShown(board),
      animated,
    };
    const elements = board.rows.map((row, i) => {
      const element = this.#rows.get(row.team.id) ?? makeRow();
      this.#rows.set(row.team.id, element);
      drawRow(element, row, { ...drawing, share: share[i] ?? 0 });
      fitRow(element, row, fit);
      element.style.left = `${fit.slots[i]?.x ?? 0}px`;
      element.style.top = `${fit.slots[i]?.y ?? 0}px`;
      return element;
    });
    putInOrder(this.#list, elements);
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
function cutShown(board) {
  const cut = findCut(board);
  return cut.after !== null || cut.tied !== null;
}

function screenUnit() {
  return Math.min(window.innerHeight, (window.innerWidth * 9) / 16) / 100;
}

/**
 * @param {HTMLElement} root
 * @param {number} unit
 * @returns {import("./fit.js").Space}
 */
function spaceOf(root, unit) {
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
}

/**
 * @param {HTMLElement} layer
 * @param {Board} board
 * @param {Fit} fit
 */
function drawHeads(layer, board, fit) {
  const texts = headsOf(board, fit.numbered);
  const columns = fit.figures ? Math.ceil(board.rows.length / fit.perColumn) : 0;
  const drawn = Array.from({ length: columns }, (_, column) => {
    const heads = texts.map((text, i) => {
      const head = make("span", "head", text);
      head.dataset.state = board.rounds[i]?.state ?? "pending";
      return head;
    });
    const strip = make("div", "head-strip", ...heads);
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
