import { kindOf } from "./kinds/table.js";
import { takesMark } from "./marks.js";

/**
 * What a judge sees of the marks of the open round, whatever its kind.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").SheetTeam} SheetTeam
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").MarkState} MarkState
 * @typedef {import("./marks.js").View} View
 */

/** @type {Mark} */
const NONE = {
  state: "none",
  value: null,
  reason: "",
  onRecord: null,
  corrected: false,
  refusals: [],
};

/**
 * The mark of a team with what this page itself refused laid over it.
 *
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {View} view
 * @returns {Mark}
 */
export function shownMark(sheet, team, view) {
  const mark = sheet.round ? kindOf(sheet.round).markOf(sheet, team, view.items) : NONE;
  const fault = view.faults.get(team.id);
  if (!fault) return mark;
  const onRecord = mark.state === "refused" ? mark.onRecord : mark.value;
  return { ...mark, state: "refused", value: fault.value, reason: fault.reason, onRecord };
}

/**
 * How far this judge is in a judged round.
 *
 * @param {Sheet} sheet
 * @param {View} view
 * @returns {{all: number, marked: number, saved: number}} marked: saved, or on their way
 */
export function progressOf(sheet, view) {
  const states = sheet.teams.filter(takesMark).map((team) => shownMark(sheet, team, view).state);
  const count = (/** @type {MarkState[]} */ ...wanted) =>
    states.filter((state) => wanted.includes(state)).length;
  return { all: states.length, marked: count("saved", "pending"), saved: count("saved") };
}
