/** Names out of what people paste, and addresses out of titles. */

/**
 * One name a line; numbering, bullets and empty lines are left out, repeated names kept once.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function namesIn(text) {
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .replace(/\t.*$/, "")
      .replace(/^\s*(?:[-*•·]\s+|\(?\d{1,3}[.)、．）]\s*|[①-⑳]\s*)/, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
  return [...new Set(lines.filter(Boolean))];
}

/**
 * The values of a list typed by hand: 10, -10 or 10 −10 or 10、-10.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function valuesIn(text) {
  return text
    .replace(/[−－–]/g, "-")
    .replace(/\+/g, " ")
    .split(/[\s,，、;；/]+/)
    .filter(Boolean);
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** @param {string} slug */
export const isSlug = (slug) => SLUG.test(slug);

/**
 * An address made from a title and a date that nobody has yet; Chinese leaves the date alone.
 *
 * @param {string} title
 * @param {string} date such as 2024-11-30
 * @param {string[]} taken
 * @returns {string}
 */
export function proposeSlug(title, date, taken) {
  const ascii = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const stem = /[a-z]/.test(ascii) ? ascii : ["quiz", date].filter(Boolean).join("-");
  let slug = stem;
  for (let n = 2; taken.includes(slug); n++) slug = `${stem}-${n}`;
  return slug;
}
