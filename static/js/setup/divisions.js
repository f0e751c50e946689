import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { addNamed, edit, removeNamed } from "./changing.js";
import { inEnglish } from "./document.js";
import { bare, drawMoveButtons, moveButtons, show } from "./fields.js";
import { RowList } from "./rowlist.js";

/**
 * The divisions: parts of the field that are ranked by themselves, each with its cut and prizes. And
 * the groups: heats of a stage that is played by groups.
 *
 * @typedef {import("./document.js").Named} Named
 * @typedef {object} Kind what one of the two lists is of
 * @property {"divisions" | "groups"} part
 * @property {"division" | "group"} key by which a row names one
 * @property {string} letter its ids begin with
 * @property {(n: number) => string} called what one without a name is called
 * @property {(n: number) => string} label of its field
 */

/** @type {Kind[]} */
const KINDS = [
  {
    part: "divisions",
    key: "division",
    letter: "d",
    called: (n) => t("Division %(n)s", { n }),
    label: (n) => t("Name of division %(n)s", { n }),
  },
  {
    part: "groups",
    key: "group",
    letter: "g",
    called: (n) => t("Group %(n)s", { n }),
    label: (n) => t("Name of group %(n)s", { n }),
  },
];

export class Divisions {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.lists = KINDS.map((kind) => new NamedList(draft, kind));
  }

  draw() {
    for (const list of this.lists) list.draw();
  }
}

class NamedList {
  /**
   * @param {import("./draft.js").Draft} draft
   * @param {Kind} kind
   */
  constructor(draft, kind) {
    this.draft = draft;
    this.kind = kind;
    this.list = find(`#${kind.key}-rows`);
    const adder = find(`#add-${kind.key}`);
    /** @type {RowList<Named>} */
    this.rows = new RowList(draft, {
      part: kind.part,
      list: this.list,
      adder,
      called: (_, at) => kind.called(at + 1),
      without: (setup, one) => removeNamed(setup, kind.part, kind.key, one.id),
      typed: (one, typed) => this.#typed(one, typed),
      add: () => this.#add(),
    });
    adder.addEventListener("click", () => this.#add());
  }

  draw() {
    const { part, key } = this.kind;
    const listed = this.#listed;
    const english = inEnglish(this.draft.setup);
    const counts = new Map(listed.map(({ id }) => [id, 0]));
    for (const team of this.draft.setup.teams)
      counts.set(team[key], (counts.get(team[key]) ?? 0) + 1);
    // Teams that are drawn at the desk are in no group here: a count of none would be wrong.
    const chosen = listed.some(({ id }) => counts.get(id));
    reconcile(this.list, listed, {
      key: ({ id }) => id,
      make: namedRow,
      draw: (row, one) => {
        const at = listed.indexOf(one);
        drawNamedRow(
          row,
          one,
          this.kind,
          at,
          listed.length,
          chosen ? (counts.get(one.id) ?? 0) : null,
        );
        find("[data-cell=name_en]", row).hidden = !english && one.name_en === "";
      },
    });
    find(`#no-${part}`).hidden = listed.length > 0;
    find(`#${part}-note`).hidden = listed.length === 0;
  }

  /** @returns {Named[]} */
  get #listed() {
    return this.draft.setup[this.kind.part];
  }

  #add() {
    const before = this.#listed.length;
    this.draft.change((setup) =>
      addNamed(setup, this.kind.part, this.kind.letter, this.draft.once),
    );
    this.rows.focus(before);
  }

  /**
   * @param {Named} one
   * @param {import("./rowlist.js").Typed} typed
   */
  #typed(one, { key, value }) {
    this.draft.change(
      (setup) => edit(setup, this.kind.part, one.id, { [key]: value }),
      `${this.kind.key} ${one.id} ${key}`,
    );
  }
}

function namedRow() {
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line division-grid" },
      make("span", { class: "grip", "aria-hidden": "true", title: t("Drag to move") }, "⠿"),
      make("span", { class: "row-place" }),
      bare("name", { maxlength: 300, enterkeyhint: "next" }),
      bare("name_en", { maxlength: 300, placeholder: t("In English") }),
      make("span", { class: "row-count" }),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Named} one
 * @param {Kind} kind
 * @param {number} at
 * @param {number} count
 * @param {number | null} teams how many are in it; null where nobody is in any
 */
function drawNamedRow(row, one, kind, at, count, teams) {
  const called = one.name || kind.called(at + 1);
  setAttributes(row, { "data-id": one.id });
  setText(find(".row-place", row), String(at + 1));
  setText(find(".row-count", row), teams === null ? "" : t("Teams: %(n)s", { n: teams }));
  setAttributes(find("[data-key=name]", row), {
    "aria-label": kind.label(at + 1),
  });
  setAttributes(find("[data-key=name_en]", row), {
    "aria-label": t("In English: %(name)s", { name: called }),
  });
  show(row, "name", one.name);
  show(row, "name_en", one.name_en);
  drawMoveButtons(row, called, { first: at === 0, last: at === count - 1 });
}

/**
 * A choice among divisions or groups, or none of them, for a row of the set-up.
 *
 * @param {HTMLElement} row
 * @param {"division" | "group"} key
 * @param {string} chosen
 * @param {Named[]} listed
 * @param {{none: string, label: string}} words
 */
export function drawChoice(row, key, chosen, listed, { none, label }) {
  const cell = find(`[data-cell="${key}"]`, row);
  cell.hidden = listed.length === 0;
  const select = /** @type {HTMLSelectElement} */ (find("select", cell));
  const options = [{ id: "", name: none }, ...listed];
  reconcile(select, options, {
    key: ({ id }) => `named ${id}`,
    make: ({ id }) => make("option", { value: id }),
    draw: (option, { name }) => setText(option, name || "–"),
  });
  setAttributes(select, { "aria-label": label });
  select.value = chosen;
}

/**
 * The cell of such a choice.
 *
 * @param {"division" | "group"} key
 */
export const choiceCell = (key) =>
  make(
    "span",
    { class: "cell", "data-cell": key },
    make("select", { class: "field", "data-key": key }),
  );
