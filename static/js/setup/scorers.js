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
  box.append(ticksFor("scorer"));
  return box;
}

/** Who marks a round: all judges, or those that are ticked. */
export function panelField() {
  const box = choosing("panel", t("Who marks it"), [
    { value: "all", label: t("All judges") },
    {
      value: "some",
      label: t("Some of the judges"),
      note: t("Nobody waits for the others, and their tablets say who marks."),
    },
  ]);
  box.append(ticksFor("marker"));
  return box;
}

/** @param {string} key of each box */
const ticksFor = (key) =>
  make("section", {
    class: "scorers",
    role: "group",
    "aria-label": t("Judges"),
    "data-ticks": key,
  });

/**
 * @param {HTMLElement} form of a round
 * @param {Round} round
 * @param {Judge[]} judges
 */
export function drawScorers(form, { scored_by }, judges) {
  const named = Array.isArray(scored_by) ? scored_by : null;
  show(form, "scored_by", named ? "some" : String(scored_by));
  drawTicks(form, "scorer", named, judges);
}

/**
 * @param {HTMLElement} form of a round
 * @param {Round} round
 * @param {Judge[]} judges
 */
export function drawPanel(form, { panel }, judges) {
  show(form, "panel", panel ? "some" : "all");
  drawTicks(form, "marker", panel, judges);
}

/**
 * @param {HTMLElement} form
 * @param {string} key
 * @param {string[] | null} named
 * @param {Judge[]} judges
 */
function drawTicks(form, key, named, judges) {
  const list = find(`[data-ticks=${key}]`, form);
  setAttributes(list, { hidden: named === null });
  reconcile(list, judges, {
    key: ({ id }) => id,
    make: ({ id }) =>
      make(
        "label",
        { class: "tick" },
        make("input", { type: "checkbox", value: id, "data-key": key }),
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
export function scorersTyped({ scored_by, panel }, judges, control) {
  const named = Array.isArray(scored_by) ? scored_by : [];
  const { key } = control.dataset;
  if (key === "scored_by") return { scored_by: control.value === "some" ? named : control.value };
  // Who chooses some begins with all of them.
  if (key === "panel")
    return { panel: control.value === "some" ? (panel ?? judges.map(({ id }) => id)) : null };
  if (key === "marker") return { panel: toggled(panel ?? [], judges, control) };
  return { scored_by: toggled(named, judges, control) };
}

/** The keys that are about judges who are ticked. */
export const WHO = ["scored_by", "scorer", "panel", "marker"];

/**
 * @param {string[]} named
 * @param {Judge[]} judges
 * @param {HTMLInputElement} control
 */
function toggled(named, judges, control) {
  const ticked = new Set(named);
  if (control.checked) ticked.add(control.value);
  else ticked.delete(control.value);
  // In the order of the judges, so that ticking and unticking leaves no trace.
  return judges.map(({ id }) => id).filter((id) => ticked.has(id));
}
