import { el, keep, say, the } from "../common/elements.js";

/**
 * The one question the desk asks before what cannot quietly be taken back. Enter says yes, Escape
 * says no, and focus goes back to where it was.
 *
 * @typedef {object} Question
 * @property {string} title
 * @property {{name: string, note: string}[]} list
 * @property {string} text
 * @property {string} yes
 */

/** @type {((yes: boolean) => void) | null} who waits for the answer */
let answer = null;

const dialog = /** @type {HTMLDialogElement} */ (the("#confirm"));

/**
 * @param {Question} question
 * @returns {Promise<boolean>}
 */
export function confirmed(question) {
  if (dialog.open) return Promise.resolve(false);
  dialog.returnValue = "no";
  dialog.showModal();
  drawQuestion(question);
  the("#confirm-yes").focus();
  answer?.(false);
  return new Promise((resolve) => {
    answer = resolve;
  });
}

/**
 * Keeps an open question true while marks still come in.
 *
 * @param {Question} question
 */
export function drawQuestion({ title, list, text, yes }) {
  if (!dialog.open) return;
  say(the("#confirm-title"), title);
  say(the("#confirm-text"), text);
  say(the("#confirm-yes"), yes);
  keep(the("#confirm-list"), list, {
    key: ({ name }) => name,
    make: () => el("li", {}, el("b", { dir: "auto" }), el("span")),
    draw: (item, { name, note }) => {
      say(the("b", item), name);
      say(the("span", item), note);
    },
  });
  the("#confirm-list").hidden = list.length === 0;
}

dialog.addEventListener("close", () => {
  // The event comes a moment after the closing, when the next question may be open already.
  if (dialog.open) return;
  answer?.(dialog.returnValue === "yes");
  answer = null;
});

/** Takes the question back: what it asked about has changed. */
export function withdrawQuestion() {
  if (dialog.open) dialog.close("no");
}
