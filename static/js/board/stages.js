import { arrange, make, setText } from "../common/dom.js";
import { OVERALL } from "./model.js";

/**
 * The switch between the stages that have begun. It comes with the board, so that a phone that is open gets it in the
 * moment in which the next stage begins.
 *
 * @typedef {import("./model.js").Board} Board
 */

/**
 * @param {HTMLElement} nav
 * @param {Board} board
 */
export function drawStages(nav, board) {
  const begun = board.begun ?? [];
  nav.hidden = begun.length < 2;
  const known = new Map(
    [...nav.querySelectorAll("a")].map((link) => [link.dataset.stage ?? "", link]),
  );
  const now = begun.findLast(({ id }) => id !== OVERALL)?.id;
  const links = begun.map(({ id, name }) => {
    const link = known.get(id) ?? make("a", {});
    link.dataset.stage = id;
    link.href = hrefOf(id === now ? null : id);
    setText(link, name);
    if (id === board.stage.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    return link;
  });
  arrange(nav, links);
}

/**
 * The stage that is played now has the page's own address, which follows to the next one.
 *
 * @param {string | null} stage
 */
function hrefOf(stage) {
  const query = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) query.set("lang", lang);
  if (stage) query.set("stage", stage);
  for (const key of ["division", "group"]) {
    const asked = new URLSearchParams(location.search).get(key);
    if (asked) query.set(key, asked);
  }
  return query.size > 0 ? `${location.pathname}?${query}` : location.pathname;
}

/**
 * The stage in which a team was left behind, and its place there; null while it is in play or unknown. While others play a
 * side stage, that of which a team goes `on`.
 *
 * @param {Board} board
 * @param {string | null} team
 */
export function leftBehind(board, team) {
  for (const stage of [...(board.begun ?? [])].reverse()) {
    const out = stage.out.find(({ id }) => id === team);
    if (out) return { stage: stage.name, name: out.name, rank: out.rank, on: false };
    const on = stage.on?.find(({ id }) => id === team);
    if (on) return { stage: stage.name, name: on.name, rank: on.rank, on: true };
  }
  return null;
}
