import { OVERALL } from "../board/model.js";
import { find } from "../common/dom.js";
import { persistently } from "../common/persistent.js";

/**
 * The ways to look at a stage: its standings, or the chart over its rounds.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("./chart.js").Wanted} Wanted
 */

/**
 * @param {HTMLElement} root
 * @param {() => Wanted | null} wanted what a chart would be of by now
 * @returns {{draw: () => void}} to be called with every board
 */
export function createViews(root, wanted) {
  const nav = find(".views", root);
  const section = find(".chart-view", root);
  /** @type {Promise<import("./chart.js").Chart> | null} */
  let chart = null;

  nav.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-view]") : null;
    if (button instanceof HTMLElement) choose(button.dataset.view ?? "");
  });

  /** @param {string} view */
  async function choose(view) {
    root.dataset.view = view;
    for (const button of nav.querySelectorAll("[data-view]"))
      button.ariaPressed = String(/** @type {HTMLElement} */ (button).dataset.view === view);
    section.hidden = view !== "chart";
    if (view !== "chart") return (await chart)?.close();
    chart ??= load();
    const drawn = await chart;
    const now = wanted();
    if (now && root.dataset.view === "chart") drawn.open(now);
  }

  async function load() {
    const { Chart } = await persistently(
      (again) => /** @type {Promise<typeof import("./chart.js")>} */ (import(`./chart.js${again}`)),
    );
    return new Chart(section);
  }

  async function draw() {
    const now = wanted();
    // Stages together have no rounds of which a line could be drawn.
    nav.hidden = !now?.board.places_shown || now.board.stage.id === OVERALL;
    if (nav.hidden && root.dataset.view === "chart") return choose("standings");
    if (now && chart && root.dataset.view === "chart") (await chart).follow(now);
  }

  return { draw };
}
