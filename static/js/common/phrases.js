import { page } from "./page.js";

/**
 * The text shown for an English message; English itself where there is no translation.
 * Call it with a literal in double quotes, so that Babel finds it.
 *
 * @param {string} message with places for values as `%(name)s`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(message, values = {}) {
  return filled(page.phrases[message] || message, values);
}

/**
 * A sentence that is in the reader's language already, with its values.
 *
 * @param {string} text with places for values as `%(name)s`
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function filled(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/**
 * Names or phrases in one list.
 *
 * @param {string[]} parts
 * @returns {string}
 */
export function joined(parts) {
  const text = new Intl.ListFormat(page.locale, { type: "conjunction" }).format(parts);
  // Beside a figure Chinese is set with a space.
  return text.replace(/和(?=\d)/g, "和 ");
}

/**
 * How long ago something was, in words short enough for a corner of the screen.
 *
 * @param {number} seconds
 * @returns {string}
 */
export function ago(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return t("%(n)s s ago", { n: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t("%(m)s min %(s)s s ago", { m: minutes, s: whole % 60 });
  return t("%(h)s h %(m)s min ago", { h: Math.floor(minutes / 60), m: minutes % 60 });
}
