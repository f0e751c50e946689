import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { sortable, wayOf } from "../common/sorting.js";
import { announcePlace, announceRemoved } from "./announcer.js";
import { addNamed, edit, move, removeDivision } from "./changing.js";
import {
  bare,
  drawMoveButtons,
  focusField,
  moveButtons,
  pressed,
  show,
  typedIn,
} from "./fields.js";

/**
 * The divisions: parts of the field that are ranked by themselves, each with its cut and prizes.
 *
 * @typedef {import("./document.js").Named} Named
 */

export class Divisions {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.list = find("#division-rows");
    this.list.addEventListener("input", (event) => this.#typed(event));
    this.list.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusout", () => this.draft.pause());
    find("#add-division").addEventListener("click", () => this.#add());
    sortable(this.list, { handle: ".grip", dropped: (id, to) => this.#move(id, to) });
  }

  draw() {
    const { divisions, teams } = this.draft.setup;
    const counts = new Map(divisions.map(({ id }) => [id, 0]));
    for (const { division } of teams) counts.set(division, (counts.get(division) ?? 0) + 1);
    reconcile(this.list, divisions, {
      key: ({ id }) => id,
      make: divisionRow,
      draw: (row, one) =>
        drawDivisionRow(
          row,
          one,
          divisions.indexOf(one),
          divisions.length,
          counts.get(one.id) ?? 0,
        ),
    });
    find("#no-divisions").hidden = divisions.length > 0;
    find("#divisions-note").hidden = divisions.length === 0;
  }

  #add() {
    const before = this.draft.setup.divisions.length;
    this.draft.change((setup) => addNamed(setup, "divisions", "d", this.draft.once));
    focusField(this.list.children[before], find("#add-division"));
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    const one = this.#oneOf(event);
    if (!typed || !one) return;
    const { key, value } = typed;
    this.draft.change(
      (setup) => edit(setup, "divisions", one.id, { [key]: value }),
      `division ${one.id} ${key}`,
    );
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = pressed(event);
    const one = this.#oneOf(event);
    if (!button || !one) return;
    const at = this.draft.setup.divisions.indexOf(one);
    const { act } = button.dataset;
    if (act === "up") this.#move(one.id, at - 1, button);
    if (act === "down") this.#move(one.id, at + 1, button);
    if (act === "remove") this.#remove(one, at);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const one = this.#oneOf(event);
    if (!one || event.isComposing) return;
    const at = this.draft.setup.divisions.indexOf(one);
    const way = wayOf(event);
    if (way !== 0) {
      event.preventDefault();
      this.#move(one.id, at + way);
    }
    if (event.key !== "Enter" || !typedIn(event)) return;
    event.preventDefault();
    if (at === this.draft.setup.divisions.length - 1 && one.name) this.#add();
    else focusField(this.list.children[at + 1], find("#add-division"));
  }

  /**
   * @param {string} id
   * @param {number} to
   * @param {HTMLElement} [button]
   */
  #move(id, to, button) {
    const { divisions } = this.draft.setup;
    const one = divisions.find((other) => other.id === id);
    if (!one || to < 0 || to >= divisions.length) return this.draw();
    const focused = button ?? document.activeElement;
    this.draft.change((setup) => move(setup, "divisions", id, to));
    if (focused instanceof HTMLElement && this.list.contains(focused)) focused.focus();
    return announcePlace(one.name, to + 1, divisions.length);
  }

  /**
   * @param {Named} one
   * @param {number} at
   */
  #remove(one, at) {
    this.draft.change((setup) => removeDivision(setup, one.id));
    const next = this.list.children[Math.min(at, this.list.children.length - 1)];
    const button = next?.querySelector("[data-act=remove]");
    (button instanceof HTMLElement ? button : find("#add-division")).focus();
    announceRemoved(one.name || t("The division"));
  }

  /**
   * @param {Event} event
   * @returns {Named | undefined}
   */
  #oneOf({ target }) {
    const id = closest(target, "[data-id]")?.getAttribute("data-id");
    return this.draft.setup.divisions.find((one) => one.id === id);
  }
}

function divisionRow() {
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line division-grid" },
      make("span", { class: "grip", "aria-hidden": "true", title: t("Drag to move") }, "⠿"),
      make("span", { class: "row-place" }),
      bare("name", { maxlength: 300, enterkeyhint: "next" }),
      make("span", { class: "row-count" }),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Named} one
 * @param {number} at
 * @param {number} count
 * @param {number} teams how many are in it
 */
function drawDivisionRow(row, one, at, count, teams) {
  const called = one.name || t("Division %(n)s", { n: at + 1 });
  setAttributes(row, { "data-id": one.id });
  setText(find(".row-place", row), String(at + 1));
  setText(find(".row-count", row), t("Teams: %(n)s", { n: teams }));
  setAttributes(find("[data-key=name]", row), {
    "aria-label": t("Name of division %(n)s", { n: at + 1 }),
  });
  show(row, "name", one.name);
  drawMoveButtons(row, called, { first: at === 0, last: at === count - 1 });
}

/**
 * A choice among the divisions, or none of them, for a row of the set-up.
 *
 * @param {HTMLElement} row
 * @param {string} chosen
 * @param {Named[]} divisions
 * @param {{none: string, label: string}} words
 */
export function drawDivisionChoice(row, chosen, divisions, { none, label }) {
  const cell = find('[data-cell="division"]', row);
  cell.hidden = divisions.length === 0;
  const select = /** @type {HTMLSelectElement} */ (find("select", cell));
  const options = [{ id: "", name: none }, ...divisions];
  reconcile(select, options, {
    key: ({ id }) => `division ${id}`,
    make: ({ id }) => make("option", { value: id }),
    draw: (option, { name }) => setText(option, name || "–"),
  });
  setAttributes(select, { "aria-label": label });
  select.value = chosen;
}

/** The cell of such a choice. */
export const divisionCell = () =>
  make(
    "span",
    { class: "cell", "data-cell": "division" },
    make("select", { class: "field", "data-key": "division" }),
  );
