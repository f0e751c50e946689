import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * The section on the database: whether it is written, and why not.
 *
 * @typedef {import("../common/shapes.js").DatabaseFacts} DatabaseFacts
 */

/** @param {DatabaseFacts} facts */
export function drawDatabase({ file, stopped, warning }) {
  const state = find("#database-state");
  setText(state, stopped ? t("Nothing is written now.") : t("It is written."));
  setAttributes(state, { "data-tone": stopped ? "bad" : warning ? "wait" : "good" });
  setText(find("#database-trouble"), warning);
  setText(find("#database-file"), file ?? "");
}
