import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { wayOf } from "../common/sorting.js";
import { announcePlace } from "./announcer.js";
import { RANKING_NAMES, RANKINGS } from "./describe.js";
import {
  choosing,
  drawMoveButtons,
  moveButtons,
  pressed,
  selecting,
  show,
  tick,
  typedIn,
} from "./fields.js";
import { moved } from "./lists.js";
import { SUM, SumOfRounds } from "./sumofrounds.js";
import { tieBreaks, wordsOf } from "./tiebreaks.js";

/**
 * The rules: how totals become places, what parts equal ones, and when the hall sees a score.
 *
 * @typedef {import("./document.js").Rules} RulesTable
 */

export class Rules {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.root = find("#rules-fields");
    this.root.append(...parts());
    this.list = find(".tie-breaks", this.root);
    this.sum = new SumOfRounds((tie) => {
      if (tie) this.#ties((ties) => [...ties, tie]);
      find("#add-tie", this.root).focus();
    });
    find("#add-tie", this.root).after(this.sum.root);
    this.root.addEventListener("input", (event) => this.#typed(event));
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("keydown", (event) => this.#key(event));
  }

  draw() {
    const { setup } = this.draft;
    const { rules } = setup;
    for (const key of SHOWN) show(this.root, key, rules[key]);
    const totals = rules.better === "lower" ? [...TOTALS].reverse() : TOTALS;
    const note = { totals: totals.join(" ") };
    setText(
      find(".ranking-note", this.root),
      t("The places on the right are those of the totals %(totals)s.", note),
    );
    find('[data-cell="release"]', this.root).hidden = rules.publish !== "team";
    const rows = rules.tie_breaks.map((tie, at) => ({ tie, at }));
    reconcile(this.list, rows, {
      key: ({ tie }) => tie,
      make: tieRow,
      draw: (row, { tie, at }) =>
        drawTie(row, tie, wordsOf(setup, tie), at, rules.tie_breaks.length),
    });
    find(".no-ties", this.root).hidden = rows.length > 0;
    find('[data-cell="break_ties"]', this.root).hidden = rows.length === 0;
    const left = tieBreaks(setup).filter((one) => !rules.tie_breaks.includes(one.name));
    if (SumOfRounds.can(setup))
      left.push({ name: SUM, words: t("The sum of the scores in several rounds …") });
    const select = /** @type {HTMLSelectElement} */ (find("#add-tie", this.root));
    select.replaceChildren(
      make("option", { value: "" }, t("Add a tie-break …")),
      ...left.map((one) => make("option", { value: one.name }, one.words)),
    );
    setAttributes(select, { disabled: left.length === 0 });
    this.sum.draw(setup);
  }

  /** @param {Event} event */
  #typed(event) {
    const { target } = event;
    if (target instanceof HTMLSelectElement && target.id === "add-tie") {
      const chosen = target.value;
      if (chosen === SUM) {
        target.value = "";
        this.sum.open();
      } else if (chosen) this.#ties((ties) => [...ties, chosen]);
      return;
    }
    const typed = typedIn(event);
    if (!typed) return;
    const { key, value } = typed;
    this.draft.change((setup) => ({ ...setup, rules: { ...setup.rules, [key]: value } }));
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = pressed(event);
    const tie = button?.closest("[data-tie]")?.getAttribute("data-tie");
    if (!button || !tie) return;
    const { act } = button.dataset;
    if (act === "up") this.#move(tie, -1, button);
    if (act === "down") this.#move(tie, 1, button);
    if (act !== "remove") return;
    this.#ties((ties) => ties.filter((one) => one !== tie));
    find("#add-tie", this.root).focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = wayOf(event);
    const { target } = event;
    const tie = closest(target, "[data-tie]")?.getAttribute("data-tie");
    if (way === 0 || !tie || !(target instanceof HTMLElement)) return;
    event.preventDefault();
    this.#move(tie, way, target);
  }

  /**
   * @param {string} tie
   * @param {-1 | 1} way
   * @param {HTMLElement} button
   */
  #move(tie, way, button) {
    this.#ties((ties) => moved(ties, ties.indexOf(tie), ties.indexOf(tie) + way));
    button.focus();
    const at = this.draft.setup.rules.tie_breaks.indexOf(tie) + 1;
    const said = button.closest("[data-tie]")?.querySelector(".tie-words")?.textContent ?? "";
    announcePlace(said, at, this.draft.setup.rules.tie_breaks.length);
  }

  /** @param {(ties: string[]) => string[]} change */
  #ties(change) {
    this.draft.change((setup) => ({
      ...setup,
      rules: { ...setup.rules, tie_breaks: change(setup.rules.tie_breaks) },
    }));
  }
}

