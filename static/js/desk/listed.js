import { mayWrite } from "../board/deskboard.js";
import { noteWord } from "../board/wording.js";
import { scoreText, totalText } from "../board/written.js";
import { printed, shown, tidy } from "../common/amount.js";
import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { perform } from "./actions.js";
import { hasLong } from "./grid.js";
import { enterScores } from "./rulings.js";
import { rulingTool } from "./rulingtools.js";

/**
 * A round whose scores the desk enters: a line for each team with its fields. What stands already is
 * a button that opens a slip, for it is changed with a reason.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../board/deskboard.js").Row} Row
 * @typedef {"value" | "raised" | "present"} FieldName
 * @typedef {Partial<Record<FieldName, string | number>>} Given
 */

/**
 * What is entered for a team.
 *
 * @param {{form: string}} round
 * @returns {FieldName[]}
 */
const fieldsOf = ({ form }) => (form === "count" ? ["raised", "present"] : ["value"]);

/** @param {FieldName} field */
function fieldWord(field) {
  return { value: t("Score"), raised: t("Cards raised"), present: t("Present") }[field];
}

/**
 * @param {HTMLElement} root
 * @param {DeskBoard} board of the round's stage
 * @param {DeskRound} round
 * @param {Row[]} rows
 */
export function drawListed(root, board, round, rows) {
  const table = find("#listed-table", root);
  const fields = fieldsOf(round);
  setAttributes(root, { "data-round": round.id });
  setAttributes(table, { "data-long": hasLong(rows) });
  find("#import-scores", root).hidden = !mayWrite || round.state === "pending";
  reconcile(
    find("thead tr", table),
    [" team", ...fields, " score", " total"].map((key) => ({ key })),
    {
      key: ({ key }) => key,
      make: ({ key }) => make("th", { scope: "col", class: key.trim() }),
      draw: (th, { key }) => setText(th, headWord(key)),
    },
  );
  reconcile(find("tbody", table), rows, {
    key: ({ team }) => `${round.id} ${team.id}`,
    make: (row) => makeRow(row, fields, round),
    draw: (tr, row) => drawRow(tr, row, board, round),
  });
}

/** @param {string} key */
function headWord(key) {
  if (key === " team") return t("Team");
  if (key === " score") return t("Round");
  return key === " total" ? t("Total") : fieldWord(/** @type {FieldName} */ (key));
}

/**
 * @param {Row} row
 * @param {FieldName[]} fields
 * @param {DeskRound} round
 */
function makeRow({ team }, fields, { present }) {
  const head = make(
    "th",
    { scope: "row", class: "team" },
    make("span", { class: "team-name", dir: "auto" }),
    make("span", { class: "team-region", dir: "auto" }),
  );
  const inputs = fields.map((field) => {
    const input = make("input", {
      class: "field figure",
      name: `${field}:${team.id}`,
      "data-field": field,
      inputmode: field === "value" ? "decimal" : "numeric",
      autocomplete: "off",
      maxlength: 12,
      "aria-label": `${team.name}, ${fieldWord(field)}`,
    });
    if (field === "present" && present) input.value = String(present);
    const button = make("button", { type: "button", class: "cell", "data-again": team.id });
    return make("td", { class: "entered", "data-of": field }, input, button, make("span"));
  });
  return make(
    "tr",
    { "data-row": team.id },
    head,
    ...inputs,
    make("td", { class: "score" }),
    make("td", { class: "total" }),
  );
}

/**
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawRow(tr, row, board, round) {
  const { team, outside } = row;
  setText(find(".team-name", tr), team.name);
  setText(find(".team-region", tr), noteWord(row) || team.region);
  const given = board.entered[round.id]?.[team.id];
  const absent = team.id in (board.absent[round.id] ?? {});
  const gone = outside === "withdrawn" || absent;
  const open = mayWrite && round.state !== "pending" && !gone;
  const typed = open && !given && round.state === "open";
  for (const td of tr.querySelectorAll("td.entered")) {
    const field = /** @type {FieldName} */ (td.getAttribute("data-of"));
    const value = given?.[field] === undefined ? null : String(given[field]);
    const word = value === null ? (absent ? page.notes.absent : "–") : shown(value);
    find("input", td).hidden = !typed;
    const button = find("button", td);
    button.hidden = typed || !open;
    setText(button, word);
    setAttributes(button, {
      "aria-label": t("%(whose)s: %(value)s. Correct", {
        whose: `${team.name}, ${fieldWord(field)}`,
        value: word,
      }),
      "data-corrected": given?.again ?? false,
    });
    const words = find("span", td);
    words.hidden = open;
    setText(words, round.state === "pending" ? "·" : word);
  }
  setText(find(".score", tr), printed(scoreText(board, row, round.id)));
  setText(find(".total", tr), printed(totalText(board, row)));
}

