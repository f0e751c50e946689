/**
 * Does something once the page has nothing better to do, and soon anyway.
 *
 * @param {() => void} act
 */
export function whenIdle(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 1_500 });
  else setTimeout(act, 200);
}
