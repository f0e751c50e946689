import { printed } from "../common/amount.js";
import { countTo } from "../common/count.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { makeHead } from "./head.js";

/**
 * The marks of the team on stage as the wall shows them, step by step; nothing while it shows something else.
 *
 * @typedef {import("../common/shapes.js").Card} Card
 * @typedef {import("../common/shapes.js").MarksShows} MarksShows
 */

/** @param {HTMLElement} plate */
function build(plate) {
  if (plate.childElementCount > 0) return;
  plate.append(
    makeHead("marks-team"),
    make(
      "div",
      { class: "marks-line" },
      make("ol", { class: "marks-cards" }),
      make("p", { class: "marks-score" }),
    ),
  );
}

/** @param {Card} card */
const keyOf = ({ judge }) => judge.id;

function makeCard() {
  return make(
    "li",
    { class: "marks-card" },
    make("span", { class: "marks-judge", dir: "auto" }),
    make("span", { class: "marks-value" }),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Card} card
 */
function drawCard(element, { judge, value, dropped }) {
  element.dataset.dropped = dropped ?? "";
  setText(find(".marks-judge", element), judge.name);
  setText(find(".marks-value", element), value === null ? "" : printed(value));
}

/** @type {import("./plate.js").Plate} */
export default {
  draw(plate, { scene }) {
    const shows = /** @type {MarksShows | null} */ (scene?.scene === "marks" ? scene.shows : null);
    if (!shows) return false;
    build(plate);
    setText(find(".marks-team", plate), shows.team.name);
    setText(find(".plate-now", plate), shows.round.name);
    reconcile(find(".marks-cards", plate), shows.cards, {
      key: keyOf,
      make: makeCard,
      draw: drawCard,
    });
    const score = find(".marks-score", plate);
    score.hidden = shows.score === null;
    if (shows.score !== null) countTo(score, shows.score);
    score.setAttribute("aria-label", t("Score"));
    return true;
  },
};
