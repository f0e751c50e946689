import { el, say, set, the } from "../common/elements.js";

/**
 * The bench: one place in the middle of the desk where a slip or a list is laid out. What lies there
 * is drawn again with each new board, and Escape clears it away.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {object} Work
 * @property {string} key the same work asked for again is not laid out anew
 * @property {string} title
 * @property {"low" | "whole"} size "low" leaves the marks in sight above it
 * @property {HTMLElement} body
 * @property {(board: DeskBoard) => void} [draw]
 * @property {() => void} [focus]
 * @property {() => void} [gone]
 */

export class Bench {
  /** @type {Work | null} */
  work = null;
  /** @type {Element | null} where the keyboard was before */
  #from = null;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.root = the("#bench");
    // A consequence shown late makes the bench taller; what it is about stays in sight.
    new ResizeObserver(() => this.#keepInSight()).observe(this.root);
    the("#bench-close").addEventListener("click", () => this.clear());
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      this.clear();
    });
  }

  /**
   * @param {Work} work
   * @param {DeskBoard} board
   */
  lay(work, board) {
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
