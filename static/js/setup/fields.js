import { closest, find, make, setAttributes } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * Fields that are drawn from the draft and know which key of it they are.
 *
 * @typedef {import("../common/dom.js").Attributes} Attributes
 * @typedef {{value: string, label: string, note?: string, aside?: string}} Choice
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

let made = 0;

/**
 * An id that no other element of the page has.
 *
 * @param {string} stem
 */
export function freshElementId(stem) {
  made += 1;
  return `${stem}-${made}`;
}

/**
 * A bare input whose label is spoken only: for rows of a table, where the head says it.
 *
 * @param {string} key
 * @param {Attributes} [rest]
 */
export function bare(key, rest = {}) {
  const input = make("input", { class: "field", "data-key": key, autocomplete: "off", ...rest });
  return make("span", { class: "cell", "data-cell": key }, input);
}

/**
 * A field with its label above and, where it helps, a line below.
 *
 * @param {string} key
 * @param {string} label
 * @param {Attributes & {note?: string}} [rest]
 */
export function labelled(key, label, { note = "", ...rest } = {}) {
  const id = freshElementId("field");
  const noteId = `${id}-note`;
  const input = make("input", {
    class: "field",
    id,
    "data-key": key,
    autocomplete: "off",
    "aria-describedby": note ? noteId : null,
    ...rest,
  });
  const below = note ? [make("span", { class: "note", id: noteId }, note)] : [];
  return make(
    "div",
    { class: "cell labelled", "data-cell": key },
    make("label", { for: id }, label),
    input,
    ...below,
  );
}

/**
 * @param {string} key
 * @param {string} label
 * @param {string} note
 */
export function tick(key, label, note) {
  return make(
    "label",
    { class: "tick cell", "data-cell": key },
    make("input", { type: "checkbox", "data-key": key }),
    make("span", {}, make("b", {}, label), " ", note),
  );
}

/**
 * @param {string} key
 * @param {string} label
 * @param {string} note
 */
export function numeric(key, label, note) {
  return labelled(key, label, { inputmode: "decimal", note, "data-short": true });
}

/**
 * @param {string} key
 * @param {string} label
 * @param {Choice[]} choices
 */
export function selecting(key, label, choices) {
  const id = freshElementId("field");
  const select = make("select", { class: "field", id, "data-key": key });
  select.append(...choices.map(({ value, label: words }) => make("option", { value }, words)));
  return make(
    "div",
    { class: "cell labelled", "data-cell": key },
    make("label", { for: id }, label),
    select,
  );
}

/**
 * A few choices of which one stands, each with what it means.
 *
 * @param {string} key
 * @param {string} legend
 * @param {Choice[]} choices
 */
export function choosing(key, legend, choices) {
  const name = freshElementId(key);
  const box = make("fieldset", { class: "cell choosing", "data-cell": key });
  box.append(make("legend", {}, legend));
  for (const { value, label, note, aside } of choices) {
    const id = freshElementId("choice");
    const noteId = `${id}-note`;
    const words = make("label", { for: id }, make("b", {}, label));
    if (note) words.append(make("span", { id: noteId }, note));
    const radio = make("input", { type: "radio", id, name, value, "data-key": key });
    const row = make("div", { class: "choice" }, radio, words);
    if (aside) row.append(make("code", { class: "choice-aside" }, aside));
    box.append(row);
  }
  return box;
}

/**
 * A small button with a sign, whose words are spoken and shown on hovering.
 *
 * @param {string} act
 * @param {string} sign
 * @param {string} words
 * @param {Attributes} [rest]
 */
export function signButton(act, sign, words, rest = {}) {
  return make(
    "button",
    { type: "button", class: "sign", "data-act": act, title: words, "aria-label": words, ...rest },
    make("span", { "aria-hidden": "true" }, sign),
  );
}

/** The end of a row that opens, moves and goes: its buttons, whose words come with its name. */
export function rowEnd() {
  return [
    make("button", {
      type: "button",
      class: "more-button",
      "data-act": "more",
      "aria-expanded": "false",
    }),
    moveButtons(),
  ];
}

/** The buttons that move a row up and down and take it away. */
export function moveButtons() {
  return make(
    "span",
    { class: "row-acts" },
    signButton("up", "↑", "", { "aria-keyshortcuts": "Alt+ArrowUp" }),
    signButton("down", "↓", "", { "aria-keyshortcuts": "Alt+ArrowDown" }),
    signButton("remove", "✕", ""),
  );
}

/**
 * Says on the buttons what they move, and which of them has no way left to go.
 *
 * @param {HTMLElement} row
 * @param {string} called
 * @param {{first?: boolean, last?: boolean}} [ends]
 */
export function drawMoveButtons(row, called, { first = false, last = false } = {}) {
  const [up, down] = [find("[data-act=up]", row), find("[data-act=down]", row)];
  name(up, t("Move %(name)s up", { name: called }));
  name(down, t("Move %(name)s down", { name: called }));
  name(find("[data-act=remove]", row), t("Remove %(name)s", { name: called }));
  setAttributes(up, { "aria-disabled": first });
  setAttributes(down, { "aria-disabled": last });
}

/**
 * Shows a value in a field, unless it shows it already: what is being typed keeps its caret.
 *
 * @param {ParentNode} within
 * @param {string} key
 * @param {string | boolean} value
 */
export function show(within, key, value) {
  for (const control of within.querySelectorAll(`[data-key="${key}"]`)) {
    if (control instanceof HTMLInputElement && control.type === "radio")
      control.checked = control.value === value;
    else if (control instanceof HTMLInputElement && control.type === "checkbox")
      control.checked = value === true;
    else if (isControl(control) && control.value !== value) control.value = String(value);
  }
}

/**
 * @param {unknown} element
 * @returns {element is Control}
 */
function isControl(element) {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

/**
 * The field that an event comes from, with its key and value; null where it is none of the draft's.
 *
 * @param {Event} event
 * @returns {{control: Control, key: string, value: string | boolean} | null}
 */
export function typedIn({ target }) {
  if (!isControl(target) || !target.dataset.key) return null;
  const checkbox = target instanceof HTMLInputElement && target.type === "checkbox";
  return {
    control: target,
    key: target.dataset.key,
    value: checkbox ? target.checked : target.value,
  };
}

/**
 * The button with an act that was pressed, or null.
 *
 * @param {Event} event
 * @returns {HTMLButtonElement | null}
 */
export function pressed({ target }) {
  const button = closest(target, "button[data-act]");
  return button instanceof HTMLButtonElement && !button.disabled ? button : null;
}

/**
 * @param {Element} button
 * @param {string} words
 */
export function name(button, words) {
  setAttributes(button, { "aria-label": words, title: words });
}

/**
 * Goes to a field of a row, to be typed over; where there is no such row to `otherwise`.
 *
 * @param {Element | null | undefined} row
 * @param {HTMLElement} [otherwise]
 * @param {string} [key]
 */
export function focusField(row, otherwise, key = "name") {
  const field = row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!(field instanceof HTMLInputElement)) return otherwise?.focus();
  field.focus();
  field.select();
}
