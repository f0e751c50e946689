import { same, shown } from "../common/amount.js";
import { criterionWords, sameValues } from "../common/criteria.js";
import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * One team's line in the form in which the desk enters a judge's marks, and what it says of itself:
 * typed and not saved, being sent, refused, or given.
 *
 * @typedef {import("../common/criteria.js").Criterion} Criterion
 * @typedef {import("../common/criteria.js").Values} Values
 * @typedef {{team: string, name: string, value: string | null, values?: Values, own: boolean}} Line
 *   values: of the criteria, where the mark is their sum; own: given by the desk, not by the tablet
 * @typedef {{typed: (team: string) => void, enter: (team: string) => void,
 *   left: (team: string) => void}} Actions
 */

/**
 * @param {string} judge
 * @param {Line} line
 * @param {Criterion[]} criteria that a mark is the sum of; none where it is one number
 * @param {Actions} actions
 */
export function makeLine(judge, { team, name }, criteria, actions) {
  const id = `entering-${judge}-${team}`;
  const field = (/** @type {string} */ own, /** @type {Record<string, string>} */ rest) =>
    make("input", {
      id: own,
      class: "field figure",
      inputmode: "decimal",
      maxlength: 20,
      autocomplete: "off",
      "aria-describedby": `${id}-state`,
      ...rest,
    });
  const parts = criteria.map((one) =>
    make(
      "label",
      { class: "entering-part" },
      make("span", { dir: "auto" }, criterionWords(one)),
      field(`${id}-${one.id}`, { "data-criterion": one.id }),
    ),
  );
  const item = make(
    "li",
    { "data-line": team, "data-parts": String(parts.length > 0) },
    make("label", { class: "entering-team", for: parts.length > 0 ? null : id, dir: "auto" }, name),
    ...(parts.length > 0 ? parts : [field(id, {})]),
    make("span", { class: "entering-state", id: `${id}-state` }),
  );
  listen(item, team, actions);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {string} team
 * @param {Actions} actions
 */
function listen(item, team, actions) {
  item.addEventListener("input", () => actions.typed(team));
  item.addEventListener("focusout", ({ relatedTarget }) => {
    const within = relatedTarget instanceof Node && item.contains(relatedTarget);
    if (item.isConnected && !within) actions.left(team);
  });
  item.addEventListener("keydown", (event) => {
    const { target: input } = event;
    if (event.isComposing || !(input instanceof HTMLInputElement)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(input, event);
    if (event.key !== "Enter") return;
    event.preventDefault();
    const inputs = inputsOf(item);
    const next = inputs[inputs.indexOf(input) + 1];
    if (next && !next.readOnly) next.focus();
    else actions.enter(team);
  });
}

/**
 * The same field of the line above or below.
 *
 * @param {HTMLInputElement} input
 * @param {KeyboardEvent} event
 */
function step(input, event) {
  const line = input.closest("li");
  const other = event.key === "ArrowDown" ? line?.nextElementSibling : line?.previousElementSibling;
  const at = line ? inputsOf(line).indexOf(input) : -1;
  if (other instanceof HTMLElement) inputsOf(other)[at]?.focus();
  event.preventDefault();
}

/**
 * @param {HTMLElement} item
 * @returns {HTMLInputElement[]}
 */
export function inputsOf(item) {
  return [...item.querySelectorAll("input")];
}

/**
 * The field of a line in which the keyboard belongs: of several the first that is empty.
 *
 * @param {HTMLElement} item
 */
export function inputOf(item) {
  const inputs = inputsOf(item);
  return /** @type {HTMLInputElement} */ (inputs.find(({ value }) => !value.trim()) ?? inputs[0]);
}

/**
 * What each criterion was given in a line; null where a mark is one number.
 *
 * @param {HTMLElement} item
 * @returns {Values | null}
 */
export function valuesIn(item) {
  if (item.dataset.parts !== "true") return null;
  return Object.fromEntries(
    inputsOf(item).map(({ dataset, value }) => [dataset.criterion ?? "", value.trim()]),
  );
}

/**
 * A mark as a line keeps it: one number, or its parts as JSON.
 *
 * @param {Criterion[] | undefined} criteria
 * @param {string} value
 * @param {Values | null | undefined} values
 */
export function lineText(criteria, value, values) {
  if (!criteria) return value;
  return criteria.some(({ id }) => values?.[id]) ? JSON.stringify(values) : "";
}

/**
 * Puts a kept mark back into the fields of a line.
 *
 * @param {HTMLElement} item
 * @param {string} text
 */
function fill(item, text) {
  const parts = item.dataset.parts === "true";
  /** @type {Values} */
  const values = parts && text.startsWith("{") ? JSON.parse(text) : {};
  for (const input of inputsOf(item))
    input.value = parts ? (values[input.dataset.criterion ?? ""] ?? "") : text;
}

/**
 * What stands in a line and is not saved; empty where nothing does.
 *
 * @param {HTMLElement} item
 */
export function unsavedIn(item) {
  if (item.dataset.state === "given") return "";
  const values = valuesIn(item);
  if (!values) return inputOf(item).value.trim();
  return Object.values(values).some(Boolean) ? JSON.stringify(values) : "";
}

/**
 * @param {HTMLElement} item
 * @param {"typed" | "sending" | "refused" | "given" | null} state
 * @param {string} words
 */
export function showState(item, state, words) {
  setAttributes(item, { "data-state": state });
  for (const input of inputsOf(item)) input.readOnly = state === "sending" || state === "given";
  setText(find(".entering-state", item), words);
}

/**
 * @param {HTMLElement} item
 * @param {Line} line
 * @param {{typed: string, version: number, closed: boolean}} now typed: kept for this line;
 *   version: of the board that is drawn; closed: the round is
 */
export function drawLine(item, { value, values, own }, { typed, version, closed }) {
  if (value !== null) {
    // What the tablet gave meanwhile stands; what was typed beside it is still to be seen.
    const other = typed.startsWith("{")
      ? !sameValues(JSON.parse(typed), values)
      : typed && !same(typed, value);
    const figure = typed.startsWith("{") ? Object.values(JSON.parse(typed)).join(" + ") : typed;
    const beside = other ? t("typed here: %(value)s", { value: figure }) : "";
    const whose = own ? t("✓ entered by the desk") : t("✓ from the tablet");
    showState(item, "given", [whose, beside].filter(Boolean).join(" · "));
    fill(item, values ? JSON.stringify(values) : shown(value));
    setAttributes(item, { "data-beside": beside !== "" });
    for (const input of inputsOf(item)) setAttributes(input, { "aria-invalid": null });
    return;
  }
  // An older board does not know yet what has just been written.
  if (item.dataset.state === "given" && version < Number(item.dataset.version ?? 0)) return;
  if (item.dataset.state === "given") {
    showState(item, null, "");
    fill(item, "");
  }
  if (!item.dataset.state && typed) fill(item, typed);
  if (typed && (!item.dataset.state || item.dataset.state === "typed"))
    showState(item, "typed", notSaved(closed));
}

/** @param {boolean} closed whether the round is closed */
export function notSaved(closed) {
  return closed ? t("Not saved, and the round is closed") : t("Not saved");
}
