import { find, setAttributes, setText } from "../common/dom.js";
import { holds, MANY } from "../common/finding.js";
import { t } from "../common/phrases.js";

/**
 * Jumps to a team of a long list by part of its name. The rows stay where they are: the first one found is shown, the
 * arrows go on to the next, and Enter takes the keyboard there, in a points round with the team chosen.
 */

/** Where the rows of the round are, whatever its kind. */
const ROWS = "#grid-scroll:not([hidden]) tbody [data-row], #points:not([hidden]) tbody [data-row]";

export class TeamFinder {
  /** @param {(number: number) => void} choose what a number key does in a points round */
  constructor(choose) {
    this.choose = choose;
    this.box = find("#team-finder");
    this.field = /** @type {HTMLInputElement} */ (find("#find-row"));
    this.said = find("#found-rows");
    this.at = 0;
    this.field.addEventListener("input", () => this.#look(0));
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => this.#mark(null));
  }

  /** After the round is drawn: a short list is looked through at a glance. */
  draw() {
    this.box.hidden = document.querySelectorAll(ROWS).length <= MANY;
  }

  /** Puts the keyboard into the field. */
  focus() {
    if (this.box.hidden) return;
    this.field.focus();
    this.field.select();
  }

  /** @returns {HTMLElement[]} */
  get #found() {
    const wanted = this.field.value.trim();
    if (!wanted) return [];
    const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(ROWS));
    return [...rows].filter((row) => holds(row.querySelector("th")?.textContent ?? "", wanted));
  }

  /** @param {number} at which of the rows found, counted on past the last from the first */
  #look(at) {
    const found = this.#found;
    this.at = found.length > 0 ? (at + found.length) % found.length : 0;
    const row = found[this.at] ?? null;
    this.#mark(row);
    row?.scrollIntoView({ block: "center" });
    const values = { n: this.at + 1, all: found.length };
    const none = this.field.value.trim() ? t("No team found") : "";
    setText(this.said, row ? t("%(n)s of %(all)s", values) : none);
  }

  /** @param {HTMLElement | null} row */
  #mark(row) {
    for (const one of document.querySelectorAll("[data-found]"))
      setAttributes(one, { "data-found": null });
    if (row) setAttributes(row, { "data-found": true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.#look(this.at + by);
    else if (event.key === "Enter") this.#take();
    else if (event.key === "Escape") this.#leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take() {
    const row = this.#found[this.at];
    if (!row) return;
    this.#clear();
    const cell = row.querySelector(".cell");
    const rows = [...(row.parentElement?.children ?? [])];
    if (row.closest("#sums")) this.choose(rows.indexOf(row) + 1);
    else if (cell instanceof HTMLElement) cell.focus();
  }

  #leave() {
    this.#clear();
    this.field.blur();
  }

  #clear() {
    this.field.value = "";
    setText(this.said, "");
  }
}
