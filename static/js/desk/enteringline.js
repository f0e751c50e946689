import { same, shown } from "../common/amount.js";
import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * One team's line in the form in which the desk enters a judge's marks, and what it says of itself:
 * typed and not saved, being sent, refused, or given.
 *
 * @typedef {{team: string, name: string, value: string | null, own: boolean}} Line
 *   own: given by the desk, not by the tablet
 * @typedef {{typed: (team: string) => void, enter: (team: string) => void,
 *   left: (team: string) => void}} Actions
 */

/**
 * @param {string} judge
 * @param {Line} line
 * @param {Actions} actions
 */
export function makeLine(judge, { team, name }, actions) {
  const id = `entering-${judge}-${team}`;
  const input = make("input", {
    id,
    class: "field figure",
    inputmode: "decimal",
    maxlength: 20,
    autocomplete: "off",
    "aria-describedby": `${id}-state`,
  });
  input.addEventListener("input", () => actions.typed(team));
  input.addEventListener("focusout", () => {
    if (input.isConnected) actions.left(team);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(input, event);
    if (event.key !== "Enter") return;
    event.preventDefault();
    actions.enter(team);
  });
  return make(
    "li",
    { "data-line": team },
    make("label", { for: id, dir: "auto" }, name),
    input,
    make("span", { class: "entering-state", id: `${id}-state` }),
  );
}

/**
 * @param {HTMLInputElement} input
 * @param {KeyboardEvent} event
 */
function step(input, event) {
  const all = [...(input.closest("ol")?.querySelectorAll("input") ?? [])];
  all[all.indexOf(input) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** @param {HTMLElement} item */
export function inputOf(item) {
  return /** @type {HTMLInputElement} */ (find("input", item));
}

/**
 * What stands in a line and is not saved; empty where nothing does.
 *
 * @param {HTMLElement} item
 */
export function unsavedIn(item) {
  return item.dataset.state === "given" ? "" : inputOf(item).value.trim();
}

/**
 * @param {HTMLElement} item
 * @param {"typed" | "sending" | "refused" | "given" | null} state
 * @param {string} words
 */
export function showState(item, state, words) {
  setAttributes(item, { "data-state": state });
  inputOf(item).readOnly = state === "sending" || state === "given";
  setText(find(".entering-state", item), words);
}

/**
 * @param {HTMLElement} item
 * @param {Line} line
 * @param {{typed: string, version: number, closed: boolean}} now typed: kept for this line;
 *   version: of the board that is drawn; closed: the round is
 */
export function drawLine(item, { value, own }, { typed, version, closed }) {
  const input = inputOf(item);
  if (value !== null) {
    // What the tablet gave meanwhile stands; what was typed beside it is still to be seen.
    const beside = typed && !same(typed, value) ? t("typed here: %(value)s", { value: typed }) : "";
    const whose = own ? t("✓ entered by the desk") : t("✓ from the tablet");
    showState(item, "given", [whose, beside].filter(Boolean).join(" · "));
    input.value = shown(value);
    setAttributes(item, { "data-beside": beside !== "" });
    setAttributes(input, { "aria-invalid": null });
    return;
  }
  // An older board does not know yet what has just been written.
  if (item.dataset.state === "given" && version < Number(item.dataset.version ?? 0)) return;
  if (item.dataset.state === "given") {
    showState(item, null, "");
    input.value = "";
  }
  if (!item.dataset.state && typed) input.value = typed;
  if (typed && (!item.dataset.state || item.dataset.state === "typed"))
    showState(item, "typed", notSaved(closed));
}

/** @param {boolean} closed whether the round is closed */
export function notSaved(closed) {
  return closed ? t("Not saved, and the round is closed") : t("Not saved");
}
