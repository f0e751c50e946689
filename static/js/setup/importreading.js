import { find, make, setText } from "../common/dom.js";
import { joined, t } from "../common/phrases.js";
import { columnIs } from "./importchoices.js";

/**
 * How a file's tables were understood: which column is the name where nobody knows, the rows that
 * stand out, rows that were joined, and who is taken over. One touch says otherwise.
 *
 * @typedef {import("./importing.js").Found} Found
 * @typedef {import("./importing.js").Reading} Reading
 * @typedef {import("./importing.js").Change} Change
 */

/** More are counted: the table below has them all. */
const MOST_SHOWN = 200;

/**
 * @param {Found} found
 * @param {Change} change
 */
export function drawReadings(found, change) {
  const readings = found.readings ?? [];
  const several = readings.length > 1;
  find("#import-readings").replaceChildren(
    ...readings.flatMap((reading) => [
      ...asking(reading, change, several),
      ...pointedOut(reading, change, several),
      ...lying(reading, change, several),
    ]),
  );
  drawTaken(found);
}

/**
 * The question which column holds the names: a touch on a column answers it.
 *
 * @param {Reading} reading
 * @param {Change} change
 * @param {boolean} several tables of people in the file
 */
function asking(reading, change, several) {
  if (!reading.asks) return [];
  const judges = reading.table === "judges";
  const question = judges
    ? t("Which column holds the names of the judges?")
    : t("Which column holds the names of the teams?");
  const columns = reading.columns.filter(
    ({ left, heading, examples }) => left !== "private" && (heading || examples.length > 0),
  );
  const buttons = columns.map((column) => {
    const button = make(
      "button",
      { type: "button", class: "button import-column", "data-spot": `name-${column.at}` },
      make("b", { dir: "auto" }, column.heading || t("Column %(at)s", { at: column.at })),
      make("span", { class: "note", dir: "auto" }, column.examples.join(" · ")),
    );
    button.addEventListener("click", () =>
      change(reading.sheet, columnIs(reading, column.at, "name")),
    );
    return button;
  });
  return [
    make(
      "section",
      { class: "import-question" },
      make("h3", {}, question),
      make("p", { class: "note" }, t("It is remembered for files with the same headings.")),
      make("div", { class: "import-columns" }, ...buttons),
      heads(reading, change, several),
    ),
  ];
}

/**
 * @param {Reading} reading
 * @param {Change} change
 * @param {boolean} several tables of people in the file
 */
function heads(reading, change, several) {
  const select = make("select", { class: "field", "data-spot": `head-${reading.sheet}` });
  const now = reading.head.length > 0 ? Math.max(...reading.head) : 0;
  for (let row = 0; row <= Math.max(10, now); row++) {
    const words = row === 0 ? t("no headings") : t("row %(n)s", { n: row });
    select.append(make("option", { value: String(row), selected: row === now }, words));
  }
  select.addEventListener("change", () => {
    const row = Number(select.value);
    change(reading.sheet, { table: reading.table, head: row === 0 ? [] : [row] });
  });
  const words = several
    ? t("The headings of %(sheet)s stand in", { sheet: reading.sheet })
    : t("The headings stand in");
  return make("label", { class: "import-head-row" }, words, " ", select);
}

/**
 * @param {Reading} reading
 * @param {Change} change
 * @param {boolean} several tables of people in the file
 */
function pointedOut(reading, change, several) {
  const { rows, sheet } = reading;
  if (rows.length === 0) return [];
  const doubtful = rows.filter(({ out }) => !out).map(({ row }) => row);
  const head = make(
    "h3",
    {},
    several
      ? t("Rows that stand out in %(sheet)s: %(n)s", { sheet, n: rows.length })
      : t("Rows that stand out: %(n)s", { n: rows.length }),
  );
  const all = make(
    "button",
    { type: "button", class: "button small", "data-spot": `all-${sheet}` },
    t("Leave all of them out"),
  );
  all.addEventListener("click", () => change(sheet, { out: doubtful }));
  const list = make(
    "ul",
    {},
    ...rows.slice(0, MOST_SHOWN).map((row) => oddRow(reading, row, change)),
  );
  const top = make(
    "div",
    { class: "import-odd-head" },
    head,
    ...(doubtful.length > 1 ? [all] : []),
  );
  return [make("section", { class: "import-odd" }, top, list)];
}

