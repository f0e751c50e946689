import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { sendFile } from "./api.js";
import { patched, remember, remembered } from "./importchoices.js";
import { drawReadings } from "./importreading.js";
import { drawFound } from "./importtable.js";

/**
 * Choosing a file and following how it is read; what is said about its sheets is read again. What
 * it holds is shown; nothing is written.
 *
 * @typedef {{sheet?: string, cell?: string, message: string}} Problem
 * @typedef {{name: string, columns: string[], rows: string[][]}} Sheet
 * @typedef {{at: string, heading: string, key: string, left: string, examples: string[]}} Column
 * @typedef {{row: number, label: string, text: string, why: string, out: boolean,
 *   fixed: boolean}} OddRow
 * @typedef {{sheet: string, table: string, turned: boolean, contest: string, head: number[],
 *   asks: boolean, columns: Column[], keys: {key: string, words: string}[], rows: OddRow[], can_join: boolean,
 *   joined: {name: string, rows: string[]}[], filled: number}} Reading
 * @typedef {{teams: any[], judges: any[], setup: any, problems: Problem[],
 *   ignored?: Problem[], table?: {sheets: Sheet[]}, readings?: Reading[]}} Found
 * @typedef {import("./importchoices.js").Choice} Choice
 * @typedef {(sheet: string, change: Partial<Choice>) => void} Change
 */

export class Importing {
  /** @type {File | null} */
  #file = null;
  /** @type {Record<string, Choice>} */
  #choices = {};
  #asked = 0;

  /**
   * @param {string} url that reads the file
   * @param {(found: Found | null) => void} onFound null while nothing is known
   */
  constructor(url, onFound) {
    this.url = url;
    this.onFound = onFound;
    this.input = /** @type {HTMLInputElement} */ (find("#import-file"));
    this.input.addEventListener("change", () => this.#chosen(this.input.files?.[0]));
    dropping(find("#import-drop"), (file) => this.#chosen(file));
  }

  /** As if no file had been chosen. */
  clear() {
    this.#file = null;
    this.#choices = {};
    this.#asked += 1;
    this.input.value = "";
    find("#import-progress").hidden = true;
    find("#import-found").hidden = true;
    setText(find("#import-trouble"), "");
    setText(find(".import-ask"), t("Choose a file, or drop it here"));
    this.onFound(null);
  }

  /** @param {File | undefined} file */
  async #chosen(file) {
    if (!file) return;
    this.clear();
    setText(find(".import-ask"), file.name);
    this.#file = await kept(file);
    find("#import-progress").hidden = false;
    progress({ step: "sending" });
    const found = await this.#read();
    // The same file, mended, can be chosen again.
    this.input.value = "";
    if (!found) return;
    const known = remembered(found.readings ?? []);
    if (Object.keys(known).length > 0) {
      this.#choices = known;
      await this.#read(t("The columns are read as you chose last time."));
    }
    find("#import-said").focus();
  }

  /**
   * Somebody has said how a sheet is to be read: it is read so, and what had the focus keeps it.
   *
   * @param {string} sheet
   * @param {Partial<Choice>} change
   */
  async #change(sheet, change) {
    this.#choices = patched(this.#choices, sheet, change);
    const spot = document.activeElement?.getAttribute("data-spot");
    const found = await this.#read();
    if (change.columns) remember(found?.readings ?? [], this.#choices);
    const there = spot && document.querySelector(`[data-spot="${CSS.escape(spot)}"]`);
    if (there instanceof HTMLElement) there.focus();
    else if (spot) find("#import-said").focus();
  }

  /**
   * @param {string} [note] said with the result
   * @returns {Promise<Found | null>}
   */
  async #read(note = "") {
    const file = this.#file;
    if (!file) return null;
    this.#asked += 1;
    const asked = this.#asked;
    setAttributes(find("#import-found"), { "aria-busy": "true" });
    const read = await sendFile(this.url, file, this.#choices, progress);
    // What was chosen meanwhile is answered by a later reading.
    if (asked !== this.#asked) return null;
    find("#import-progress").hidden = true;
    setAttributes(find("#import-found"), { "aria-busy": null });
    setText(find("#import-trouble"), "why" in read ? read.why : "");
    if ("why" in read) return null;
    const found = /** @type {Found} */ (read.result);
    /** @type {Change} */
    const change = (sheet, more) => this.#change(sheet, more);
    drawFound(found, change, note);
    drawReadings(found, change);
    find("#import-found").hidden = false;
    this.onFound(found);
    return found;
  }
}

/**
 * The file as it is now: one that is changed on the disk meanwhile could not be sent again.
 *
 * @param {File} file
 */
async function kept(file) {
  try {
    return new File([await file.arrayBuffer()], file.name);
  } catch {
    return file;
  }
}

/** @param {{step?: string, rows?: number, of?: number | null}} step */
function progress({ step = "", rows = 0, of = null }) {
  const words = {
    sending: t("Sending the file …"),
    reading: t("Reading, rows so far: %(n)s", { n: rows }),
    checking: t("Checking, rows so far: %(n)s", { n: rows }),
  }[step];
  setText(find("#import-step"), words ?? t("Reading the file …"));
  setAttributes(find("#import-bar"), { max: of || null, value: of ? rows : null });
}

/**
 * @param {HTMLElement} area
 * @param {(file: File | undefined) => void} dropped
 */
function dropping(area, dropped) {
  const over = (/** @type {boolean} */ now) => setAttributes(area, { "data-over": now || null });
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  area.addEventListener("dragleave", () => over(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    dropped(event.dataTransfer?.files[0]);
  });
}
