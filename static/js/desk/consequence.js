import { allRounds, teamNames } from "../board/deskboard.js";
import { make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { drawPreview } from "./previewing.js";
import { previewOf } from "./rulings.js";

/**
 * What an action would change, asked of the server while its slip is being filled in.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./actions.js").Action} Action
 */

/** How long the typing must rest before the server is asked. */
const REST = 120;

export class Consequence {
  /**
   * @param {DeskBoard} board
   * @param {() => Action | null} action what would be done as things are filled in; null while it cannot be
   * @param {{decides?: boolean}} [options] whether the act may keep or change an announcement
   */
  constructor(board, action, { decides = false } = {}) {
    this.board = board;
    this.action = action;
    this.decides = decides;
    this.timer = 0;
    this.abort = new AbortController();
    this.root = make("div", { class: "preview", "aria-live": "polite" });
    this.#show(null);
  }

  /** What the desk has to decide before this is done; "" where nothing is to be decided. */
  get undecided() {
    if (this.root.querySelector("[name=decision]") === null) return "";
    return this.root.querySelector("[name=decision][value=keep]") === null
      ? t("Decide whether the hall is told.")
      : t("Decide whether the announcement stands.");
  }

  /** Asks once the typing rests. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), REST);
  }

  /** @param {DeskBoard} board a newer one may mean another consequence */
  draw(board) {
    if (board.version === this.board.version) return;
    this.board = board;
    this.ask();
  }

  async ask() {
    this.abort.abort();
    const action = this.action();
    if (!action) return this.#show(null);
    this.abort = new AbortController();
    const { signal } = this.abort;
    setAttributes(this.root, { "aria-busy": "true" });
    const found = await previewOf(action, signal);
    if (signal.aborted) return undefined;
    setAttributes(this.root, { "aria-busy": null });
    if (found && "why" in found) return this.#refused(found.why);
    return this.#show(found?.preview ?? null);
  }

  stop() {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  /** @param {string} why */
  #refused(why) {
    setAttributes(this.root, { "data-shown": null });
    setText(this.root, why);
  }

  /** @param {import("./rulings.js").Preview | null} preview */
  #show(preview) {
    const { board } = this;
    const at = board.stages.findIndex(({ id }) => id === preview?.stage);
    drawPreview(this.root, preview, {
      names: teamNames(board),
      stage: board.stages[at]?.name ?? "",
      begun: laterBegun(board, at),
      decides: this.decides,
    });
  }
}

/**
 * Whether a round after a stage has begun, so that its teams stand.
 *
 * @param {DeskBoard} board
 * @param {number} at
 */
function laterBegun(board, at) {
  const later = new Set(board.stages.slice(at + 1).map(({ id }) => id));
  return allRounds(board).some(
    ({ stage, round }) => later.has(stage.id) && round.state !== "pending",
  );
}
