import { find, make, setText } from "./dom.js";
import { request } from "./http.js";
import { may, page } from "./page.js";
import { t } from "./phrases.js";

/** On every page of the desk: a notice where the printed cards no longer lead to this server. */
const EVERY = 60_000;
const BASE = `/e/${encodeURIComponent(page.event ?? "")}/desk/links`;

/** @type {HTMLElement | null} */
let notice = null;

async function check() {
  const { meaning, body } = await request("GET", `${BASE}/address`);
  if (meaning === "done") draw(body);
}

/** @param {{now: string | null, printed: string | null}} address */
function draw({ now, printed }) {
  // Cards of a pair name both laptops: they still lead here after the other has taken over.
  const both = page.pair && printed && short(printed) === short(page.pair.other);
  const moved = printed !== null && printed !== now && !both;
  if (!moved) {
    notice?.remove();
    notice = null;
    return;
  }
  const words = now
    ? t("The printed cards lead to %(old)s. This laptop is at %(new)s now: print them again.", {
        old: short(printed),
        new: short(now),
      })
    : t("The printed cards lead to %(old)s. This laptop is in no network now.", {
        old: short(printed),
      });
  notice ??= empty();
  setText(find(".moved-words", notice), words);
}

/** The notice below the band of the desk's pages, without words yet. */
function empty() {
  const link = make("a", { href: `${BASE}?lang=${page.locale}` }, t("Cards"));
  const made = make(
    "p",
    { class: "moved", role: "status" },
    make("span", { class: "moved-words" }),
  );
  made.append(link);
  document.querySelector(".band")?.after(made);
  return made;
}

/** @param {string} root */
function short(root) {
  return root.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

if (page.event && may("print_links")) {
  if (page.addresses) draw(page.addresses);
  else check();
  setInterval(check, EVERY);
  window.addEventListener("online", check);
}
