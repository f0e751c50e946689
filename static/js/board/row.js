import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { slide } from "../common/flip.js";
import { t } from "../common/phrases.js";
import { markColour } from "./colour.js";
import { widthOf } from "./measure.js";
import { fitName, unparted } from "./name.js";
import {
  conductWords,
  movement,
  noteWord,
  prizeWords,
  saidOf,
  scoreWord,
  tokenSign,
  tokensOf,
} from "./wording.js";

/**
 * One row of the projector's board.
 *
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Round} Round
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {object} Drawing what a row needs to know besides its own figures
 * @property {boolean} scored
 * @property {Round[]} rounds
 * @property {string[]} winners
 * @property {boolean} cutShown whether some rows advance and others do not
 * @property {number} share of the leader's total, 0 to 1
 * @property {boolean} animated
 */

/** What the style sheet puts between the letters of small print, in em. */
const SPACED = 0.04;

/** An empty row; `drawRow` fills it. */
export function makeRow() {
  // Names come in every script; each decides its own direction and none turns its neighbours round.
  const name = make("span", { class: "name", dir: "auto" });
  const region = make("span", { class: "region", dir: "auto" });
  return make(
    "li",
    { class: "row" },
    make("span", { class: "row-gold" }),
    make("span", { class: "track" }, make("span", { class: "bar" })),
    make(
      "span",
      { class: "place" },
      make("span", { class: "place-number" }),
      make("span", { class: "place-tie" }),
    ),
    make(
      "span",
      { class: "who" },
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
      { class: "move" },
      make("span", { class: "move-arrow" }),
      make("span", { class: "move-number" }),
    ),
    make("span", { class: "total" }, make("span", { class: "total-number" })),
  );
}

/**
 * @param {HTMLElement} element from `makeRow`
 * @param {Row} row
 * @param {Drawing} drawing
 */
