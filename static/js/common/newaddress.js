import { make } from "./dom.js";
import { page } from "./page.js";
import { t } from "./phrases.js";

/** On every page of the desk: whether the printed cards still lead to this server. */
const EVERY = 60_000;
const BASE = `/e/${encodeURIComponent(page.event ?? "")}/desk/links`;

/** @type {HTMLElement | null} */
let notice = null;

async function look() {
  try {
    const answer = await fetch(`${BASE}/address`, {
      cache: "no-store",
      credentials: "same-origin",
    });
    if (answer.ok) tell(await answer.json());
  } catch {
    // Without an answer nothing new is known.
  }
}

/** @param {{now: string | null, printed: string | null}} address */
function tell({ now, printed }) {
  const moved = printed !== null && printed !== now;
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
  if (notice) {
    if (notice.firstElementChild?.textContent !== words)
      /** @type {HTMLElement} */ (notice.firstElementChild).textContent = words;
    return;
  }
  const link = document.createElement("a");
  link.href = `${BASE}?lang=${page.locale}`;
  link.textContent = t("Cards");
  const said = make("span", { class: "moved-words" });
  said.textContent = words;
  notice = make("p", { class: "moved" }, said, link);
  notice.setAttribute("role", "status");
  document.querySelector(".band")?.after(notice);
}

/** @param {string} root */
function short(root) {
  return root.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

if (page.event && (page.role === "organiser" || page.role === "scorer")) {
  look();
  setInterval(look, EVERY);
  window.addEventListener("online", look);
}
