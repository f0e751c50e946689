import { find, setText } from "../common/dom.js";
import { holds, MANY } from "../common/finding.js";
import { t } from "../common/phrases.js";

/**
 * A field on a phone that leaves only those rows of a long table in which a word is found.
 *
 * @param {HTMLElement} root holds the field and the tables
 * @param {() => NodeListOf<HTMLElement>} allRows
 * @returns {{draw: () => void}}
 */
export function createFinder(root, allRows) {
  const box = find(".finder", root);
  const field = /** @type {HTMLInputElement} */ (find("input", box));
  const said = find(".finder-said", box);
  let looking = false;

  function draw() {
    const rows = [...allRows()];
    const wanted = field.value.trim();
    box.hidden = rows.length <= MANY && !wanted;
    // The rows of a short table, and of a long one that is not searched, are not looked at.
    if (!wanted && !looking) return;
    looking = wanted !== "";
    const found = rows.filter((row) => {
      row.hidden = looking && !holds(wordsOf(row), wanted);
      return !row.hidden;
    });
    /** @type {NodeListOf<HTMLElement>} */
    const lines = root.querySelectorAll(".cut-row");
    for (const line of lines) line.hidden = looking;
    // Of many groups only those with somebody who was found: the rest would be headings alone.
    const tables = new Set(rows.map((row) => row.closest("table")));
    const holding = new Set(found.map((row) => row.closest("table")));
    for (const table of tables)
      if (table) table.hidden = looking && tables.size > 1 && !holding.has(table);
    const count = t("%(n)s of %(all)s", { n: found.length, all: rows.length });
    setText(said, looking ? (found.length > 0 ? count : t("No team found")) : "");
  }

  field.addEventListener("input", draw);
  // Safari keeps the keyboard up over what was found.
  field.addEventListener("keydown", ({ key }) => key === "Enter" && field.blur());
  return { draw };
}

/** @param {HTMLElement} row */
function wordsOf(row) {
  const parts = row.querySelectorAll(".name, .region");
  return [...parts].map(({ textContent }) => textContent ?? "").join(" ");
}
