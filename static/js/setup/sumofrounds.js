import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { addable, isThere, sumOf } from "./tiebreaks.js";

/**
 * The form for a tie-break that adds up several rounds: which of them.
 *
 * @typedef {import("./document.js").Setup} Setup
 */

/** What the list of tie-breaks offers for it; it is no tie-break by itself. */
export const SUM = "rounds:";

export class SumOfRounds {
  /** @param {(tie: string | null) => void} done with the tie-break, or with null when left */
  constructor(done) {
    this.ticked = /** @type {Set<string>} */ (new Set());
    this.done = done;
    const words = t("The rounds whose scores are added up");
    this.root = make(
      "div",
      { class: "sum-of-rounds", role: "group", "aria-label": words, hidden: true },
      make("b", { "aria-hidden": "true" }, words),
      make("div", { class: "sum-rounds" }),
      make("p", { class: "note", role: "status" }),
      make(
        "div",
        { class: "sum-ends" },
        make("button", { type: "button", class: "button", "data-sum": "add" }, t("Add the sum")),
        make("button", { type: "button", class: "button", "data-sum": "leave" }, t("Cancel")),
      ),
    );
    this.root.addEventListener("change", (event) => this.#ticked(event));
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#leave(null);
    });
  }

  /**
   * Whether there are two rounds that can be added up.
   *
   * @param {Setup} setup
   */
  static can({ stages }) {
    return stages.some(({ rounds }) => rounds.some(({ id }) => addable(stages, id).length > 1));
  }

  open() {
    this.ticked.clear();
    setAttributes(this.root, { hidden: false });
    this.draw(this.setup);
    this.root.querySelector("input")?.focus();
  }

  /** @param {Setup | undefined} setup */
  draw(setup) {
    this.setup = setup;
    if (!setup || this.root.hidden) return;
    const rounds = setup.stages.flatMap((stage) =>
      stage.rounds.map((round) => ({ ...round, stage: stage.name })),
    );
    for (const id of this.ticked)
      if (!rounds.some((round) => round.id === id)) this.ticked.delete(id);
    const [first] = this.ticked;
    const open = new Set(first && addable(setup.stages, first).map(({ id }) => id));
    reconcile(find(".sum-rounds", this.root), rounds, {
      key: ({ id }) => id,
      make: ({ id }) =>
        make(
          "label",
          { class: "tick" },
          make("input", { type: "checkbox", value: id }),
          make("span", { dir: "auto" }),
        ),
      draw: (label, round) => {
        const box = /** @type {HTMLInputElement} */ (label.firstElementChild);
        box.checked = this.ticked.has(round.id);
        box.disabled = first !== undefined && !open.has(round.id);
        const name = round.name || round.id;
        setText(
          /** @type {Element} */ (label.lastElementChild),
          setup.stages.length > 1 ? `${round.stage} · ${name}` : name,
        );
      },
    });
    const there = isThere(setup.rules.tie_breaks, sumOf(setup, this.ticked));
    find('[data-sum="add"]', this.root).toggleAttribute("disabled", this.ticked.size < 2 || there);
    setText(
      find(".note", this.root),
      there ? t("This sum is in the list already.") : t("Two rounds or more, of one stage."),
    );
  }

  /** @param {Event} event */
  #ticked({ target }) {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.checked) this.ticked.add(target.value);
    else this.ticked.delete(target.value);
    this.draw(this.setup);
  }

  /** @param {Event} event */
  #clicked({ target }) {
    const act = target instanceof HTMLElement ? target.dataset.sum : undefined;
    if (act === "leave") this.#leave(null);
    if (act === "add" && this.setup) this.#leave(sumOf(this.setup, this.ticked));
  }

  /** @param {string | null} tie */
  #leave(tie) {
    setAttributes(this.root, { hidden: true });
    this.done(tie);
  }
}
