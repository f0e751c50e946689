import { find, make, reconcile, setText } from "../common/dom.js";

/**
 * The one question the desk asks before what cannot quietly be taken back. Enter says yes, Escape
 * says no, and focus goes back to where it was.
 *
 * @typedef {object} Question
 * @property {string} title
 * @property {{name: string, note: string, prizes?: string}[]} list
 * @property {string} text
 * @property {string} [bySteps] the text where a scene tells it step by step
 * @property {string} yes
 */

/** @type {((yes: boolean) => void) | null} who waits for the answer */
let answer = null;

const dialog = /** @type {HTMLDialogElement} */ (find("#confirm"));

/**
 * @param {Question} question
 * @returns {Promise<boolean>}
 */
export function confirmed(question) {
  if (dialog.open) return Promise.resolve(false);
  dialog.returnValue = "no";
  dialog.showModal();
  drawQuestion(question);
  find("#confirm-yes").focus();
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
  setText(find("#confirm-title"), title);
  setText(find("#confirm-text"), text);
  setText(find("#confirm-yes"), yes);
  reconcile(find("#confirm-list"), list, {
    key: ({ name }) => name,
    make: () =>
      make("li", {}, make("b", { dir: "auto" }), make("span"), make("small", { dir: "auto" })),
    draw: (item, { name, note, prizes = "" }) => {
      setText(find("b", item), name);
      setText(find("small", item), prizes);
      setText(find("span", item), note);
    },
  });
  find("#confirm-list").hidden = list.length === 0;
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
