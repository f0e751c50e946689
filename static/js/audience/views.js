import { OVERALL } from "../board/model.js";
import { find } from "../common/dom.js";
import { persistently } from "../common/persistent.js";

/**
 * The ways to look at a stage: its standings, the scores of one round, or the chart over all.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("./chart.js").Wanted} Wanted
 * @typedef {{open: (wanted: Wanted) => void, follow: (wanted: Wanted) => void, close: () => void}} View
 */

/** What is fetched when it is first looked at; the standings are there.
 * @type {Record<string, (section: HTMLElement) => Promise<View>>} */
const LOADED = {
  chart: async (section) => {
    const { Chart } = await persistently(
      (again) => /** @type {Promise<typeof import("./chart.js")>} */ (import(`./chart.js${again}`)),
    );
    return new Chart(section);
  },
  rounds: async (section) => {
    const { Rounds } = await persistently(
      (again) =>
        /** @type {Promise<typeof import("./rounds.js")>} */ (import(`./rounds.js${again}`)),
    );
    const rounds = new Rounds(section);
    const show = rounds.show.bind(rounds);
    return { open: show, follow: show, close: () => {} };
  },
};

/**
 * @param {HTMLElement} root
 * @param {() => Wanted | null} wanted what a chart would be of by now
 * @returns {{draw: () => void}} to be called with every board
 */
export function createViews(root, wanted) {
  const nav = find(".views", root);
  /** @type {Map<string, Promise<View>>} */
  const loaded = new Map();

  nav.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-view]") : null;
    if (button instanceof HTMLElement) choose(button.dataset.view ?? "");
  });

  /** @param {string} view */
  async function choose(view) {
    root.dataset.view = view;
    for (const button of nav.querySelectorAll("[data-view]"))
      button.ariaPressed = String(/** @type {HTMLElement} */ (button).dataset.view === view);
    for (const name of Object.keys(LOADED)) {
      sectionOf(name).hidden = name !== view;
      if (name !== view) loaded.get(name)?.then((other) => other.close());
    }
    const load = LOADED[view];
    if (!load) return;
    const loading = loaded.get(view) ?? load(sectionOf(view));
    loaded.set(view, loading);
    const drawn = await loading;
    const now = wanted();
    if (now && root.dataset.view === view) drawn.open(now);
  }

  /** @param {string} view */
  const sectionOf = (view) => find(`.${view}-view`, root);

  async function draw() {
    const now = wanted();
    // Stages together have no rounds of which a line could be drawn.
    nav.hidden = !now?.board.places_shown || now.board.stage.id === OVERALL;
    const view = root.dataset.view ?? "";
    if (nav.hidden && view in LOADED) return choose("standings");
    const drawn = await loaded.get(view);
    if (now && root.dataset.view === view) drawn?.follow(now);
  }

  return { draw };
}
