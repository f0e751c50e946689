import { widest } from "../../board/measure.js";
import { shares } from "../../board/model.js";
import { printed } from "../../common/amount.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { writer } from "../figures.js";
import { fitText, unitAt, whenResized } from "../fitted.js";
import { drawHead } from "../head.js";
import { count, fade, grow, rest } from "../motions.js";
import { endPages, turnPages } from "../paging.js";

/**
 * The scores of one round, best first: each bar grows in, from the last team to the first.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../../common/shapes.js").RoundShows} Shows
 */

/** As many rows as one column has before there are two, and two before there are three. */
const IN_ONE = 12;
const IN_TWO = 32;
/** Between two columns, in u; a figure's size, and what stands beside name and figure, in em of a name. */
const BETWEEN = 1.6;
const FIGURE = 1.15;
const ASIDE = 1.6;
/** Rows grow no higher than if there were so many. */
const FEWEST = 4;
/** A name at its largest and smallest, in u. */
const LARGEST = 7;
const SMALLEST = 2.2;
/** Milliseconds before the first bar grows, between two at the most, and from the first to the last. */
const BEGIN = 500;
const APART = 140;
const ALL = 1600;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const shows = /** @type {Shows | null} */ (told.scene.shows);
    if (!shows) return;
    const drawn = /** @type {HTMLElement | null} */ (root.querySelector(":scope > .round"));
    const view = drawn ?? root.appendChild(make("section", { class: "round" }));
    if (!drawn)
      view.append(make("ol", { class: "round-rows" }), make("p", { class: "round-page" }));
    const state = told.board.rounds.find(({ id }) => id === shows.round.id)?.state;
    const said = JSON.stringify([shows, state, told.scene.put]);
    if (view.dataset.said === said) return;
    view.dataset.said = said;
    rest(view);
    const more = state === "open" ? t("Running") : "";
    drawHead(view, told.board, { what: [told.board.stage.name, shows.round.name], more });
    const list = find(".round-rows", view);
    drawRows(list, shows, told, state === "closed");
    whenResized(list, () => drawRows(list, shows, told, state === "closed"));
    if (!drawn && !told.settled && !unmoved()) comeIn(view, shows);
  },
  leave: (/** @type {HTMLElement} */ root) => {
    const list = root.querySelector(".round-rows");
    if (list) endPages(list);
  },
};

/**
 * @param {HTMLElement} list
 * @param {Shows} shows
 * @param {Told} told
 * @param {boolean} over whether the round is closed: its best is then decided
 */
function drawRows(list, { rows }, { board }, over) {
  const { columns, shown } = placed(list, rows);
  const high = Math.ceil(shown / columns);
  list.style.setProperty("--columns", String(columns));
  list.style.setProperty("--rows", String(high));
  const unit = unitAt(list);
  const each = list.clientHeight / unit / Math.max(high, FEWEST);
  const size = Math.max(SMALLEST, Math.min(LARGEST, each * 0.5));
  list.style.setProperty("--size", size.toFixed(3));
  const figures = figuresOf(rows);
  list.style.setProperty("--figure", (widest(figures, 750) + 0.1).toFixed(3));
  const scored = rows.map((row) => ({ ...row, total: row.score, incomplete: false }));
  const bars = shares({ ...board, rows: /** @type {any} */ (scored) });
  const best = over ? rows[0]?.score : null;
  const draw = (/** @type {Shows["rows"]} */ page) =>
    reconcile(list, page, {
      key: ({ team }) => team.id,
      make: rowOf,
      draw: (element, { team, score, total }) => {
        const i = rows.findIndex((row) => row.team.id === team.id);
        element.dataset.first = String(score !== null && score === best);
        const name = find(".round-name", element);
        name.dataset.shared = `team:${team.id}`;
        setText(name, team.name);
        fitText(name, { size, least: SMALLEST, lines: size > 4 ? 2 : 1, onLines: size * 0.7 });
        setText(find(".round-score", element), figures[i] ?? "");
        setText(
          find(".round-total", element),
          total === null || columns > 1 ? "" : t("total %(n)s", { n: printed(total) }),
        );
        find(".round-bar", element).style.transform = `scaleX(${bars[i] ?? 0})`;
      },
    });
  const key = `${shown} ${size} ${JSON.stringify([rows, over])}`;
  const pages = Math.ceil(rows.length / shown);
  const said = find(".round-page", /** @type {HTMLElement} */ (list.parentElement));
  if (pages < 2) setText(said, "");
  turnPages(list, key, pages, (page) => {
    draw(rows.slice(page * shown, (page + 1) * shown));
    if (pages > 1) setText(said, t("Page %(n)s of %(of)s", { n: page + 1, of: pages }));
  });
}

/**
 * In how many columns the rows stand, and how many on one page: three columns only where the longest name is whole.
 *
 * @param {HTMLElement} list
 * @param {Shows["rows"]} rows
 */
function placed(list, rows) {
  if (rows.length <= IN_ONE) return { columns: 1, shown: rows.length };
  if (rows.length <= IN_TWO) return { columns: 2, shown: rows.length };
  const third = (list.clientWidth / unitAt(list) - 2 * BETWEEN) / 3 / SMALLEST;
  const figure = widest(figuresOf(rows), 750) * FIGURE + ASIDE;
  const longest = widest(
    rows.map(({ team }) => team.name),
    750,
  );
  if (longest + figure <= third) return { columns: 3, shown: rows.length };
  return { columns: 2, shown: Math.ceil(rows.length / Math.ceil(rows.length / IN_TWO)) };
}

/**
 * All scores as they are written: each with as many decimals as one of them needs.
 *
 * @param {Shows["rows"]} rows
 */
function figuresOf(rows) {
  const write = writer(rows.map(({ score }) => score));
  return rows.map(({ score }) => write(score));
}

function rowOf() {
  return make(
    "li",
    { class: "round-row" },
    make("span", { class: "round-track" }, make("span", { class: "round-bar" })),
    make("span", { class: "round-name", dir: "auto" }),
    make("span", { class: "round-total" }),
    make("span", { class: "round-score" }),
  );
}

/**
 * @param {HTMLElement} view
 * @param {Shows} shows
 */
function comeIn(view, { rows }) {
  const figures = figuresOf(rows).map((figure) => figure.replace("−", "-"));
  const apart = Math.min(APART, ALL / Math.max(1, rows.length));
  const elements = [...view.querySelectorAll(".round-row")];
  elements.forEach((element, i) => {
    const wait = BEGIN + (elements.length - 1 - i) * apart;
    const score = rows[i]?.score && figures[i];
    grow(find(".round-bar", element), wait);
    fade(find(".round-score", element), 0, wait);
    fade(find(".round-total", element), 0, wait + 300);
    if (score) count(find(".round-score", element), score, { wait });
  });
}
