import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * The section on the database: whether it is written, and why not.
 *
 * @typedef {import("../common/shapes.js").DatabaseFacts} DatabaseFacts
 */

/**
 * @param {DatabaseFacts} facts
 * @param {boolean} follows whether this laptop follows another one, which writes
 */
export function drawDatabase({ file, stopped, warning }, follows) {
  const state = find("#database-state");
  const well = follows ? t("A copy of the first laptop’s") : t("Being written normally");
  setText(state, stopped ? t("Nothing is written now.") : well);
  setAttributes(state, { "data-tone": stopped ? "bad" : warning ? "wait" : "good" });
  setText(find("#database-trouble"), warning);
  setText(find("#database-file"), file ?? "");
}
