import { SideBySide } from "../../board/sidebyside.js";
import { chosenOf, tablesOf } from "../../board/tables.js";
import { goingOnWord } from "../../board/wording.js";
import { find, make, setAttributes, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { Pairs } from "../pairs.js";
import { drawTableau, endTableau } from "../tableau.js";
import { isAnew, isPlayed, stopTimeline, timelineOf } from "../timeline.js";
import { unitOf } from "../unit.js";

/**
 * Who goes on: the board dims, the line of the cut draws itself, each step lifts a row, from the lowest to the first,
 * and the last one carries them to the middle, under the name of what they go on to. Nobody is deleted: the others
 * remain as a quiet list.
 *
 * @typedef {import("../../board/model.js").Board} Board
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../tableau.js").Going} Going
 * @typedef {{stage: {id: string, name: string}, next: {name: string} | null, going: Going[], out: import("../tableau.js").Out[], count: number}} Shows
 */

/** The scene before has travelled here by then. */
const ARRIVED = 900;
const DIMS = 600;
const DRAWS = 600;
/** A bar fills with gold, and then its word sets in. */
const FILLS = 900;
const CARRIES = 1000;
/** Of more rows than this only those around the cut are drawn, so that they can be read. */
const MOST_ROWS = 40;
const LEAST_ROWS = 20;
const BELOW_THE_CUT = 5;
/** What of a row that goes on becomes a part of its plate, besides its name. */
const PARTS = /** @type {const} */ ([
  ["row", ".advance-fill"],
  ["place", ".place-number"],
  ["total", ".total-number"],
]);

/** @type {WeakMap<HTMLElement, SideBySide>} */
const boards = new WeakMap();

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, told) {
    const shows = /** @type {Shows} */ (told.scene.shows);
    if (isAnew(told)) stopTimeline(root);
    const [standing, tableau] = partsIn(root);
    // Once the next stage has begun its board stands behind this: then only the names are right.
    const over = told.board.stage.id !== shows.stage.id;
    const last = over || (told.scene.of > 0 && told.scene.step >= told.scene.of);
    const pairs = new Pairs(root);
    const carried = last && isPlayed(told) ? pairs.seen([standing]) : null;
    root.classList.toggle("carried", last);
    if (last) drawTableau(tableau, shows, told.board);
    else drawStanding(root, standing, told, shows);
    if (carried) carry(root, pairs, carried, [standing, tableau]);
    else if (!last && isPlayed(told)) play(root, standing, told, shows);
  },

  leave(root) {
    stopTimeline(root);
    endTableau(root);
    boards.get(root)?.end();
    boards.delete(root);
  },
};

/**
 * @param {HTMLElement} root
 * @returns {[HTMLElement, HTMLElement]} the board, and what becomes of it
 */
function partsIn(root) {
  const standing = root.querySelector(":scope > .standings");
  const tableau = root.querySelector(":scope > .tableau");
  if (standing && tableau)
    return [/** @type {HTMLElement} */ (standing), /** @type {HTMLElement} */ (tableau)];
  const made = /** @type {[HTMLElement, HTMLElement]} */ ([
    make("section", { class: "standings advance-board", "aria-label": t("Standings") }),
    make("section", { class: "tableau" }),
  ]);
  root.replaceChildren(...made);
  boards.set(root, new SideBySide(made[0], () => unitOf(root)));
  return made;
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} standing
 * @param {Told} told
 * @param {Shows} shows
 */
function drawStanding(root, standing, { board, scene }, { going }) {
  boards.get(root)?.draw(aroundTheCut(of(board, scene.division), going));
  const told = new Map(going.map((one) => [one.team.id, one]));
  const newest = going.at(-1)?.team.id;
  standing.classList.toggle("some-told", going.length > 0);
  for (const row of rowsIn(standing)) {
    const id = row.dataset.team ?? "";
    for (const part of row.querySelectorAll(".travels")) part.classList.remove("travels");
    share(row, ".name", `team:${id}`);
    const goes = told.has(id);
    row.classList.toggle("goes-on", goes);
    row.classList.toggle("newest", id === newest);
    if (goes) markRow(row, told.get(id)?.way);
    else for (const mark of row.querySelectorAll(".advance-fill, .advance-chip")) mark.remove();
    for (const [part, selector] of PARTS) share(row, selector, goes ? `${part}:${id}` : "");
  }
  fitChips(standing);
}

/**
 * @param {HTMLElement} row
 * @param {string} selector of what becomes something else with the last step
 * @param {string} key "" for none
 */
function share(row, selector, key) {
  const part = row.querySelector(selector);
  if (part) setAttributes(part, { "data-shared": key || null });
}

/**
 * @param {Board} board
 * @param {string | null | undefined} division
 */
const of = (board, division) =>
  division ? chosenOf(board, { divisions: [division], groups: [] }) : board;

/** @param {HTMLElement} standing */
const rowsIn = (standing) =>
  /** @type {HTMLElement[]} */ ([...standing.querySelectorAll(".row[data-team]")]);

/**
 * The rows that this is about, of a board too long to be read as a whole: those down to a little below the line, and
 * whoever was told of further below.
 *
 * @param {Board} board
 * @param {Going[]} going
 * @returns {Board}
 */
