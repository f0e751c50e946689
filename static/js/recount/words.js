/**
 * The page's words: English in the scripts, and what the file was made with of another language.
 *
 * @typedef {Record<string, Record<string, string>>} Phrases by language, then by English phrase
 */

/** @type {{language: string, phrases: Phrases}} */
const spoken = { language: "en", phrases: {} };

/**
 * @param {string} language
 * @param {Phrases} [phrases]
 */
export function speak(language, phrases = spoken.phrases) {
  spoken.language = language;
  spoken.phrases = phrases;
}

export const language = () => spoken.language;

/**
 * The text shown for an English message. Call it with a literal in double quotes.
 *
 * @param {string} message with places for values as `%(name)s`
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(message, values = {}) {
  const text = spoken.phrases[spoken.language]?.[message] || message;
  return text.replace(/%\((\w+)\)[sd]/g, (all, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}

/**
 * Sentences behind each other.
 *
 * @param {string[]} sentences
 */
export const inARow = (sentences) => sentences.join(spoken.language === "en" ? " " : "");

/** What stands behind a word that something follows. */
export const colon = () => (spoken.language === "en" ? ": " : "：");

/**
 * @param {string[]} parts
 * @returns {string}
 */
export const listed = (parts) =>
  new Intl.ListFormat(spoken.language, { type: "conjunction" }).format(parts);

/**
 * A team, round, stage in the reader's language, where it has a name there.
 *
 * @param {{name: string, nameEn: string}} named
 */
export const nameOf = (named) =>
  (spoken.language === "en" && named.nameEn ? named.nameEn : named.name) || "–";
