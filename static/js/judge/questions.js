import { t } from "../common/phrases.js";
import { awardsOf } from "./marks.js";

/**
 * How many questions a team has had, what waits to be sent counted in, and whether one more is
 * asked about. The server asks by the same rule; here it is asked before the award is on its way.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").SheetTeam} SheetTeam
 * @typedef {import("./marks.js").Award} Award
 * @typedef {import("./outbox.js").Item} Item
 */

/**
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {Item[]} items
 * @returns {number}
 */
export function asked(sheet, team, items) {
  const own = awardsOf(sheet, items).filter((award) => award.team === team.id);
  const coming = own.filter(({ item, state }) => item && state !== "refused");
  const going = own.filter(({ item, withdrawal }) => !item && withdrawal?.state === "pending");
  return Math.max(0, team.asked + coming.length - going.length);
}

/**
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {Item[]} items
 * @param {string | null} question
 * @returns {string} why a reason is needed; empty where none is
 */
export function whyAsked(sheet, team, items, question) {
  const { round } = sheet;
  const number = plain(question);
  const had = awardsOf(sheet, items).some(
    (award) =>
      award.team === team.id && award.state !== "refused" && plain(award.question) === number,
  );
  const names = { team: team.name, round: round?.name ?? "", question: number };
  if (team.fouls?.out)
    return t(
      "%(team)s is out of %(round)s after its fouls. Give a reason to give it points.",
      names,
    );
  if (number && had)
    return t(
      "Question %(question)s has already been booked for %(team)s. Give a reason to book it again.",
      names,
    );
  const n = asked(sheet, team, items);
  const all = round?.questions ?? 0;
  if (all === 0 || n < all) return "";
  return t(
    "%(team)s has had %(n)s of %(all)s questions in %(round)s. Give a reason for one more.",
    { ...names, n, all },
  );
}

/** @param {string | number | null} question */
function plain(question) {
  return String(question ?? "")
    .normalize("NFKC")
    .trim()
    .toLowerCase();
}
