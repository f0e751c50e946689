/**
 * What people paste where a PIN is asked for, cleaned before it is judged; the server cleans alike.
 */

/**
 * Without blanks, dashes and what cannot be seen, in plain digits: the cards print a thin space,
 * a Chinese keyboard full-width figures.
 *
 * @param {string} text
 */
export function cleaned(text) {
  return text.normalize("NFKC").replace(/[\p{Z}\p{C}\p{Pd}]/gu, "");
}

/**
 * The one PIN in a text; null where there is none, or more than one.
 *
 * @param {string} text
 * @returns {string | null}
 */
export function pinIn(text) {
  const found = (cleaned(text).match(/[0-9]+/g) ?? []).filter((digits) => digits.length === 6);
  return found.length === 1 ? (found[0] ?? null) : null;
}
