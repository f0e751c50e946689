import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl } from "../common/http.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";
import { announce } from "./announcer.js";
import { ask, faultsIn, whyNot } from "./api.js";
import { Conflict } from "./conflict.js";
import { askSave } from "./dialogs.js";
import { toSend } from "./document.js";
import { isIn, listFaults, markFaults } from "./faults.js";
import { drawMeaning, Meaning } from "./meaning.js";

/**
 * Saving: what is not yet in force, what the server says to it, and what it asks before.
 *
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./api.js").Fault} Fault
 * @typedef {import("./api.js").Answer} Answer
 * @typedef {{version: number, ledger: string, begun: boolean, setup: any, consequences?: any[]}} InForce
 */

export class Saving {
  /**
   * @param {Draft} draft
   * @param {InForce} inForce
   * @param {{go: (place: import("./faults.js").Spot) => void, part: () => string, own: Set<string>}} context own: the ids of what this page wrote
   */
  constructor(draft, inForce, { go, part, own }) {
    this.draft = draft;
    this.version = inForce.version;
    this.ledger = inForce.ledger;
    this.begun = inForce.begun;
    this.go = go;
    this.part = part;
    this.own = own;
    this.busy = false;
    /** Whether the event rests because a rehearsal is running. */
    this.rests = false;
    /** @type {Fault[]} */
    this.faults = [];
    /** Whether what is wrong was found at a rest of the hand, and not by saving. */
    this.resting = false;
    /** @type {import("./meaning.js").Preview | null} */
    this.preview = null;
    this.trouble = find("#saving-trouble");
    this.meaning = new Meaning(draft, {
      origin: () => ({ since: this.version, ledger: this.ledger }),
      part,
      previewed: (preview, found, why) => this.#previewed(preview, found, why),
    });
    drawMeaning(part(), inForce.consequences ?? []);
    draft.watch(() => this.draw());
    this.conflict = new Conflict(draft, (newest) => this.#took(newest));
    find("#save").addEventListener("click", () => this.save());
    find("#undo").addEventListener("click", () => this.step("undo"));
    find("#redo").addEventListener("click", () => this.step("redo"));
    document.addEventListener("focusout", () => {
      if (this.resting && this.faults.length > 0) setTimeout(() => this.#list(this.remark()));
    });
    window.addEventListener("beforeunload", (event_) => {
      if (this.draft.unsaved) event_.preventDefault();
    });
  }

  /** @param {"undo" | "redo"} which */
  step(which) {
    if (which === "undo" ? !this.draft.canUndo : !this.draft.canRedo) return;
    this.draft[which]();
    announce(which === "undo" ? t("Taken back.") : t("Done again."));
  }

  draw() {
    const { unsaved, canUndo, canRedo } = this.draft;
    setAttributes(find("#save"), {
      disabled: !unsaved || this.rests,
      "aria-busy": this.busy ? "true" : null,
    });
    setAttributes(find("#undo"), { disabled: !canUndo || this.rests });
    setAttributes(find("#redo"), { disabled: !canRedo || this.rests });
    setAttributes(find("#setup"), { "data-unsaved": unsaved });
    const state = unsaved ? t("Not saved yet") : t("Everything is saved.");
    setText(find("#saving-state"), this.busy ? t("Saving …") : state);
    this.#drawChanges(unsaved);
    if (!unsaved && this.faults.length === 0) this.trouble.replaceChildren();
  }

  /** Marks again what is at fault: a part has been drawn anew. */
  remark() {
    const { setup } = this.draft;
    // Nobody is told of a mistake in the word that is just being typed.
    const shown = this.resting
      ? this.faults.filter(({ field }) => !isIn(setup, field))
      : this.faults;
    markFaults(setup, shown);
    return shown;
  }

  async save() {
    if (this.busy || this.rests || !this.draft.unsaved) return;
    this.draft.pause();
    this.#busy(true);
    this.trouble.replaceChildren();
    const preview = this.begun ? await this.meaning.ask() : null;
    if (preview && preview.meaning !== "done") return this.#refused(preview);
    const shown = preview?.body;
    if (shown && (shown.needs_reason || shown.moves.length > 0 || shown.cut || shown.announced)) {
      this.#busy(false);
      return askSave(shown, (reason) => this.#put(reason));
    }
    const answer = await this.#put();
    return answer.meaning === "done" ? undefined : this.#refused(answer);
  }

  /**
   * @param {string} [reason]
   * @returns {Promise<Answer>}
   */
  async #put(reason) {
    this.#busy(true);
    this.meaning.stop();
    const sent = this.draft.setup;
    const id = uuid();
    this.own.add(id);
    const body = {
      id,
      setup: toSend(sent),
      since: this.version,
      ledger: this.ledger,
      ...(reason && { reason }),
    };
    const answer = await ask("PUT", eventUrl("/setup"), body);
    if (answer.meaning !== "done") {
      this.#busy(false);
      return answer;
    }
    this.version = answer.body.version;
    this.#faults([]);
    this.preview = null;
    this.busy = false;
    this.draft.keep(sent);
    announce(t("Saved."));
    return answer;
  }

  /** @param {Answer} answer */
  async #refused(answer) {
    this.#busy(false);
    const found = faultsIn(answer);
    if (found.length > 0) {
      this.#faults(found);
      this.#list(found);
      this.trouble.focus();
      return;
    }
    if (answer.status === 409 && (await this.conflict.refused())) return;
    this.trouble.replaceChildren(make("p", {}, whyNot(answer)));
  }

  /** @param {InForce} inForce what somebody else has saved, and the page shows from now on */
  #took({ version, ledger, begun, consequences }) {
    this.version = version;
    this.ledger = ledger;
    this.begun = begun;
    this.#faults([]);
    this.preview = null;
    drawMeaning(this.part(), consequences);
  }

  /**
   * @param {import("./meaning.js").Preview | null} preview
   * @param {Fault[]} found
   * @param {string} why not, as the order of things stands
   */
  async #previewed(preview, found, why) {
    this.preview = preview;
    this.#faults(found, true);
    this.#list(this.remark());
    this.draw();
    // That somebody else was first is said once, where theirs is offered.
    if (why && !(await this.conflict.came())) this.trouble.replaceChildren(make("p", {}, why));
  }

  /**
   * @param {Fault[]} found
   * @param {boolean} [resting]
   */
  #faults(found, resting = false) {
    this.faults = found;
    this.resting = resting;
    this.remark();
  }

  /** @param {Fault[]} shown */
  #list(shown) {
    listFaults(this.trouble, this.draft.setup, shown, this.go);
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.busy = busy;
    this.draw();
  }

  /** @param {boolean} unsaved */
  #drawChanges(unsaved) {
    const list = find("#saving-changes");
    const changes = unsaved ? (this.preview?.changes ?? []) : [];
    const shown = changes.slice(0, 5);
    if (changes.length > shown.length)
      shown.push(t("and %(n)s more", { n: changes.length - shown.length }));
    reconcile(list, shown, {
      key: (text) => text,
      make: (text) => make("li", { dir: "auto" }, text),
    });
    list.hidden = shown.length === 0;
  }
}
