import { printed } from "../common/amount.js";

/** How figures that stand together are written: with as many decimals as one of them needs, and no more. */

/** @param {string | null} figure */
const needs = (figure) => (figure ?? "").split(".")[1]?.replace(/0+$/, "").length ?? 0;

/**
 * @param {string | null} figure a decimal
 * @param {number} places
 */
export function withPlaces(figure, places) {
  if (figure === null) return figure;
  const [whole = "", fraction = ""] = figure.split(".");
  const kept = fraction.slice(0, Math.max(places, needs(figure))).padEnd(places, "0");
  return kept ? `${whole}.${kept}` : whole;
}

/**
 * @param {(string | null)[]} figures all that stand together
 * @returns {(figure: string | null) => string} how each of them is written
 */
export function writer(figures) {
  const places = Math.max(0, ...figures.map(needs));
  return (figure) => printed(withPlaces(figure, places));
}
