import { askBeforeLeaving } from "./unsaved.js";

/**
 * What is typed beside the award buttons (another amount, the question, a note): each round has its
 * own, so that nothing typed for one is given in another, and it outlives a reload.
 */

export class TypedBeside {
  /** @type {string | null} the round whose fields are shown */
  #round = null;

  /**
   * @param {HTMLFormElement} form
   * @param {import("./drafts.js").Drafts} drafts
   */
  constructor(form, drafts) {
    this.form = form;
    this.drafts = drafts;
    form.addEventListener("input", () => this.keep());
    askBeforeLeaving(
      () => this.#fields().some(({ name, value }) => name === "points" && value.trim() !== ""),
      () => true,
    );
  }

  #fields() {
    return /** @type {HTMLInputElement[]} */ ([...this.form.elements]).filter(({ name }) => name);
  }

  /** @param {string} round whose fields are to be shown */
  show(round) {
    this.#round = round;
    for (const field of this.#fields()) {
      const kept = this.drafts.beside(round, field.name);
      if (field.value.trim() !== kept) field.value = kept;
    }
  }

  /** Notes what stands in the fields now. */
  keep() {
    if (this.#round === null) return;
    for (const { name, value } of this.#fields())
      this.drafts.putBeside(this.#round, name, value.trim());
  }
}
