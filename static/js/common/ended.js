import { make } from "./dom.js";
import { page } from "./page.js";
import { t } from "./phrases.js";

/**
 * What a page says when the link it was opened with no longer works: calmly, once, over
 * everything, so that nobody goes on typing into a page that reaches nothing.
 *
 * @typedef {object} Ending
 * @property {string} view
 * @property {() => number} [waiting] how many marks have not been sent yet
 * @property {boolean} [other] somebody else's link has been opened in this browser
 */

/** @param {Ending} ending */
export function end(ending) {
  const known = document.getElementById("ended");
  if (known) return;
  for (const element of document.body.children)
    if (element instanceof HTMLElement) element.inert = true;
  for (const dialog of document.querySelectorAll("dialog[open]"))
    if (dialog instanceof HTMLDialogElement) dialog.close();
  const notice = draw(ending);
  document.body.append(notice);
  notice.focus();
  // The page's own keys must not go on typing behind the notice.
  for (const type of ["keydown", "keypress", "keyup"])
    window.addEventListener(type, (key) => key.stopPropagation(), { capture: true });
  keepOff(notice);
}

/**
 * Switches off every control but the notice's own, again where the page's scripts switch one on.
 *
 * @param {HTMLElement} notice
 */
function keepOff(notice) {
  const off = () => {
    for (const control of document.querySelectorAll("button, input, select, textarea"))
      if (!notice.contains(control) && !control.hasAttribute("disabled"))
        control.setAttribute("disabled", "");
  };
  off();
  const watched = { subtree: true, childList: true, attributeFilter: ["disabled"] };
  new MutationObserver(off).observe(document.body, watched);
}

/**
 * @param {Ending} ending
 * @returns {HTMLElement}
 */
function draw({ view, waiting, other }) {
  const title = other
    ? t("Another link has been opened in this browser.")
    : t("This link no longer works.");
  const text = sentences(view, waiting?.() ?? 0, other).map((line) => make("p", {}, line));
  const event = page.event ? `?event=${encodeURIComponent(page.event)}` : "";
  const way = make("a", { class: "button", href: `/join${event}` }, t("Type a PIN"));
  return make(
    "section",
    {
      id: "ended",
      class: "ended",
      tabindex: -1,
      role: "alertdialog",
      "aria-labelledby": "ended-title",
      "aria-describedby": "ended-text",
    },
    make(
      "div",
      { class: "ended-card" },
      make("h2", { id: "ended-title" }, title),
      make("div", { id: "ended-text" }, ...text),
      ...(view === "judge" ? [way] : []),
    ),
  );
}

/**
 * @param {string} view
 * @param {number} waiting
 * @param {boolean | undefined} other
 * @returns {string[]}
 */
function sentences(view, waiting, other) {
  const said = [];
  if (other) said.push(t("Open your own card's link to go on."));
  else if (view === "judge") said.push(t("Ask the scorer's desk for a new card."));
  else said.push(t("Ask the organiser for a new card."));
  if (waiting === 1)
    said.push(t("One mark is kept on this tablet. It is sent when you sign in here again."));
  if (waiting > 1)
    said.push(
      t("%(n)s marks are kept on this tablet. They are sent when you sign in here again.", {
        n: waiting,
      }),
    );
  return said;
}
