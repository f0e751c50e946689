/**
 * Finding somebody in a long list by typing part of a name.
 */

/** Lists of more rows than these have a field to find one. */
export const MANY = 20;

/**
 * A text as it is compared: full-width letters as the others, without spaces and capitals.
 *
 * @param {string} text
 */
const plainText = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

/**
 * Whether a text holds all the words that are looked for.
 *
 * @param {string} text
 * @param {string} wanted words with spaces between them
 */
export function holds(text, wanted) {
  const within = plainText(text);
  return wanted
    .trim()
    .split(/\s+/u)
    .every((word) => within.includes(plainText(word)));
}
