import { arrange, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { tablesOf } from "./tables.js";

/**
 * The switch between the tables of a board: all of them, or one. It comes with the board and loads
 * nothing.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./tables.js").Chosen} Chosen
 */

/**
 * @param {HTMLElement} nav
 * @param {Board} board the whole one
 * @param {Chosen} chosen
 */
export function drawTableSwitch(nav, board, chosen) {
  const tables = tablesOf(board);
  nav.hidden = tables.length < 2;
  const known = new Map(
    [...nav.querySelectorAll("a")].map((link) => [link.dataset.table ?? "", link]),
  );
  const choices = [{ id: "", division: "", group: "", title: t("All") }, ...tables];
  const now = `${chosen.divisions.join()}/${chosen.groups.join()}`;
  const links = (nav.hidden ? [] : choices).map(({ id, division, group, title }) => {
    const link = known.get(id) ?? make("a", { dir: "auto" });
    link.dataset.table = id;
    link.href = hrefOf(division, group);
    setText(link, title);
    if (now === (id || "/")) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    return link;
  });
  arrange(nav, links);
}

/**
 * @param {string} division
 * @param {string} group
 */
function hrefOf(division, group) {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries({ division, group })) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  return query.size > 0 ? `${location.pathname}?${query}` : location.pathname;
}

/**
 * The divisions and groups that the address names.
 *
 * @returns {Chosen}
 */
export function askedTables() {
  const query = new URLSearchParams(location.search);
  const ids = (/** @type {string} */ key) => (query.get(key) ?? "").split(",").filter(Boolean);
  return { divisions: ids("division"), groups: ids("group") };
}

/**
 * Chooses without loading: the address changes, and going back changes it back.
 *
 * @param {HTMLElement} nav
 * @param {() => void} chosen
 */
export function listenToTableSwitch(nav, chosen) {
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
