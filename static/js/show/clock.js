/** The server's clock, as far as this screen knows it. */

let ahead = 0;

/**
 * Corrects this screen's clock by the moment a message was sent.
 *
 * @param {string | undefined} sent ISO 8601
 */
export function setClock(sent) {
  const then = Date.parse(sent ?? "");
  if (!Number.isNaN(then)) ahead = then - Date.now();
}

/** The server's time, in milliseconds as of Date.now(). */
export const servedNow = () => Date.now() + ahead;
