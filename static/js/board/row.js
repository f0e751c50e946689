import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { slide } from "../common/flip.js";
import { t } from "../common/phrases.js";
import { markColour } from "./colour.js";
import { widthOf } from "./measure.js";
import { fitName, unparted } from "./name.js";
import { isSealed } from "./sealed.js";
import {
  conductWords,
  movement,
  noteWord,
  prizeWords,
  saidOf,
  tokenSign,
  tokensOf,
} from "./wording.js";
import { awaitedFigures, awaitedText, figureText, totalText } from "./written.js";

/**
 * One row of the projector's board.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Round} Round
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {object} Drawing what a row needs to know besides its own figures
 * @property {Board} board
 * @property {boolean} cutShown whether some rows advance and others do not
 * @property {boolean} animated
 * @property {number} later milliseconds until its numbers count
 * @typedef {object} Plan what of a row's words has room, and how large its name is
 * @property {string} prize
 * @property {boolean} prized
 * @property {boolean} region whether there is room for it
 * @property {boolean} decided
 * @property {boolean} tokens
 * @property {boolean} crownless
 * @property {{size: number, lines: number, whole: boolean}} name
 * @property {number} ends where its last word ends, in em of a name, the region left out
 */

/** What the style sheet puts between the letters of small print, in em. */
const SPACED = 0.04;
/** How much smaller names are set for a prize beside one of them, at most. */
const SMALLER = 0.6;
/** Between the words of a row, in em of a name. */
const GAP = 0.4;

/** An empty row; `drawRow` fills it. */
export function makeRow() {
  // Names come in every script; each decides its own direction and none turns its neighbours round.
  const name = make("span", { class: "name", dir: "auto" });
  const region = make("span", { class: "region", dir: "auto" });
  return make(
    "div",
    { class: "row", role: "row" },
    make("span", { class: "row-gold" }),
    make("span", { class: "track" }, make("span", { class: "bar" })),
    make(
      "span",
      { class: "place", role: "cell" },
      make("span", { class: "place-number" }),
      make("span", { class: "place-tie" }),
    ),
    make(
      "span",
      { class: "who", role: "rowheader" },
      name,
      make("span", { class: "crown" }),
      make("span", { class: "prize", dir: "auto" }),
      region,
      make("span", { class: "tokens" }),
      make("span", { class: "decided" }),
    ),
    make("span", { class: "figures" }),
    make(
      "span",
      { class: "move", role: "cell" },
      make("span", { class: "move-arrow" }),
      make("span", { class: "move-number" }),
    ),
    make(
      "span",
      { class: "total", role: "cell" },
      make("span", { class: "chip", "aria-hidden": "true" }),
      make("span", { class: "total-number" }),
    ),
  );
}

/**
 * What a row says of its score: totals and figures count, its words stand at once.
 *
 * @param {HTMLElement} element from `makeRow`
 * @param {Row} row
 * @param {Drawing} drawing
 */
export function drawRow(element, row, drawing) {
  const { board, animated, later } = drawing;
  const { winners } = board;
  const { dataset } = element;
  dataset.team = row.team.id;
  markColour(element, row.team.colour);
  dataset.rank = row.rank === null ? "" : String(row.rank);
  dataset.total = row.total ?? "";
  dataset.tied = String(row.tied);
  element.classList.toggle("unscored", !board.places_shown || row.total === null);
  element.classList.toggle("winner", winners.includes(row.team.id));
  element.classList.toggle("provisional", row.provisional && row.total !== null);
  setText(find(".name", element), unparted(row.team.name));
  setText(find(".prize", element), prizeWords(row));
  setText(find(".region", element), row.team.region);
  setText(find(".decided", element), saidOf(row));
  drawTokens(find(".tokens", element), row);
  setText(find(".crown", element), winners.length > 1 ? t("Joint winner") : t("Winner"));
  drawFigures(find(".figures", element), row, drawing);
  countTo(find(".total-number", element), totalText(board, row), animated, later);
}

/**
 * What a row says of its place: it changes when the row sets out for it.
 *
 * @param {HTMLElement} element from `makeRow`
 * @param {Row} row
 * @param {Pick<Drawing, "board" | "cutShown">} drawing
 */
export function drawPlace(element, row, { board, cutShown }) {
  const scored = board.places_shown;
  const { dataset } = element;
  dataset.cut = cutShown ? (row.cut ?? "") : "";
  dataset.medal = String(row.medal ?? "");
  element.classList.toggle("shared", scored && row.tied && row.rank !== null);
  setText(find(".place-number", element), scored ? printed(row.rank) : "–");
  setText(find(".place-tie", element), t("tied"));
  drawMovement(element, scored && row.rank !== null ? row.movement : null);
}

/**
 * How long its bar is, as a share of the track; -1 for none.
 *
 * @param {HTMLElement} element from `makeRow`
 * @param {number} part
 * @param {boolean} animated
 * @param {import("../common/flip.js").Pace} [pace]
 */
export function drawBar(element, part, animated, pace) {
  const moved = Math.round((part - 1) * 10_000) / 100;
  slide(find(".bar", element), `translateX(${moved}%)`, animated, pace);
}

/**
 * @param {HTMLElement} element
 * @param {Row} row
 */
function drawTokens(element, row) {
  reconcile(element, tokensOf(row), {
    key: ({ name }) => name,
    make: () => make("span", { class: "token" }),
    draw: (mark, token) => {
      setText(mark, tokenSign(token));
      setAttributes(mark, { "data-used": token.used });
    },
  });
}

/**
 * @param {HTMLElement} element
 * @param {number | null} places
 */
function drawMovement(element, places) {
  const { direction, text } = movement(places);
  find(".move", element).dataset.direction = direction;
  setText(find(".move-number", element), text);
}

