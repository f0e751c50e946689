import { make } from "../common/dom.js";
import { t } from "./words.js";

/**
 * A seal from a printed sheet, held against the entries of the file: the sheet was sealed at an
 * earlier entry than the file ends with, most often.
 *
 * @typedef {Record<string, any>} File
 * @typedef {{good: boolean | null, words: string}} Held
 */

const SEAL = /^([a-z0-9-]{1,64})\.([1-9][0-9]{0,11})\.([0-9a-foil]{16})(\.|$)/;
/** What is typed for a figure that looks like it. @type {Record<string, string>} */
const MEANT = { o: "0", i: "1", l: "1" };

/**
 * @param {File} file
 * @returns {HTMLElement}
 */
export function paperField(file) {
  const said = make("p", { class: "recount-held", role: "status" });
  const input = make("input", {
    class: "recount-typed",
    maxlength: 400,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    dir: "ltr",
  });
  input.addEventListener("input", () => {
    const held = heldAgainst(file, /** @type {HTMLInputElement} */ (input).value);
    said.textContent = held.words;
    said.dataset.held = held.good === null ? "none" : held.good ? "good" : "wrong";
  });
  const label = t("Seal on a printed sheet (its first three parts are enough)");
  return make("div", {}, make("label", {}, label, input), said);
}

/**
 * @param {File} file
 * @param {string} typed
 * @returns {Held}
 */
function heldAgainst(file, typed) {
  const text = typed.replace(/\s+/g, "").toLowerCase();
  if (!text) return { good: null, words: "" };
  const [, event = "", version = "", begins = ""] = SEAL.exec(text) ?? [];
  if (!event) return { good: null, words: t("This is no seal, or not all of it yet.") };
  const n = Number(version);
  if (event !== file.event)
    return { good: false, words: t("The seal is of another event: %(event)s.", { event }) };
  const entry = file.entries[n - 1];
  if (!entry)
    return {
      good: false,
      words: t("Entry %(n)s was sealed, and this file ends before it.", { n }),
    };
  const meant = begins.replace(/[oil]/g, (letter) => MEANT[letter] ?? letter);
  return String(entry.hash).startsWith(meant)
    ? { good: true, words: t("Entry %(n)s and all before it are what was sealed.", { n }) }
    : { good: false, words: t("Entry %(n)s is another one than was sealed.", { n }) };
}
