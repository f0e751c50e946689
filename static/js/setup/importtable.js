import { find, make, setAttributes, setText } from "../common/dom.js";
import { joined, t } from "../common/phrases.js";
import { columnIs } from "./importchoices.js";
import { drawProblems, listable } from "./importproblems.js";

/**
 * The file as it was read, sheet by sheet: what each column holds, to be said otherwise, and every
 * problem at its cell and in a list above.
 *
 * @typedef {import("./importing.js").Reading} Reading
 * @typedef {import("./importing.js").Change} Change
 * @typedef {import("./importing.js").Found} Found
 * @typedef {import("./importing.js").Sheet} Sheet
 * @typedef {import("./importing.js").Problem} Problem
 */

/** More rows than these are counted, not drawn: a preview is looked at, not worked in. */
const MOST_ROWS = 1000;
const FEW = 5;

/** @type {{found: Found | null, sheet: number, change: Change}} */
const shown = { found: null, sheet: 0, change: () => undefined };

/**
 * @param {Found} found
 * @param {Change} change says how a sheet is to be read instead
 * @param {string} note
 */
export function drawFound(found, change, note) {
  const sheets = found.table?.sheets ?? [];
  const same = sheets[shown.sheet]?.name === shown.found?.table?.sheets[shown.sheet]?.name;
  const first = sheets.findIndex((sheet) => found.problems.some((one) => isOn(one, sheet)));
  const people = sheets.findIndex(({ name }) => found.readings?.some((r) => r.sheet === name));
  // Read again, the sheet that is looked at stays.
  shown.sheet = same && shown.found ? shown.sheet : Math.max(0, first < 0 ? people : first);
  shown.found = found;
  shown.change = change;
  setText(find("#import-said"), [summary(found), note].filter(Boolean).join(" "));
  setAttributes(find("#import-said"), { "data-bad": found.problems.length > 0 && !asked(found) });
  drawIgnored(found);
  const listed = drawProblems(found, change, toCell);
  find("#import-only-label").hidden = !listed;
  if (!listed) box("#import-only").checked = false;
  drawSheets();
}

/** @param {{readings?: Reading[]}} found */
const asked = ({ readings = [] }) => readings.some(({ asks }) => asks);

/** @param {Found} found */
function summary({ teams, judges, setup, problems, ignored = [], readings = [] }) {
  if (asked({ readings })) return t("One question first, then the table is read.");
  if (problems.length > 0)
    return t("Problems: %(n)s. Mend the file and choose it again.", { n: problems.length });
  const parts = [];
  if (setup?.stages?.length)
    parts.push(t("a whole set-up, stages: %(n)s", { n: setup.stages.length }));
  parts.push(t("teams: %(n)s", { n: teams.length }));
  if (judges.length > 0) parts.push(t("judges: %(n)s", { n: judges.length }));
  const what = joined(parts);
  const odd = readings.some(
    ({ rows, turned, joined: some, filled }) =>
      rows.length > 0 || turned || some.length > 0 || filled > 0,
  );
  if (odd) return t("Read: %(what)s. Look at what stands out, then take it over.", { what });
  if (ignored.length > 0) return t("Read: %(what)s. Something was left out; see below.", { what });
  return t("Read: %(what)s. Nothing stands out.", { what });
}

/** @param {Found} found */
function drawIgnored({ ignored = [] }) {
  const left = /** @type {HTMLDetailsElement} */ (find("#import-left"));
  left.hidden = ignored.length === 0;
  // A long list is opened by who wants to read it.
  left.open = ignored.length <= FEW;
  setText(find("#import-left-head"), t("Left out: %(n)s", { n: ignored.length }));
  find("#import-ignored").replaceChildren(
    ...ignored.slice(0, 100).map(({ sheet, cell, message }) => {
      const where = [sheet, cell].filter(Boolean).join(" · ");
      return make("li", { dir: "auto" }, where ? `${where}: ${message}` : message);
    }),
  );
}

