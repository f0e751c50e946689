import { closest, find, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { fillForm } from "./row.js";

/**
 * The desk's commands to a screen.
 *
 * @typedef {{do: "reload" | "rename" | "show" | "identify" | "dismiss", screen?: string, name?: string,
 *   event?: string, stage?: string, division?: string, group?: string}} Command
 */

/** How long the word on what was asked stays to be read. */
const READING = 6000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let reading;

/**
 * Sends a question, and says beside the title what became of it.
 *
 * @param {Command} command
 * @param {string} [done] what to say when it is on its way
 */
export async function command(command, done = "") {
  const answer = await request("POST", eventUrl("/screens/commands"), { body: command });
  const wrong = answer.meaning === "done" ? "" : refusal(answer);
  setText(find("#trouble"), wrong);
  setText(find("#done"), wrong ? "" : done);
  clearTimeout(reading);
  reading = setTimeout(() => setText(find("#done"), ""), READING);
}

/** @param {HTMLElement} row */
export function listenToRow(row) {
  row.addEventListener("click", ({ target }) => {
    const button = closest(target, "[data-act]");
    if (button) act(row, button);
  });
  const form = row.querySelector("form");
  form?.addEventListener("submit", (submit) => {
    submit.preventDefault();
    const asked = submit.submitter?.dataset.ask ?? "rename";
    change(row, asked);
  });
  form?.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") fold(row);
  });
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} button
 */
function act(row, button) {
  const screen = row.dataset.screen ?? "";
  const name = find(".screen-name", row).textContent ?? "";
  if (button.dataset.act === "reload")
    command({ do: "reload", screen }, t("%(screen)s is asked to load anew.", { screen: name }));
  if (button.dataset.act === "identify")
    command({ do: "identify", screen }, t("%(screen)s shows its name.", { screen: name }));
  if (button.dataset.act === "dismiss") command({ do: "dismiss", screen });
  if (button.dataset.act === "change") unfold(row, button, name);
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} button
 * @param {string} name
 */
function unfold(row, button, name) {
  const form = find(".screen-form", row);
  form.hidden = !form.hidden;
  setAttributes(button, { "aria-expanded": String(!form.hidden) });
  if (form.hidden) return;
  // A judge's tablet goes by the judge's name; its own, if any, stands below.
  const own = row.dataset.view === "judge" ? find(".screen-about", row).textContent : name;
  fillForm(row, own ?? "");
  find("input", row).focus();
}

/** @param {HTMLElement} row */
function fold(row) {
  find(".screen-form", row).hidden = true;
  const button = find('[data-act="change"]', row);
  setAttributes(button, { "aria-expanded": "false" });
  button.focus();
}

/**
 * @param {HTMLElement} row
 * @param {string} asked
 */
async function change(row, asked) {
  const screen = row.dataset.screen ?? "";
  const name = find(".screen-name", row).textContent ?? "";
  fold(row);
  if (asked === "rename") {
    const { value } = /** @type {HTMLInputElement} */ (find("input", row));
    await command({ do: "rename", screen, name: value }, t("The name is on its way."));
    return;
  }
  const [what, ...id] = /** @type {HTMLSelectElement} */ (find("select", row)).value.split(":");
  const target = id.join(":");
  const stage = what === "stage" ? { stage: target } : {};
  const where =
    what === "event"
      ? { event: target }
      : { ...stage, ...tickedIn(row, "division"), ...tickedIn(row, "group") };
  await command(
    { do: "show", screen, ...where },
    t("%(screen)s is asked to show another page.", { screen: name }),
  );
}

/**
 * The divisions or groups that are ticked; nothing where none is or all are.
 *
 * @param {HTMLElement} row
 * @param {"division" | "group"} key
 */
function tickedIn(row, key) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = row.querySelectorAll(`[name="${key}"]`);
  const ticked = [...boxes].filter((box) => box.checked).map((box) => box.value);
  return ticked.length && ticked.length < boxes.length ? { [key]: ticked.join(",") } : {};
}
