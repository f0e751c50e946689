import { unmoved } from "../common/flip.js";

/** A list that is too long for its place, shown in pages, one after the other. */

/** Milliseconds that a page stands. */
const STANDS = 8000;

/** @type {WeakMap<Element, {key: string, timer: ReturnType<typeof setInterval>}>} */
const turning = new WeakMap();

/**
 * Shows the first page, and the next ones in turn. What is shown already goes on as it is.
 *
 * @param {HTMLElement} list
 * @param {string} key what the pages are of: as long as it is the same nothing begins anew
 * @param {number} pages
 * @param {(page: number) => void} draw from 0
 */
export function turnPages(list, key, pages, draw) {
  if (turning.get(list)?.key === key) return;
  endPages(list);
  draw(0);
  if (pages < 2) return;
  let page = 0;
  const timer = setInterval(() => {
    page = (page + 1) % pages;
    draw(page);
    if (!unmoved()) list.animate([{ opacity: 0 }, {}], { duration: 600, easing: "ease-out" });
  }, STANDS);
  turning.set(list, { key, timer });
}

/** @param {Element} list */
export function endPages(list) {
  clearInterval(turning.get(list)?.timer);
  turning.delete(list);
}
