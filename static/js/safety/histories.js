import { shown, signed } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { may, page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";

/**
 * The section on histories: what this copy goes on from; what judges were told is saved and it did
 * not have: each entered by one touch or left out, and what came back by itself.
 *
 * @typedef {import("../common/shapes.js").HistoryFacts} HistoryFacts
 * @typedef {import("../common/shapes.js").OfferedAct} OfferedAct
 */

/** @type {Set<string>} what is being decided */
const busy = new Set();

/**
 * @param {HistoryFacts} facts
 * @param {() => void} changed asks for them anew
 */
export function drawHistories({ left, waiting, back }, changed) {
  const state = find("#histories-state");
  setText(state, stateWords(left.length, waiting.length));
  setAttributes(state, { "data-tone": waiting.length ? "wait" : left.length ? "good" : "quiet" });
  setText(find("#histories-left"), left.map(leftWords).join(" "));
  reconcile(find("#histories-waiting"), waiting, {
    key: ({ id }) => id,
    make: (act) => makeRow(act, changed),
    draw: (row, act) => drawRow(row, act, whyOf(act)),
  });
  const known = find("#histories-back");
  known.hidden = back.length === 0;
  setText(
    find("summary", known),
    t("Sent again by tablets and entered: %(n)s", { n: back.length }),
  );
  reconcile(find("ol", known), back, {
    key: ({ id }) => id,
    make: () =>
      make("li", { class: "offer" }, make("p", { class: "offer-what" }, make("b"), make("small"))),
    draw: (row, act) => drawRow(row, act, ""),
  });
}

/**
 * @param {number} left
 * @param {number} waiting
 */
function stateWords(left, waiting) {
  if (waiting > 0) return t("For you to decide: %(n)s", { n: waiting });
  return left > 0 ? t("Nothing waits for the desk.") : t("Nothing is missing");
}

/** @param {import("../common/shapes.js").LeftLedger} left */
function leftWords({ how, at, version }) {
  const values = { at: time(at), n: version };
  if (how === "lost")
    return t("At %(at)s the database had lost what came after entry %(n)s.", values);
  return how === "restore"
    ? t("A backup was put back at %(at)s; it went up to entry %(n)s.", values)
    : t("The laptop that followed took over at %(at)s; its copy went up to entry %(n)s.", values);
}

/**
 * @param {OfferedAct} act
 * @param {() => void} changed
 */
function makeRow({ id, kind }, changed) {
  const words = {
    mark: t("Enter the mark"),
    award: t("Give the points"),
    withdrawal: t("Take it back"),
  };
  const take = make("button", { class: "button small", type: "button" }, words[kind]);
  const leave = make(
    "button",
    { class: "button button-quiet small", type: "button" },
    t("Leave it out"),
  );
  const path = `/offers/${encodeURIComponent(id)}`;
  // One id for as long as the row stands: a second touch enters nothing twice.
  const entry = uuid();
  take.onclick = () => decide(id, "POST", `${path}/take`, { id: entry }, changed);
  leave.onclick = () => decide(id, "DELETE", path, undefined, changed);
  const ways = make("div", { class: "offer-ways" }, take, leave);
  ways.hidden = !may("rule");
  const what = make("p", { class: "offer-what" }, make("b"), make("small"));
  return make("li", { class: "offer", "data-offer": id }, what, ways);
}

/**
 * @param {HTMLElement} row
 * @param {OfferedAct} act
 * @param {string} why it waits
 */
function drawRow(row, act, why) {
  setText(
    find("b", row),
    [act.judge_name, act.team_name, figureOf(act)].filter(Boolean).join(" · "),
  );
  const given = act.given || act.at;
  const when = act.given
    ? t("entered at %(at)s", { at: time(given) })
    : t("offered at %(at)s", { at: time(given) });
  setText(find("small", row), [act.round_name, when, why].filter(Boolean).join(" · "));
  for (const button of row.querySelectorAll("button")) button.disabled = busy.has(act.id);
}

/** @param {OfferedAct} act */
function figureOf({ kind, value, values }) {
  const parts = Object.values(values).map((part) => shown(part));
  if (parts.length > 0) return parts.join(" / ");
  const points = value ? signed(value) : "";
  if (kind === "mark") return shown(value);
  return kind === "award" ? points : t("take back %(value)s", { value: points });
}

/** @param {OfferedAct} act one that waits */
function whyOf({ why, closed, alone, stands, round_name: round }) {
  if (!why) return t("nothing stands in its way any more: the tablet enters it by itself");
  if (closed && alone)
    return t("%(round)s is not open; once it is, the tablet enters it by itself", { round });
  return stands === null ? why : t("%(value)s stands there now", { value: shown(stands) });
}

/**
 * @param {string} id
 * @param {"POST" | "DELETE"} method
 * @param {string} path
 * @param {unknown} body
 * @param {() => void} changed
 */
async function decide(id, method, path, body, changed) {
  if (busy.has(id)) return;
  busy.add(id);
  const answer = await request(method, eventUrl(path), { body });
  busy.delete(id);
  setText(find("#histories-trouble"), answer.meaning === "done" ? "" : refusal(answer));
  changed();
}

/** @param {string} at */
export function time(at) {
  const options = /** @type {const} */ ({ dateStyle: "medium", timeStyle: "short" });
  return new Intl.DateTimeFormat(page.locale, options).format(new Date(at));
}
