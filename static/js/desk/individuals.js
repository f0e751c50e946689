import { drawIndividuals, individualsTable } from "../board/individuals.js";
import { make } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * The best individuals as they stand now, marks that are not public included.
 *
 * @returns {import("./workspace.js").Tool}
 */
export function bestIndividuals() {
  const table = individualsTable();
  return {
    key: "individuals",
    title: t("Best individuals"),
    size: "whole",
    body: make("div", {}, table),
    draw: ({ individuals = [] }) => drawIndividuals(table, individuals),
  };
}
