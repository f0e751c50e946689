import { page } from "./page.js";
import { reloadSafely } from "./reloading.js";

/**
 * The quiet switch between the languages: what is chosen is kept in this browser, for every page but the hall's own
 * screens. Without scripts its links say the language in the address.
 */

/** A year, in seconds. */
const KEPT = 31_536_000;

document.documentElement.dataset.languages = "";
for (const link of document.querySelectorAll("[data-language]"))
  link.addEventListener("click", (click) =>
    choose(click, String(link.getAttribute("data-language"))),
  );

/**
 * @param {Event} click
 * @param {string} language
 */
function choose(click, language) {
  // The hall's screens keep no language: there the address alone says it.
  if (page.view === "display" || page.view === "overlay") return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there on a hall's plain http address
  document.cookie = `lang=${language}; path=/; max-age=${KEPT}; samesite=lax`;
  if (!document.cookie.includes(`lang=${language}`)) return;
  click.preventDefault();
  const address = new URL(window.location.href);
  address.searchParams.delete("lang");
  window.history.replaceState(window.history.state, "", address);
  // A tablet is not loaded anew while it holds what it could not store.
  reloadSafely(() =>
    window.dispatchEvent(new CustomEvent("scoreboard:language", { cancelable: true })),
  );
}
