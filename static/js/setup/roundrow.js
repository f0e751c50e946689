import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { drawCriteria } from "./criteria.js";
import { describeRound } from "./describe.js";
import { drawChoice } from "./divisions.js";
import { goesByPlaces } from "./document.js";
import {
  bare,
  drawMoveButtons,
  labelled,
  moveButtons,
  numeric,
  selecting,
  show,
} from "./fields.js";
import { drawTokens } from "./foulfields.js";
import { CHOICES, kindOf } from "./kinds/table.js";
import { valuesIn } from "./names.js";
import { drawOfMembers } from "./ofmembers.js";
import { drawTogether, togetherField } from "./performances.js";
import { drawPanel, drawScorers } from "./scorers.js";
import { OF_STAKES } from "./staking.js";

/**
 * One round: its line, and the form that opens below it.
 *
 * @typedef {import("./document.js").Judge} Judge
 * @typedef {import("./document.js").Round} Round
 */

/** Keys of a round that are lists of points, typed as text. */
export const LISTS = ["awards", "stakes", "tokens"];

/** @type {(keyof Round)[]} limits of rounds of every kind */
const GENERAL = ["min", "max", "appearance"];

/** @type {(keyof Round)[]} what criteria leave no room for */
const LIMITS = ["min", "max", "step", "appearance"];
const FIXED_BY_PLACES = ["drop_high", "drop_low", "better"];

/** What of a round is not one field that shows one value. */
const OWN = ["name", "id", "scored_by", "criteria", "tokens", "panel", "performance", "group"];

/** @returns {HTMLLIElement} */
export function roundRow() {
  return make(
    "li",
    { class: "row round" },
    make(
      "div",
      { class: "row-line round-grid" },
      make(
        "span",
        { class: "grip round-grip", "aria-hidden": "true", title: t("Drag to move") },
        "⠿",
      ),
      bare("name", { maxlength: 300 }),
      make("span", { class: "round-kind" }),
      make("span", { class: "round-words" }),
      make(
        "button",
        { type: "button", class: "more-button", "data-act": "more", "aria-expanded": "false" },
        t("Edit"),
      ),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Round} round
 * @param {{judges: Judge[], rounds: Round[], groups: import("./document.js").Named[]}} around the
 *   judges and groups of the event, the rounds of the stage
 * @param {boolean} open
 */
export function drawRoundRow(row, round, around, open) {
  const called = round.name || t("this round");
  setAttributes(row, { "data-id": round.id, "data-round": round.id, "data-kind": round.kind });
  setAttributes(find("[data-key=name]", row), { "aria-label": t("Name of the round") });
  show(row, "name", round.name);
  setText(find(".round-kind", row), kindOf(round).word());
  setText(find(".round-words", row), describeRound(round));
  const more = find(".more-button", row);
  setAttributes(more, {
    "aria-expanded": String(open),
    "aria-label": t("Edit %(name)s", { name: called }),
  });
  drawMoveButtons(row, called);
  const below = row.querySelector(".row-more");
  if (!open) below?.remove();
  else drawForm(/** @type {HTMLElement} */ (below ?? row.appendChild(formOf())), round, around);
}

/** @returns {HTMLElement} */
function formOf() {
  return make("div", { class: "row-more round-form" }, ...general(), ...CHOICES.flatMap(ownFields));
}

function general() {
  return [
    selecting(
      "kind",
      t("Kind"),
      CHOICES.map(({ value, label }) => ({ value, label: label() })),
    ),
    numeric("min", t("Lowest"), ""),
    numeric("max", t("Highest"), ""),
    selecting("appearance", t("Order on stage"), [
      { value: "registration", label: t("as registered") },
      { value: "draw", label: t("drawn by lot at the desk") },
      { value: "standings", label: t("by standing, the first begins") },
      { value: "reverse", label: t("by standing, the last begins") },
    ]),
    numeric("weight", t("Weight"), t("1 counts fully; 0 counts in no total, but may break ties.")),
    numeric(
      "decimals",
      t("Decimals of this round"),
      t("Rounded half up, before the weight. Empty: not rounded."),
    ),
    numeric(
      "weighted_decimals",
      t("Decimals after the weight"),
      t("Rounded half up once more, before it is added. Empty: not rounded."),
    ),
    togetherField(),
    labelled("name_en", t("Name in English"), { maxlength: 300 }),
    selecting("group", t("Who plays it"), []),
  ];
}

/**
 * The fields that only rounds of one choice have.
 *
 * @param {import("./kinds/table.js").Choice} choice
 */
function ownFields({ value, fields }) {
  const own = fields();
  for (const field of own) setAttributes(field, { "data-only": value });
  return own;
}

/**
 * @param {HTMLElement} form
 * @param {Round} round
 * @param {{judges: Judge[], rounds: Round[], groups: import("./document.js").Named[]}} around
 */
function drawForm(form, round, { judges, rounds, groups }) {
  for (const [key, value] of Object.entries(round)) {
    if (OWN.includes(key)) continue;
    if (Array.isArray(value)) showList(form, key, /** @type {string[]} */ (value));
    else if (value !== null) show(form, key, value);
  }
  for (const field of form.querySelectorAll("[data-only]"))
    setAttributes(field, { hidden: field.getAttribute("data-only") !== round.kind });
  drawScorers(form, round, judges);
  drawTokens(form, round);
  drawPanel(form, round, judges);
  drawTogether(form, round, rounds);
  const label = t("Who plays it");
  drawChoice(form, "group", round.group, groups, { none: t("All groups"), label });
  drawCriteria(form, round.criteria);
  const { without } = kindOf(round);
  // What only one kind has is hidden already where the round is of another.
  for (const key of GENERAL) find(`[data-cell=${key}]`, form).hidden = without.includes(key);
  for (const key of [...LIMITS, ...OF_STAKES])
    if (without.includes(key)) find(`[data-cell=${key}]`, form).hidden = true;
  drawOfMembers(form, round);
  // Of places fewer are better, and none is left out: there is nothing to choose.
  if (goesByPlaces(round))
    for (const key of FIXED_BY_PLACES)
      for (const field of form.querySelectorAll(`[data-cell=${key}]`))
        setAttributes(field, { hidden: true });
  // With a weight of 1 it would only say again what the field before it says.
  const after = round.weight !== "1" || round.weighted_decimals !== "";
  find("[data-cell=weighted_decimals]", form).hidden = !after;
}

/**
 * A list of points as text; what is being typed is left alone as long as it means the same.
 *
 * @param {HTMLElement} form
 * @param {string} key
 * @param {string[]} values
 */
function showList(form, key, values) {
  const input = find(`[data-key=${key}]`, form);
  if (!(input instanceof HTMLInputElement)) return;
  if (valuesIn(input.value).join() !== values.join()) input.value = values.join("  ");
}
