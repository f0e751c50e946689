import { page } from "./page.js";

/**
 * Which of two laptops this page speaks to. It was loaded from one of them, and where that no longer writes it goes on
 * at the other from where it stands: without a reload, by its token, without a cookie.
 */

/** Its own server, and the other laptop's address where there is one. */
const PLACES = ["", ...(page.pair?.other ? [page.pair.other] : [])];
let at = 0;

/** What the addresses of requests begin with: nothing at the page's own server. */
export const base = () => PLACES[at];

/** Whether the page speaks to another laptop than the one it was loaded from. */
export const isAway = () => at !== 0;

/** The address of the laptop that the page does not speak to; null where there is no other. */
export const elsewhere = () => (PLACES.length > 1 ? PLACES[1 - at] : null);

/** By what the page is known at the other laptop; empty for who is nobody. */
export const bearer = () => page.pair?.token ?? "";

/** From now on the page speaks to the other one. */
export function goOver() {
  at = 1 - at;
  window.dispatchEvent(new CustomEvent("scoreboard:moved", { detail: { to: base() } }));
}

/** The server does not write, or cannot be reached: perhaps the other one does by now. */
export function doubt() {
  window.dispatchEvent(new CustomEvent("scoreboard:doubt"));
}
