import { t } from "../common/phrases.js";
import { wayOf } from "../common/sorting.js";
import { announce } from "./announcer.js";
import { moved, patched } from "./lists.js";
import { newCriterion } from "./newcriterion.js";
import { editCriteria } from "./staging.js";

/**
 * What is done to the criteria of a round: typed, added, moved up and down, removed.
 *
 * @typedef {import("./document.js").Criterion} Criterion
 */

export class CriterionActs {
  /**
   * @param {import("./draft.js").Draft} draft
   * @param {HTMLElement} list of the stages
   * @param {(next: Element | null) => void} gone tells of a removal, and where to go on
   */
  constructor(draft, list, gone) {
    this.draft = draft;
    this.list = list;
    this.gone = gone;
  }

  /**
   * @param {string} round
   * @param {HTMLElement} control
   * @param {string} key
   * @param {string} value
   */
  typed(round, control, key, value) {
    const id = idOf(control);
    this.draft.change(
      (setup) => editCriteria(setup, round, (all) => patched(all, id, { [key]: value })),
      `criterion ${round} ${id} ${key}`,
    );
  }

  /**
   * @param {string} act
   * @param {string} round
   * @param {HTMLElement} button
   */
  clicked(act, round, button) {
    const id = idOf(button);
    if (act === "add-criterion") this.#add(round);
    if (act === "criterion-up") this.#move(round, id, -1, button);
    if (act === "criterion-down") this.#move(round, id, 1, button);
    if (act !== "remove-criterion") return;
    this.#change(round, (all) => all.filter((one) => one.id !== id));
    this.gone(this.#within(round).querySelector('[data-act="add-criterion"]'));
  }

  /**
   * Moves the criterion whose field is in use.
   *
   * @param {KeyboardEvent} event
   * @param {string} round
   * @returns {boolean} whether the keys were meant for one
   */
  key(event, round) {
    const { target } = event;
    const way = wayOf(event);
    const id = target instanceof HTMLElement ? idOf(target) : "";
    if (way === 0 || !id) return false;
    this.#move(round, id, way, /** @type {HTMLElement} */ (target));
    return true;
  }

  /** @param {string} round */
  #add(round) {
    this.#change(round, (all) => [...all, newCriterion(all)]);
    const field = this.#within(round).querySelector(".criterion:last-child input");
    if (field instanceof HTMLInputElement) field.focus();
  }

  /**
   * @param {string} round
   * @param {string} id
   * @param {-1 | 1} way
   * @param {HTMLElement} focused
   */
  #move(round, id, way, focused) {
    let [place, of, called] = [0, 0, ""];
    this.#change(round, (all) => {
      const from = all.findIndex((one) => one.id === id);
      const next = moved(all, from, from + way);
      place = next.findIndex((one) => one.id === id) + 1;
      of = next.length;
      called = next[place - 1]?.name || t("criterion %(n)s", { n: place });
      return next;
    });
    // Its row is the same element, which has lost the keyboard by being moved.
    focused.focus();
    announce(t("%(name)s is now %(place)s of %(count)s.", { name: called, place, count: of }));
  }

  /**
   * @param {string} round
   * @param {(all: Criterion[]) => Criterion[]} make
   */
  #change(round, make) {
    this.draft.change((setup) => editCriteria(setup, round, make));
  }

  /** @param {string} round */
  #within(round) {
    return this.list.querySelector(`[data-round="${CSS.escape(round)}"]`) ?? this.list;
  }
}

/** @param {HTMLElement} element */
function idOf(element) {
  return element.closest("[data-criterion]")?.getAttribute("data-criterion") ?? "";
}
