import { find } from "./common/dom.js";
import { send } from "./common/http.js";
import { page } from "./common/page.js";

/** Cards, poster and table cards: printing, and telling the server what address is on paper now. */
const button = find("#print");
button.hidden = false;
button.addEventListener("click", () => window.print());
window.addEventListener("beforeprint", () => {
  const url = `/e/${encodeURIComponent(page.event ?? "")}/desk/links/printed`;
  send("POST", url, null, { keepalive: true }).catch(() => {});
});
