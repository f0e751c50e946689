import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { announce } from "./announcer.js";
import { addJudges, edit, removeJudge } from "./changing.js";
import { bare, drawMoveButtons, rowEnd, show } from "./fields.js";
import { pasting } from "./pasting.js";
import { RowList } from "./rowlist.js";

/**
 * The judges, which teams each of them must not mark, and whose marks are never counted.
 *
 * @typedef {import("./document.js").Judge} Judge
 * @typedef {import("./document.js").Setup} Setup
 */

export class Judges {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.list = find("#judge-rows");
    /** @type {Set<string>} */
    this.open = new Set();
    const adder = find("#add-judge");
    /** @type {RowList<Judge>} */
    this.rows = new RowList(draft, {
      part: "judges",
      list: this.list,
      adder,
      called: () => t("The judge"),
      without: (setup, { id }) => removeJudge(setup, id),
      typed: (judge, typed) => this.#typed(judge, typed),
      pressed: ({ id }, act) => act === "more" && this.#more(id),
      add: () => this.#add([""]),
    });
    adder.addEventListener("click", () => this.#add([""]));
    pasting("judges", draft, (names) => this.#add(names));
  }

  draw() {
    const { judges, teams } = this.draft.setup;
    const rows = judges.map((judge, at) => ({ judge, at }));
    reconcile(this.list, rows, {
      key: ({ judge }) => judge.id,
      make: judgeRow,
      draw: (row, { judge, at }) => {
        drawJudgeRow(row, judge, at, judges.length, this.open.has(judge.id));
        drawMore(row, judge, teams, this.open.has(judge.id));
      },
    });
    find("#no-judges").hidden = judges.length > 0;
  }

  /** @param {string} id */
  reveal(id) {
    this.open.add(id);
    this.draw();
  }

  /** @param {string[]} names */
  #add(names) {
    const before = this.draft.setup.judges.length;
    this.draft.change((setup) => addJudges(setup, names, this.draft.once));
    if (names.length > 1) announce(t("Judges added: %(n)s.", { n: names.length }));
    this.rows.focus(before);
  }

  /**
   * @param {Judge} judge
   * @param {import("./rowlist.js").Typed} typed
   */
  #typed(judge, { key, value, control }) {
    if (key === "name")
      this.draft.change(
        (setup) => edit(setup, "judges", judge.id, { name: value }),
        `judge ${judge.id}`,
      );
    if (key === "shadow" || key === "head")
      this.draft.change((setup) => edit(setup, "judges", judge.id, { [key]: value === true }));
    if (key !== "recused") return;
    const others = judge.recused.filter((id) => id !== control.value);
    const recused = value === true ? [...others, control.value] : others;
    this.draft.change((setup) => edit(setup, "judges", judge.id, { recused }));
  }

  /** @param {string} id */
  #more(id) {
    if (!this.open.delete(id)) this.open.add(id);
    this.draw();
  }
}

function judgeRow() {
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line judge-grid" },
      make("span", { class: "grip", "aria-hidden": "true", title: t("Drag to move") }, "⠿"),
      make("span", { class: "row-place" }),
      bare("name", { maxlength: 300, enterkeyhint: "next" }),
      ...rowEnd(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Judge} judge
 * @param {number} at
 * @param {number} count
 * @param {boolean} open
 */
function drawJudgeRow(row, judge, at, count, open) {
  const called = judge.name || t("Judge %(n)s", { n: at + 1 });
  setAttributes(row, { "data-id": judge.id });
  setText(find(".row-place", row), String(at + 1));
  setAttributes(find("[data-key=name]", row), {
    "aria-label": t("Name of judge %(n)s", { n: at + 1 }),
  });
  show(row, "name", judge.name);
  const recused = judge.recused.length;
  const whom = recused > 0 ? t("Must not mark %(n)s", { n: recused }) : t("Marks every team");
  const words = [
    whom,
    ...(judge.shadow ? [t("not counted")] : []),
    ...(judge.head ? [t("head judge")] : []),
  ].join(" · ");
  const more = find(".more-button", row);
  setText(more, words);
  setAttributes(more, {
    "aria-expanded": String(open),
    "aria-label": t("%(words)s, %(team)s", { words, team: called }),
    "data-some": recused > 0 || judge.shadow || judge.head,
  });
  drawMoveButtons(row, called, { first: at === 0, last: at === count - 1 });
}

/** What sets this judge apart from the others. */
function ticks() {
  const tick = (/** @type {string} */ key, /** @type {string} */ words) =>
    make(
      "div",
      { class: "cell", "data-cell": key },
      make(
        "label",
        { class: "tick" },
        make("input", { type: "checkbox", "data-key": key }),
        make("span", {}, words),
      ),
    );
  return make(
    "div",
    { class: "ticks" },
    tick("head", t("Head judge: has the last word on a tie that nothing else parts")),
    tick("shadow", t("Marks are kept and never counted")),
  );
}

function recusals() {
  return make(
    "fieldset",
    { class: "cell", "data-cell": "recused" },
    make("legend", {}, t("Must not mark")),
    make("div", { class: "recusals" }),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Judge} judge
 * @param {Setup["teams"]} teams
 * @param {boolean} open
 */
function drawMore(row, judge, teams, open) {
  let below = row.querySelector(".row-more");
  if (!open) {
    below?.remove();
    return;
  }
  if (!below) {
    below = make("div", { class: "row-more judge-more" }, ticks(), recusals());
    row.append(below);
  }
  /** @type {HTMLInputElement} */ (find("[data-key=shadow]", below)).checked = judge.shadow;
  /** @type {HTMLInputElement} */ (find("[data-key=head]", below)).checked = judge.head;
  reconcile(find(".recusals", below), teams, {
    key: ({ id }) => id,
    make: ({ id }) =>
      make(
        "label",
        { class: "tick" },
        make("input", { type: "checkbox", value: id, "data-key": "recused" }),
        make("span", { dir: "auto" }),
      ),
    draw: (label, team) => {
      const box = /** @type {HTMLInputElement} */ (label.firstElementChild);
      box.checked = judge.recused.includes(team.id);
      setText(/** @type {Element} */ (label.lastElementChild), team.name || "–");
    },
  });
}
