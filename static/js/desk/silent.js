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
    draw(missing(shares.list(Date.now()).screens).length);
  });
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
