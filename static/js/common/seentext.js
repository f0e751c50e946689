/** Hangul fillers, the empty Braille cell, a note without a head: letters and signs drawn as nothing. */
const BLANKS = /\u115f|\u1160|\u3164|\uffa0|\u2800|\u{1d159}/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What was typed in a field, without the blanks around it; "" where nothing of it would be seen, as
 * the server asks it (contest/texts.py).
 * @param {string} value
 */
export const seenText = (value) => (SEEN.test(value.replace(BLANKS, "")) ? value.trim() : "");