/**
 * @param {HTMLElement} figures
 * @param {Row} row
 * @param {Drawing} drawing
 */
function drawFigures(figures, row, { board, animated, later }) {
  const { rounds } = board;
  while (figures.children.length > rounds.length) figures.lastElementChild?.remove();
  while (figures.children.length < rounds.length)
    figures.append(
      make(
        "span",
        { class: "figure", role: "cell" },
        make("span", { class: "figure-number" }),
        make(
          "small",
          { class: "figure-awaited" },
          make("span", { class: "in-words" }),
          make("span", { class: "in-figures" }),
        ),
      ),
    );
  rounds.forEach((round, i) => {
    const figure = /** @type {HTMLElement} */ (figures.children[i]);
    figure.dataset.state = round.state;
    const awaited = awaitedText(row, round.id);
    figure.classList.toggle("missed", row.cells[round.id] === "absent");
    figure.classList.toggle("awaits", awaited !== "");
    figure.classList.toggle("sealed", isSealed(board, row, round.id));
    setText(find(".in-words", figure), awaited);
    setText(find(".in-figures", figure), awaitedFigures(row, round.id));
    const text = figureText(board, row, round.id);
    countTo(find(".figure-number", figure), text || " ", animated, later);
  });
}

/**
 * As many of a team's prizes as there is room for, the first before the others; "" for none.
 *
 * @param {Row} row
 * @param {(text: string) => boolean} fits
 */
function prizesThatFit({ prizes = [] }, fits) {
  for (let count = prizes.length; count > 0; count -= 1) {
    const text = prizeWords({ prizes: prizes.slice(0, count) });
    if (fits(text)) return text;
  }
  return "";
}

/**
 * Which of a row's words have room. A name is never smaller for what stands beside it: the winner's
 * sign goes before that, for the golden row says enough, and then all prizes but what is left of room.
 *
 * @param {Board} board
 * @param {Row} row
 * @param {Fit} fit
 * @returns {Plan}
 */
export function planRow(board, row, fit) {
  const { scale, cells } = fit;
  const text = row.team.name;
  // A bar may run along the foot of the row.
  const high = fit.height / fit.size - 0.1;
  const alone = fitName(text, cells.name, high);
  let free = cells.name;
  const small = (/** @type {string} */ words) =>
    (widthOf(words) + SPACED * words.length) * scale.region + GAP;
  const harmless = (/** @type {number} */ width) => {
    const now = fitName(text, free, high);
    const beside = fitName(text, free - width, high);
    return beside.whole === now.whole && beside.size >= now.size - 0.001;
  };
  const take = (/** @type {number} */ width, room = harmless(width)) => {
    if (room) free -= width;
    return room;
  };
  const won = board.winners.includes(row.team.id);
  const sign = board.winners.length > 1 ? t("Joint winner") : t("Winner");
  const crown = (widthOf(sign, 700) + 0.08 * sign.length + 1.25) * scale.region + GAP;
  // Only a prize can say what was won: for it the names of all rows may be a little smaller.
  const bearable = (/** @type {number} */ width) => {
    const beside = fitName(text, free - width, high);
    return beside.whole === alone.whole && beside.size >= alone.size * SMALLER;
  };
  const prize = prizesThatFit(row, (words) => {
    const width = small(words);
    return take(width, bearable(width));
  });
  const crownless = won && !take(crown);
  const conduct = conductWords(row) !== "";
  const told = conduct && take(small(saidOf(row)));
  const marks = tokensOf(row).reduce((sum, one) => sum + small(tokenSign(one)), 0);
  const tokens = marks > 0 && take(marks);
  // Why a team has no place is said in any row with room: no mark at the foot tells it.
  const wordy = fit.region || fit.figures || noteWord(row) !== "";
  const said = !told && wordy && saidOf(row) !== "" && take(small(saidOf(row)));
  const name = fitName(text, free, high);
  const used = name.lines > 1 ? free : widthOf(text, 700) * name.size;
  return {
    prize,
    prized: prize !== "",
    region: row.team.region === "" || harmless(small(row.team.region)),
    decided: told || said,
    tokens,
    crownless,
    name,
    ends: cells.left + used + (cells.name - free),
  };
}

/**
 * Gives a row's words the room that was planned; the region stands in all rows of a board, or in none.
 *
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {Plan} plan
 * @param {{region: boolean, largest: number}} all what holds for all rows: `largest` is the size of a name, at most
 */
export function fitRow(element, row, plan, { region, largest }) {
  const { classList } = element;
  setText(find(".prize", element), plan.prize || prizeWords(row));
  classList.toggle("with-prize", plan.prized);
  classList.toggle("with-region", region && row.team.region !== "");
  classList.toggle("with-decided", plan.decided);
  classList.toggle("with-conduct", conductWords(row) !== "");
  classList.toggle("with-tokens", plan.tokens);
  classList.toggle("with-note", saidOf(row) !== "" && !noteWord(row) && !plan.decided);
  classList.toggle("crownless", plan.crownless);
  classList.toggle("on-lines", plan.name.lines > 1);
  classList.toggle("cut-off", !plan.name.whole);
  const { style } = find(".name", element);
  const size = Math.min(largest, plan.name.size);
  style.fontSize = `${Math.floor(size * 1000) / 1000}em`;
  style.setProperty("--lines", String(plan.name.lines));
}

/**
 * What a region takes beside a name, in em of it.
 *
 * @param {Row} row
 * @param {Fit} fit
 */
export const regionWidth = ({ team }, { scale }) =>
  team.region ? (widthOf(team.region) + SPACED * team.region.length) * scale.region + GAP : 0;
