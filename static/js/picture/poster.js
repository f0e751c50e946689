import { drawHeading } from "../board/heading.js";
import { OVERALL, roundsOver } from "../board/model.js";
import { SideBySide } from "../board/sidebyside.js";
import { tablesOf } from "../board/tables.js";
import { clockTime, cutWord, markWords, rankingRule, saidOf } from "../board/wording.js";
import { find, make, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { applyLook } from "../show/look.js";

/**
 * The poster that becomes the picture: the hall's board with its title, at the picture's own size.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {{width: number, height: number, units: number[]}} Size `units` are what its type may be measured in, in
 *   pixels: the first with which the scores of the rounds find room
 */

/** @type {Record<string, Size>} */
export const SIZES = {
  // A telephone shows the upright one small, so its type is as large as its width allows.
  "1080x1350": { width: 1080, height: 1350, units: [8.4, 7.4, 6.6, 5.8, 5.2] },
  "1920x1080": { width: 1920, height: 1080, units: [10.8, 9.4, 8.2] },
};

/**
 * Builds the poster inside an element, which must be in the page.
 *
 * @param {HTMLElement} holder
 * @param {Board} board
 * @param {Size} size
 * @returns {HTMLElement}
 */
export function drawPoster(holder, board, size) {
  const poster = make(
    "div",
    { class: "poster" },
    make(
      "header",
      { class: "poster-head" },
      make(
        "div",
        { class: "poster-title" },
        make("p", { class: "poster-small" }),
        make("p", { class: "poster-large" }),
      ),
      make(
        "div",
        { class: "poster-now" },
        make("p", { class: "poster-stage" }),
        make("p", { class: "poster-when" }),
      ),
    ),
    make("section", { class: "standings" }),
    make(
      "footer",
      { class: "poster-foot" },
      make("p", { class: "poster-rule" }),
      make("p", { class: "poster-open" }),
    ),
  );
  applyLook(poster, page.look);
  poster.dataset.version = String(board.version);
  poster.classList.toggle("upright", size.height > size.width);
  // Totals of different stages do not compare: over all stages no bar is drawn of them.
  poster.classList.toggle("overall", board.stage.id === OVERALL);
  poster.style.width = `${size.width}px`;
  poster.style.height = `${size.height}px`;
  poster.style.setProperty("--u", `${size.units[0]}px`);
  holder.replaceChildren(poster);
  fillHead(poster, board);
  drawBoard(find(".standings", poster), board, size.units);
  alike(find(".standings", poster));
  fillFoot(poster, board);
  return poster;
}

/**
 * The standings without movement: a picture is looked at when nothing moves any more.
 *
 * @param {HTMLElement} root
 * @param {Board} board
 * @param {number[]} units
 */
function drawBoard(root, board, units) {
  const still = board.rows.map((row) => ({ ...row, movement: null }));
  let unit = units[0] ?? 1;
  const large = new SideBySide(root, () => unit);
  large.draw({ ...board, rows: still });
  const whole = () => root.querySelector(".cut-off") === null;
  // Numbers over the scores would say nothing to whoever was not there.
  const readable = () =>
    !root.matches(":has(.no-figures), .no-figures") &&
    root.querySelector(".head")?.textContent !== "1";
  const draws = (/** @type {number} */ next) => {
    unit = next;
    large.redraw();
  };
  for (const enough of [() => whole() && readable(), whole]) {
    for (const next of units) {
      draws(next);
      if (enough()) return;
    }
  }
  draws(units[0] ?? 1);
}

/**
 * All names in the one size that each of them has room for.
 *
 * @param {HTMLElement} root
 */
function alike(root) {
  const names = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".row .name")]);
  const sizes = names.map(({ style }) => Number.parseFloat(style.fontSize) || 1);
  for (const { style } of names) style.fontSize = `${Math.min(...sizes)}em`;
}

/**
 * @param {HTMLElement} poster
 * @param {Board} board
 */
function fillHead(poster, board) {
  const { stage, announced, at } = board;
  setText(find(".poster-stage", poster), stage.name);
  const final = announced ? (announced.winners.length > 0 ? t("Result") : t("Announced")) : "";
  const state = final || t("As of %(time)s", { time: clockTime(at).slice(0, 5) });
  const words = page.rehearsal ? [t("Rehearsal")] : [state, page.date].filter(Boolean);
  setText(find(".poster-when", poster), words.join(" · "));
  drawHeading(find(".poster-large", poster), find(".poster-small", poster), board);
}

/**
 * @param {HTMLElement} poster
 * @param {Board} board
 */
function fillFoot(poster, board) {
  const shared = board.places_shown && board.rows.length > 1;
  setText(find(".poster-rule", poster), shared ? rankingRule(board) : "");
  const open = board.rows.some((row) => row.provisional);
  const noting = board.rows.filter((row) => !row.outside && saidOf(row) !== "");
  // The mark is explained only where a row carries it; a row with room says it in words.
  const marked = poster.querySelector(".with-note") !== null;
  const notes = [
    marked ? `† ${markWords(noting)}` : "",
    open ? t("Provisional: marks are still to come") : "",
    ...tablesOf(board).map((table) => tiedWords(table)),
  ];
  setText(find(".poster-open", poster), notes.filter(Boolean).join(" · "));
}

/** @param {import("../board/tables.js").Table} table */
function tiedWords({ title, board }) {
  return board.cut_line?.tied && roundsOver(board)
    ? [title, cutWord(board)].filter(Boolean).join(" ")
    : "";
}

/**
 * Waits until the poster stands in its own fonts.
 *
 * @param {HTMLElement} poster
 */
export async function settled(poster) {
  const text = poster.textContent ?? "";
  const family = getComputedStyle(poster).fontFamily;
  await Promise.allSettled(
    [400, 700].map((weight) => document.fonts.load(`${weight} 20px ${family}`, text)),
  );
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
