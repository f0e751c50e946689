import { signed } from "../common/amount.js";
import { find, setText } from "../common/dom.js";
import { extraReasons } from "../common/extrareasons.js";
import { t } from "../common/phrases.js";
import { isOut } from "./fouls.js";
import { Slip } from "./slip.js";

/**
 * A question that a team has had, or one more than it has, is asked about before it is booked.
 *
 * @typedef {import("./actions.js").Action} Action
 * @typedef {import("./workspace.js").Workspace} Workspace
 * @typedef {{action: Action, why: string}} Asked
 */

const KEY = "extra";

export class Extras {
  /** @type {Asked[]} what waits for an answer, the first of it in the workspace */
  #waiting = [];

  /**
   * @param {Workspace} workspace
   * @param {{board: () => import("../board/deskboard.js").DeskBoard, written: (version: number) => void}}
   *   context
   */
  constructor(workspace, context) {
    this.workspace = workspace;
    this.context = context;
  }

  /**
   * One after the other: what is given quickly is not forgotten over the question before it.
   *
   * @param {Action} action the award that was refused without a reason
   * @param {string} why the server's words
   */
  ask(action, why) {
    this.#waiting.push({ action, why });
    if (this.workspace.tool?.key !== KEY) this.#lay();
  }

  /** The workspace is clear again: the next one's turn. */
  next() {
    // Once the workspace has given the keyboard back.
    queueMicrotask(() => this.workspace.tool ?? this.#lay());
  }

  #lay() {
    const [asked] = this.#waiting;
    if (asked) this.workspace.lay(this.#work(asked), this.context.board());
  }

  /**
   * @param {Asked} asked
   * @returns {import("./workspace.js").Tool}
   */
  #work(asked) {
    const { path, body = {} } = asked.action;
    const names = {
      team: nameOf(this.context.board(), String(body.team)),
      points: signed(String(body.points)),
    };
    const out = isOut(this.context.board(), String(body.round), String(body.team));
    const title = out ? t("Out of this round") : t("One more question?");
    const slip = new Slip({
      fields: [],
      text: asked.why,
      reasons: extraReasons(),
      yes: () => t("Give %(team)s %(points)s", names),
      action: ({ reason = "" }) => ({ path, body: { ...body, reason } }),
      done: (version, there) => {
        this.context.written(version);
        if (there) this.workspace.clear();
        setText(find("#said"), t("Written: %(what)s", { what: `${names.team} ${names.points}` }));
      },
      leave: () => this.workspace.clear(),
    });
    return {
      key: KEY,
      title,
      size: "low",
      body: slip.form,
      focus: () => slip.focus(),
      unsaved: () => slip.unsaved(title),
      // The award waits for nothing but this answer.
      unanswered: () =>
        slip.busy || slip.done ? [] : [{ name: title, note: `${names.team} ${names.points}` }],
      gone: () => {
        this.#waiting = this.#waiting.filter((one) => one !== asked);
      },
    };
  }
}

/**
 * @param {import("../board/deskboard.js").DeskBoard} board
 * @param {string} id
 */
function nameOf(board, id) {
  return board.rows.find(({ team }) => team.id === id)?.team.name ?? id;
}
