import { findRound, mayWrite } from "../board/deskboard.js";
import { clockTime } from "../board/wording.js";
import { closest, find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { freezeBoard, stepReveal, unfreezeBoard } from "./actions.js";
import { Slip } from "./slip.js";

/**
 * The freeze, under the head of the hall's board: what stands there, both boards side by side of a
 * switch, and the quiet ways in and out. To reveal is the desk's next action.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {object} Context
 * @property {() => DeskBoard} board the newest
 * @property {(action: import("./actions.js").Action, host: HTMLElement) => unknown} perform
 * @property {() => void} unfreeze asks why
 * @property {() => void} drawn another of the two boards is to be drawn
 */

export class Freezing {
  /** Whether the desk looks at the scores as they stand, while the hall does not. */
  #real = false;

  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    find("#hall-freeze").addEventListener("click", ({ target }) => {
      const button = closest(target, "[data-freeze]");
      if (button) this.#act(button);
    });
  }

  /**
   * Which of the two boards the column shows.
   *
   * @param {DeskBoard} board
   * @param {Board} hall the public board
   * @returns {Board}
   */
  chosen(board, hall) {
    return this.#real && isHidden(hall) ? board : hall;
  }

  /**
   * @param {DeskBoard} board
   * @param {Board} hall
   */
  draw(board, hall) {
    const hidden = isHidden(hall);
    const current = board.stages.find(({ state }) => state === "current");
    const begun = current?.rounds.some(({ state }) => state !== "pending") ?? false;
    const may = mayWrite && !hidden && begun && !hall.reveal;
    find("#hall-freeze").hidden = !(hidden || may || hall.reveal);
    setText(find("#freeze-words"), wordsOf(board, hall, may));
    for (const which of ["hall", "desk"])
      setAttributes(find(`[data-freeze="${which}"]`), {
        "aria-pressed": String((which === "desk") === this.#real),
      });
    find("#freeze-which").hidden = !hidden;
    show("freeze", may);
    show("back", mayWrite && Boolean(hall.reveal));
    show("unfreeze", mayWrite && hidden);
  }

  /** @param {HTMLElement} button */
  #act(button) {
    const { public: hall } = this.context.board();
    const what = button.dataset.freeze;
    if (what === "freeze") this.context.perform(freezeBoard(), button);
    if (what === "back")
      this.context.perform(stepReveal("back", hall.reveal?.step ?? null), button);
    if (what === "unfreeze") this.context.unfreeze();
    if (what === "hall" || what === "desk") {
      this.#real = what === "desk";
      this.context.drawn();
    }
  }
}

/** @param {Board} hall */
const isHidden = (hall) => hall.frozen;

/**
 * @param {string} which
 * @param {boolean} shown
 */
function show(which, shown) {
  find(`[data-freeze="${which}"]`).hidden = !shown;
}

/**
 * @param {DeskBoard} board
 * @param {Board} hall
 * @param {boolean} may
 */
function wordsOf(board, hall, may) {
  if (hall.frozen && hall.reveal) {
    const { step, of } = hall.reveal;
    return t("Being revealed: %(step)s of %(of)s shown.", { step, of });
  }
  if (hall.frozen) return frozenWords(board, hall);
  if (hall.reveal) return t("All places are revealed.");
  return may ? t("Frozen, the hall keeps this board; what comes then only the desk sees.") : "";
}

/**
 * @param {DeskBoard} board
 * @param {Board} hall
 */
function frozenWords(board, hall) {
  const names = (hall.freeze?.rounds ?? []).map((id) => findRound(board, id)?.round.name ?? id);
  const since = t("Frozen since %(time)s.", { time: clockTime(hall.freeze?.at ?? hall.at) });
  if (names.length === 0) return since;
  return `${since} ${t("Sealed: %(rounds)s.", { rounds: names.join(t(", ")) })}`;
}

/**
 * Why the hall's board is unfrozen before every place is revealed.
 *
 * @param {{done: import("./slip.js").Plan["done"], leave: () => void}} ends
 * @returns {import("./workspace.js").Tool}
 */
export function unfreezing(ends) {
  const title = t("Unfreeze the hall's board");
  const slip = new Slip({
    fields: [],
    text: t("Everything that is hidden is shown on every screen at once."),
    reasons: [t("Frozen by mistake"), t("There is no time for a reveal")],
    yes: () => t("Unfreeze"),
    action: ({ reason = "" }) => unfreezeBoard(reason),
    ...ends,
  });
  return {
    key: "unfreeze",
    title,
    size: "low",
    body: slip.form,
    focus: () => slip.focus(),
    unsaved: () => slip.unsaved(title),
    draw: () => {},
    gone: () => {},
  };
}
