import { OVERALL } from "../board/model.js";
import { copyOf, find, make, setAttributes, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import {
  about,
  batteryWord,
  nameOf,
  sizeWord,
  stateWord,
  versionWord,
  waitingWord,
} from "./words.js";

/**
 * One screen in the list.
 *
 * @typedef {import("./words.js").Listed} Listed
 */

/** A battery below this is said more loudly. */
const LOW = 20;

/** @type {Record<string, () => {id: string, name: string}[]>} what a display can show apart */
const TABLES = { division: () => page.divisions, group: () => page.groups };

export const makeRow = () => copyOf("#screen-row");

/**
 * @param {HTMLElement} row
 * @param {Listed} listed
 * @param {number} newest version of the board here
 */
export function drawRow(row, listed, newest) {
  const { screen } = listed;
  setAttributes(row, {
    "data-state": screen?.state ?? "none",
    "data-hidden": screen?.hidden ?? false,
    "data-screen": screen?.key ?? "",
    "data-view": screen?.view ?? "judge",
  });
  /** @type {(name: string, text: string) => void} */
  const put = (name, text) => setText(find(`.screen-${name}`, row), text);
  put("name", nameOf(listed));
  put("about", screen ? about(screen) : "");
  put("word", stateWord(screen));
  put("version", screen ? versionWord(screen, newest) : "");
  put("waiting", screen ? waitingWord(screen) : "");
  put("battery", screen ? batteryWord(screen) : "");
  put("size", screen ? sizeWord(screen) : "");
  setAttributes(find(".screen-version", row), { "data-behind": Boolean(screen?.behind) });
  const battery = screen?.battery;
  setAttributes(find(".screen-battery", row), {
    "data-low": Boolean(battery && !battery.charging && battery.level < LOW),
  });
  drawActs(row, listed);
}

/**
 * @param {HTMLElement} row
 * @param {Listed} listed
 */
function drawActs(row, listed) {
  if (!row.querySelector(".screen-acts")) return;
  const { screen } = listed;
  const live = screen?.state === "live";
  const display = screen?.view === "display" || screen?.view === "overlay";
  for (const of of row.querySelectorAll(".screen-of")) setText(of, ` ${nameOf(listed)}`);
  find('[data-act="dismiss"]', row).hidden = !screen || live;
  find('[data-act="reload"]', row).hidden = !live;
  // On a stream the name would be seen by everybody who watches.
  find('[data-act="identify"]', row).hidden = !live || screen?.view !== "display";
  find('[data-act="change"]', row).hidden = !live;
  setText(find(".screen-change", row), display ? t("Name and page") : t("Rename"));
  const form = find(".screen-form", row);
  if (!live && !form.hidden) {
    form.hidden = true;
    setAttributes(find('[data-act="change"]', row), { "aria-expanded": "false" });
  }
  for (const part of form.querySelectorAll("[data-display]"))
    if (part instanceof HTMLElement) part.hidden = !display;
  for (const [key, list] of Object.entries(TABLES))
    find(`[data-ticks=${key}]`, form).hidden = !display || list().length < 2;
}

/**
 * The form as the screen is now, when it is opened.
 *
 * @param {HTMLElement} row
 * @param {string} name
 */
export function fillForm(row, name) {
  const input = /** @type {HTMLInputElement} */ (find("input", row));
  input.value = name;
  const select = /** @type {HTMLSelectElement} */ (find("select", row));
  /** @type {{id: string, name: string}[]} */
  const stages = page.stages;
  /** @type {{slug: string, title: string}[]} */
  const events = page.events;
  for (const [key, list] of Object.entries(TABLES))
    drawTicks(find(`[data-ticks=${key}]`, row), key, list());
  select.replaceChildren(
    new Option(t("The current stage"), ""),
    ...stages.map(
      ({ id, name }) => new Option(t("Stage %(stage)s", { stage: name }), `stage:${id}`),
    ),
    ...(page.overall ? [new Option(t("Overall ranking"), `stage:${OVERALL}`)] : []),
    ...events.map(
      ({ slug, title }) => new Option(t("Other event: %(title)s", { title }), `event:${slug}`),
    ),
  );
}

/**
 * A tick for each division or group: those that are ticked stand side by side, with none all do.
 *
 * @param {HTMLElement} box
 * @param {string} key
 * @param {{id: string, name: string}[]} list
 */
function drawTicks(box, key, list) {
  const ticks = list.map(({ id, name }) =>
    make(
      "label",
      {},
      make("input", { type: "checkbox", name: key, value: id }),
      " ",
      make("span", { dir: "auto" }, name),
    ),
  );
  box.replaceChildren(find("legend", box), ...ticks);
}
