/**
 * Hangul fillers, the empty Braille cell, the place of an object that a text cannot hold, blanks among
 * hieroglyphs, a note without a head: letters and signs drawn as nothing.
 */
const BLANKS = /[\u115f\u1160\u3164\uffa0\u2800\ufffc\u{13441}\u{13442}\u{1d159}]/gu;
/** Letters, digits, punctuation, signs; and what Unicode keeps for ideographs, however new one is. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/u;

/**
 * What was typed in a field, without the blanks around it; "" where nothing of it would be seen, as
 * the server asks it (contest/texts.py).
 * @param {string} value
 */
export const seenText = (value) => (SEEN.test(value.replace(BLANKS, "")) ? value.trim() : "");
