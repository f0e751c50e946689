import { find, setText } from "../common/dom.js";
import { eventUrl } from "../common/http.js";
import { t } from "../common/phrases.js";
import { announce } from "./announcer.js";
import { ask } from "./api.js";
import { askAboutConflict } from "./dialogs.js";
import { complete, toSend } from "./document.js";

/**
 * A set-up that somebody else has saved: shown at once where nothing here is unsaved, else
 * announced and offered.
 *
 * @typedef {import("./saving.js").InForce} InForce
 * @typedef {import("./draft.js").Draft} Draft
 */

export class Conflict {
  /**
   * @param {Draft} draft
   * @param {(inForce: InForce) => void} took called before the page shows what is in force
   */
  constructor(draft, took) {
    this.draft = draft;
    this.took = took;
    /** @type {InForce | null} what is in force and this page does not show yet */
    this.waiting = null;
    this.notice = find("#conflict-notice");
    this.load = find("#conflict-load");
    this.load.addEventListener("click", () => this.waiting && this.#offer(this.waiting));
    draft.watch(() => this.#settle());
  }

  /** Somebody may have saved: where that is so, it is shown, or said. */
  async came() {
    const inForce = await this.#inForce();
    if (!inForce || this.#isSaved(inForce)) return false;
    this.waiting = inForce;
    this.#settle();
    return true;
  }

  /** Whether a refusal comes from somebody else's having saved first; then theirs is offered. */
  async refused() {
    const inForce = await this.#inForce();
    if (!inForce) return false;
    if (this.#isSaved(inForce)) {
      this.took(inForce);
      return false;
    }
    this.waiting = inForce;
    this.#settle();
    this.#offer(inForce);
    return true;
  }

  /** @returns {Promise<InForce | null>} */
  async #inForce() {
    const { meaning, body } = await ask("GET", eventUrl("/setup"));
    return meaning === "done" ? body : null;
  }

  /** @param {InForce} inForce */
  #isSaved({ setup }) {
    const { saved } = this.draft;
    return JSON.stringify(toSend(complete(setup))) === JSON.stringify(toSend(saved));
  }

  #settle() {
    const { waiting } = this;
    const { unsaved } = this.draft;
    if (!waiting || this.#isSaved(waiting)) {
      this.waiting = null;
      if (unsaved) this.notice.hidden = true;
      return;
    }
    this.load.hidden = !unsaved;
    this.notice.hidden = false;
    setText(
      find("span", this.notice),
      unsaved
        ? t("Somebody has changed the set-up. Your changes are still here, not saved.")
        : t("Somebody has changed the set-up. It is shown here as it is now."),
    );
    if (unsaved) return;
    this.waiting = null;
    this.took(waiting);
    this.draft.renew(complete(waiting.setup));
  }

  /** @param {InForce} inForce */
  #offer(inForce) {
    askAboutConflict(() => {
      this.waiting = null;
      this.notice.hidden = true;
      this.took(inForce);
      this.draft.take(complete(inForce.setup));
      announce(t("Theirs is loaded. Undo brings your changes back."));
    });
  }
}
