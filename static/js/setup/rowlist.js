import { closest } from "../common/dom.js";
import { sortable, wayOf } from "../common/sorting.js";
import { announcePlace, announceRemoved } from "./announcer.js";
import { move } from "./changing.js";
import { focusField, pressed, typedIn } from "./fields.js";

/**
 * A list of the set-up, a row for each: what is typed, pressed, dragged and moved by keys in it
 * becomes a change of the draft, and the focus stays where the hand was.
 *
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {NonNullable<ReturnType<typeof typedIn>>} Typed
 * @typedef {"teams" | "judges" | "prizes" | "divisions" | "groups"} Part
 */

/**
 * What a list has of its own.
 *
 * @template {{id: string, name: string}} Item
 * @typedef {object} Own
 * @property {Part} part
 * @property {HTMLElement} list
 * @property {HTMLElement} adder the button that adds a row
 * @property {(item: Item, at: number) => string} called how one is spoken of
 * @property {(setup: Setup, item: Item) => Setup} without
 * @property {(item: Item, typed: Typed) => void} typed
 * @property {(item: Item, act: string, button: HTMLElement) => void} [pressed] any further button
 * @property {() => void} [add] the Enter key behind the last name adds a row
 */

/** @template {{id: string, name: string}} Item */
export class RowList {
  /**
   * @param {import("./draft.js").Draft} draft
   * @param {Own<Item>} own
   */
  constructor(draft, own) {
    this.draft = draft;
    this.own = own;
    const { list } = own;
    list.addEventListener("input", (event) => this.#typed(event));
    list.addEventListener("click", (event) => this.#clicked(event));
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("focusout", () => draft.pause());
    sortable(list, { handle: ".grip", dropped: (id, to) => this.#move(id, to) });
  }

  /** @returns {Item[]} */
  get items() {
    // Each part is a list of its own kind, which the list that owns this knows.
    return /** @type {any} */ (this.draft.setup[this.own.part]);
  }

  /**
   * Goes to a field of a row; where there is no such row, to the button that adds one.
   *
   * @param {number} at
   * @param {string} [key]
   */
  focus(at, key = "name") {
    const line = this.own.list.children[at]?.querySelector(".row-line");
    focusField(line, this.own.adder, key);
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    const item = this.#itemOf(event);
    if (typed && item) this.own.typed(item, typed);
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = pressed(event);
    const item = this.#itemOf(event);
    if (!button || !item) return;
    const at = this.items.indexOf(item);
    const { act = "" } = button.dataset;
    if (act === "up") this.#move(item.id, at - 1, button);
    else if (act === "down") this.#move(item.id, at + 1, button);
    else if (act === "remove") this.#remove(item, at);
    else this.own.pressed?.(item, act, button);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const item = this.#itemOf(event);
    if (!item || event.isComposing) return;
    const at = this.items.indexOf(item);
    const way = wayOf(event);
    if (way !== 0) {
      event.preventDefault();
      this.#move(item.id, at + way);
    }
    const typed = typedIn(event);
    if (event.key !== "Enter" || !typed?.control.matches(".row-line input")) return;
    event.preventDefault();
    const ends = at === this.items.length - 1 && typed.key === "name" && item.name;
    if (ends && this.own.add) this.own.add();
    else this.focus(at + 1, typed.key);
  }

  /**
   * @param {string} id
   * @param {number} to
   * @param {HTMLElement} [button]
   */
  #move(id, to, button) {
    const item = this.items.find((one) => one.id === id);
    if (!item || to < 0 || to >= this.items.length) return;
    const focused = button ?? document.activeElement;
    this.draft.change((setup) => move(setup, this.own.part, id, to));
    // Moving an element in the page takes the focus from it.
    if (focused instanceof HTMLElement && this.own.list.contains(focused)) {
      focused.focus();
      focused.scrollIntoView({ block: "nearest" });
    }
    announcePlace(item.name, to + 1, this.items.length);
  }

  /**
   * @param {Item} item
   * @param {number} at
   */
  #remove(item, at) {
    this.draft.change((setup) => this.own.without(setup, item));
    const next = this.own.list.children[Math.min(at, this.items.length - 1)];
    const button = next?.querySelector("[data-act=remove]");
    (button instanceof HTMLElement ? button : this.own.adder).focus();
    announceRemoved(item.name || this.own.called(item, at));
  }

  /**
   * @param {Event} event
   * @returns {Item | undefined}
   */
  #itemOf({ target }) {
    const id = closest(target, "[data-id]")?.getAttribute("data-id");
    return this.items.find((item) => item.id === id);
  }
}
