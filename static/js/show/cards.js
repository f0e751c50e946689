import { widest } from "../board/measure.js";
import { printed } from "../common/amount.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { fitText, unitAt, whenResized } from "./fitted.js";
import { appear, fade, move, stroke } from "./motions.js";

/**
 * The judges' marks as cards: they lie face down, turn, and those that do not count are struck
 * through.
 *
 * @typedef {import("../common/shapes.js").Card} Card
 */

/** As many cards as stand in one row, where none of them is narrower than this, in u. */
const IN_A_ROW = 9;
const NARROWEST = 9.9;
/** Milliseconds between two cards that turn by themselves, and that one takes. */
const APART = 90;
const TURN = 560;
/** Milliseconds that a stroke takes. */
const STROKE = 320;
/** In u: the widest card and the air between two, what a card keeps free at its sides, the largest mark by rows. */
const WIDEST = 20.5;
const BETWEEN = { 1: 1.7, 2: 1.3 };
const SIDES = 2.2;
const LARGEST = { 1: 8, 2: 5.6 };
/** A mark as wide as most are, so that the first ones are no larger than those still to come. */
const USUAL = "18.5";

/**
 * @param {HTMLElement} list
 * @param {Card[]} cards
 * @param {{played: boolean, over: boolean}} how `played`: those that have been opened turn before the hall's eyes;
 *   `over`: no mark is still to come
 * @returns {number} milliseconds until the last of these lies open
 */
export function drawCards(list, cards, { played, over }) {
  sizeCards(list, cards);
  whenResized(list, () => sizeCards(list, cards));
  let turned = 0;
  reconcile(list, cards, {
    key: ({ judge }) => judge.id,
    make: cardOf,
    draw: (element, card) => {
      const open = over || isOpen(card);
      const opens = open && !element.classList.contains("open");
      drawCard(element, card, open);
      if (!played || !opens) return;
      turnOver(element, turned * APART);
      turned += 1;
    },
  });
  return turned === 0 ? 0 : (turned - 1) * APART + TURN;
}

/**
 * How many rows of cards there are, and how large the marks on them.
 *
 * @param {HTMLElement} list
 * @param {Card[]} cards
 */
function sizeCards(list, cards) {
  const width = list.clientWidth / unitAt(list);
  const narrow = width / cards.length - BETWEEN[1] < NARROWEST;
  const rows = cards.length > IN_A_ROW || narrow ? 2 : 1;
  list.dataset.rows = String(rows);
  const columns = Math.ceil(cards.length / rows);
  list.style.setProperty("--columns", String(columns));
  list.style.setProperty("--between", String(BETWEEN[rows]));
  const room = width - BETWEEN[rows] * (columns - 1);
  const marks = widest([USUAL, ...cards.map(({ value }) => printed(value ?? ""))], 750);
  const fits = (Math.min(WIDEST, room / columns) - SIDES) / marks;
  list.style.setProperty("--mark", Math.min(LARGEST[rows], fits).toFixed(3));
}

/** @param {Card} card */
const isOpen = ({ value, excused }) => value !== null || excused;

/** @param {Card} card */
function cardOf({ judge }) {
  const name = () => make("span", { class: "mark-judge", dir: "auto" }, judge.name);
  return make(
    "li",
    { class: "mark-card" },
    make(
      "div",
      { class: "mark-turning" },
      make("div", { class: "mark-back", "aria-hidden": "true" }, name()),
      make(
        "div",
        { class: "mark-front" },
        make("span", { class: "mark-ground" }),
        name(),
        make(
          "span",
          { class: "mark-figure" },
          make("span", { class: "mark-value" }),
          make("span", { class: "mark-stroke" }),
        ),
        make("span", { class: "mark-word" }),
      ),
    ),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Card} card
 * @param {boolean} open
 */
function drawCard(element, card, open) {
  const { judge, value, dropped, excused } = card;
  element.dataset.judge = judge.id;
  element.classList.toggle("open", open);
  element.classList.toggle("dropped", dropped !== null);
  element.classList.toggle("excused", excused || (open && value === null));
  for (const name of element.querySelectorAll(".mark-judge")) {
    setText(name, judge.name);
    fitText(/** @type {HTMLElement} */ (name), { size: 2.6, least: 2.2, lines: 2, weight: 400 });
  }
  setText(find(".mark-value", element), value === null ? "" : printed(value));
  setText(find(".mark-word", element), wordOf(card, open));
}

/**
 * @param {Card} card
 * @param {boolean} open
 */
function wordOf({ value, dropped, excused }, open) {
  if (dropped === "high") return t("Highest out");
  if (dropped === "low") return t("Lowest out");
  if (excused) return t("does not mark");
  return open && value === null ? t("no mark") : "";
}

/**
 * @param {HTMLElement} element
 * @param {number} wait
 */
function turnOver(element, wait) {
  const frames = [{ transform: "rotateY(180deg)" }, { transform: "rotateY(0deg)" }];
  move(find(".mark-turning", element), "turn", frames, { wait, takes: TURN });
}

/**
 * Strikes through what is dropped.
 *
 * @param {HTMLElement} list
 * @param {number} wait
 * @returns {number} milliseconds until that is done
 */
export function strikeDropped(list, wait) {
  const dropped = [...list.querySelectorAll(".mark-card.dropped")];
  for (const card of dropped) {
    stroke(find(".mark-stroke", card), wait, STROKE);
    fade(find(".mark-value", card), 1, wait, STROKE);
    fade(find(".mark-ground", card), 1, wait, STROKE);
    appear(find(".mark-word", card), wait + STROKE / 2, STROKE);
  }
  return dropped.length > 0 ? wait + STROKE * 1.5 : wait;
}