function aroundTheCut(board, going) {
  const after = board.cut_line?.after ?? going.length;
  const shown = Math.max(LEAST_ROWS, after + BELOW_THE_CUT);
  if (tablesOf(board).length > 1 || board.rows.length <= MOST_ROWS) return board;
  const told = new Set(going.map(({ team }) => team.id));
  const rows = board.rows.filter((row, i) => i < shown || told.has(row.team.id));
  const tables = board.tables?.map((table) => ({ ...table, teams: rows.length }));
  return { ...board, rows, ...(tables && { tables }) };
}

/**
 * The gold of a row that goes on, and its word.
 *
 * @param {HTMLElement} row
 * @param {Going["way"] | undefined} way how it goes on, where that is not by its place
 */
function markRow(row, way) {
  let chip = /** @type {HTMLElement | null} */ (row.querySelector(".advance-chip"));
  if (!chip) {
    chip = make("span", { class: "advance-chip", dir: "auto" });
    row.prepend(make("span", { class: "advance-fill" }));
    row.append(chip);
  }
  setText(chip, goingOnWord({ admitted: way ?? null, barred: null }) || t("Through"));
}

/**
 * The word stands in all rows that go on, or, where a name leaves no room for it in one of the board's, in none.
 *
 * @param {HTMLElement} standing
 */
function fitChips(standing) {
  const chips = /** @type {HTMLElement[]} */ ([...standing.querySelectorAll(".advance-chip")]);
  for (const chip of chips) chip.hidden = false;
  const begins = Math.min(...chips.map((chip) => leftIn(chip, chip.getBoundingClientRect().left)));
  const fits = rowsIn(standing).every((row) => {
    const name = row.querySelector(".name");
    if (!name || row.classList.contains("off-page")) return true;
    const words = document.createRange();
    words.selectNodeContents(name);
    const end = Math.min(words.getBoundingClientRect().right, name.getBoundingClientRect().right);
    return leftIn(name, end) + 4 < begins;
  });
  for (const chip of chips) chip.hidden = !fits;
}

/**
 * How far from the left of its row a place is, in pixels.
 *
 * @param {Element} part
 * @param {number} at
 */
const leftIn = (part, at) => at - (part.closest(".row")?.getBoundingClientRect().left ?? 0);

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} standing
 * @param {Told} told
 * @param {Shows} shows
 */
function play(root, standing, { scene }, { going }) {
  const timeline = timelineOf(root);
  const newest = going.at(-1)?.team.id;
  const before = scene.step > 1 ? 0.25 : scene.step === 1 ? 0.35 : 1;
  for (const row of rowsIn(standing)) {
    if (row.dataset.team === newest) lift(timeline, row, before);
    else if (scene.step === 0) timeline.appear(row, { from: "1", delay: ARRIVED, duration: DIMS });
    else if (scene.step === 1) timeline.appear(row, { from: "0.35", duration: 400 });
  }
  if (scene.step === 0) drawLine(timeline, standing);
}

/**
 * @param {ReturnType<typeof timelineOf>} timeline
 * @param {HTMLElement} row
 * @param {number} before how bright it was
 */
function lift(timeline, row, before) {
  timeline.animate(row, [{ opacity: before, transform: "none" }, {}], { duration: 500 });
  const fill = row.querySelector(".advance-fill");
  if (fill)
    timeline.animate(fill, [{ transform: "scaleX(0)" }, {}], { delay: 120, duration: FILLS });
  const chip = row.querySelector(".advance-chip");
  const small = { opacity: 0, transform: "translateY(-50%) scale(0.6)" };
  if (chip) timeline.animate(chip, [small, {}], { delay: FILLS * 0.62, duration: 420 });
}

/**
 * The line of the cut draws itself from left to right.
 *
 * @param {ReturnType<typeof timelineOf>} timeline
 * @param {HTMLElement} standing
 */
function drawLine(timeline, standing) {
  for (const line of standing.querySelectorAll(".cut-line")) {
    timeline.animate(line, [{ transform: "scaleX(0)" }, {}], {
      delay: ARRIVED + 250,
      duration: DRAWS,
      pseudoElement: "::before",
    });
  }
}

/**
 * The rows become the names of those who are in, and the board goes.
 *
 * @param {HTMLElement} root
 * @param {Pairs} pairs
 * @param {Map<string, import("../pairs.js").Seen>} before
 * @param {[HTMLElement, HTMLElement]} parts
 */
function carry(root, pairs, before, [standing, tableau]) {
  const timeline = timelineOf(root);
  const seen = { visibility: "visible" };
  for (const row of rowsIn(standing)) {
    const dims = row.classList.contains("goes-on") ? "0" : "0.25";
    timeline.animate(
      row,
      [
        { ...seen, opacity: dims },
        { ...seen, opacity: 0 },
      ],
      { duration: 450 },
    );
  }
  timeline.appear(find(".tableau-head", tableau), { delay: 600, duration: 800, rise: "0.3em" });
  for (const part of tableau.querySelectorAll(".plate-of, .out-place")) {
    timeline.appear(part, { delay: 700, duration: 500 });
  }
  pairs.travel(before, [tableau], { duration: CARRIES, together: true });
  for (const part of standing.querySelectorAll("[data-shared]")) part.classList.add("travels");
}
