import { mayWrite } from "../board/deskboard.js";
import { same, tidy } from "../common/amount.js";
import { find, setAttributes, setText } from "../common/dom.js";
import { whyNotGiven } from "../common/faults.js";
import { t } from "../common/phrases.js";
import { WhoAnswered } from "../common/whoanswered.js";
import { Awarding, whatWords } from "./awarding.js";
import { doublingOf, tokenKeys, tokenUsed } from "./doubling.js";
import { foulKey, foulWords, isOut, nextFoul } from "./fouls.js";
import { keyboardIn } from "./keyboard.js";
import { kindOf } from "./kinds/table.js";
import { askedOf } from "./questions.js";
import { drawKeys } from "./rowkeys.js";
import { keepOneRow, listenToRows } from "./rows.js";
import { hastyTouches } from "./touches.js";
import { TypedBeside } from "./typedbeside.js";

/**
 * Giving points at the desk, where no tablet does: by the keys in each team's row, or any other
 * amount to the team that is chosen.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../board/deskboard.js").Row} Row
 * @typedef {import("./actions.js").Action} Action
 * @typedef {import("../common/staking.js").Outcome} Outcome
 * @typedef {{points: string, stake?: string, outcome?: Outcome, number?: number,
 *   token?: string}} What number: of a foul; token: one that is used, or that has doubled the points
 * @typedef {{board: DeskBoard, round: DeskRound, rows: Row[]}} Shown
 * @typedef {object} Context
 * @property {(action: Action, host: HTMLElement) => Promise<boolean>} perform
 * @property {(action: Action, why: string) => void} ask for a reason, where the server wants one
 * @property {(id: string, words: string) => void} given
 * @property {import("./drafts.js").Drafts} drafts
 * @property {() => void} otherRound another round is shown
 */

/**
 * How points are given in the round that is shown.
 *
 * @param {DeskRound} round
 */
function givesOf(round) {
  return /** @type {import("./kinds/table.js").Gives} */ (kindOf(round).gives);
}

/** What can be typed beside the buttons. */
const TYPED = ["points", "question", "note"];

