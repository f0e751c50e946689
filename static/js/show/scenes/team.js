import { printed } from "../../common/amount.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { writer } from "../figures.js";
import { fitText } from "../fitted.js";
import { drawHead } from "../head.js";
import { appear, count, rest, wipe } from "../motions.js";

/**
 * One team: who is in it, what each round has brought, and its way through the standings.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../../common/shapes.js").OneTeamShows} Shows
 */

/** Milliseconds between two rounds that come in. */
const APART = 110;
/** As many of the newest rounds as stand beside each other. */
const MOST = 8;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const shows = /** @type {Shows | null} */ (told.scene.shows);
    if (!shows) return;
    const drawn = /** @type {HTMLElement | null} */ (root.querySelector(":scope > .one-team"));
    const view = drawn ?? root.appendChild(empty());
    const said = JSON.stringify([shows, told.scene.put]);
    if (view.dataset.said === said) return;
    view.dataset.said = said;
    rest(view);
    drawHead(view, told.board, { what: [told.board.stage.name] });
    drawTeam(view, shows);
    drawRounds(view, shows);
    drawPath(view, shows);
    if (!drawn && !told.settled && !unmoved()) comeIn(view, shows);
  },
};

function empty() {
  return make(
    "section",
    { class: "one-team" },
    make(
      "div",
      { class: "one-who" },
      make(
        "div",
        { class: "one-names" },
        make("h2", { class: "one-name", dir: "auto" }),
        make("p", { class: "one-region", dir: "auto" }),
        make("p", { class: "one-members", dir: "auto" }),
      ),
      make(
        "p",
        { class: "one-result" },
        make("span", { class: "one-total" }),
        make("span", { class: "one-place" }),
      ),
    ),
    make(
      "div",
      { class: "one-way" },
      make("div", { class: "one-window" }, make("div", { class: "one-path" })),
      make("ol", { class: "one-rounds" }),
    ),
  );
}

/**
 * @param {HTMLElement} view
 * @param {Shows} shows
 */
function drawTeam(view, { team, total, rank }) {
  const name = find(".one-name", view);
  name.dataset.shared = `team:${team.id}`;
  setText(name, team.name);
  fitText(name, { size: 10, least: 4.4, lines: 2, onLines: 7.4 });
  setText(find(".one-region", view), team.region);
  const members = team.members.map(({ name: who, role }) => (role ? `${who}（${role}）` : who));
  const line = find(".one-members", view);
  setText(line, members.join("　"));
  fitText(line, { size: 3, least: 2.2, lines: 3, weight: 400 });
  setText(find(".one-total", view), total === null ? "" : printed(total));
  setText(
    find(".one-place", view),
    rank === null ? "" : t("Place %(place)s", { place: printed(rank) }),
  );
  view.dataset.first = String(rank === 1);
}

/**
 * @param {HTMLElement} view
 * @param {Shows} shows
 */
function drawRounds(view, { rounds }) {
  const list = find(".one-rounds", view);
  const newest = rounds.slice(-MOST);
  find(".one-way", view).style.setProperty("--rounds", String(Math.max(newest.length, 1)));
  reconcile(list, newest, {
    key: ({ round }) => round.id,
    make: () =>
      make(
        "li",
        { class: "one-round" },
        make("span", { class: "one-round-name", dir: "auto" }),
        make("span", { class: "one-score" }),
        make("span", { class: "one-rank" }),
      ),
    draw: (element, { round, score, rank }) => {
      const name = find(".one-round-name", element);
      setText(name, round.name);
      fitText(name, { size: 2.8, least: 2.2, lines: 2, weight: 400 });
      setText(find(".one-score", element), score === null ? "–" : writer([score])(score));
      const place = rank === null ? "" : t("Place %(place)s here", { place: printed(rank) });
      setText(find(".one-rank", element), place);
    },
  });
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * The places after the rounds as one line, first place on top, each place written at its point.
 *
 * @param {HTMLElement} view
 * @param {Shows} shows
 */
function drawPath(view, { rounds, path }) {
  const box = find(".one-path", view);
  const places = new Map(path.map(({ round, place }) => [round.id, place]));
  const newest = rounds.slice(-MOST);
  const known = newest.flatMap(({ round }, i) => {
    const place = places.get(round.id) ?? null;
    return place === null ? [] : [{ place, i }];
  });
  find(".one-window", view).hidden = known.length === 0;
  const least = Math.min(...known.map(({ place }) => place));
  const span = Math.max(1, Math.max(...known.map(({ place }) => place)) - least);
  const points = known.map(({ place, i }) => ({
    place,
    x: ((i + 0.5) / newest.length) * 100,
    y: ((place - least) / span) * 100,
  }));
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute("points", points.map(({ x, y }) => `${x},${y}`).join(" "));
  svg.append(line);
  const marks = points.map(({ place, x, y }) => {
    const mark = make("span", { class: "one-point" }, printed(place));
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    return mark;
  });
  box.replaceChildren(svg, ...marks);
}

/**
 * @param {HTMLElement} view
 * @param {Shows} shows
 */
function comeIn(view, { total }) {
  for (const [i, name] of ["region", "members"].entries())
    appear(find(`.one-${name}`, view), 350 + i * APART);
  appear(find(".one-result", view), 500);
  if (total) count(find(".one-total", view), total, { wait: 500 });
  const rounds = [...view.querySelectorAll(".one-round")];
  rounds.forEach((round, i) => {
    appear(round, 600 + i * APART);
  });
  wipe(find(".one-window", view), find(".one-path", view), {
    wait: 700 + rounds.length * APART,
    takes: 900,
  });
}
