import { make, reconcile, setText } from "./dom.js";
import { eventUrl, request } from "./http.js";
import { may, page } from "./page.js";
import { t } from "./phrases.js";

/**
 * On every page of the desk: a line for each thing that no longer keeps the event safe, such as a
 * backup that could not be made. The page "Safety" itself says more.
 *
 * @typedef {import("./shapes.js").Safety} Safety
 */

const EVERY = 30_000;

/** @type {HTMLElement | null} */
let notice = null;

async function check() {
  const { meaning, body } = await request("GET", eventUrl("/safety"));
  if (meaning === "done") draw(warnings(body));
}

/** @param {Safety} facts */
function warnings(facts) {
  const { database, ...others } = facts;
  // The desk itself is told of that at once, by a line of its own.
  const told = page.view === "desk" ? others : facts;
  return Object.values(told).flatMap(({ warning }) => (warning ? [warning] : []));
}

/** @param {string[]} said */
function draw(said) {
  if (said.length === 0) {
    notice?.remove();
    notice = null;
    return;
  }
  notice ??= empty();
  reconcile(notice, said, { key: (text) => text, make: line });
}

/** @param {string} text */
function line(text) {
  const href = `/e/${encodeURIComponent(page.event ?? "")}/safety?lang=${page.locale}`;
  const made = make("p", { class: "moved" }, make("span"), make("a", { href }, t("Safety")));
  setText(/** @type {Element} */ (made.firstElementChild), text);
  return made;
}

/** The place below the band of the desk's pages, without lines yet. */
function empty() {
  const made = make("div", { class: "unsafe", role: "status" });
  document.querySelector(".band")?.after(made);
  return made;
}

if (page.event && may("see_desk") && page.view !== "safety") {
  check();
  setInterval(check, EVERY);
}