export class Giving {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.root = find("#points");
    /** @type {Shown | null} */
    this.shown = null;
    /** @type {string | null} the team that is chosen */
    this.team = null;
    /** @type {string | null} the stake that the chosen team has named */
    this.stake = null;
    this.who = new WhoAnswered(find("#giving-member"));
    /** Whether the team was chosen by hand, and is no proposal. */
    this.byHand = false;
    this.awarding = new Awarding(context, this.root);
    this.fouling = new Awarding(context, this.root, "/fouls");
    this.using = new Awarding(context, this.root, "/tokens");
    this.other = /** @type {HTMLFormElement} */ (find("#giving-other"));
    this.beside = new TypedBeside(this.other, context.drafts);
    this.other.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#giveOther();
    });
    this.other.addEventListener("input", () => this.#complain(""));
    const hasty = hastyTouches();
    listenToRows(find("#sums tbody"), {
      picked: (team, byKey) => this.#pick(team, byKey),
      pressed: (team, button, event) => {
        const why = hasty(event, button.dataset);
        if (why === null) this.#press(team, button);
        else this.#complain(why, true);
      },
      entered: () => this.#drawStops(),
    });
  }

  /** Whether points can be given in the round that is shown. */
  get open() {
    return mayWrite && this.shown?.round.state === "open" && !this.root.hidden;
  }

  /** @returns {string[]} the ids of the teams as they stand below each other */
  get teams() {
    return (this.shown?.rows ?? []).map(({ team }) => team.id);
  }

  /**
   * @param {DeskBoard} board
   * @param {DeskRound} round
   * @param {Row[]} rows who takes part, in the order of play where one was drawn
   */
  draw(board, round, rows) {
    this.awarding.arrived(board.awards[round.id]?.map(({ id }) => id) ?? []);
    this.fouling.arrived(board.fouls[round.id]?.map(({ id }) => id) ?? []);
    this.using.arrived(board.tokens[round.id]?.map(({ id }) => id) ?? []);
    const before = this.shown;
    const order = rows.map(({ team }) => team.id).join();
    // An order drawn anew begins anew.
    const other = before?.round.id !== round.id || this.teams.join() !== order;
    this.shown = { board, round, rows };
    this.beside.show(round.id);
    if (other) this.byHand = false;
    if (other) this.context.otherRound();
    if (other || !this.teams.includes(this.team ?? "")) this.#choose(null);
    if (!this.byHand && this.stake === null) this.team = this.#inTurn();
    this.#redraw();
  }

  /**
   * In a risk round the next in turn is proposed; else nobody is given points by habit.
   *
   * @param {string | null} [after]
   */
  #inTurn(after = this.#last()) {
    const { round } = /** @type {Shown} */ (this.shown);
    if (!givesOf(round).inTurn) return null;
    const at = after === null ? -1 : this.teams.indexOf(after);
    const turns = [...this.teams.slice(at + 1), ...this.teams.slice(0, at + 1)];
    return turns.find((team) => !this.#through(team)) ?? null;
  }

  /** Who was given something last, be it still under way. */
  #last() {
    const { board, round } = /** @type {Shown} */ (this.shown);
    return this.awarding.newest ?? board.awards[round.id]?.[0]?.team ?? null;
  }

  /** @param {string} team */
  #through(team) {
    const { board, round, rows } = /** @type {Shown} */ (this.shown);
    const coming = this.awarding.comingTo(team).length;
    const gone = rows.find((row) => row.team.id === team)?.outside === "withdrawn";
    if (isOut(board, round.id, team)) return true;
    return gone || askedOf(board, round.id, team) + coming >= givesOf(round).each(round);
  }

  #redraw() {
    if (!this.shown) return;
    const { round, rows } = this.shown;
    const gives = givesOf(round);
    setAttributes(this.root, { "data-gives": this.open, "data-risk": !gives.typed });
    find("#giving").hidden = !this.open;
    find("#giving-amount").hidden = !gives.typed;
    find("#sums").style.setProperty("--keys", String(gives.columns(round)));
    setAttributes(find("#sums"), { "data-more": Boolean(round.fouls) });
    setAttributes(find("#sums"), { "data-tokens": Boolean(round.tokens) });
    const name = rows.find(({ team }) => team.id === this.team)?.team.name;
    setText(find("#giving-whom"), name ?? t("Choose a team first"));
    setAttributes(find("#giving-whom"), { "data-none": name === undefined });
    this.who.draw(this.team, kindOf(round).settles ? {} : this.shown.board.members);
    for (const row of rows) this.#drawRow(row);
    this.#drawStops();
  }

  /** @param {Row} row */
  #drawRow({ team, outside }) {
    const { round } = /** @type {Shown} */ (this.shown);
    const tr = find(`[data-row="${CSS.escape(team.id)}"]`, find("#sums tbody"));
    const chosen = this.open && team.id === this.team;
    setAttributes(tr, { "data-chosen": chosen });
    setAttributes(find(".team-pick", tr), { "aria-pressed": String(chosen), disabled: !this.open });
    const gives = this.open && outside !== "withdrawn" ? givesOf(round) : null;
    const keys = gives?.keys(round, this.#stakeOf(team.id), this.#factorOf(team.id)) ?? [];
    const coming = this.awarding.comingTo(team.id);
    drawKeys(find(".give-keys", tr), keys, {
      team: team.name,
      busy: (attributes) =>
        coming.some(
          ({ outcome, points }) =>
            (outcome ?? points) === (attributes["data-outcome"] ?? attributes["data-points"]),
        ),
    });
    this.#drawMore(tr, team, gives !== null);
  }

  /**
   * What can be done to a team besides giving it points.
   *
   * @param {HTMLElement} tr
   * @param {Row["team"]} team
   * @param {boolean} open
   */
  #drawMore(tr, { id, name }, open) {
    const { board, round } = /** @type {Shown} */ (this.shown);
    const next = open ? nextFoul(board, round, id) : null;
    drawKeys(find(".give-keys + .give-more", tr), next ? [foulKey(next)] : [], {
      team: name,
      busy: () => this.fouling.comingTo(id).length > 0,
    });
    drawKeys(find(".give-tokens", tr), open ? tokenKeys(board, round, id) : [], {
      team: name,
      busy: ({ "data-token": token }) => this.using.comingTo(id).some((one) => one.token === token),
    });
    setText(find(".give-out", tr), isOut(board, round.id, id) ? t("out of this round") : "");
  }

  /** @param {string} team */
  #stakeOf(team) {
    return team === this.team ? this.stake : null;
  }

  /** @param {string} team */
  #factorOf(team) {
    const { board, round } = /** @type {Shown} */ (this.shown);
    return doublingOf(board, round.id, team) === null ? "1" : "2";
  }

  #drawStops() {
    const at = Math.max(0, this.teams.indexOf(this.team ?? ""));
    keepOneRow(find("#sums tbody"), at);
  }

  /** @param {string | null} team */
  #choose(team) {
    this.team = team;
    this.stake = null;
  }

  /**
   * @param {string} team
   * @param {boolean} byKey
   */
  #pick(team, byKey) {
    const again = team === this.team && this.byHand && !byKey;
    this.#choose(again ? null : team);
    this.byHand = !again;
    this.#redraw();
    if (byKey) this.#toKeys(team);
  }

  /** @param {string} team */
  #toKeys(team) {
    const tr = find(`[data-row="${CSS.escape(team)}"]`, find("#sums tbody"));
    const first = tr.querySelector(".give-keys button");
    if (first instanceof HTMLElement) first.focus();
    else this.#field("points").focus();
    tr.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} team
   * @param {HTMLElement} button
   */
  #press(team, button) {
    const { board, round } = /** @type {Shown} */ (this.shown);
    this.#complain("");
    const { foul, token: used } = button.dataset;
    if (foul !== undefined) return this.#foul(team);
    if (used !== undefined) return this.#use(team, used, button);
    const token = doublingOf(board, round.id, team);
    const factor = this.#factorOf(team);
    const given = givesOf(round).what(button.dataset, round, this.#stakeOf(team), factor);
    const what = given && token ? { ...given, token } : given;
    return what ? this.#give(team, what) : this.#name(team, button.dataset.stake ?? "");
  }

  /**
   * A foul is counted; whose turn it is stays as it is.
   *
   * @param {string} team
   */
  async #foul(team) {
    const { board, round, rows } = /** @type {Shown} */ (this.shown);
    const next = nextFoul(board, round, team);
    const body = { round: round.id, team };
    // A foul that has arrived is on the board before its answer is here: the next is another.
    const what = next && { points: next.points, number: next.number };
    if (!what || !this.fouling.begin(body, what)) return;
    this.#redraw();
    const name = rows.find((row) => row.team.id === team)?.team.name ?? team;
    await this.fouling.send(body, what, `${name} ${foulWords(next)}`);
    this.#redraw();
  }

  /**
   * A team uses up a token; whose turn it is stays as it is.
   *
   * @param {string} team
   * @param {string} token
   * @param {HTMLElement} button
   */
  async #use(team, token, button) {
    const { round, rows } = /** @type {Shown} */ (this.shown);
    const what = { points: "0", token };
    if (button.ariaDisabled) return this.#complain(t("This token is used up."), true);
    const body = { round: round.id, team, token };
    if (!this.using.begin(body, what)) return undefined;
    this.#redraw();
    const name = rows.find((row) => row.team.id === team)?.team.name ?? team;
    await this.using.send(body, what, `${name} ${tokenUsed(token)}`);
    return this.#redraw();
  }

  /** A key counts a foul of the chosen team. */
  foul() {
    if (!this.open) return;
    if (this.team === null) return this.#complain(t("Choose a team first."));
    const { board, round } = /** @type {Shown} */ (this.shown);
    if (!round.fouls) return this.#complain(t("No fouls are counted in this round."));
    if (!nextFoul(board, round, this.team))
      return this.#complain(t("This team is out of this round."));
    this.#complain("");
    this.#foul(this.team);
  }

  /**
   * The stake a team names; named again it is taken back.
   *
   * @param {string} team
   * @param {string} stake
   */
  #name(team, stake) {
    const byKeyboard = document.activeElement?.closest(".give-keys") !== null;
    const again = this.#stakeOf(team) === stake;
    this.team = team;
    this.byHand = true;
    this.stake = again ? null : stake;
    this.#redraw();
    const tr = find(`[data-row="${CSS.escape(team)}"]`, find("#sums tbody"));
    const next = tr.querySelector(again ? "[data-stake]" : "[data-outcome=right]");
    if (byKeyboard && next instanceof HTMLElement) next.focus();
  }

  /** Puts the keyboard to the teams, where points can be given. */
  focus(team = this.team) {
    const picks = [...find("#sums tbody").querySelectorAll(".team-pick:enabled")];
    const own = picks.find((pick) => pick.closest("[data-row]")?.getAttribute("data-row") === team);
    const first = own ?? picks[0];
    if (first instanceof HTMLElement && this.open) first.focus();
  }

  /**
   * A number key chooses the team of that number.
   *
   * @param {number} number from 1
   */
  choose(number) {
    const team = this.teams[number - 1];
    if (!this.open || team === undefined) return;
    this.#complain("");
    this.#choose(team);
    this.byHand = true;
    this.#redraw();
    this.#toKeys(team);
  }

  /**
   * "+" and "−" give the chosen team the first of the round's awards with that sign, or say what
   * became of its stake.
   *
   * @param {"+" | "-"} sign
   */
  sign(sign) {
    if (!this.open) return;
    if (this.team === null) return this.#complain(t("Choose a team first."));
    const row = find(`[data-row="${CSS.escape(this.team)}"]`, find("#sums tbody"));
    const wanted =
      sign === "+"
        ? "[data-sign=plus], [data-outcome=right]"
        : "[data-sign=minus], [data-outcome=wrong]";
    const button = row.querySelector(`.give-keys :is(${wanted})`);
    if (button instanceof HTMLElement) return this.#press(this.team, button);
    const { round } = /** @type {Shown} */ (this.shown);
    return this.#complain(givesOf(round).noKey());
  }

  /** Puts the keyboard to the amount that has no button. */
  toOther() {
    if (!this.open) return;
    const { round } = /** @type {Shown} */ (this.shown);
    this.#field(givesOf(round).typed ? "points" : "question").focus();
  }

  /** An amount that has no button; the limits are the tablet's. */
  #giveOther() {
    const { board, round } = /** @type {Shown} */ (this.shown);
    if (!givesOf(round).typed) return undefined;
    const points = tidy(this.#field("points").value);
    const wrong =
      whyNotGiven(points, { ...round, step: null }) ||
      (board.better !== "lower" && /^-?[0.]*$/.test(points) ? t("0 would change nothing.") : "");
    const why = this.team === null ? t("Choose a team first.") : wrong;
    this.#complain(why);
    if (this.team === null) return this.focus();
    if (wrong) return this.#field("points").focus();
    return this.#give(this.team, { points });
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.other.elements.namedItem(name));
  }

  /**
   * @param {string} why
   * @param {boolean} [news] and no fault
   */
  #complain(why, news = false) {
    setText(find("#giving-trouble"), why);
    setAttributes(find("#giving-trouble"), { "data-late": news });
    const typed = this.#field("points").value !== "";
    setAttributes(this.#field("points"), { "aria-invalid": why && typed ? "true" : null });
  }

  /**
   * Where the points are the members' nobody else can have them: the team's are laid out.
   *
   * @param {string} team
   */
  #askWho(team) {
    const stake = this.#stakeOf(team);
    this.#choose(team);
    this.stake = stake;
    this.byHand = true;
    this.#redraw();
    const first = this.who.root.querySelector("button");
    const none = t("This team has no members in the set-up.");
    this.#complain(first ? t("Choose who answered first.") : none);
    if (first instanceof HTMLElement) first.focus();
  }

  /**
   * The rows are ready for the next before the answer is there: the next key is not meant for what
   * has been sent. A refusal brings back what was asked for, unless something else was begun.
   *
   * @param {string} team
   * @param {What} what
   */
  async #give(team, what) {
    const { shown } = this;
    if (!shown) return;
    const said = Object.fromEntries(TYPED.map((name) => [name, this.#field(name).value.trim()]));
    const about = ["question", "note"].flatMap((name) => (said[name] ? [[name, said[name]]] : []));
    const who = this.who.of(team);
    if (shown.round.by === "member" && !who) return this.#askWho(team);
    const body = {
      ...{ round: shown.round.id, team, ...what, ...Object.fromEntries(about) },
      ...(who ? { member: who.id } : {}),
    };
    if (!this.awarding.begin(body, what)) return;
    const keyboard = keyboardIn(this.root);
    const stake = this.#stakeOf(team);
    // Points are given to somebody named, each time anew.
    const next = this.#inTurn(team);
    // An amount typed and not given is still meant for somebody.
    const spent = same(said.points ?? "", what.points) ? ["points", "note"] : ["note"];
    for (const name of spent) this.#field(name).value = "";
    this.beside.keep();
    this.#choose(next);
    this.who.choose(null, null);
    this.byHand = false;
    this.#redraw();
    keyboard.on(() => this.focus(next ?? team));
    const name = shown.rows.find((row) => row.team.id === team)?.team.name ?? team;
    const whose = who ? t("%(member)s (%(team)s)", { member: who.name, team: name }) : name;
    const became = await this.awarding.send(body, what, whatWords(whose, what));
    if (became === "refused") {
      for (const name of TYPED) this.#field(name).value ||= said[name] ?? "";
      this.beside.keep();
      if (this.team === next && !this.byHand) {
        this.team = team;
        this.stake = stake;
        this.byHand = true;
        this.who.choose(team, who?.id ?? null);
      }
    }
    this.#redraw();
    if (became === "refused") keyboard.back();
  }
}
