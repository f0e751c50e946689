import { signed } from "../common/amount.js";
import { find, make, setText } from "../common/dom.js";
import { extraReasons } from "../common/extrareasons.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";

/**
 * In the panel's place: why one more question is to be booked for a team.
 *
 * @typedef {{team: string, points: string, why: string, out: boolean}} Question out: of the round
 */

export class ReasonForm {
  /**
   * @param {HTMLElement} root
   * @param {{onGive: (reason: string) => void, onLeave: () => void}} actions
   */
  constructor(root, { onGive, onLeave }) {
    this.root = root;
    /** @type {HTMLInputElement} */
    this.reason = find("[name=reason]", root);
    this.give = find(".asking-give", root);
    this.onGive = onGive;
    find(".asking-offered", root).append(
      ...extraReasons().map((reason) => {
        const button = make("button", { type: "button" }, reason);
        button.addEventListener("click", () => {
          this.reason.value = reason;
          this.#edited();
        });
        return button;
      }),
    );
    this.reason.addEventListener("input", () => this.#edited());
    this.reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      // The form round about would submit an amount.
      event.preventDefault();
      this.#given();
    });
    this.give.addEventListener("click", () => this.#given());
    find(".asking-leave", root).addEventListener("click", onLeave);
  }

  /** @param {Question | null} question */
  draw(question) {
    const fresh = this.root.hidden;
    this.root.hidden = question === null;
    if (!question) return;
    const title = question.out ? t("Out of this round") : t("One more question?");
    setText(find("h3", this.root), title);
    setText(find(".asking-why", this.root), question.why);
    setText(
      this.give,
      t("Give %(team)s %(points)s", { team: question.team, points: signed(question.points) }),
    );
    if (!fresh) return;
    this.reason.value = "";
    this.#edited();
    find("h3", this.root).focus({ preventScroll: true });
  }

  #edited() {
    this.give.toggleAttribute("disabled", seenText(this.reason.value) === "");
    for (const button of this.root.querySelectorAll(".asking-offered button"))
      button.setAttribute(
        "aria-pressed",
        String(button.textContent === seenText(this.reason.value)),
      );
  }

  #given() {
    const reason = seenText(this.reason.value);
    if (reason) this.onGive(reason);
  }
}