function drawSheets() {
  const sheets = shown.found?.table?.sheets ?? [];
  find("#import-sheets").replaceChildren(
    ...(sheets.length > 1 ? sheets : []).map((sheet, i) => {
      const button = make(
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

/**
 * Of several sheets with teams one is read: another can be said to be the one.
 *
 * @param {Sheet} sheet
 */
function drawInstead({ name }) {
  const { readings = [], setup } = shown.found ?? {};
  const button = find("#import-instead");
  const read = readings.some(({ sheet }) => sheet === name);
  button.hidden = read || readings.length === 0 || Boolean(setup);
  setAttributes(button, { "data-spot": `instead-${name}` });
  button.onclick = () => shown.change(name, { table: readings[0]?.table ?? "teams" });
}

/** @param {string} selector */
function box(selector) {
  return /** @type {HTMLInputElement} */ (find(selector));
}

function drawTable() {
  const table = find("#import-table");
  const sheet = shown.found?.table?.sheets[shown.sheet];
  find("#import-scroll").hidden = !sheet;
  if (!sheet) return;
  drawInstead(sheet);
  const at = problemsByCell(sheet);
  const only = box("#import-only").checked;
  const reading = shown.found?.readings?.find((one) => one.sheet === sheet.name);
  const upright = reading && !reading.turned ? reading : undefined;
  const corner = make("td", {}, make("span", { class: "visually-hidden" }, t("Row")));
  const head = make("tr", {}, corner);
  head.append(
    ...sheet.columns.map((name) => make("th", { scope: "col" }, name, ...meaning(upright, name))),
  );
  const out = new Set(reading?.rows.filter((row) => row.out).map(({ label }) => label));
  const heads = new Set(upright?.head.map(String));
  const body = make("tbody", {});
  sheet.rows.slice(0, MOST_ROWS).forEach((row, r) => {
    const places = sheet.columns.map((name) => `${name}${r + 1}`);
    const bad = places.some((place) => at.has(place));
    if (only && !bad) return;
    const number = String(r + 1);
    const line = make("tr", {
      "data-head": heads.has(number),
      "data-out": Boolean(upright && out.has(number)),
    });
    const side = meaning(reading?.turned ? reading : undefined, number);
    line.append(make("th", { scope: "row" }, number, ...side));
    line.append(...places.map((place, c) => cellOf(row[c] ?? "", at.get(place), place)));
    if (reading?.turned)
      sheet.columns.forEach((name, c) => {
        if (out.has(name))
          setAttributes(/** @type {Element} */ (line.children[c + 1]), { "data-out": true });
      });
    body.append(line);
  });
  table.replaceChildren(make("thead", {}, head), body);
}

/**
 * What a column is taken for, to be said otherwise; what is personal is nothing.
 *
 * @param {Reading | undefined} reading
 * @param {string} at
 * @returns {HTMLElement[]}
 */
function meaning(reading, at) {
  const column = reading?.columns.find((one) => one.at === at);
  if (!reading || !column || (!column.heading && column.examples.length === 0)) return [];
  if (column.left === "private")
    return [make("span", { class: "import-private" }, t("personal, not taken over"))];
  const select = make("select", {
    class: "field",
    "data-spot": `column-${at}`,
    "data-left": column.key === "",
    "aria-label": t("Column %(at)s holds", { at: column.heading || at }),
  });
  select.append(make("option", { value: "", selected: column.key === "" }, t("– left out –")));
  for (const { key, words } of reading.keys)
    select.append(make("option", { value: key, selected: key === column.key }, words));
  select.addEventListener("change", () =>
    shown.change(reading.sheet, columnIs(reading, at, select.value)),
  );
  return [select];
}

/**
 * @param {string} text
 * @param {string[] | undefined} messages
 * @param {string} place
 */
function cellOf(text, messages, place) {
  const shownText = make("span", { class: "cell-text", dir: "auto" }, text);
  const cell = make("td", { "data-place": place }, shownText);
  if (!messages) return cell;
  setAttributes(cell, { "data-bad": true, tabindex: "-1" });
  cell.append(make("span", { class: "cell-fault" }, messages.join(" ")));
  return cell;
}

/**
 * @param {Sheet} sheet
 * @returns {Map<string, string[]>}
 */
function problemsByCell(sheet) {
  /** @type {Map<string, string[]>} */
  const at = new Map();
  for (const problem of shown.found ? listable(shown.found) : []) {
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
  const cell = find("#import-table").querySelector(`[data-place="${CSS.escape(place)}"]`);
  if (!(cell instanceof HTMLElement)) return;
  cell.scrollIntoView({ block: "center", inline: "nearest" });
  cell.focus();
}

find("#import-only").addEventListener("change", drawTable);
