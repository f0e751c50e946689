import { count } from "./count.js";
import { criteria } from "./criteria.js";
import { judged } from "./judged.js";
import { list } from "./list.js";
import { points } from "./points.js";
import { risk } from "./risk.js";

/**
 * The kinds of round that a set-up can have. To add one: a module like these, and its name below.
 *
 * @typedef {import("../document.js").Round} Round
 * @typedef {object} Choice what is chosen in a round's form; kinds that share it are told apart by
 *   what is filled in
 * @property {string} value as the event file writes it
 * @property {() => string} label
 * @property {() => HTMLElement[]} fields those that only its rounds have
 * @typedef {object} Kind
 * @property {(round: Round) => boolean} is whether a round is of this kind
 * @property {boolean} panel whether it takes a panel of judges
 * @property {Choice} choice
 * @property {() => string} word what people call it
 * @property {() => string} add the button that adds one
 * @property {() => [string, Partial<Round>]} begins the name of a new one, and what it begins with
 * @property {(keyof Round)[]} without keys that its rounds do not have
 * @property {(round: Round) => string[]} describe what sets it apart, in a few words
 */

/** @type {Record<string, Kind>} by the name of the button that adds one */
export const KINDS = { judged, criteria, points, risk, list, count };

/** @type {Choice[]} each once */
export const CHOICES = [...new Set(Object.values(KINDS).map(({ choice }) => choice))];

/**
 * @param {Round} round
 * @returns {Kind}
 */
export function kindOf(round) {
  return Object.values(KINDS).find((kind) => kind.is(round)) ?? points;
}