export function drawRow(element, row, drawing) {
  const { scored, winners, cutShown, share, animated } = drawing;
  const { dataset } = element;
  dataset.team = row.team.id;
  markColour(element, row.team.colour);
  dataset.rank = row.rank === null ? "" : String(row.rank);
  dataset.total = row.total ?? "";
  dataset.tied = String(row.tied);
  dataset.cut = cutShown ? (row.cut ?? "") : "";
  dataset.medal = String(row.medal ?? "");
  element.classList.toggle("unscored", !scored || row.total === null);
  element.classList.toggle("winner", winners.includes(row.team.id));
  element.classList.toggle("provisional", row.provisional && row.total !== null);
  element.classList.toggle("shared", scored && row.tied && row.rank !== null);
  setText(find(".place-number", element), scored ? printed(row.rank) : "–");
  setText(find(".place-tie", element), t("tied"));
  setText(find(".name", element), unparted(row.team.name));
  setText(find(".prize", element), prizeWords(row));
  setText(find(".region", element), row.team.region);
  setText(find(".decided", element), saidOf(row));
  drawTokens(find(".tokens", element), row);
  setText(find(".crown", element), winners.length > 1 ? t("Joint winner") : t("Winner"));
  drawMovement(element, scored && row.rank !== null ? row.movement : null);
  drawFigures(find(".figures", element), row, drawing);
  countTo(find(".total-number", element), row.total ?? "–", animated);
  slide(find(".bar", element), `translateX(${((scored ? share : 0) - 1) * 100}%)`, animated);
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
function drawFigures(figures, row, { rounds, animated }) {
  while (figures.children.length > rounds.length) figures.lastElementChild?.remove();
  while (figures.children.length < rounds.length) figures.append(make("span", { class: "figure" }));
  rounds.forEach((round, i) => {
    const figure = /** @type {HTMLElement} */ (figures.children[i]);
    figure.dataset.state = round.state;
    figure.classList.toggle("missed", row.cells[round.id] === "absent");
    countTo(figure, scoreWord(row, round.id) || " ", animated);
  });
}

/**
 * A name beside the winner's sign; where it would be cut or squeezed, the golden row says enough.
 *
 * @param {string} name
 * @param {number} free room beside the sign, in em of a name
 * @param {number} crowned what the sign takes; 0 where there is none
 * @param {Fit} fit
 */
function fitCrowned(name, free, crowned, { height, size }) {
  const beside = fitName(name, free, height / size);
  if (crowned === 0 || (beside.whole && beside.lines <= 2)) return { ...beside, crownless: false };
  const alone = fitName(name, free + crowned, height / size);
  const better = (alone.whole && !beside.whole) || alone.size > beside.size;
  return better ? { ...alone, crownless: true } : { ...beside, crownless: false };
}

/**
 * As many of a team's prizes as there is room for, the first before the others; "" for none.
 *
 * @param {Row} row
 * @param {(text: string, count: number) => boolean} fits
 */
function prizesThatFit({ prizes = [] }, fits) {
  for (let count = prizes.length; count > 0; count -= 1) {
    const text = prizeWords({ prizes: prizes.slice(0, count) });
    if (fits(text, count)) return text;
  }
  return "";
}

/**
 * Fits a row's words into the room they have: the region leaves first, then the name gives way.
 * So many prizes stay, the first before the others, as the name is whole beside.
 *
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {Fit} fit
 */
export function fitRow(element, row, fit) {
  const { scale, cells } = fit;
  const name = widthOf(row.team.name, 700);
  const gap = 0.4;
  const won = element.classList.contains("winner");
  const crown = find(".crown", element).textContent ?? "";
  const crowned = (widthOf(crown, 700) + 0.08 * crown.length + 1.25) * scale.region + gap;
  let sign = won ? crowned : 0;
  let free = cells.name - sign;
  const small = (/** @type {string} */ text) =>
    (widthOf(text) + SPACED * text.length) * scale.region + gap;
  const besideName = (/** @type {number} */ width) =>
    name + width <= free || fitName(row.team.name, free - width, fit.height / fit.size).whole;
  // A winner's further prizes take no room from the name and from the word that it has won.
  const fits = (/** @type {string} */ text, /** @type {number} */ count) =>
    won && count > 1 ? name + small(text) <= free : besideName(small(text));
  let prizes = prizesThatFit(row, fits);
  if (sign > 0 && prizes === "" && prizeWords(row) !== "") {
    // The golden row says that it has won; only its prize can say what.
    free += sign;
    prizes = prizesThatFit(row, fits);
    if (prizes === "") free -= sign;
    else sign = 0;
  }
  const mute = won && sign === 0;
  const prized = prizes !== "";
  if (prized) free -= small(prizes);
  setText(find(".prize", element), prizes || prizeWords(row));
  const beside = small(row.team.region);
  const words = small(saidOf(row));
  // What happens in the round that runs stays, as a prize does, and the region leaves for it.
  const conduct = conductWords(row) !== "";
  const told = conduct && besideName(words);
  if (told) free -= words;
  const marks = tokensOf(row).reduce((sum, one) => sum + small(tokenSign(one)), 0);
  const tokens =
    marks > 0 &&
    (name + marks <= free || fitName(row.team.name, free - marks, fit.height / fit.size).whole);
  if (tokens) free -= marks;
  const region = (fit.region || fit.figures) && row.team.region !== "" && name + beside <= free;
  if (region) free -= beside;
  // Why a team has no place is said in any row with room: no mark at the foot tells it.
  const wordy = fit.region || fit.figures || noteWord(row) !== "";
  const spare = wordy && saidOf(row) !== "" && name + words <= free;
  const decided = told || spare;
  element.classList.toggle("with-prize", prized);
  element.classList.toggle("with-region", region);
  element.classList.toggle("with-decided", decided);
  element.classList.toggle("with-conduct", conduct);
  element.classList.toggle("with-tokens", tokens);
  element.classList.toggle("with-note", saidOf(row) !== "" && !noteWord(row) && !decided);
  const { size, lines, whole, crownless } = fitCrowned(row.team.name, free, sign, fit);
  element.classList.toggle("crownless", crownless || mute);
  element.classList.toggle("on-lines", lines > 1);
  element.classList.toggle("cut-off", !whole);
  const { style } = find(".name", element);
  style.fontSize = `${Math.floor(size * 1000) / 1000}em`;
  style.setProperty("--lines", String(lines));
}
