import { find } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * Announces a change on the page to a screen reader.
 *
 * @param {string} words
 */
export function announce(words) {
  const announced = find("#announced");
  // The same words again must be heard again.
  announced.textContent = announced.textContent === words ? `${words}\u00a0` : words;
}

/**
 * @param {string} name
 * @param {number} place from 1
 * @param {number} count
 */
export function announcePlace(name, place, count) {
  announce(t("%(name)s is now %(place)s of %(count)s.", { name, place, count }));
}

/** @param {string} name */
export function announceRemoved(name) {
  announce(t("%(name)s was removed. Control and Z brings it back.", { name }));
}
