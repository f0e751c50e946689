/** Names out of what people paste, and addresses out of titles. */

const HEADING =
  /^(参赛)?(队名|队伍|队伍名称?|代表队|团队|战队|参赛队|队)(名称?)?$|^评委(姓名)?$|^(姓名|名称)$|^(team( name)?|teams|name|judges?)$/i;
const TOTAL =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|平\s*均|total|subtotal|sum|average)\s*[:：]?\s*\d*\s*[支队个人]*$/i;

/**
 * The names in what was pasted, and how many of its lines were passed over: the headings and the
 * totals of a table. Of a table's columns the one with the names counts, not its numbering.
 *
 * @param {string} text
 * @returns {{names: string[], passed: number}}
 */
export function pastedNames(text) {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => line.split("\t").map((cell) => cell.trim()));
  const column = nameColumn(rows);
  const kept = rows.filter((row) => {
    const said = [row.find(Boolean) ?? "", row[column] ?? ""];
    return !HEADING.test(row[column] ?? "") && !said.some((cell) => TOTAL.test(cell));
  });
  const names = kept.map((row) => bareName(row[column] ?? "")).filter(Boolean);
  return { names: [...new Set(names)], passed: rows.length - kept.length };
}

/**
 * One name a line; numbering, bullets and empty lines are left out, repeated names kept once.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const namesIn = (text) => pastedNames(text).names;

/**
 * Which column of pasted rows holds the names: the one whose heading says so, else the first that
 * is more than numbers.
 *
 * @param {string[][]} rows
 */
function nameColumn(rows) {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const headed = rows.slice(0, 3).flatMap((row) => row.findIndex((cell) => HEADING.test(cell)));
  const said = headed.find((at) => at >= 0);
  if (said !== undefined) return said;
  for (let at = 0; at < width; at++) {
    const cells = rows.map((row) => row[at] ?? "").filter(Boolean);
    if (
      cells.some((cell) => !/^[0-9０-９.]+$/.test(cell) && !TOTAL.test(cell) && !isNumbering(cell))
    )
      return at;
  }
  return 0;
}

/** @param {string} cell */
const isNumbering = (cell) => /^(序号|编号|no\.?|#)$/i.test(cell);

/** @param {string} text */
function bareName(text) {
  return text
    .replace(/^\s*(?:[-*•·]\s+|\(?\d{1,3}[.)、．）]\s*|[①-⑳]\s*)/, "")
    .replace(/\s+/g, " ")
    .trim();
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
