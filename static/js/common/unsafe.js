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

/**
 * @typedef {{text: string, place: string}} Warning `place`: where on that page it is said, and what can be done
 * @param {Safety} facts
 * @returns {Warning[]}
 */
function warnings(facts) {
  return Object.entries(facts).flatMap(([place, section]) =>
    section.warning && !isTold(facts, place) ? { text: section.warning, place } : [],
  );
}

/**
 * Whether the desk itself says it, at once and by a line of its own: that nothing is written.
 *
 * @param {Safety} facts
 * @param {string} place
 */
function isTold({ second }, place) {
  if (page.view !== "desk") return false;
  return place === "database" || (place === "second" && !second.writes);
}

/** @param {Warning[]} said */
function draw(said) {
  if (said.length === 0) {
    notice?.remove();
    notice = null;
    return;
  }
  notice ??= empty();
  reconcile(notice, said, { key: ({ text }) => text, make: line });
}

/** @param {Warning} warning */
function line({ text, place }) {
  const event = encodeURIComponent(page.event ?? "");
  const href = `/e/${event}/safety?lang=${page.locale}#${place}`;
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
  if (page.safety) draw(warnings(page.safety));
  else check();
  setInterval(check, EVERY);
  window.addEventListener("scoreboard:moved", check);
}
