import { signed, tidy } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { RiskForm } from "../common/risk.js";
import { drawn, inTurn, turnAfter, worth } from "../common/staking.js";
import { uuid } from "../common/uuid.js";
import { mayWrite } from "./deskboard.js";
import { keyboardIn } from "./keyboard.js";
import { whyNot } from "./limits.js";

/**
 * Giving points at the desk, where no tablet does: the team, then the points or the risk question.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").DeskRound} DeskRound
 * @typedef {import("./acts.js").Act} Act
 * @typedef {{round: DeskRound, teams: string[]}} Shown
 */

/** What can be typed beside the buttons. */
const TYPED = ["points", "question", "note"];

export class Giving {
  /** @param {(act: Act, host: HTMLElement) => Promise<boolean>} perform */
  constructor(perform) {
    this.perform = perform;
    this.root = the("#giving");
    /** @type {Shown | null} */
    this.shown = null;
    /** @type {string | null} */
    this.team = null;
    /** @type {Map<string, string>} the ids of what was asked for in vain, by what it was */
    this.unanswered = new Map();
    this.risk = new RiskForm(the("#giving-risk"), (stake, outcome) =>
      this.#give({ points: worth(stake, outcome), stake, outcome }),
    );
    the("#turns").addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button instanceof HTMLElement) this.#choose(button.dataset.turn ?? null);
    });
    the("#giving-quick").addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.points) this.#give({ points: button.dataset.points });
    });
    this.other = /** @type {HTMLFormElement} */ (the("#giving-other"));
    this.other.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#giveOther();
    });
    this.other.addEventListener("input", () => this.#complain(""));
    the("#turns").addEventListener("keydown", (event) => this.#walk(event));
  }

  /**
   * @param {DeskBoard} board
   * @param {DeskRound} round
   * @param {import("./deskboard.js").Row[]} rows who takes part
   */
  draw(board, round, rows) {
    const order = board.order[round.id] ?? [];
    const playing = inTurn(rows, order, ({ team }) => team.id);
    const teams = playing.map(({ team }) => team.id);
    // What has come in is not given again, should it have gone unanswered.
    const known = new Set(board.awards[round.id]?.map(({ id }) => id));
    for (const [what, id] of this.unanswered) if (known.has(id)) this.unanswered.delete(what);
    // An order drawn anew begins anew.
    const turned = order.length > 0 && this.shown?.teams.join() !== teams.join();
    const other = this.shown?.round.id !== round.id || turned;
    this.shown = { round, teams };
    if (other || !this.shown.teams.includes(this.team ?? "")) this.team = this.#first(board);
    this.root.hidden =
      !mayWrite || round.state === "closed" || (round.state === "pending" && order.length === 0);
    this.#drawTurns(board, playing, order.length > 0);
    this.#drawActs();
  }

  /**
   * In a risk round the next in turn is proposed; else nobody is given points by habit.
   *
   * @param {DeskBoard} board
   */
  #first(board) {
    const { round, teams } = /** @type {Shown} */ (this.shown);
    if (round.stakes.length === 0) return null;
    return turnAfter(teams, board.awards[round.id]?.[0]?.team ?? null);
  }

  /**
   * @param {DeskBoard} board
   * @param {import("./deskboard.js").Row[]} playing
   * @param {boolean} ordered
   */
  #drawTurns(board, playing, ordered) {
    const { round } = /** @type {Shown} */ (this.shown);
    say(the("#giving-title"), ordered ? t("Order of play") : t("Give points to"));
    keep(the("#turns"), playing, {
      key: ({ team }) => team.id,
      make: ({ team }) => {
        const button = el("button", { type: "button", "data-turn": team.id });
        button.append(el("span", { class: "turn-number" }), el("b", { dir: "auto" }));
        button.append(el("span", { class: "turn-lot" }));
        return el("li", {}, button);
      },
      draw: (item, { team }) => {
        const chosen = round.state === "open" && team.id === this.team;
        set(the("button", item), {
          "aria-pressed": String(chosen),
          disabled: round.state !== "open",
        });
        const turn = this.shown?.teams.indexOf(team.id) ?? 0;
        say(the(".turn-number", item), ordered ? String(turn + 1) : "");
        say(the("b", item), team.name);
        const lot = ordered && drawn(board.lots?.[round.id], team.id);
        say(the(".turn-lot", item), lot ? t("by lot") : "");
      },
    });
  }

  #drawActs() {
    const { round } = /** @type {Shown} */ (this.shown);
    const risky = round.stakes.length > 0;
    the("#giving-risk").hidden = !risky || round.state !== "open";
    the("#giving-quick").hidden = risky || round.state !== "open";
    this.other.hidden = round.state !== "open";
    // A risk question is worth its stake and nothing else.
    the("#giving-amount").hidden = risky;
    this.risk.draw(round.stakes, this.team);
    keep(the("#giving-quick"), risky ? [] : round.awards, {
      key: (points) => points,
      make: (points) => el("button", { type: "button", "data-points": points }, signed(points)),
      draw: (button, points) =>
        set(button, {
          "data-sign": points.startsWith("-") ? "minus" : "plus",
          disabled: !this.team,
        }),
    });
  }

  /** @param {string | null} team */
  #choose(team) {
    this.team = team;
    this.#redraw();
  }

  /** Puts the keyboard to the teams, where points can be given. */
  focus() {
    const chosen = the("#turns").querySelector("[aria-pressed=true]:enabled");
    const first = chosen ?? the("#turns").querySelector("button:enabled");
    if (first instanceof HTMLElement && !this.root.hidden) first.focus();
  }

  /**
   * Arrows go from team to team; chosen, the keyboard goes on to the points.
   *
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    const all = /** @type {HTMLElement[]} */ ([...the("#turns").querySelectorAll("button")]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0 || (!by && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (by) return all[at + by]?.focus();
    // Enter held down after the points were given chooses nobody.
    if (event.repeat) return;
    this.#choose(all[at]?.dataset.turn ?? null);
    const next = this.root.querySelector("#giving-quick button:enabled, .risk button:enabled");
    if (next instanceof HTMLElement) next.focus();
    else this.#field("points").focus();
  }

  /** An amount that has no button; the limits are the tablet's. */
  #giveOther() {
    const { round } = /** @type {Shown} */ (this.shown);
    const points = tidy(this.#field("points").value);
    const wrong =
      whyNot(points, { ...round, step: null }) ||
      (/^-?[0.]*$/.test(points) ? t("0 would change nothing.") : "");
    const why = this.team === null ? t("Choose a team first.") : wrong;
    this.#complain(why);
    if (this.team === null) return this.focus();
    if (wrong) return this.#field("points").focus();
    return this.#give({ points });
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.other.elements.namedItem(name));
  }

  /** @param {string} why */
  #complain(why) {
    say(the("#giving-trouble"), why);
    set(this.#field("points"), { "aria-invalid": why ? "true" : null });
  }

  /**
   * The form is ready for the next before the answer is there: the next key is not meant for what
   * has been sent. A refusal brings back what was asked for, unless something else was begun.
   *
   * @param {{points: string, stake?: string, outcome?: string}} what
   */
  async #give(what) {
    const { shown, team } = this;
    if (!shown || team === null) return;
    const said = Object.fromEntries(TYPED.map((name) => [name, this.#field(name).value.trim()]));
    const about = ["question", "note"].flatMap((name) => (said[name] ? [[name, said[name]]] : []));
    const body = { round: shown.round.id, team, ...what, ...Object.fromEntries(about) };
    const keyboard = keyboardIn(this.root);
    // Points are given to somebody named, each time anew.
    const next = shown.round.stakes.length > 0 ? turnAfter(shown.teams, team) : null;
    for (const name of ["points", "note"]) this.#field(name).value = "";
    this.risk.clear();
    this.#choose(next);
    keyboard.on(() => this.focus());
    if (await this.#award(body)) return;
    for (const name of TYPED) this.#field(name).value ||= said[name] ?? "";
    if (this.team === next) this.#choose(team);
    keyboard.back();
  }

  /**
   * Pressed again after a lost answer it is the same award.
   *
   * @param {Record<string, unknown>} body
   */
  async #award(body) {
    const what = JSON.stringify(body);
    const id = this.unanswered.get(what) ?? uuid();
    this.unanswered.delete(what);
    const given = await this.perform({ path: "/awards", body: { id, ...body } }, this.root);
    if (!given) this.unanswered.set(what, id);
    return given;
  }

  #redraw() {
    for (const button of the("#turns").querySelectorAll("button"))
      set(button, { "aria-pressed": String(button.dataset.turn === this.team) });
    this.#drawActs();
  }
}
