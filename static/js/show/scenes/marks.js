import { movement } from "../../board/wording.js";
import { printed } from "../../common/amount.js";
import { countTo } from "../../common/count.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { drawCards, strikeDropped } from "../cards.js";
import { fitText } from "../fitted.js";
import { drawHead } from "../head.js";
import { appear, count, rest } from "../motions.js";

/**
 * A team's marks, shown one by one: the cards turn, the highest and lowest are struck through after
 * a beat, then the round's score counts up, and at the foot stands what it makes of total and place.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../../common/shapes.js").MarksShows} Shown
 */

/** Milliseconds before the strokes, from these to the score, and from that to what it means. */
const BEAT = 500;
const TO_SCORE = 150;
const TO_TOTAL = 800;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const shown = /** @type {Shown | null} */ (told.scene.shows);
    if (!shown) return;
    const drawn = /** @type {HTMLElement | null} */ (root.querySelector(":scope > .marks"));
    const view = drawn ?? root.appendChild(empty());
    const before = told.previous?.step ?? told.scene.step;
    const played = told.scene.step > before && !told.settled && !unmoved();
    // What says nothing new, as beside a new board, leaves alone what still moves.
    const needs = needsOf(told, shown);
    const said = JSON.stringify([told.scene.put, told.scene.step, told.scene.text, shown, needs]);
    if (view.dataset.said === said) return;
    view.dataset.said = said;
    rest(view);
    drawTeam(view, told, shown);
    setText(find(".marks-needs", view), needs);
    const over = shown.score !== null;
    const turned = drawCards(find(".marks-cards", view), shown.cards, { played, over });
    drawCriteria(find(".marks-criteria", view), shown);
    const fresh = drawScore(view, told, shown);
    if (played && fresh && shown.score !== null) play(view, shown.score, turned);
  },
};

function empty() {
  return make(
    "section",
    { class: "marks" },
    make(
      "header",
      { class: "marks-who" },
      make("h2", { class: "marks-team", dir: "auto" }),
      make("p", { class: "marks-about", dir: "auto" }),
    ),
    make(
      "div",
      { class: "marks-middle" },
      make("ol", { class: "marks-cards" }),
      make("p", { class: "marks-waiting" }, t("The judges are marking")),
      make(
        "p",
        { class: "marks-score" },
        make("span", { class: "marks-word" }, t("Score of this round")),
        make("span", { class: "marks-figure" }),
      ),
    ),
    make("ul", { class: "marks-criteria" }),
    make(
      "footer",
      { class: "marks-foot" },
      make("p", { class: "marks-needs" }),
      part("marks-total", t("Total")),
      part("marks-place", t("At present")),
      make("p", { class: "marks-move" }),
      part("marks-next", t("Up next")),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} word
 */
function part(name, word) {
  const said = make("span", { class: "marks-said", dir: "auto" });
  return make("p", { class: name }, make("span", { class: "marks-word" }, word), said);
}

/**
 * @param {HTMLElement} view
 * @param {Told} told
 * @param {Shown} shown
 */
function drawTeam(view, { scene, board }, { team, round, position, next }) {
  const more = position ? t("No. %(n)s of %(of)s", { n: position.n, of: position.of }) : "";
  drawHead(view, board, { what: [board.stage?.name, round.name], more });
  const name = find(".marks-team", view);
  name.dataset.shared = `team:${team.id}`;
  setText(name, team.name);
  fitText(name, { size: 11, least: 5, lines: 2, onLines: 8 });
  const about = find(".marks-about", view);
  setText(about, [team.region, scene.text ?? ""].filter(Boolean).join("  ·  "));
  fitText(about, { size: 3.2, least: 2.4, lines: 1, weight: 400 });
  drawPart(view, "next", next?.name ?? null);
}

/**
 * What the team needs to be first, as long as its score is still to come.
 *
 * @param {Told} told
 * @param {Shown} shown
 */
function needsOf({ board }, { team, round, score }) {
  const on = board.on_stage;
  if (score !== null || on?.team !== team.id || on.round !== round.id || !on.needs) return "";
  return t("Needs %(n)s to be first", { n: printed(on.needs) });
}

/**
 * @param {HTMLElement} list
 * @param {Shown} shown
 */
function drawCriteria(list, { criteria = [] }) {
  const told = criteria.filter(({ score }) => score !== null);
  reconcile(list, told, {
    key: ({ id }) => id,
    make: () =>
      make(
        "li",
        { class: "marks-criterion" },
        make("span", { dir: "auto" }),
        make("b", { class: "marks-part" }),
      ),
    draw: (element, { name, score }) => {
      setText(find("span", element), name);
      setText(find("b", element), printed(score));
    },
  });
}

/**
 * @param {HTMLElement} view
 * @param {Told} told
 * @param {Shown} shown
 * @returns {boolean} whether there is a score that was not there before
 */
function drawScore(view, told, { team, open, score, total, rank, movement: places }) {
  find(".marks-waiting", view).hidden = open;
  const figure = find(".marks-figure", view);
  const fresh = score !== null && view.dataset.score !== score;
  view.dataset.score = score ?? "";
  find(".marks-score", view).hidden = score === null;
  countTo(figure, score ?? "", false);
  if (score !== null) fitText(figure, { size: 22, least: 8 });
  drawPart(view, "total", total === null ? null : printed(total));
  drawPart(view, "place", placeWord(told, team.id, rank));
  const { direction, text } = movement(places);
  const arrow = find(".marks-move", view);
  arrow.hidden = text === "";
  arrow.dataset.direction = direction;
  setText(arrow, text);
  return fresh;
}

/**
 * @param {HTMLElement} view
 * @param {string} name
 * @param {string | null} words null hides it
 */
function drawPart(view, name, words) {
  const element = find(`.marks-${name}`, view);
  element.hidden = words === null;
  setText(find(".marks-said", element), words ?? "");
}

/**
 * A place in words, and whether others share it.
 *
 * @param {Told} told
 * @param {string} team
 * @param {number | null} rank
 */
function placeWord({ board }, team, rank) {
  if (rank === null) return null;
  const row = board?.rows.find((one) => one.team.id === team);
  const place = t("Place %(place)s", { place: printed(rank) });
  return row?.tied && row.rank === rank ? `${place} ${t("tied")}` : place;
}

/**
 * The strokes after a beat, then the score counts, then what it means.
 *
 * @param {HTMLElement} view
 * @param {string} score
 * @param {number} turned milliseconds until the last card lies open
 */
function play(view, score, turned) {
  const struck = strikeDropped(find(".marks-cards", view), turned + BEAT);
  const counts = struck + TO_SCORE;
  appear(find(".marks-score", view), counts, 300);
  count(find(".marks-figure", view), score, { wait: counts });
  for (const name of ["criteria", "total", "place", "move"])
    appear(find(`.marks-${name}`, view), counts + TO_TOTAL);
}
