import { plainly } from "../common/amount.js";
import { closest } from "../common/dom.js";

/**
 * The keyboard in a grid: one stop for Tab, arrows from cell to cell, Enter or a figure to correct.
 *
 * @typedef {{team: string, judge: string | null, typed: string,
 *   entered?: import("../common/criteria.js").Values | null}} Picked
 */

const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
});

/**
 * @param {HTMLElement} table
 * @param {(picked: Picked) => void} onPick
 */
export function listenToGrid(table, onPick) {
  table.addEventListener("click", ({ target }) => {
    const cell = cellOf(target);
    if (cell) onPick(picked(cell, ""));
  });
  table.addEventListener("focusin", ({ target }) => {
    const cell = cellOf(target);
    if (cell) stopAt(table, cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) neighbour(cell, step)?.focus();
    else if (/^[0-9-]$/.test(plainly(event.key))) onPick(picked(cell, plainly(event.key)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/**
 * After drawing: exactly one cell is reached by Tab, the one that was last in use.
 *
 * @param {HTMLElement} table
 */
export function keepOneStop(table) {
  const stop = table.querySelector(".cell[tabindex='0']") ?? table.querySelector(".cell");
  if (stop instanceof HTMLElement) stopAt(table, stop);
}

/**
 * Puts the keyboard into the grid.
 *
 * @param {HTMLElement} table
 */
export function focusGrid(table) {
  const stop = table.querySelector(".cell[tabindex='0']");
  if (stop instanceof HTMLElement) stop.focus();
}

/**
 * The cell of a team and a judge, wherever it is drawn by now.
 *
 * @param {HTMLElement} table
 * @param {string} team
 * @param {string | null} judge
 */
export function cellAt(table, team, judge) {
  const row = table.querySelector(`[data-row="${CSS.escape(team)}"]`);
  const where = judge === null ? ".cell" : `[data-judge="${CSS.escape(judge)}"] .cell`;
  const cell = row?.querySelector(where);
  return cell instanceof HTMLElement ? cell : null;
}

/**
 * @param {HTMLElement} table
 * @param {HTMLElement} stop
 */
function stopAt(table, stop) {
  for (const cell of table.querySelectorAll(".cell[tabindex='0']"))
    if (cell !== stop) cell.setAttribute("tabindex", "-1");
  stop.tabIndex = 0;
}

/**
 * The next cell in a direction that is a button.
 *
 * @param {HTMLElement} cell
 * @param {[number, number]} step rows and columns
 */
function neighbour(cell, [down, right]) {
  const td = cell.closest("td");
  const tr = td?.closest("tr");
  const rows = [...(tr?.parentElement?.children ?? [])];
  let y = tr ? rows.indexOf(tr) : 0;
  let x = td?.cellIndex ?? 0;
  for (;;) {
    y += down;
    x += right;
    const row = rows[y];
    const there = row instanceof HTMLTableRowElement ? row.cells[x] : undefined;
    if (!there) return null;
    const found = there.querySelector(".cell");
    if (found instanceof HTMLElement) return found;
  }
}

/** @param {EventTarget | null} target */
function cellOf(target) {
  return closest(target, ".cell");
}

/**
 * @param {HTMLElement} cell
 * @param {string} typed
 * @returns {Picked}
 */
function picked(cell, typed) {
  const row = cell.closest("[data-row]");
  const judge = cell.closest("[data-judge]")?.getAttribute("data-judge") ?? null;
  return { team: row?.getAttribute("data-row") ?? "", judge, typed };
}
