import { find, make } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * Every problem of a file in a list; a row with a mistake can be left out instead of being mended.
 *
 * @typedef {import("./importing.js").Found} Found
 * @typedef {import("./importing.js").Problem} Problem
 * @typedef {import("./importing.js").Reading} Reading
 * @typedef {import("./importing.js").Change} Change
 */

/**
 * The problems but those that are a question, which is asked above in its own words.
 *
 * @param {Found} found
 */
export function listable({ problems, readings = [] }) {
  const asks = new Set(readings.filter((one) => one.asks).map(({ sheet }) => sheet));
  return problems.filter(({ sheet = "" }) => !asks.has(sheet));
}

/**
 * @param {Found} found
 * @param {Change} change
 * @param {(problem: Problem) => void} toCell
 * @returns {boolean} whether there are any
 */
export function drawProblems(found, change, toCell) {
  const listed = listable(found);
  const readings = found.readings ?? [];
  find("#import-problems").hidden = listed.length === 0;
  find("#import-list").replaceChildren(
    ...listed.map((problem) => {
      const where = [problem.sheet, problem.cell].filter(Boolean).join(" · ");
      const place = make("button", { type: "button", class: "link" }, where);
      place.addEventListener("click", () => toCell(problem));
      return make(
        "li",
        {},
        ...(where ? [place, " "] : []),
        make("span", { dir: "auto" }, problem.message),
        ...leaving(problem, readings, change),
      );
    }),
  );
  return listed.length > 0;
}

/**
 * A row with a mistake can be left out instead of being mended.
 *
 * @param {Problem} problem
 * @param {Reading[]} readings
 * @param {Change} change
 */
function leaving(problem, readings, change) {
  const reading = readings.find(({ sheet }) => sheet === problem.sheet);
  const row = reading ? rowOf(problem.cell ?? "", reading.turned) : 0;
  if (!reading || row <= Math.max(0, ...reading.head)) return [];
  const words = reading.turned ? t("Leave this column out") : t("Leave this row out");
  const spot = `row-${reading.sheet}-${row}`;
  const button = make("button", { type: "button", class: "link", "data-spot": spot }, words);
  button.addEventListener("click", () => change(reading.sheet, { out: [row] }));
  return [" ", button];
}

/**
 * @param {string} cell such as B7
 * @param {boolean} turned the table's rows are the file's columns
 * @returns {number} the row along the table, counted from 1; 0 where it is none
 */
function rowOf(cell, turned) {
  const [, letters = "", digits = ""] = /^([A-Z]+)([0-9]+)/.exec(cell) ?? [];
  if (!turned) return Number(digits);
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
