import { say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { sendFile } from "./asking.js";
import { drawFound } from "./importtable.js";

/**
 * Choosing a file and following how it is read. What it holds is shown; nothing is written.
 *
 * @typedef {{sheet?: string, cell?: string, message: string}} Problem
 * @typedef {{name: string, columns: string[], rows: string[][]}} Sheet
 * @typedef {{teams: any[], judges: any[], setup: any, problems: Problem[],
 *   ignored?: Problem[], table?: {sheets: Sheet[]}}} Found
 */

export class Importing {
  /**
   * @param {string} path of the API that reads the file
   * @param {(found: Found | null) => void} onFound null while nothing is known
   */
  constructor(path, onFound) {
    this.path = path;
    this.onFound = onFound;
    this.input = /** @type {HTMLInputElement} */ (the("#import-file"));
    this.input.addEventListener("change", () => this.#chosen(this.input.files?.[0]));
    dropping(the("#import-drop"), (file) => this.#chosen(file));
  }

  /** As if no file had been chosen. */
  clear() {
    this.input.value = "";
    the("#import-progress").hidden = true;
    the("#import-found").hidden = true;
    say(the("#import-trouble"), "");
    say(the(".import-ask"), t("Choose a file, or drop it here"));
    this.onFound(null);
  }

  /** @param {File | undefined} file */
  async #chosen(file) {
    if (!file) return;
    this.clear();
    say(the(".import-ask"), file.name);
    the("#import-progress").hidden = false;
    progress({ step: "sending" });
    const heard = await sendFile(this.path, file, progress);
    the("#import-progress").hidden = true;
    // The same file, mended, can be chosen again.
    this.input.value = "";
    if ("why" in heard) {
      say(the("#import-trouble"), heard.why);
      return;
    }
    drawFound(heard.result);
    the("#import-found").hidden = false;
    this.onFound(heard.result);
    the("#import-said").focus();
  }
}

/** @param {{step?: string, rows?: number, of?: number | null}} step */
function progress({ step = "", rows = 0, of = null }) {
  const words = {
    sending: t("Sending the file …"),
    reading: t("Reading, rows so far: %(n)s", { n: rows }),
    checking: t("Checking, rows so far: %(n)s", { n: rows }),
  }[step];
  say(the("#import-step"), words ?? t("Reading the file …"));
  set(the("#import-bar"), { max: of || null, value: of ? rows : null });
}

/**
 * @param {HTMLElement} area
 * @param {(file: File | undefined) => void} dropped
 */
function dropping(area, dropped) {
  const over = (/** @type {boolean} */ now) => set(area, { "data-over": now || null });
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
