import { author } from "../common/entrywords.js";
import { t } from "../common/phrases.js";

/**
 * What the story calls who did something, and the days.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 */

/**
 * Who did it, in a name to read.
 *
 * @param {Entry} entry
 * @returns {string}
 */
export function who({ by }) {
  const named = author(by);
  if (named !== null) return named;
  const [role, subject = ""] = by.split(":");
  if (role === "scorer") return subject || t("Scorer");
  return subject === "console" ? t("Command line") : t("Organiser");
}

/**
 * The day of a moment as the event's own calendar had it.
 *
 * @param {string} at ISO 8601 with offset
 */
export function dayOf(at) {
  return at.slice(0, 10);
}
