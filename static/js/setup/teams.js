import { closest, find, reconcile, setAttributes } from "../common/dom.js";
import { holds } from "../common/finding.js";
import { t } from "../common/phrases.js";
import { sortable, wayOf } from "../common/sorting.js";
import { announce, announcePlace, announceRemoved } from "./announcer.js";
import { addTeams, edit, move, removeTeam } from "./changing.js";
import { focusField, pressed, typedIn } from "./fields.js";
import { pasting } from "./pasting.js";
import { drawTeamRow, teamRow } from "./teamrow.js";

/**
 * The teams in the order of registration: a dense sheet that is typed into, dragged, and moved
 * through by keyboard.
 *
 * @typedef {import("./document.js").Team} Team
 * @typedef {import("./draft.js").Draft} Draft
 */

/** From so many teams on, a field to find one helps. */
const MANY = 12;

export class Teams {
  /** @param {Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.list = find("#team-rows");
    /** @type {Set<string>} teams whose members are shown */
    this.open = new Set();
    /**
     * @type {WeakMap<HTMLElement, {team: Team, at: number, count: number, open: boolean,
     *   divisions: import("./document.js").Named[], groups: import("./document.js").Named[]}>}
     */
    this.drawn = new WeakMap();
    this.list.addEventListener("input", (event) => this.#typed(event));
    this.list.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusout", () => this.draft.pause());
    find("#add-team").addEventListener("click", () => this.add([""]));
    find("#find-team").addEventListener("input", () => this.#find());
    sortable(this.list, {
      handle: ".grip",
      dropped: (id, to) => this.#move(id, to),
    });
    pasting("teams", draft, (names) => this.add(names));
  }

  draw() {
    const { setup } = this.draft;
    const { teams, divisions, groups } = setup;
    setAttributes(find("#part-teams"), {
      "data-divided": divisions.length > 0,
      "data-grouped": groups.length > 0,
    });
    reconcile(this.list, teams, {
      key: ({ id }) => id,
      make: teamRow,
    });
    teams.forEach((team, at) => {
      const row = /** @type {HTMLElement} */ (this.list.children[at]);
      const open = this.open.has(team.id);
      const last = this.drawn.get(row);
      // Sixty rows with ten parts each: only what changed is looked at.
      if (
        last &&
        last.team === team &&
        last.at === at &&
        last.open === open &&
        last.count === teams.length &&
        last.divisions === divisions &&
        last.groups === groups
      )
        return;
      drawTeamRow(row, team, at, teams.length, open, setup);
      this.drawn.set(row, { team, at, count: teams.length, open, divisions, groups });
    });
    find("#no-teams").hidden = teams.length > 0;
    find("#find-team").hidden = teams.length <= MANY;
    this.#find();
  }

  /**
   * Adds teams and goes to the first of them.
   *
   * @param {string[]} names
   */
  add(names) {
    const before = this.draft.setup.teams.length;
    this.draft.change((setup) =>
      addTeams(
        setup,
        names.map((name) => ({ name })),
        this.draft.once,
      ),
    );
    if (names.length > 1) announce(t("Teams added: %(n)s.", { n: names.length }));
    this.focus(before);
  }

  /**
   * @param {number} at
   * @param {string} [key]
   */
  focus(at, key = "name") {
    const line = this.list.children[at]?.querySelector(".row-line");
    focusField(line, find("#add-team"), key);
  }

  /**
   * Opens what a team's row keeps below it, so that a field there can be reached.
   *
   * @param {string} id
   */
  reveal(id) {
    this.open.add(id);
    this.draw();
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    const team = this.#teamOf(event);
    if (!typed || !team) return;
    const { key, value } = typed;
    const i = Number(typed.control.closest("[data-member]")?.getAttribute("data-member") ?? -1);
    const patch = key.startsWith("member.")
      ? {
          members: team.members.map((one, n) =>
            n === i ? { ...one, [key.slice(7)]: value } : one,
          ),
        }
      : { [key]: value };
    this.draft.change(
      (setup) => edit(setup, "teams", team.id, patch),
      `team ${team.id} ${key} ${i}`,
    );
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = pressed(event);
    const team = this.#teamOf(event);
    if (!button || !team) return;
    const at = this.draft.setup.teams.indexOf(team);
    const { act } = button.dataset;
    if (act === "up") this.#move(team.id, at - 1, button);
    if (act === "down") this.#move(team.id, at + 1, button);
    if (act === "remove") this.#remove(team, at);
    if (act === "more") this.#more(team.id);
    if (act === "add-member") this.#addMember(team);
    if (act === "remove-member") this.#removeMember(team, button);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const team = this.#teamOf(event);
    if (!team || event.isComposing) return;
    const at = this.draft.setup.teams.indexOf(team);
    const way = wayOf(event);
    if (way !== 0) {
      event.preventDefault();
      this.#move(team.id, at + way);
    }
    const typed = typedIn(event);
    if (event.key !== "Enter" || !typed || typed.key.startsWith("member.")) return;
    event.preventDefault();
    if (at === this.draft.setup.teams.length - 1 && typed.key === "name" && team.name)
      this.add([""]);
    else this.focus(at + 1, typed.key);
  }

  /**
   * @param {string} id
   * @param {number} to
   * @param {HTMLElement} [button]
   */
  #move(id, to, button) {
    const { teams } = this.draft.setup;
    const team = teams.find((one) => one.id === id);
    if (!team || to < 0 || to >= teams.length) {
      this.draw();
      return;
    }
    const focused = button ?? document.activeElement;
    this.draft.change((setup) => move(setup, "teams", id, to));
    // Moving an element in the page takes the focus from it.
    if (focused instanceof HTMLElement && this.list.contains(focused)) {
      focused.focus();
      focused.scrollIntoView({ block: "nearest" });
    }
    announcePlace(team.name, to + 1, teams.length);
  }

