import { make, setText } from "./dom.js";
import { t } from "./phrases.js";
import { missing, Shares } from "./shares.js";

/**
 * The badges beside "Screens" in the desk's band: how many tablets and displays are silent, and
 * how many phones found no room.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {string} event
 */
export function watchSilent(socket, event) {
  const shares = new Shares();
  socket.on("screens", (share) => {
    if (share.event !== event) return;
    shares.take(share, Date.now());
    const { screens, waiting } = shares.list(Date.now());
    draw(missing(screens).length);
    drawFull(waiting);
  });
}

/**
 * What the desk reads of phones that found no room; nobody at the desk has to do anything.
 *
 * @param {number} waiting
 */
export function fullWords(waiting) {
  if (waiting === 0) return "";
  return waiting === 1
    ? t("The hall is full: one phone is asked to wait. Judges, displays and desk are not affected.")
    : t(
        "The hall is full: %(n)s phones are asked to wait. Judges, displays and desk are not affected.",
        { n: waiting },
      );
}

/** @param {number} count */
function draw(count) {
  badge("band-silent", count ? t("%(n)s offline", { n: count }) : "");
}

/** @param {number} waiting */
function drawFull(waiting) {
  badge("band-full", waiting ? t("Full: %(n)s wait", { n: waiting }) : "", fullWords(waiting));
}

/**
 * A word on the tab of the screens, which moves nothing else on the page.
 *
 * @param {string} kind
 * @param {string} text
 * @param {string} [more]
 */
function badge(kind, text, more = "") {
  const tab = document.querySelector('.band-pages [data-page="screens"]');
  if (!(tab instanceof HTMLElement)) return;
  let mark = tab.querySelector(`.${kind}`);
  if (!mark && text) {
    mark = make("span", { class: `band-count ${kind}` });
    tab.append(mark);
  }
  if (mark) setText(mark, text);
  if (kind === "band-full") tab.title = more;
}
