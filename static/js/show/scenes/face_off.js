import { printed } from "../../common/amount.js";
import { countTo } from "../../common/count.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { writer } from "../figures.js";
import { fitText } from "../fitted.js";
import { appear, move, rest } from "../motions.js";

/**
 * A play-off: the tied teams side by side and nobody else. Whoever comes to be alone in front is lit
 * in gold, and the whole part turns gold once it is decided.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../../common/shapes.js").FaceOffShows} Shows
 * @typedef {import("../../common/shapes.js").Facing} Facing
 */

/** Milliseconds in which a part turns gold. */
const TURNS = 900;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const shows = /** @type {Shows | null} */ (told.scene.shows);
    if (!shows) return;
    const drawn = /** @type {HTMLElement | null} */ (root.querySelector(":scope > .face-off"));
    const view = drawn ?? root.appendChild(empty());
    const said = JSON.stringify([shows, told.scene.put]);
    if (view.dataset.said === said) return;
    view.dataset.said = said;
    const still = told.settled || unmoved();
    if (still) rest(view);
    const place = shows.place === null ? "" : printed(shows.place);
    setText(
      find(".face-why", view),
      place
        ? t("%(stage)s: tied at place %(place)s", { stage: shows.stage.name, place })
        : shows.stage.name,
    );
    const list = find(".face-teams", view);
    list.style.setProperty("--teams", String(shows.teams.length));
    reconcile(list, shows.teams, {
      key: ({ team }) => team.id,
      make: partOf,
      draw: (element, facing) => drawPart(element, facing, shows, { counts: !still && !!drawn }),
    });
    if (!drawn && !still) comeIn(view);
  },
};

function empty() {
  return make(
    "section",
    { class: "face-off" },
    make(
      "header",
      { class: "face-head" },
      make("p", { class: "face-why", dir: "auto" }),
      make("h2", { class: "face-word" }, t("The play-off")),
    ),
    make("ol", { class: "face-teams" }),
    make(
      "p",
      { class: "face-foot" },
      t("A play-off settles the order only; it counts in no total"),
    ),
  );
}

/** A team's part twice: as it plays, and above that in gold. */
function partOf() {
  const side = (/** @type {string} */ name, /** @type {boolean} */ hidden) =>
    make(
      "div",
      { class: `face-side ${name}`, "aria-hidden": hidden },
      make("span", { class: "face-light" }),
      make("span", { class: "face-name", dir: "auto" }),
      make("span", { class: "face-about", dir: "auto" }),
      make("span", { class: "face-points" }),
    );
  return make("li", { class: "face-team" }, side("face-plain", false), side("face-gold", true));
}

/**
 * @param {HTMLElement} element
 * @param {Facing} facing
 * @param {Shows} shows
 * @param {{counts: boolean}} how
 */
function drawPart(element, { team, points, total }, { teams, decided, stage }, { counts }) {
  const won = decided === team.id;
  const write = writer(teams.map((one) => one.points));
  const turns = won && !element.classList.contains("won");
  element.classList.toggle("won", won);
  element.classList.toggle("leads", leads(teams, points));
  element.classList.toggle("lost", decided !== null && !won);
  const written = writer(teams.map((one) => one.total));
  const about = total === null ? "" : `${stage.name} ${written(total)}`;
  for (const side of element.querySelectorAll(".face-side")) {
    const name = find(".face-name", side);
    if (side.classList.contains("face-plain")) name.dataset.shared = `team:${team.id}`;
    setText(name, team.name);
    fitText(name, { size: teams.length > 2 ? 6 : 8, least: 3, lines: 3, onLines: 6.4 });
    setText(find(".face-about", side), [team.region, about].filter(Boolean).join("  ·  "));
    const figure = find(".face-points", side);
    countTo(figure, write(points ?? "0").replace("−", "-"), counts);
    figure.style.setProperty("--most", teams.length > 3 ? "13" : "20");
  }
  if (turns && counts)
    move(find(".face-gold", element), "gold", [{ opacity: 0 }, { opacity: 1 }], { takes: TURNS });
}

/**
 * Whether these points are alone in front.
 *
 * @param {Facing[]} teams
 * @param {string | null} points
 */
function leads(teams, points) {
  const all = teams.map((one) => Number(one.points ?? 0));
  const own = Number(points ?? 0);
  return own === Math.max(...all) && all.filter((one) => one === own).length === 1;
}

/** @param {HTMLElement} view */
function comeIn(view) {
  appear(find(".face-head", view), 200);
  [...view.querySelectorAll(".face-plain .face-points")].forEach((one) => {
    appear(one, 500);
  });
  appear(find(".face-foot", view), 700);
}