  /**
   * @param {Team} team
   * @param {number} at
   */
  #remove(team, at) {
    this.draft.change((setup) => removeTeam(setup, team.id));
    const { length } = this.draft.setup.teams;
    const next = this.list.children[Math.min(at, length - 1)]?.querySelector("[data-act=remove]");
    if (next instanceof HTMLElement) next.focus();
    else find("#add-team").focus();
    announceRemoved(team.name || t("The team"));
  }

  /** @param {string} id */
  #more(id) {
    if (!this.open.delete(id)) this.open.add(id);
    this.draw();
  }

  /** @param {Team} team */
  #addMember(team) {
    const members = [...team.members, { name: "", role: "" }];
    this.draft.change((setup) => edit(setup, "teams", team.id, { members }));
    const row = this.list.querySelector(`[data-id="${CSS.escape(team.id)}"]`);
    const fields = row?.querySelectorAll('[data-key="member.name"]');
    const last = fields?.[fields.length - 1];
    if (last instanceof HTMLElement) last.focus();
  }

  /**
   * @param {Team} team
   * @param {HTMLElement} button
   */
  #removeMember(team, button) {
    const i = Number(button.closest("[data-member]")?.getAttribute("data-member") ?? -1);
    const members = team.members.filter((_, n) => n !== i);
    const part = button.closest(".members-part");
    this.draft.change((setup) => edit(setup, "teams", team.id, { members }));
    const add = part?.querySelector("[data-act=add-member]");
    if (add instanceof HTMLElement) add.focus();
  }

  /**
   * @param {Event} event
   * @returns {Team | undefined}
   */
  #teamOf({ target }) {
    const row = closest(target, "[data-id]");
    const id = row?.getAttribute("data-id");
    return this.draft.setup.teams.find((team) => team.id === id);
  }

  #find() {
    const input = /** @type {HTMLInputElement} */ (find("#find-team"));
    const wanted = input.hidden ? "" : input.value.trim();
    this.draft.setup.teams.forEach((team, at) => {
      const row = /** @type {HTMLElement} */ (this.list.children[at]);
      const said = `${team.name} ${team.region} ${team.organisation}`;
      row.hidden = wanted !== "" && !holds(said, wanted);
    });
  }
}