/** The rules that have one field each. */
const SHOWN = /** @type {const} */ ([
  "ranking",
  "decimals",
  "publish",
  "break_ties",
  "release",
  "judges_see_totals",
  "better",
  "overall",
]);

/** The totals whose places explain the choices. */
const TOTALS = [42, 34, 27, 26, 26, 24, 21];

function parts() {
  const ranking = choosing(
    "ranking",
    t("Places"),
    Object.entries(RANKINGS).map(([value, { places, words }]) => ({
      value,
      label: RANKING_NAMES[value]?.() ?? value,
      note: words(),
      aside: places,
    })),
  );
  ranking.append(make("p", { class: "note ranking-note" }));
  const better = choosing("better", t("First is"), [
    { value: "higher", label: t("The greater total"), note: t("As with points.") },
    {
      value: "lower",
      label: t("The smaller total"),
      note: t(
        "As with times and placings. Who has a score in fewer rounds than others stands after them; conduct penalties are added.",
      ),
    },
  ]);
  const decimals = selecting(
    "decimals",
    t("Totals are rounded to"),
    ["0", "1", "2", "3", "4"].map((value) => ({ value, label: decimalsWords(value) })),
  );
  decimals.append(
    make("span", { class: "note" }, t("Half up. Teams that show the same number are equal.")),
  );
  const overall = tick(
    "overall",
    t("Rank all stages together too"),
    t("Who reached a later stage first; the last prize, where it has no number, is then for all."),
  );
  return [better, ranking, decimals, overall, tiePart(), ...seeing()];
}

/** When the hall sees a score, and what judges see while they mark. */
function seeing() {
  const publish = choosing("publish", t("The hall sees a score"), [
    {
      value: "team",
      label: t("Team by team"),
      note: t("A score when all judges have marked the team; points at once."),
    },
    { value: "live", label: t("At once"), note: t("The public board follows every mark.") },
    {
      value: "round",
      label: t("When its round closes"),
      note: t("Until then nobody in the hall sees how it stands."),
    },
  ]);
  const release = choosing("release", t("A team's score becomes public"), [
    { value: "complete", label: t("When all its judges have marked"), note: "" },
    {
      value: "desk",
      label: t("When the desk releases it"),
      note: t("For instance when the presenter has read it out."),
    },
  ]);
  const totals = tick(
    "judges_see_totals",
    t("Judges see running totals while they mark"),
    t("Without it no mark leans on how a team stands."),
  );
  return [publish, release, totals];
}

/** @param {string} value */
function decimalsWords(value) {
  const shown = { 0: "12", 1: "12.3", 2: "12.35", 3: "12.346", 4: "12.3457" }[value] ?? "";
  return value === "0"
    ? t("whole numbers, such as %(shown)s", { shown })
    : t("decimal places: %(n)s, such as %(shown)s", { n: value, shown });
}

function tiePart() {
  const ties = make(
    "fieldset",
    { class: "cell ties-part", "data-cell": "tie_breaks" },
    make("legend", {}, t("Ties are broken by, in this order")),
    make("ol", { class: "rows tie-breaks" }),
    make("p", { class: "none no-ties" }, t("Nothing: equal totals stay equal.")),
    make("select", { class: "field", id: "add-tie", "aria-label": t("Add a tie-break") }),
  );
  const where = choosing("break_ties", t("They are broken"), [
    { value: "all", label: t("Everywhere"), note: "" },
    {
      value: "cut",
      label: t("Only where it decides who goes on"),
      note: t("Other ties are published as ties."),
    },
    {
      value: "first",
      label: t("Only for the first place"),
      note: t("Other ties are published as ties."),
    },
  ]);
  ties.append(where);
  return ties;
}

function tieRow() {
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line tie-grid" },
      make("span", { class: "row-place" }),
      make("span", { class: "tie-words", dir: "auto" }),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {string} tie
 * @param {string} words
 * @param {number} at
 * @param {number} count
 */
function drawTie(row, tie, words, at, count) {
  setAttributes(row, { "data-tie": tie });
  setText(find(".row-place", row), String(at + 1));
  setText(find(".tie-words", row), words);
  drawMoveButtons(row, words, { first: at === 0, last: at === count - 1 });
}
