import { closest, make, reconcile, setAttributes, setText } from "./dom.js";
import { t } from "./phrases.js";

/**
 * Who of the chosen team has earned the points: one touch more, and never asked for.
 *
 * @typedef {import("./shapes.js").Named} Member
 */

export class WhoAnswered {
  /**
   * @param {HTMLElement} root
   * @param {(member: string | null) => void} [chosen]
   */
  constructor(root, chosen = () => {}) {
    this.root = root;
    /** @type {string | null} the team whose members are shown */
    this.team = null;
    /** @type {Member[]} */
    this.members = [];
    /** @type {string | null} the id of who is chosen */
    this.member = null;
    root.addEventListener("click", ({ target }) => {
      const button = closest(target, "[data-member]");
      if (!button) return;
      const { member = null } = button.dataset;
      this.member = member === this.member ? null : member;
      this.#redraw();
      chosen(this.member);
    });
  }

  /**
   * Shows the members of a team; whoever was chosen of another is chosen no more.
   *
   * @param {string | null} team
   * @param {Record<string, Member[]>} members of each team
   */
  draw(team, members) {
    if (team !== this.team) this.member = null;
    this.team = team;
    this.members = members[team ?? ""] ?? [];
    this.#redraw();
  }

  /**
   * @param {string | null} team
   * @param {string | null} member
   */
  choose(team, member) {
    this.team = team;
    this.member = member;
  }

  /**
   * @param {string} team
   * @returns {Member | null} who of the team is chosen
   */
  of(team) {
    if (team !== this.team) return null;
    return this.members.find(({ id }) => id === this.member) ?? null;
  }

  #redraw() {
    this.root.hidden = this.members.length === 0;
    reconcile(this.root, this.members, {
      key: ({ id }) => id,
      make: ({ id }) => make("button", { type: "button", "data-member": id }),
      draw: (button, { id, name }) => {
        setText(button, name);
        setAttributes(button, {
          "aria-pressed": String(id === this.member),
          title: t("Who answered"),
        });
      },
    });
  }
}
