import { setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { perform } from "./actions.js";

/**
 * Carries out what the desk's buttons say, one action at a time, and says beside the button how it
 * went.
 *
 * @typedef {import("./actions.js").Action} Action
 */

/** How long the news of one's own act may take before the desk asks for it. */
const NEWS_DUE = 1_500;
/** How long a refusal stays to be read. */
const READING = 20_000;

export class ActionQueue {
  /** The newest version that this desk has written. */
  own = 0;
  /** @type {string[]} what is being done now */
  #paths = [];
  /** @type {Promise<unknown>} */
  #underway = Promise.resolve();

  /**
   * @param {{board: () => import("../board/deskboard.js").DeskBoard, refresh: () => Promise<void>,
   *   asked: (action: Action, why: string) => void}} context asked: takes over an act that needs a reason
   */
  constructor(context) {
    this.context = context;
  }

  /**
   * @param {Action} action
   * @param {HTMLElement} button
   * @param {HTMLElement} trouble where a refusal is said
   * @returns {Promise<boolean>} whether it was done
   */
  carryOut(action, button, trouble) {
    return this.inTurn([action], [], button, trouble);
  }

  /**
   * As `carryOut`, after what is under way: what is given quickly is given one after the other.
   *
   * @param {Action} action
   * @param {HTMLElement} button
   * @param {HTMLElement} trouble
   */
  async carryOutNext(action, button, trouble) {
    while (this.#paths.length > 0) await this.#underway;
    return this.carryOut(action, button, trouble);
  }

  /**
   * As `carryOutNext`, but a second press of what is being done already does nothing.
   *
   * @param {Action} action
   * @param {HTMLElement} button
   * @param {HTMLElement} trouble
   */
  async carryOutOnce(action, button, trouble) {
    return (await this.free([action])) && this.carryOut(action, button, trouble);
  }

  /**
   * Acts one after the other, each an entry of its own; what fails halfway says so.
   *
   * @param {Action[]} actions
   * @param {string[]} halfway by act: what has been done when the next one fails
   * @param {HTMLElement} button
   * @param {HTMLElement} trouble
   * @returns {Promise<boolean>} whether all was done; a second press does nothing
   */
  inTurn(actions, halfway, button, trouble) {
    if (this.#paths.length > 0) return Promise.resolve(false);
    this.#paths = actions.map(({ path }) => path);
    const done = this.#all(actions, halfway, button, trouble);
    this.#underway = done.finally(() => {
      this.#paths = [];
    });
    return done;
  }

  /**
   * Waits for what is under way.
   *
   * @param {Action[]} actions what is to be done next
   * @returns {Promise<boolean>} whether it may begin: it is not what is being done already
   */
  async free(actions) {
    while (this.#paths.length > 0) {
      if (actions.some(({ path }) => this.#paths.includes(path))) return false;
      await this.#underway;
    }
    return true;
  }

  /**
   * @param {Action[]} actions
   * @param {string[]} halfway
   * @param {HTMLElement} button
   * @param {HTMLElement} trouble
   */
  async #all(actions, halfway, button, trouble) {
    setText(trouble, "");
    setAttributes(button, { "aria-busy": "true" });
    let why = "";
    let done = true;
    for (const [i, action] of actions.entries()) {
      const before = Math.max(this.own, this.context.board().version);
      const outcome = await perform(action);
      done = outcome.done;
      if (outcome.done) this.expect(outcome.version);
      else if (outcome.asks && action.asks) action.asks(outcome.why);
      else if (outcome.asks) this.context.asked(action, outcome.why);
      else
        why = [halfway[i - 1] ?? "", await this.#reason(trouble, outcome, before)].join(" ").trim();
      if (!done) break;
    }
    setAttributes(button, { "aria-busy": null });
    if (why) complain(trouble, why);
    return done;
  }

  /** @param {number} version what was written; its news is on the way */
  expect(version) {
    this.own = Math.max(this.own, version);
    setTimeout(() => {
      if (this.context.board().version < version) this.context.refresh();
    }, NEWS_DUE);
  }

  /**
   * Another desk may have been quicker: that is news and no fault.
   *
   * @param {HTMLElement} trouble
   * @param {{why: string, late: boolean}} outcome
   * @param {number} before the version that was shown when it was asked for
   */
  async #reason(trouble, { why, late }, before) {
    await this.context.refresh();
    const { latest } = this.context.board();
    // Points come in all the time; nothing of what they do is refused for coming second.
    const quicker = late && latest?.kind !== "award" && (latest?.version ?? 0) > before;
    setAttributes(trouble, { "data-late": quicker });
    return quicker ? [why, t("Another desk was quicker.")].join(" ") : why;
  }
}

/**
 * Says a refusal as long as it takes to be read.
 *
 * @param {HTMLElement} trouble
 * @param {string} why
 */
export function complain(trouble, why) {
  setText(trouble, why);
  setTimeout(() => {
    if (trouble.textContent === why) setText(trouble, "");
  }, READING);
}
