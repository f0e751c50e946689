import { el, say, set, the } from "../common/elements.js";
import { joined, t } from "../common/phrases.js";

/**
 * The file as it was read, sheet by sheet, with every problem at its cell and in a list above.
 *
 * @typedef {import("./importing.js").Found} Found
 * @typedef {import("./importing.js").Sheet} Sheet
 * @typedef {import("./importing.js").Problem} Problem
 */

/** More rows than these are counted, not drawn: a preview is looked at, not worked in. */
const MOST_ROWS = 1000;

/** @type {{found: Found | null, sheet: number}} */
const shown = { found: null, sheet: 0 };

/** @param {Found} found */
export function drawFound(found) {
  shown.found = found;
  const sheets = found.table?.sheets ?? [];
  const first = sheets.findIndex((sheet) => found.problems.some((one) => isOn(one, sheet)));
  shown.sheet = Math.max(0, first);
  say(the("#import-said"), summary(found));
  set(the("#import-said"), { "data-bad": found.problems.length > 0 });
  drawProblems(found);
  drawIgnored(found);
  the("#import-only-label").hidden = found.problems.length === 0;
  box("#import-only").checked = false;
  drawSheets();
}

/** @param {Found} found */
function summary({ teams, judges, setup, problems }) {
  if (problems.length > 0)
    return t("Problems: %(n)s. Mend the file and choose it again.", { n: problems.length });
  const parts = [];
  if (setup?.stages?.length)
    parts.push(t("a whole set-up, stages: %(n)s", { n: setup.stages.length }));
  parts.push(t("teams: %(n)s", { n: teams.length }));
  if (judges.length > 0) parts.push(t("judges: %(n)s", { n: judges.length }));
  return t("Read: %(what)s. Nothing stands out.", { what: joined(parts) });
}

/** @param {Found} found */
function drawProblems({ problems }) {
  the("#import-problems").hidden = problems.length === 0;
  the("#import-list").replaceChildren(
    ...problems.map((problem) => {
      const where = [problem.sheet, problem.cell].filter(Boolean).join(" · ");
      const place = el("button", { type: "button", class: "link" }, where);
      place.addEventListener("click", () => toCell(problem));
      return el(
        "li",
        {},
        ...(where ? [place, " "] : []),
        el("span", { dir: "auto" }, problem.message),
      );
    }),
  );
}

/** @param {Found} found */
function drawIgnored({ ignored = [] }) {
  const list = the("#import-ignored");
  list.hidden = ignored.length === 0;
  list.replaceChildren(
    ...ignored.slice(0, 8).map(({ sheet, cell, message }) => {
      const where = [sheet, cell].filter(Boolean).join(" · ");
      return el("li", { dir: "auto" }, where ? `${where}: ${message}` : message);
    }),
  );
}

function drawSheets() {
  const sheets = shown.found?.table?.sheets ?? [];
  the("#import-sheets").replaceChildren(
    ...(sheets.length > 1 ? sheets : []).map((sheet, i) => {
      const button = el(
        "button",
        { type: "button", class: "button small", "aria-pressed": String(i === shown.sheet) },
        sheet.name,
      );
      button.addEventListener("click", () => {
        shown.sheet = i;
        drawSheets();
      });
      return button;
    }),
  );
  drawTable();
}

/** @param {string} selector */
function box(selector) {
  return /** @type {HTMLInputElement} */ (the(selector));
}

function drawTable() {
  const table = the("#import-table");
  const sheet = shown.found?.table?.sheets[shown.sheet];
  the("#import-scroll").hidden = !sheet;
  if (!sheet) return;
  const at = problemsByCell(sheet);
  const only = box("#import-only").checked;
  const corner = el("td", {}, el("span", { class: "visually-hidden" }, t("Row")));
  const head = el("tr", {}, corner);
  head.append(...sheet.columns.map((name) => el("th", { scope: "col" }, name)));
  const body = el("tbody", {});
  sheet.rows.slice(0, MOST_ROWS).forEach((row, r) => {
    const places = sheet.columns.map((name) => `${name}${r + 1}`);
    const bad = places.some((place) => at.has(place));
    if (only && !bad) return;
    const line = el("tr", {}, el("th", { scope: "row" }, String(r + 1)));
    line.append(...places.map((place, c) => cellOf(row[c] ?? "", at.get(place), place)));
    body.append(line);
  });
  table.replaceChildren(el("thead", {}, head), body);
}

/**
 * @param {string} text
 * @param {string[] | undefined} messages
 * @param {string} place
 */
function cellOf(text, messages, place) {
  const shownText = el("span", { class: "cell-text", dir: "auto" }, text);
  const cell = el("td", { "data-place": place }, shownText);
  if (!messages) return cell;
  set(cell, { "data-bad": true, tabindex: "-1" });
  cell.append(el("span", { class: "cell-fault" }, messages.join(" ")));
  return cell;
}

/**
 * @param {Sheet} sheet
 * @returns {Map<string, string[]>}
 */
function problemsByCell(sheet) {
  /** @type {Map<string, string[]>} */
  const at = new Map();
  for (const problem of shown.found?.problems ?? []) {
    if (!isOn(problem, sheet) || !problem.cell) continue;
    const cell = problem.cell.split(":")[0] ?? "";
    at.set(cell, [...(at.get(cell) ?? []), problem.message]);
  }
  return at;
}

/**
 * @param {Problem} problem
 * @param {Sheet} sheet
 */
function isOn(problem, sheet) {
  return !problem.sheet || problem.sheet === sheet.name;
}

/** @param {Problem} problem */
function toCell(problem) {
  const sheets = shown.found?.table?.sheets ?? [];
  shown.sheet = Math.max(
    0,
    sheets.findIndex((sheet) => isOn(problem, sheet)),
  );
  drawSheets();
  const place = problem.cell?.split(":")[0] ?? "";
  const cell = the("#import-table").querySelector(`[data-place="${CSS.escape(place)}"]`);
  if (!(cell instanceof HTMLElement)) return;
  cell.scrollIntoView({ block: "center", inline: "nearest" });
  cell.focus();
}

the("#import-only").addEventListener("change", drawTable);
