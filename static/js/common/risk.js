import { signed } from "./amount.js";
import { make, reconcile, setAttributes, setText } from "./dom.js";
import { t } from "./phrases.js";
import { OUTCOMES, worth } from "./staking.js";

/**
 * The form of a risk question: first the stake, then the outcome.
 *
 * @typedef {import("./staking.js").Outcome} Outcome
 */

/** @type {Record<Outcome, () => string>} */
const WORDS = {
  right: () => t("Right"),
  wrong: () => t("Wrong"),
  declined: () => t("Declined"),
};

export class RiskForm {
  /**
   * @param {HTMLElement} root an empty element
   * @param {(stake: string | null, outcome: Outcome) => void} onAnswer a team may decline before
   *   any stake is named
   */
  constructor(root, onAnswer) {
    this.root = root;
    /** @type {string[]} */
    this.offered = [];
    /** @type {string | null} */
    this.team = null;
    /** @type {string | null} */
    this.stake = null;
    this.stakes = make("div", { class: "risk-stakes", role: "group", "aria-label": t("Stake") });
    this.outcomes = make("div", {
      class: "risk-outcomes",
      role: "group",
      "aria-label": t("Answer"),
    });
    root.classList.add("risk");
    root.append(this.stakes, this.outcomes);
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      const { stake, outcome } = button?.dataset ?? {};
      if (stake) this.#choose(stake);
      if (outcome && this.team !== null) onAnswer(this.stake, /** @type {Outcome} */ (outcome));
    });
  }

  /**
   * @param {string[]} stakes
   * @param {string | null} team whose question it is
   */
  draw(stakes, team) {
    if (team !== this.team || stakes.join() !== this.offered.join()) this.clear(stakes);
    this.team = team;
    this.offered = stakes;
    reconcile(this.stakes, stakes, {
      key: (stake) => stake,
      make: (stake) => make("button", { type: "button", "data-stake": stake }, stake),
      draw: (button, stake) =>
        setAttributes(button, {
          "aria-pressed": String(stake === this.stake),
          disabled: team === null,
        }),
    });
    reconcile(this.outcomes, OUTCOMES, {
      key: (outcome) => outcome,
      make: (outcome) =>
        make("button", { type: "button", "data-outcome": outcome }, make("span"), make("b")),
      draw: (button, outcome) => {
        const points = this.stake === null ? "" : signed(worth(this.stake, outcome));
        const early = this.stake === null && outcome !== "declined";
        setText(/** @type {Element} */ (button.firstElementChild), WORDS[outcome]());
        setText(/** @type {Element} */ (button.lastElementChild), points);
        setAttributes(button, { disabled: team === null || early });
      },
    });
  }

  /**
   * The next question begins without a stake, unless there is only one.
   *
   * @param {string[]} [stakes]
   */
  clear(stakes = this.offered) {
    this.stake = stakes.length === 1 ? (stakes[0] ?? null) : null;
  }

  /** @param {string} stake */
  #choose(stake) {
    this.stake = stake;
    this.draw(this.offered, this.team);
  }
}

/** @param {Outcome} outcome */
export function outcomeWord(outcome) {
  return WORDS[outcome]();
}