/**
 * Writes what is typed, row by row: Enter sends the row and goes on to the next.
 *
 * @param {HTMLElement} root
 * @param {{board: () => DeskBoard | null, written: (version: number) => void,
 *   again: (team: string) => void, bring: () => void}} context
 */
export function listenToListed(root, { board, written, again, bring }) {
  find("#import-scores", root).addEventListener("click", bring);
  root.addEventListener("click", ({ target }) => {
    const button = closest(target, "[data-again]");
    if (button) again(button.dataset.again ?? "");
  });
  root.addEventListener("keydown", (event) => {
    const input = closest(event.target, "input");
    if (!input || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    onEnter(root, input, board(), written);
  });
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} input
 * @param {DeskBoard | null} board
 * @param {(version: number) => void} written
 */
async function onEnter(root, input, board, written) {
  const tr = closest(input, "tr");
  if (!tr || !board) return;
  const inputs = [...tr.querySelectorAll("input")];
  const empty = inputs.find((one) => one.value.trim() === "");
  if (empty) return empty.focus();
  const given = Object.fromEntries(
    inputs.map((one) => [one.dataset.field ?? "", typedValue(one.dataset.field ?? "", one.value)]),
  );
  const { round = "" } = root.dataset;
  const { row: team = "" } = tr.dataset;
  const outcome = await perform(enterScores(round, { [team]: given }));
  setText(find("#listed-trouble"), outcome.done ? "" : whatIsWrong(outcome));
  const wrong = outcome.done ? [] : inputs.filter((one) => faultOf(outcome, one.dataset.field));
  const marked = outcome.done || wrong.length > 0 ? wrong : inputs;
  for (const one of inputs) {
    setAttributes(one, { "aria-invalid": marked.includes(one) ? "true" : null });
  }
  if (!outcome.done) return marked[0]?.focus();
  written(outcome.version);
  const rows = [...root.querySelectorAll("tbody tr")];
  const next = rows
    .slice(rows.indexOf(tr) + 1)
    .map((row) => row.querySelector("input:not([hidden])"))
    .find(Boolean);
  if (next instanceof HTMLElement) next.focus();
  return undefined;
}

/**
 * What the server says of a field, whose fault stands at `scores.TEAM.FIELD`.
 *
 * @param {{faults: {field?: string, message?: string}[]}} refused
 * @param {string | undefined} name
 */
function faultOf({ faults }, name) {
  return faults.find(({ field = "" }) => field.endsWith(`.${name}`))?.message;
}

/**
 * @param {{faults: {field?: string, message?: string}[], why: string}} refused
 */
function whatIsWrong(refused) {
  const fields = /** @type {FieldName[]} */ (["value", "raised", "present"]);
  const told = fields.flatMap((name) => {
    const fault = faultOf(refused, name);
    return fault ? [t("%(field)s: %(fault)s", { field: fieldWord(name), fault })] : [];
  });
  return told.join(" ") || refused.why;
}

/**
 * @param {string} field
 * @param {string} text
 * @returns {string | number}
 */
function typedValue(field, text) {
  const plain = tidy(text);
  // What is no whole number is left as it is, so that the server names it.
  return field === "value" || !/^\d{1,9}$/.test(plain) ? plain : Number(plain);
}

/**
 * What stands, entered anew with its reason, and what that would change.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} team
 * @param {import("./rulingtools.js").Ends} ends
 * @returns {import("./workspace.js").Tool}
 */
export function enteringAnew(board, round, team, ends) {
  const fields = fieldsOf(round);
  const name = board.rows.find((row) => row.team.id === team)?.team.name ?? team;
  const before = board.entered[round.id]?.[team];
  const title = t("%(team)s, %(round)s", { team: name, round: round.name });
  const typed = (/** @type {Record<string, string>} */ values) =>
    Object.fromEntries(fields.map((field) => [field, typedValue(field, values[field] ?? "")]));
  return rulingTool(board, ends, {
    key: `listed ${round.id} ${team}`,
    title,
    fields: fields.map((field) => ({
      name: field,
      label: fieldWord(field),
      kind: "number",
      value: String(before?.[field] ?? (field === "present" ? (round.present ?? "") : "")),
    })),
    reasons: [t("Misread"), t("Counted again")],
    yes: () => t("Enter"),
    ready: (values) => fields.every((field) => (values[field] ?? "") !== ""),
    action: (values) => enterScores(round.id, { [team]: typed(values) }, values.reason),
  });
}
