import { agreeing } from "./document.js";
import { begun, paused, redone, stepped, undone } from "./history.js";

/**
 * The set-up as it stands on this page: what is drawn from, changed, taken back and saved.
 *
 * @typedef {import("./document.js").Setup} Setup
 */

export class Draft {
  /** @param {Setup} setup as it is in force */
  constructor(setup) {
    /** @type {import("./history.js").History<Setup>} */
    this.history = begun(setup);
    this.saved = setup;
    /** Ids that were ever given here: the ledger may speak of what this page has removed. */
    this.once = idsOf(setup);
    /** @type {(() => void)[]} */
    this.watchers = [];
  }

  /** @returns {Setup} */
  get setup() {
    return this.history.present;
  }

  get canUndo() {
    return this.history.past.length > 0;
  }

  get canRedo() {
    return this.history.future.length > 0;
  }

  /** Whether something here is not yet in force. */
  get unsaved() {
    return this.setup !== this.saved && JSON.stringify(this.setup) !== JSON.stringify(this.saved);
  }

  /** @param {() => void} watcher called after every change */
  watch(watcher) {
    this.watchers.push(watcher);
  }

  /**
   * @param {(setup: Setup) => Setup} change
   * @param {string | null} [tag] what is typed on under the same tag is one step
   */
  change(change, tag = null) {
    const next = agreeing(change(this.setup), this.setup);
    for (const id of idsOf(next)) this.once.add(id);
    this.#become(stepped(this.history, next, tag));
  }

  /** Leaving a field ends its step. */
  pause() {
    this.history = paused(this.history);
  }

  undo() {
    this.#become(undone(this.history));
  }

  redo() {
    this.#become(redone(this.history));
  }

  /** @param {Setup} setup what is now in force */
  keep(setup) {
    this.saved = setup;
    this.pause();
    this.#notify();
  }

  /**
   * Takes over what somebody else has saved; one step back brings the own changes again.
   *
   * @param {Setup} setup
   */
  take(setup) {
    this.saved = setup;
    this.change(() => setup);
  }

  /**
   * Begins again from what is in force; where nothing of one's own would be lost.
   *
   * @param {Setup} setup
   */
  renew(setup) {
    for (const id of idsOf(setup)) this.once.add(id);
    this.saved = setup;
    this.#become(begun(setup));
  }

  /** @param {import("./history.js").History<Setup>} history */
  #become(history) {
    if (history === this.history) return;
    this.history = history;
    this.#notify();
  }

  #notify() {
    for (const watcher of this.watchers) watcher();
  }
}

/** @param {Setup} setup */
function idsOf({ teams, judges, stages, divisions, groups }) {
  const rounds = stages.flatMap((stage) => stage.rounds);
  return new Set(
    [...teams, ...judges, ...stages, ...rounds, ...divisions, ...groups].map(({ id }) => id),
  );
}
