import { widthOf } from "../board/measure.js";
import { linesOf, unparted } from "../board/name.js";
import { tablesOf } from "../board/tables.js";
import { goingOnWord } from "../board/wording.js";
import { printed } from "../common/amount.js";
import { make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { writer } from "./figures.js";
import { endPages, turnPages } from "./paging.js";
import { unitOf } from "./unit.js";

/**
 * Those who go on, large in the middle, and the others in a quiet list below.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {{id: string, name: string, region?: string}} Team
 * @typedef {{team: Team, rank: number | null, total: string | null, way?: import("../board/model.js").Row["admitted"]}} Going
 * @typedef {{team: Team, rank: number | null}} Out
 * @typedef {{columns: number, rows: number, size: number, height: number, width: number}} Plates
 */

/** Sizes in hundredths of the picture's height. */
const NAME = 7;
const LEAST_NAME = 2.6;
const GAP = 1.4;
const HEIGHT = 12.5;
const WIDTH = 118;
const HEAD = 15;
const LINE = 3.9;
const MOST_LINES = 3;
const WORDS = 2.6;
const BETWEEN_WORDS = 2.4;
/**
 * @param {HTMLElement} tableau
 * @param {{stage: {name: string}, next: {name: string} | null, going: Going[], out: Out[]}} shows
 * @param {Board} board
 */
export function drawTableau(tableau, { next, going, out }, board) {
  if (tableau.childElementCount === 0) {
    tableau.append(
      make("h2", { class: "tableau-head", dir: "auto" }),
      make("ol", { class: "tableau-plates" }),
      make("div", { class: "tableau-out" }),
    );
  }
  const [head, plates, list] = /** @type {HTMLElement[]} */ ([...tableau.children]);
  if (!head || !plates || !list) return;
  setText(head, next ? t("Through to %(stage)s", { stage: next.name }) : t("Through"));
  const unit = unitOf(tableau);
  const width = tableau.clientWidth / unit;
  const tall = tableau.clientHeight / unit;
  const lines = drawOut(list, out, width);
  const titles = titlesOf(board);
  // The lowest was told first; here they stand as on the board.
  const at = new Map(board.rows.map(({ team }, i) => [team.id, i]));
  const inOrder = going
    .toReversed()
    .sort((one, other) => (at.get(one.team.id) ?? 0) - (at.get(other.team.id) ?? 0));
  const free = tall - HEAD - lines * LINE - (lines > 0 ? 3 : 0);
  drawPlates(
    plates,
    inOrder,
    fitPlates(inOrder, { width, height: free, beside: widest(titles) }),
    titles,
  );
}

/** @param {HTMLElement} root */
export function endTableau(root) {
  const list = root.querySelector(".tableau-out");
  if (list) endPages(list);
}

/**
 * What table each team is of, where there are several.
 *
 * @param {Board} board
 * @returns {Map<string, string>}
 */
function titlesOf(board) {
  const tables = tablesOf(board);
  if (tables.length < 2) return new Map();
  return new Map(
    tables.flatMap(({ title, board: own }) => own.rows.map(({ team }) => [team.id, title])),
  );
}

/**
 * What the table beside a name takes, where that must be said.
 *
 * @param {Map<string, string>} titles
 */
const widest = (titles) =>
  titles.size === 0
    ? 0
    : (Math.max(...[...titles.values()].map((one) => widthOf(one))) + 1) * WORDS;

/**
 * In how few columns the names are largest.
 *
 * @param {Going[]} going
 * @param {{width: number, height: number, beside: number}} room
 * @returns {Plates}
 */
function fitPlates(going, room) {
  const names = going.map(({ team }) => unparted(team.name));
  let best = platesIn(1, names, room);
  for (let columns = 2; columns <= Math.min(4, names.length); columns += 1) {
    const next = platesIn(columns, names, room);
    if (next.size > best.size + 0.3) best = next;
  }
  return best;
}

/**
 * @param {number} columns
 * @param {string[]} names
 * @param {{width: number, height: number, beside: number}} room
 * @returns {Plates}
 */
function platesIn(columns, names, room) {
  const rows = Math.ceil(names.length / columns);
  const all = columns === 1 ? Math.min(WIDTH, room.width) : room.width;
  const width = (all - 2 * GAP * (columns - 1)) / columns;
  const height = Math.min(HEIGHT, (room.height - GAP * (rows - 1)) / rows);
  for (let size = NAME; size > LEAST_NAME; size -= 0.1) {
    // Place and total stand beside the name, as large as the name makes them.
    const free = (width - 6.2 * size - room.beside) / size;
    const most = Math.floor((height - 1) / (1.2 * size));
    const fits = names.every(
      (name) =>
        most > 0 && (widthOf(name, 700) <= free || linesOf(name, free) <= Math.min(2, most)),
    );
    if (fits) return { columns, rows, size, height, width };
  }
  return { columns, rows, size: Math.min(LEAST_NAME, Math.max(2.2, height / 1.3)), height, width };
}

/**
 * @param {HTMLElement} plates
 * @param {Going[]} going
 * @param {Plates} fit
 * @param {Map<string, string>} titles
 */
function drawPlates(plates, going, fit, titles) {
  const { style } = plates;
  const writes = writer(going.map(({ total }) => total));
  style.setProperty("--rows", String(fit.rows));
  style.setProperty("--columns", String(fit.columns));
  style.setProperty("--size", fit.size.toFixed(2));
  style.setProperty("--plate-height", fit.height.toFixed(2));
  style.setProperty("--plate-width", fit.width.toFixed(2));
  reconcile(plates, going, {
    key: ({ team }) => team.id,
    make: () =>
      make(
        "li",
        { class: "tableau-plate" },
        make("span", { class: "plate-ground" }),
        make("span", { class: "plate-place" }),
        make("span", { class: "plate-name", dir: "auto" }),
        make("span", { class: "plate-of", dir: "auto" }),
        make("span", { class: "plate-total" }),
      ),
    draw: (plate, { team, rank, total, way }) => {
      const [ground, place, name, of, sum] = /** @type {HTMLElement[]} */ ([...plate.children]);
      if (!ground || !place || !name || !of || !sum) return;
      plate.dataset.goes = team.id;
      ground.dataset.shared = `row:${team.id}`;
      place.dataset.shared = `place:${team.id}`;
      name.dataset.shared = `team:${team.id}`;
      sum.dataset.shared = `total:${team.id}`;
      setText(place, printed(rank));
      setText(name, unparted(team.name));
      const beside =
        goingOnWord({ admitted: way ?? null, barred: null }) ||
        titles.get(team.id) ||
        team.region ||
        "";
      const left = fit.width - (6.2 + widthOf(team.name, 700)) * fit.size;
      setText(of, left > (widthOf(beside) + 1) * WORDS ? beside : "");
      setText(sum, writes(total));
    },
  });
}

/**
 * The quiet list: a few lines, and pages where that is not enough for all.
 *
 * @param {HTMLElement} list
 * @param {Out[]} out
 * @param {number} width
 * @returns {number} how many lines it takes
 */
function drawOut(list, out, width) {
  const lines = linesFor(out, width);
  const pages = Math.ceil(lines.length / MOST_LINES);
  const each = Math.ceil(lines.length / Math.max(1, pages));
  const key = JSON.stringify([
    each,
    out.map(({ team }) => team.id),
    lines.map((one) => one.length),
  ]);
  turnPages(list, key, pages, (n) => drawLines(list, lines.slice(n * each, (n + 1) * each)));
  return Math.min(lines.length, each);
}

/**
 * @param {Out[]} out
 * @param {number} width
 * @returns {Out[][]}
 */
function linesFor(out, width) {
  /** @type {Out[][]} */
  const lines = [];
  let used = Number.POSITIVE_INFINITY;
  for (const one of out) {
    const own =
      widthOf(`${printed(one.rank)} ${one.team.name}`, 500) * WORDS * 1.02 + BETWEEN_WORDS;
    if (used + own > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(one);
    used += own;
  }
  return lines;
}

/**
 * @param {HTMLElement} list
 * @param {Out[][]} lines
 */
function drawLines(list, lines) {
  list.replaceChildren(
    ...lines.map((line) =>
      make(
        "p",
        { class: "out-line" },
        ...line.map(({ team, rank }) =>
          make(
            "span",
            { class: "out-one" },
            make("span", { class: "out-place" }, printed(rank)),
            make(
              "span",
              { class: "out-name", dir: "auto", "data-shared": `team:${team.id}` },
              team.name,
            ),
          ),
        ),
      ),
    ),
  );
}
