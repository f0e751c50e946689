import { el, say, set, the } from "../common/elements.js";
import { mayDrop } from "./unsaved.js";

/**
 * The bench: one place in the middle of the desk where a slip or a list is laid out. What lies there
 * is drawn again with each new board, and Escape clears it away; where something was typed and not
 * written, not without a question.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./unsaved.js").Typed} Typed
 * @typedef {object} Work
 * @property {string} key the same work asked for again is not laid out anew
 * @property {string} title
 * @property {"low" | "whole"} size "low" leaves the marks in sight above it
 * @property {HTMLElement} body
 * @property {(board: DeskBoard) => void} [draw]
 * @property {() => void} [focus]
 * @property {() => void} [gone]
 * @property {() => Promise<void>} [settle] writes what can be written without a question
 * @property {() => Typed[]} [unsaved] what was typed and is not written
 * @property {() => Typed[]} [unanswered] what is asked here: laid over it would be lost; Escape is a no
 * @property {() => void} [drop] forgets what was typed
 * @property {boolean} [outlives] what was typed is there again when the page is loaded anew
 */

export class Bench {
  /** @type {Work | null} */
  work = null;
  /** @type {Element | null} where the keyboard was before */
  #from = null;
  /** @type {Promise<boolean> | null} */
  #leaving = null;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.root = the("#bench");
    // A consequence shown late makes the bench taller; what it is about stays in sight.
    new ResizeObserver(() => this.#keepInSight()).observe(this.root);
    the("#bench-close").addEventListener("click", () => this.leave());
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    });
  }

  /** What lies here and was typed and not written. */
  get unsaved() {
    return this.work?.unsaved?.() ?? [];
  }

  /** What would be lost if something else came in its place. */
  get losing() {
    return this.unsaved.length > 0 ? this.unsaved : (this.work?.unanswered?.() ?? []);
  }

  /**
   * Clears the bench, unless what was typed there is to be gone on with.
   *
   * @returns {Promise<boolean>} whether it is clear
   */
  async leave() {
    const { work } = this;
    const may = await this.#mayLeave(() => this.unsaved);
    if (may && this.work === work) this.clear();
    return may;
  }

  /**
   * Whether nothing is lost that somebody wants: what can be written is, what cannot is asked about.
   *
   * @param {() => Typed[]} losing
   * @returns {Promise<boolean>}
   */
  #mayLeave(losing) {
    this.#leaving ??= this.#asked(losing).finally(() => {
      this.#leaving = null;
    });
    return this.#leaving;
  }

  /** @param {() => Typed[]} losing */
  async #asked(losing) {
    const { work } = this;
    if (!work || losing().length === 0) return true;
    await work.settle?.();
    const left = this.work === work ? losing() : [];
    const may = left.length === 0 || (await mayDrop(left));
    if (!may) work.focus?.();
    else if (left.length > 0) work.drop?.();
    return may;
  }

  /**
   * @param {Work} work
   * @param {DeskBoard} board
   * @returns {Promise<boolean>} whether it lies there: what lay there before may have to stay
   */
  async lay(work, board) {
    if (this.losing.length > 0 && !(await this.#mayLeave(() => this.losing))) return false;
    if (!this.root.contains(document.activeElement)) this.#from = document.activeElement;
    this.work?.gone?.();
    this.work = work;
    say(the("#bench-title"), work.title);
    the("#bench-body").replaceChildren(work.body);
    the("#bench-body").scrollTop = 0;
    this.root.hidden = false;
    set(the("#sheet"), { "data-bench": work.size });
    work.draw?.(board);
    this.changed();
    if (work.focus) work.focus();
    else the("#bench-title").focus();
    this.root.scrollIntoView({ block: "nearest" });
    return true;
  }

  #keepInSight() {
    const cell = document.querySelector("[data-correcting]");
    if (this.work?.size === "low") cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {DeskBoard} board */
  draw(board) {
    this.work?.draw?.(board);
  }

  /** Clears the bench; the keyboard goes back to where it was. */
  clear() {
    if (!this.work) return;
    const inside = this.root.contains(document.activeElement);
    this.work.gone?.();
    this.work = null;
    this.root.hidden = true;
    the("#bench-body").replaceChildren();
    set(the("#sheet"), { "data-bench": null });
    this.changed();
    if (inside && this.#from instanceof HTMLElement && this.#from.isConnected) this.#from.focus();
  }
}

/** @param {string} words */
export function quietLine(words) {
  return el("p", { class: "quiet" }, words);
}
