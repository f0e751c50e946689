import { find, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * What was typed at the desk and is not written: a question before the page or the tool is left.
 *
 * @typedef {{name: string, note: string}} Typed what it is about, and what was typed
 */

/** @type {{holds: () => boolean, outlives: () => boolean}[]} */
const holders = [];
/** Whether this page loads itself anew, having made sure that nothing is lost by it. */
let loading = false;

/**
 * @param {() => boolean} holds whether something typed there is not written
 * @param {() => boolean} [outlives] whether it is there again when this page is loaded anew
 */
export function askBeforeLeaving(holds, outlives = () => false) {
  holders.push({ holds, outlives });
}

/** Whether this page may load itself anew: it may where nothing would be lost by it. */
export function mayReload() {
  loading = !holders.some(({ holds, outlives }) => holds() && !outlives());
  return loading;
}

addEventListener("beforeunload", (event) => {
  if (!loading && holders.some(({ holds }) => holds())) event.preventDefault();
});

const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("unsaved"));

/**
 * Asks before what was typed is dropped; Enter and Escape go on with it.
 *
 * @param {Typed[]} typed
 * @returns {Promise<boolean>} whether it is to be dropped
 */
export function mayDrop(typed) {
  if (!dialog || dialog.open || typed.length === 0) return Promise.resolve(typed.length === 0);
  const items = typed.map(({ name, note }) =>
    make("li", {}, make("b", { dir: "auto" }, name), make("span", {}, note)),
  );
  setText(find("#unsaved-title"), t("Not saved yet"));
  find("#unsaved-list").replaceChildren(...items);
  dialog.returnValue = "stay";
  dialog.showModal();
  find("#unsaved-stay").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "drop"), { once: true });
  });
}