/**
 * @param {Reading} reading
 * @param {import("./importing.js").OddRow} odd
 * @param {Change} change
 */
function oddRow(reading, odd, change) {
  const place = reading.turned
    ? t("Column %(at)s", { at: odd.label })
    : t("Row %(n)s", { n: odd.label });
  const button = make(
    "button",
    { type: "button", class: "button small", "data-spot": `row-${reading.sheet}-${odd.row}` },
    odd.out ? t("Take it in") : t("Leave it out"),
    make("span", { class: "visually-hidden" }, ` ${place}`),
  );
  button.addEventListener("click", () =>
    change(reading.sheet, odd.out ? { take: [odd.row] } : { out: [odd.row] }),
  );
  return make(
    "li",
    { "data-row": odd.label, "data-out": odd.out },
    make("b", {}, place),
    make("span", { class: "import-odd-text", dir: "auto" }, odd.text),
    make("span", { class: "note" }, odd.why),
    make("span", { class: "import-odd-state" }, odd.out ? t("left out") : t("taken in")),
    ...(odd.fixed ? [] : [button]),
  );
}

/**
 * The table turned, its rows joined: what was done with it, to be undone by a touch.
 *
 * @param {Reading} reading
 * @param {Change} change
 * @param {boolean} several tables of people in the file
 */
function lying(reading, change, several) {
  const { sheet, turned, can_join: canJoin, joined: teams, filled } = reading;
  const lines = [];
  if (turned)
    lines.push(
      switched(`turn-${sheet}`, t("The table lies on its side and is read turned."), true, (on) =>
        change(sheet, { turned: on }),
      ),
    );
  if (canJoin) {
    const rows = teams.reduce((sum, { rows: some }) => sum + some.length, 0);
    const words = teams.length
      ? t("Rows of one team are joined: %(rows)s rows, %(teams)s teams.", {
          rows,
          teams: teams.length,
        })
      : t("Join the rows of one team, a member on each.");
    lines.push(
      switched(`join-${sheet}`, words, teams.length > 0, (on) => change(sheet, { joined: on })),
    );
  }
  if (filled > 0)
    lines.push(
      make("p", { class: "note" }, t("Merged cells were filled downwards: %(n)s.", { n: filled })),
    );
  if (!reading.asks && !turned) lines.push(heads(reading, change, several));
  return lines.length > 0 ? [make("section", { class: "import-lying" }, ...lines)] : [];
}

/**
 * @param {string} spot
 * @param {string} words
 * @param {boolean} on
 * @param {(on: boolean) => void} turn
 */
function switched(spot, words, on, turn) {
  const box = make("input", { type: "checkbox", "data-spot": spot, checked: on });
  box.addEventListener("change", () => turn(box.checked));
  return make("label", { class: "import-switch" }, box, " ", words);
}

/** @param {Found} found */
function drawTaken({ teams, judges, problems, readings = [] }) {
  const details = /** @type {HTMLDetailsElement} */ (find("#import-taken"));
  const people = [...teams, ...judges];
  details.hidden = problems.length > 0 || people.length === 0 || readings.length === 0;
  const parts = [t("teams: %(n)s", { n: teams.length })];
  if (judges.length > 0) parts.push(t("judges: %(n)s", { n: judges.length }));
  setText(find("#import-taken-head"), t("What is taken over: %(what)s", { what: joined(parts) }));
  const rows = new Map(readings.flatMap((r) => r.joined.map((one) => [one.name, one.rows])));
  details.open = rows.size > 0;
  find("#import-taken-list").replaceChildren(
    ...people.slice(0, MOST_SHOWN).map((one) => {
      const beside = [one.organisation, one.region].filter(Boolean).join(" · ");
      const members = (one.members ?? []).map(
        (/** @type {{name: string, role: string}} */ { name, role }) =>
          role ? `${name} (${role})` : name,
      );
      const from = rows.get(one.name);
      return make(
        "li",
        { dir: "auto" },
        make("b", {}, one.name),
        ...(beside ? [" ", make("span", {}, beside)] : []),
        ...(members.length > 0
          ? [" ", make("span", { class: "note" }, members.join(t(", ")))]
          : []),
        ...(from ? [" ", make("span", { class: "import-from" }, fromRows(from))] : []),
      );
    }),
  );
}

/** @param {string[]} rows */
const fromRows = (rows) => t("from rows %(rows)s", { rows: rows.join(", ") });
