import { make } from "../common/dom.js";
import { unmoved } from "../common/flip.js";
import { roundsOver, sharedPlaces } from "./model.js";
import { cutWord } from "./wording.js";

/**
 * Brackets along shared places, and the line below the advancing group. They belong to places, not
 * to teams, so they do not travel: they fade out while rows pass and come back after.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Span} Span
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 */

/**
 * @param {string} className
 * @param {Box} box
 * @param {string} [word]
 */
function edge(className, { x, y, width, height }, word) {
  const element = make("div", { class: className });
  if (word) element.append(make("span", { class: "edge-word" }, word));
  const { style } = element;
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
  return element;
}

/**
 * The stretches of a span that stand in one column each.
 *
 * @param {Span} span
 * @param {Fit} fit
 * @returns {(Span & {box: Box, opens: boolean, closes: boolean})[]}
 */
function stretches(span, { perColumn, slots, width, height }) {
  const found = [];
  for (let first = span.first; first <= span.last; ) {
    const last = Math.min(span.last, (Math.floor(first / perColumn) + 1) * perColumn - 1);
    const top = slots[first] ?? { x: 0, y: 0 };
    const bottom = slots[last] ?? top;
    const box = { x: top.x, y: top.y, width, height: bottom.y + height - top.y };
    found.push({ first, last, box, opens: first === span.first, closes: last === span.last });
    first = last + 1;
  }
  return found;
}

/**
 * The parts of a span that are in sight, counted in the places where rows stand.
 *
 * @param {Span} span
 * @param {Span[]} shown
 * @returns {Span[]}
 */
function within(span, shown) {
  let at = 0;
  return shown.flatMap((stretch) => {
    const offset = at - stretch.first;
    at += stretch.last - stretch.first + 1;
    const first = Math.max(span.first, stretch.first);
    const last = Math.min(span.last, stretch.last);
    return first > last ? [] : [{ first: first + offset, last: last + offset }];
  });
}

/**
 * @param {Board} board
 * @param {Fit} fit
 * @param {Span[]} shown
 */
function brackets(board, fit, shown) {
  const inset = Math.round(fit.size * fit.scale.pad * 0.36);
  return sharedPlaces(board)
    .flatMap((span) => within(span, shown))
    .flatMap((span) => stretches(span, fit))
    .map(({ box, opens, closes }) => {
      const cap = Math.round(fit.height * 0.2);
      const top = opens ? cap : 0;
      const height = box.height - top - (closes ? cap : 0);
      const thick = Math.max(2, Math.round(fit.size * 0.07));
      return edge("edge bracket", { x: box.x + inset, y: box.y + top, width: thick, height });
    });
}

/**
 * @param {Board} board
 * @param {Fit} fit
 * @param {Span[]} shown
 * @returns {HTMLElement[]}
 */
function cutEdges(board, fit, shown) {
  const line = board.cut_line;
  if (!line) return [];
  const over = roundsOver(board);
  // Nothing is tied for good while there is something to play: then a quiet line says where it ends.
  if (line.tied === 0 || !over) return cutLine(board, fit, shown, line.tied > 0);
  return cutZones(
    board,
    fit,
    within({ first: line.after - line.tied, last: line.after - 1 }, shown),
  );
}

/**
 * @param {Board} board
 * @param {Fit} fit
 * @param {Span[]} shown
 * @param {boolean} quiet
 */
function cutLine(board, fit, shown, quiet) {
  const after = board.cut_line?.after ?? 0;
  const [last] = within({ first: after - 1, last: after - 1 }, shown);
  if (!last) return [];
  const above = fit.slots[last.first] ?? { x: 0, y: 0 };
  const [next] = within({ first: after, last: after }, shown);
  const below = next?.first === last.first + 1 ? fit.slots[next.first] : undefined;
  const bottom = above.y + fit.height;
  const joined = below && below.x === above.x;
  const y = joined ? (bottom + below.y) / 2 : bottom + (fit.extra + fit.gap) / 2;
  const box = { x: above.x, y: Math.round(y), width: fit.width, height: 0 };
  const drawn = edge("edge cut-line", box, quiet ? "" : cutWord(board));
  drawn.classList.toggle("quiet", quiet);
  return [drawn];
}

/**
 * A frame around those who are tied across the cut.
 *
 * @param {Board} board
 * @param {Fit} fit
 * @param {Span[]} spans
 */
function cutZones(board, fit, spans) {
  const around = Math.max(1, Math.round(fit.gap / 2));
  const all = spans.flatMap((span) => stretches(span, fit));
  return all.map(({ box, opens, closes }) => {
    const grown = {
      x: box.x - around,
      y: box.y - around,
      width: box.width + 2 * around,
      height: box.height + 2 * around,
    };
    const zone = edge("edge cut-zone", grown, closes ? cutWord(board) : "");
    zone.classList.toggle("from-before", !opens);
    zone.classList.toggle("goes-on", !closes);
    return zone;
  });
}

/**
 * The line below the rows that stand on every page.
 *
 * @param {Board} board
 * @param {Fit} fit
 * @param {Span[]} shown
 */
function pageEdges(board, fit, shown) {
  const [fixed, others] = shown;
  if (!fixed || !others || board.cut_line?.after === fixed.last + 1) return [];
  const count = fixed.last - fixed.first + 1;
  const above = fit.slots[count - 1] ?? { x: 0, y: 0 };
  const y = Math.round(above.y + fit.height + (fit.extra + fit.gap) / 2);
  return [edge("edge page-line", { x: above.x, y, width: fit.width, height: 0 })];
}

/**
 * Draws the edges anew where they have changed.
 *
 * @param {HTMLElement} layer
 * @param {Board} board
 * @param {Fit} fit
 * @param {boolean} animated
 * @param {Span[]} shown the rows in sight, as stretches of the board
 */
export function drawDividers(layer, board, fit, animated, shown) {
  const edges = [
    ...brackets(board, fit, shown),
    ...cutEdges(board, fit, shown),
    ...pageEdges(board, fit, shown),
  ];
  const key = edges.map((one) => one.outerHTML).join("");
  if (layer.dataset.drawn === key) return;
  layer.dataset.drawn = key;
  layer.replaceChildren(...edges);
  if (!animated || unmoved()) return;
  for (const one of edges) {
    one.animate([{ opacity: 0 }, { opacity: 1 }], {
      duration: 300,
      delay: 450,
      fill: "backwards",
    });
  }
}
