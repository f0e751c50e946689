import { signed } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { RiskForm } from "../common/risk.js";
import { drawn, inTurn, turnAfter, worth } from "../common/staking.js";

/**
 * Giving points at the desk, where no tablet does: the team, then the points or the risk question.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").DeskRound} DeskRound
 * @typedef {import("./acts.js").Act} Act
 * @typedef {{round: DeskRound, teams: string[]}} Shown
 */

export class Giving {
  /** @param {(act: Act, host: HTMLElement) => Promise<boolean>} perform */
  constructor(perform) {
    this.perform = perform;
    this.root = the("#giving");
    /** @type {Shown | null} */
    this.shown = null;
    /** @type {string | null} */
    this.team = null;
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
  }

  /**
   * @param {DeskBoard} board
   * @param {DeskRound} round
   * @param {import("./deskboard.js").Row[]} rows who takes part
   */
  draw(board, round, rows) {
    const order = board.order[round.id] ?? [];
    const playing = inTurn(rows, order, ({ team }) => team.id);
    const other = this.shown?.round.id !== round.id;
    this.shown = { round, teams: playing.map(({ team }) => team.id) };
    if (other || !this.shown.teams.includes(this.team ?? "")) this.team = this.#first(board);
    this.root.hidden =
      round.state === "closed" || (round.state === "pending" && order.length === 0);
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

  /** @param {{points: string, stake?: string, outcome?: string}} what */
  async #give(what) {
    const { shown, team } = this;
    if (!shown || team === null) return;
    const body = { round: shown.round.id, team, ...what };
    if (!(await this.perform({ path: "/awards", body }, this.root))) return;
    this.risk.clear();
    // Points are given to somebody named, each time anew.
    this.team = shown.round.stakes.length > 0 ? turnAfter(shown.teams, team) : null;
    this.#redraw();
  }

  #redraw() {
    for (const button of the("#turns").querySelectorAll("button"))
      set(button, { "aria-pressed": String(button.dataset.turn === this.team) });
    this.#drawActs();
  }
}
