import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { choosing, show } from "./fields.js";

/**
 * Who gives the points of a round besides the desk: nobody, all judges, or those that are ticked.
 *
 * @typedef {import("./document.js").Judge} Judge
 * @typedef {import("./document.js").Round} Round
 */

/** @returns {HTMLElement} */
export function scorersField() {
  const box = choosing("scored_by", t("Who gives the points"), [
    {
      value: "desk",
      label: t("The desk"),
      note: t("Judges' tablets show the round and take no points."),
    },
    {
      value: "some",
      label: t("The desk and some judges"),
      note: t("The tablets of the others show the round and take no points."),
    },
    {
      value: "judges",
      label: t("The desk and all judges"),
      note: t("Every judge's tablet gives points: agree who presses."),
    },
  ]);
  box.append(make("section", { class: "scorers", role: "group", "aria-label": t("Judges") }));
  return box;
}

/**
 * @param {HTMLElement} form of a round
 * @param {Round} round
 * @param {Judge[]} judges
 */
export function drawScorers(form, { scored_by }, judges) {
  const named = Array.isArray(scored_by) ? scored_by : null;
  show(form, "scored_by", named ? "some" : String(scored_by));
  const list = find(".scorers", form);
  setAttributes(list, { hidden: named === null });
  reconcile(list, judges, {
    key: ({ id }) => id,
    make: ({ id }) =>
      make(
        "label",
        { class: "tick" },
        make("input", { type: "checkbox", value: id, "data-key": "scorer" }),
        make("span", { dir: "auto" }),
      ),
    draw: (label, judge) => {
      const box = /** @type {HTMLInputElement} */ (label.firstElementChild);
      box.checked = named?.includes(judge.id) ?? false;
      setText(/** @type {Element} */ (label.lastElementChild), judge.name || "–");
    },
  });
}

/**
 * What of a round changes when a choice or a judge is ticked.
 *
 * @param {Round} round
 * @param {Judge[]} judges
 * @param {HTMLInputElement} control
 * @returns {Partial<Round>}
 */
export function scorersTyped({ scored_by }, judges, control) {
  const named = Array.isArray(scored_by) ? scored_by : [];
  if (control.dataset.key === "scored_by")
    return { scored_by: control.value === "some" ? named : control.value };
  const ticked = new Set(named);
  if (control.checked) ticked.add(control.value);
  else ticked.delete(control.value);
  // In the order of the judges, so that ticking and unticking leaves no trace.
  return { scored_by: judges.map(({ id }) => id).filter((id) => ticked.has(id)) };
}
