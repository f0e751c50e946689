import { find } from "../common/dom.js";
import { page } from "../common/page.js";

/**
 * What is asked of the chosen form, and the template that the answers lead to.
 *
 * @typedef {import("./document.js").Setup} Setup
 */

/**
 * Shows the questions of a form; none where it has none, or where it is no form.
 *
 * @param {string} form
 */
export function showAsked(form) {
  let some = false;
  for (const box of boxes()) {
    box.hidden = box.dataset.form !== form;
    some ||= !box.hidden;
  }
  find("#part-asked").hidden = !some;
}

/**
 * The name of the template; undefined where it is no form.
 *
 * @param {string} form
 * @returns {string | undefined}
 */
export function templateOf(form) {
  /** @type {{asks: string[], templates: Record<string, string>} | undefined} */
  const known = page.forms[form];
  return known?.templates[known.asks.map((key) => answer(form, key)).join("/")];
}

/**
 * A template whose stages start with the points that were answered.
 *
 * @param {string} form
 * @param {Setup} setup
 * @returns {Setup}
 */
export function withBase(form, setup) {
  if (!page.forms[form]?.base) return setup;
  const base = answer(form, "base");
  return { ...setup, stages: setup.stages.map((stage) => ({ ...stage, base })) };
}

/**
 * @param {string} form
 * @param {string} key
 */
function answer(form, key) {
  const chosen = document.querySelector(`[name="${form}-${key}"]:checked`);
  return chosen instanceof HTMLInputElement ? chosen.value : "";
}

/** @returns {NodeListOf<HTMLElement>} */
function boxes() {
  return document.querySelectorAll(".asked");
}
