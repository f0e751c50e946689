import { find, setText } from "./dom.js";
import { t } from "./phrases.js";

/** This display's own name over whatever it shows, for a few seconds. */

const SHOWN = 6000;
/** Names of more letters than this are set smaller. */
const SHORT = 10;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * @param {string} name
 * @param {number} number
 */
export function showName(name, number) {
  const words =
    name || (number ? t("Display %(n)s", { n: number }) : t("A display without a name"));
  const element = find(".hall-name");
  setText(element, words);
  element.classList.toggle("long", words.length > SHORT);
  element.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    element.hidden = true;
  }, SHOWN);
}
