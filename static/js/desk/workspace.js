import { find, setAttributes, setText } from "../common/dom.js";
import { mayDrop } from "./unsaved.js";

/**
 * The workspace: the place in the middle of the desk where one tool is shown. The tool is drawn
 * again with each new board. Escape closes it, after a question where something was typed and not
 * written.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./unsaved.js").Typed} Typed
 * @typedef {object} Tool
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

export class Workspace {
  /** @type {Tool | null} */
  tool = null;
  /** @type {Element | null} where the keyboard was before */
  #from = null;
  /** @type {Promise<boolean> | null} */
  #leaving = null;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.root = find("#workspace");
    // A consequence shown late makes the workspace taller; what it is about stays in sight.
    new ResizeObserver(() => this.#keepInSight()).observe(this.root);
    find("#workspace-close").addEventListener("click", () => this.leave());
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    });
  }

  /** What lies here and was typed and not written. */
  get unsaved() {
    return this.tool?.unsaved?.() ?? [];
  }

  /** What would be lost if something else came in its place. */
  get losing() {
    return this.unsaved.length > 0 ? this.unsaved : (this.tool?.unanswered?.() ?? []);
  }

  /**
   * Clears the workspace, unless what was typed there is to be gone on with.
   *
   * @returns {Promise<boolean>} whether it is clear
   */
  async leave() {
    const { tool } = this;
    const may = await this.#mayLeave(() => this.unsaved);
    if (may && this.tool === tool) this.clear();
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
    const { tool } = this;
    if (!tool || losing().length === 0) return true;
    await tool.settle?.();
    const left = this.tool === tool ? losing() : [];
    const may = left.length === 0 || (await mayDrop(left));
    if (!may) tool.focus?.();
    else if (left.length > 0) tool.drop?.();
    return may;
  }

  /**
   * @param {Tool} tool
   * @param {DeskBoard} board
   * @returns {Promise<boolean>} whether it lies there: what lay there before may have to stay
   */
  async lay(tool, board) {
    if (this.losing.length > 0 && !(await this.#mayLeave(() => this.losing))) return false;
    if (!this.root.contains(document.activeElement)) this.#from = document.activeElement;
    this.tool?.gone?.();
    this.tool = tool;
    setText(find("#workspace-title"), tool.title);
    find("#workspace-body").replaceChildren(tool.body);
    find("#workspace-body").scrollTop = 0;
    this.root.hidden = false;
    setAttributes(find("#round-panel"), { "data-workspace": tool.size });
    tool.draw?.(board);
    this.changed();
    if (tool.focus) tool.focus();
    else find("#workspace-title").focus();
    this.root.scrollIntoView({ block: "nearest" });
    return true;
  }

  #keepInSight() {
    const cell = document.querySelector("[data-correcting]");
    if (this.tool?.size === "low") cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {DeskBoard} board */
  draw(board) {
    this.tool?.draw?.(board);
  }

  /** Clears the workspace; the keyboard goes back to where it was. */
  clear() {
    if (!this.tool) return;
    const inside = this.root.contains(document.activeElement);
    this.tool.gone?.();
    this.tool = null;
    this.root.hidden = true;
    find("#workspace-body").replaceChildren();
    setAttributes(find("#round-panel"), { "data-workspace": null });
    this.changed();
    if (inside && this.#from instanceof HTMLElement && this.#from.isConnected) this.#from.focus();
  }
}
