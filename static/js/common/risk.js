import { shown, signed } from "./amount.js";
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

/** @typedef {import("./staking.js").Terms & {stakes: string[]}} Offer what may be staked, and how */

export class RiskForm {
  /**
   * @param {HTMLElement} root an empty element
   * @param {(stake: string | null, outcome: Outcome) => void} onAnswer a team may decline before
   *   any stake is named
   */
  constructor(root, onAnswer) {
    this.root = root;
    /** @type {Offer} */
    this.offer = { stakes: [] };
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
   * @param {Offer} offer
   * @param {string | null} team whose question it is
   */
  draw(offer, team) {
    const { stakes } = offer;
    if (team !== this.team || stakes.join() !== this.offer.stakes.join()) this.clear(stakes);
    this.team = team;
    this.offer = offer;
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
        const early = this.stake === null && outcome !== "declined";
        const points = early ? "" : costWords(worth(offer, this.stake, outcome), outcome);
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
  clear(stakes = this.offer.stakes) {
    this.stake = stakes.length === 1 ? (stakes[0] ?? null) : null;
  }

  /** @param {string} stake */
  #choose(stake) {
    this.stake = stake;
    this.draw(this.offer, this.team);
  }
}

/**
 * What an answer brings, for its key: that declining costs nothing need not be said.
 *
 * @param {string} points
 * @param {Outcome} outcome
 */
export function costWords(points, outcome) {
  return outcome === "declined" && points === "0" ? "" : signed(points);
}

/**
 * What became of a stake, and what that brought.
 *
 * @param {string} points
 * @param {Outcome} outcome
 */
export function answerWords(points, outcome) {
  const brought = outcome === "declined" && points === "0" ? "" : shown(points);
  return [WORDS[outcome](), brought].filter(Boolean).join(" ");
}

/** @param {Outcome} outcome */
export function outcomeWord(outcome) {
  return WORDS[outcome]();
}
