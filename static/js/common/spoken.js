import { page } from "./page.js";

/**
 * Names in the reader's language, where the event has them in both: whatever a message says is given the reader's name
 * for it before anything is drawn. A screen of the hall shows both, the second one where it shows the region.
 */

/** Under which keys names stand, wherever in a message. */
const NAMED = ["name", "title", "subtitle", "contest", "host"];
const WALLS = ["display", "overlay"];

/** @type {Record<string, string>} names in English by the first ones, as the newest board has them */
let names = page.names_en ?? {};

const inEnglish = page.locale === "en";
const inBoth = !inEnglish && WALLS.includes(page.view);

/**
 * What else something is called, on a screen of the hall that shows both; empty where it has one name, or the screen
 * one language.
 *
 * @param {string | undefined} name
 */
export const alsoCalled = (name) => (inBoth && name !== undefined && names[name]) || "";

/**
 * @template {Record<string, any>} Message
 * @param {Message} message a board, a sheet, a scene or anything else with names in it
 * @returns {Message}
 */
export function spoken(message) {
  if (message.rows && message.event) names = message.names_en ?? {};
  if (Object.keys(names).length === 0 || !(inEnglish || inBoth)) return message;
  return named(message);
}

/**
 * @param {any} told
 * @param {string} [key]
 * @returns {any}
 */
function named(told, key = "") {
  if (typeof told === "string")
    return inEnglish && NAMED.includes(key) ? (names[told] ?? told) : told;
  if (Array.isArray(told)) return told.map((one) => named(one));
  if (told === null || typeof told !== "object" || key === "names_en") return told;
  const same = Object.fromEntries(
    Object.entries(told).map(([inner, value]) => [inner, named(value, inner)]),
  );
  // Only a team has a region, and beside it, or below its name, there is room for the second one.
  if (inBoth && typeof told.region === "string" && names[told.name])
    same.region = [names[told.name], told.region].filter(Boolean).join(" · ");
  return same;
}

for (const key of ["board", "scene", "sheet"]) if (page[key]) page[key] = spoken(page[key]);
