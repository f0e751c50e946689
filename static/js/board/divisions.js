import { arrange, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { tablesOf } from "./tables.js";

/**
 * The switch between the divisions of a board: all of them, or one. It comes with the board and
 * loads nothing.
 *
 * @typedef {import("./model.js").Board} Board
 */

/**
 * @param {HTMLElement} nav
 * @param {Board} board the whole one
 * @param {string[]} chosen the divisions that are shown; none for all
 */
export function drawDivisions(nav, board, chosen) {
  const tables = tablesOf(board);
  nav.hidden = tables.length < 2;
  const known = new Map(
    [...nav.querySelectorAll("a")].map((link) => [link.dataset.division ?? "", link]),
  );
  const choices = [{ id: "", title: t("All") }, ...tables];
  const links = (nav.hidden ? [] : choices).map(({ id, title }) => {
    const link = known.get(id) ?? make("a", { dir: "auto" });
    link.dataset.division = id;
    link.href = hrefOf(id);
    setText(link, title);
    const current = id ? chosen.length === 1 && chosen[0] === id : chosen.length === 0;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    return link;
  });
  arrange(nav, links);
}

/** @param {string} division */
function hrefOf(division) {
  const query = new URLSearchParams(location.search);
  if (division) query.set("division", division);
  else query.delete("division");
  return query.size > 0 ? `${location.pathname}?${query}` : location.pathname;
}

/** The divisions that the address names. */
export function askedDivisions() {
  const asked = new URLSearchParams(location.search).get("division") ?? "";
  return asked.split(",").filter(Boolean);
}

/**
 * Chooses without loading: the address changes, and going back changes it back.
 *
 * @param {HTMLElement} nav
 * @param {() => void} chosen
 */
export function listenToDivisions(nav, chosen) {
  nav.addEventListener("click", (event) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest("a") : null;
    // Another tab or window is opened as ever.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    chosen();
  });
  window.addEventListener("popstate", chosen);
}
