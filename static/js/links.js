import { find } from "./common/dom.js";
import { page } from "./common/page.js";

/** Cards, poster and table cards: printing, and telling the server what address is on paper now. */
const button = find("#print");
button.hidden = false;
button.addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => {
  fetch(`/e/${encodeURIComponent(page.event ?? "")}/desk/links/printed`, {
    method: "POST",
    headers: { "X-CSRFToken": page.csrf },
    credentials: "same-origin",
    keepalive: true,
  }).catch(() => {});
});
