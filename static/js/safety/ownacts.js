import { acts } from "../common/acts.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { may, page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What was done at this browser's desk in the last hour and this copy does not have: entered again
 * one by one, or all in their order.
 *
 * @typedef {import("../common/acts.js").OwnAct} OwnAct
 * @typedef {import("../common/acts.js").Board} Board
 */

/** @type {Board | null} */
let board = null;
/** @type {Map<string, string>} why an act was not taken, by its id */
const refused = new Map();
let busy = false;

/** @param {Board} newest */
export function takeBoard(newest) {
  board = newest;
  acts.shows(newest);
  drawOwnActs();
}

export function drawOwnActs() {
  const own = acts.lacking();
  const root = find("#own-acts");
  root.hidden = own.length === 0 || !may("rule");
  setText(find("h3", root), t("Done at this desk, and not in this copy: %(n)s", { n: own.length }));
  /** @type {HTMLButtonElement} */
  const all = find("#own-acts-all", root);
  all.disabled = busy || !board;
  all.onclick = () => offer(own);
  reconcile(find("ol", root), own, { key: ({ id }) => id, make: makeRow, draw: drawRow });
}

/** @param {OwnAct} act */
function makeRow(act) {
  const again = make("button", { class: "button small", type: "button" }, t("Enter it again"));
  const leave = make(
    "button",
    { class: "button button-quiet small", type: "button" },
    t("Leave it out"),
  );
  again.onclick = () => offer([act]);
  leave.onclick = () => {
    acts.leave(act.id);
    drawOwnActs();
  };
  const what = make("p", { class: "offer-what" }, make("b"), make("small"));
  const ways = make("div", { class: "offer-ways" }, again, leave);
  return make("li", { class: "offer", "data-act": act.id }, what, ways);
}

/**
 * @param {HTMLElement} row
 * @param {OwnAct} act
 */
function drawRow(row, { id, words, at, body }) {
  setText(find("b", row), words);
  const when = new Date(at).toLocaleTimeString(page.locale, { timeStyle: "short" });
  const reason = typeof body.reason === "string" ? body.reason : "";
  setText(find("small", row), [when, reason, refused.get(id)].filter(Boolean).join(" · "));
  for (const button of row.querySelectorAll("button")) button.disabled = busy || !board;
}

/**
 * One after the other; what is refused stays in the list and says why, and the rest goes on.
 *
 * @param {OwnAct[]} wanted
 */
async function offer(wanted) {
  if (busy || !board) return;
  busy = true;
  for (const act of wanted) {
    drawOwnActs();
    const why = await acts.offer(act, board);
    if (why) refused.set(act.id, why);
    else refused.delete(act.id);
  }
  busy = false;
  drawOwnActs();
}
