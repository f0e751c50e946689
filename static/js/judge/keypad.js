import { closest, make } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * A keypad made for thumbs. It knows keys, not marks.
 *
 * @typedef {{decimal: boolean, negative: boolean}} Needs
 * @typedef {(key: string) => void} OnKey digits, ".", "-", "Backspace" or "Clear"
 */

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * @param {HTMLElement} root
 * @param {OnKey} onKey
 */
export function keypad(root, onKey) {
  let drawn = "";

  /** @param {Needs} needs */
  const draw = (needs) => {
    const keys = [...DIGITS, ...bottomRow(needs)];
    if (keys.join() === drawn) return;
    drawn = keys.join();
    root.replaceChildren(...keys.map(makeKey));
    root.dataset.bottom = String(keys.length - DIGITS.length);
  };

  press(root, onKey);
  return { draw };
}

/**
 * @param {Needs} needs
 * @returns {string[]}
 */
function bottomRow({ decimal, negative }) {
  const left = [...(negative ? ["-"] : []), ...(decimal ? ["."] : [])];
  return [...(left.length ? left : ["Clear"]), "0", "Backspace"];
}

/**
 * @param {string} key
 * @returns {HTMLButtonElement}
 */
function makeKey(key) {
  const names = /** @type {Record<string, [string, string]>} */ ({
    Backspace: ["\u232b", t("Delete the last digit")],
    Clear: [t("Clear"), t("Clear")],
    "-": ["\u2212", t("Minus")],
    ".": [".", t("Decimal point")],
  });
  const [face, name] = names[key] ?? [key, key];
  // The field takes a keyboard's keys itself; a dozen stops between it and "Submit" would hinder.
  const quiet = { class: "key", tabindex: -1, "aria-label": name };
  return make("button", { type: "button", "data-key": key, ...quiet }, face);
}

/**
 * Acts when the thumb comes down, for a wet thumb often slides before it lifts; a click without a
 * touch (a screen reader's) acts too.
 *
 * @param {HTMLElement} root
 * @param {OnKey} onKey
 */
function press(root, onKey) {
  root.addEventListener("pointerdown", (event) => {
    const key = keyOf(event);
    if (!key || event.button !== 0) return;
    // Keeps the focus, and with it the selection, in the field.
    event.preventDefault();
    onKey(key);
  });
  root.addEventListener("click", (event) => {
    const key = keyOf(event);
    // A click that no finger made counts no presses.
    if (key && event.detail === 0) onKey(key);
  });
  root.addEventListener("contextmenu", (event) => event.preventDefault());
}

/** @param {Event} event */
function keyOf(event) {
  const button = closest(event.target, "[data-key]");
  return button?.dataset.key;
}

/**
 * The text after a key was pressed.
 *
 * @param {string} text
 * @param {string} key
 * @param {{held: boolean, decimals: number, longest: number}} field `held`: an earlier mark shown, to be replaced
 * @returns {string}
 */
export function typed(text, key, { held, decimals, longest }) {
  if (key === "Clear" || (held && key === "Backspace")) return "";
  if (key === "Backspace") return text.slice(0, -1);
  const before = held ? "" : text;
  if (key === "-") return before.startsWith("-") ? before.slice(1) : `-${before}`;
  if (key === ".") return before.includes(".") ? before : `${before || "0"}.`;
  if (before === "0" || before === "-0") return before.slice(0, -1) + key;
  const fraction = before.split(".")[1] ?? "";
  const full = before.length >= longest || (before.includes(".") && fraction.length >= decimals);
  return full ? before : before + key;
}
