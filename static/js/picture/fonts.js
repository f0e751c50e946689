/**
 * The page's fonts as style rules that stand on their own: a picture is drawn apart from the page, where nothing can be
 * fetched. The Chinese font comes in a hundred pieces; only those that the text needs are taken in.
 */

const RANGE = /^U\+([0-9a-f?]+)(?:-([0-9a-f]+))?$/i;

/** @type {Map<string, Promise<string>>} */
const fetched = new Map();

/**
 * The `@font-face` rules for a text, each with its file inside it.
 *
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function fontsFor(text) {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  const rules = fontRules().filter((rule) => holdsAny(rule, points));
  return (await Promise.all(rules.map(embedded))).join("\n");
}

/** @returns {CSSFontFaceRule[]} */
function fontRules() {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  );
}

/**
 * Whether a piece of a font has any of these characters; one that says nothing of its range has them all.
 *
 * @param {CSSFontFaceRule} rule
 * @param {number[]} points
 */
function holdsAny(rule, points) {
  const ranges = rule.style.getPropertyValue("unicode-range");
  if (!ranges) return true;
  return ranges.split(",").some((range) => {
    const [, from = "", to] = RANGE.exec(range.trim()) ?? [];
    const first = Number.parseInt(from.replaceAll("?", "0"), 16);
    const last = Number.parseInt(to ?? from.replaceAll("?", "f"), 16);
    return points.some((point) => first <= point && point <= last);
  });
}

/**
 * @param {CSSFontFaceRule} rule
 * @returns {Promise<string>}
 */
async function embedded(rule) {
  const [source, path = ""] = /url\(["']?([^"')]+)["']?\)/.exec(rule.cssText) ?? [];
  if (!source) return rule.cssText;
  const address = new URL(path, rule.parentStyleSheet?.href ?? document.baseURI).href;
  let file = fetched.get(address);
  if (!file) {
    file = dataOf(address);
    fetched.set(address, file);
    file.catch(() => fetched.delete(address));
  }
  return rule.cssText.replace(source, `url("${await file}")`);
}

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
async function dataOf(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const blob = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
