import { find, make, reconcile } from "../common/dom.js";
import { t } from "../common/phrases.js";

/** The signs that occur in the grid, each with its word. */
export function drawLegend() {
  const grid = find("#grid");
  const has = (/** @type {string} */ selector) => grid.querySelector(selector) !== null;
  const signs = [
    { key: "missing", shown: has('[data-state="missing"]'), word: t("not marked") },
    {
      key: "recused",
      shown: has('[data-state="recused"]'),
      word: t("recused: does not mark this team"),
    },
    {
      key: "excused",
      shown: has('[data-state="excused"]'),
      word: t("excused: not waited for"),
    },
    { key: "dropped", shown: has("[data-dropped]"), word: t("dropped: counts in no score") },
    { key: "place", shown: has(".cell-place"), word: t("the place that the mark gives") },
    { key: "corrected", shown: has("[data-corrected]"), word: t("corrected by the desk") },
    { key: "entered", shown: has("[data-entered]"), word: t("entered by the desk") },
    { key: "odd", shown: has("[data-odd]"), word: t("far from the other judges: worth a look") },
    { key: "interim", shown: has("[data-interim]"), word: t("so far: marks are missing") },
  ].filter((sign) => sign.shown);
  reconcile(find("#legend"), signs, {
    key: ({ key }) => key,
    make: ({ key, word }) =>
      make("li", {}, make("span", { class: `sign sign-${key}`, "aria-hidden": "true" }), word),
  });
}
