import { find, reconcile, setAttributes } from "../common/dom.js";
import { holds } from "../common/finding.js";
import { t } from "../common/phrases.js";
import { announce } from "./announcer.js";
import { addTeams, edit, removeTeam } from "./changing.js";
import { pasting } from "./pasting.js";
import { RowList } from "./rowlist.js";
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
    const adder = find("#add-team");
    /** @type {RowList<Team>} */
    this.rows = new RowList(draft, {
      part: "teams",
      list: this.list,
      adder,
      called: () => t("The team"),
      without: (setup, { id }) => removeTeam(setup, id),
      typed: (team, typed) => this.#typed(team, typed),
      pressed: (team, act, button) => this.#pressed(team, act, button),
      add: () => this.add([""]),
    });
    adder.addEventListener("click", () => this.add([""]));
    find("#find-team").addEventListener("input", () => this.#find());
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
    this.rows.focus(at, key);
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

  /**
   * @param {Team} team
   * @param {import("./rowlist.js").Typed} typed
   */
  #typed(team, { key, value, control }) {
    const i = Number(control.closest("[data-member]")?.getAttribute("data-member") ?? -1);
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

  /**
   * @param {Team} team
   * @param {string} act
   * @param {HTMLElement} button
   */
  #pressed(team, act, button) {
    if (act === "more") this.#more(team.id);
    if (act === "add-member") this.#addMember(team);
    if (act === "remove-member") this.#removeMember(team, button);
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
