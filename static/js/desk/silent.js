import { t } from "../common/phrases.js";
import { missing, Shares } from "../common/shares.js";

/**
 * Beside "Screens" in the desk's band: how many tablets and displays have fallen silent.
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
 * What the desk is told of phones that found no room; nobody at the desk has to do anything.
 *
 * @param {number} waiting
 */
function fullWords(waiting) {
  if (waiting === 0) return "";
  return waiting === 1
    ? t("The hall is full: one phone is asked to wait.")
    : t("The hall is full: %(n)s phones are asked to wait.", { n: waiting });
}

/** @param {number} waiting */
function drawFull(waiting) {
  const band = document.querySelector(".band");
  let line = document.querySelector(".band-full");
  if (!line && band && waiting) {
    line = document.createElement("p");
    line.className = "band-full";
    line.setAttribute("role", "status");
    band.after(line);
  }
  const text = waiting
    ? `${fullWords(waiting)} ${t("Judges, displays and desk are not affected.")}`
    : "";
  if (line && line.textContent !== text) line.textContent = text;
}

/** @param {number} count */
function draw(count) {
  const tab = document.querySelector('.band-pages [data-page="screens"]');
  if (!tab) return;
  let badge = tab.querySelector(".band-count");
  if (!badge) {
    badge = document.createElement("span");
    badge.className = "band-count";
    tab.append(badge);
  }
  const text = count ? t("%(n)s silent", { n: count }) : "";
  if (badge.textContent !== text) badge.textContent = text;
}
