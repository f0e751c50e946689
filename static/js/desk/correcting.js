import { findRound, markedNames } from "../board/deskboard.js";
import { shown } from "../common/amount.js";
import { t } from "../common/phrases.js";
import { Consequence } from "./consequence.js";
import { enteringReasons } from "./entering.js";
import { byCriteria, oneNumber } from "./givenmark.js";
import { outlierOf, outlierWords } from "./outliers.js";
import { correct } from "./rulings.js";
import { Slip } from "./slip.js";

/**
 * A correction: the new value and the reason, and what it would change before it is written.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {{round: string, team: string, judge: string | null, before: string | null,
 *   version: number, typed: string, values?: import("../common/criteria.js").Values | null,
 *   entered?: import("../common/criteria.js").Values | null}} Wanted version: of the judge's mark that
 *   is seen, 0 for none; values: those of its criteria; entered: what they are to become
 */

/** A team's score in a points round has no limits of its own. */
const ANY = { min: "-999999999", max: "999999999", step: null };

export class Correcting {
  /**
   * @param {DeskBoard} board
   * @param {Wanted} wanted
   * @param {{done: import("./slip.js").Plan["done"], leave: () => void}} actions
   */
  constructor(board, wanted, actions) {
    this.wanted = wanted;
    this.place = /** @type {Place} */ (findRound(board, wanted.round));
    this.names = markedNames(board);
    this.title = this.#title(board);
    this.given = this.#given();
    /** @type {Slip | null} */
    this.slip = null;
    this.result = new Consequence(board, () => this.#act(), { decides: true });
    this.slip = new Slip(this.#plan(board, actions));
    this.slip.extra.append(this.result.root);
    if (wanted.typed) this.result.ask();
  }

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    const { round, team, judge } = this.wanted;
    const slip = /** @type {Slip} */ (this.slip);
    return {
      key: `correct ${round} ${team} ${judge}`,
      title: this.title,
      size: "low",
      body: slip.form,
      draw: (board) => this.result.draw(board),
      focus: () => this.#focus(),
      unsaved: () => slip.unsaved(this.title),
      gone: () => this.result.stop(),
    };
  }

  /**
   * @param {DeskBoard} board
   * @param {{done: import("./slip.js").Plan["done"], leave: () => void}} actions
   * @returns {import("./slip.js").Plan}
   */
  #plan(board, { done, leave }) {
    const { before, judge, round, team } = this.wanted;
    const outlier = judge === null ? null : outlierOf(board, round, team, judge);
    const entering = judge !== null && before === null;
    return {
      fields: this.given.fields,
      ...(outlier ? { text: outlierWords(outlier) } : {}),
      reasons: entering
        ? enteringReasons()
        : [t("Read wrongly"), t("Typed wrongly"), t("The jury ruled")],
      yes: (values) => this.#deed(values, entering),
      action: (values) => correct(this.#what(values), values.reason ?? "", values.decision),
      fault: (values) => this.#fault(values),
      edited: () => this.result.later(),
      done,
      leave,
    };
  }

  /** One number, or one for each criterion. */
  #given() {
    const { round } = this.place;
    const { judge, before, typed, values = null, entered = null } = this.wanted;
    if (judge !== null && round.criteria) return byCriteria(round.criteria, values, entered);
    const label = judge === null ? t("New score in this round") : t("New mark");
    return oneNumber(label, before, typed, judge === null ? ANY : round);
  }

  /**
   * The button names what it does.
   *
   * @param {import("./slip.js").Values} values
   * @param {boolean} entering
   */
  #deed(values, entering) {
    const { team } = this.wanted;
    const said = { team: this.names.get(team) ?? team, value: this.given.figure(values) };
    if (this.#idle(values)) return entering ? t("Enter the mark") : t("Write the correction");
    return entering
      ? t("Enter %(value)s for %(team)s", said)
      : t("Correct %(team)s to %(value)s", said);
  }

  /** @param {import("./slip.js").Values} values */
  #what(values) {
    const { round, team, judge, version } = this.wanted;
    // Another mark that came in meanwhile must be seen before it is written over.
    const whose = judge === null ? {} : { judge, replaces: version };
    return { round, team, ...whose, ...this.given.body(values) };
  }

  /**
   * @param {import("./slip.js").Values} values
   * @returns {[string, string] | null}
   */
  #fault(values) {
    const wrong = this.given.wrong(values);
    if (wrong) return wrong;
    if (this.given.stands(values)) return [this.given.first, t("That stands already.")];
    if (this.result.undecided && !values.decision) return ["decision", this.result.undecided];
    return null;
  }

  /**
   * Whether what is typed would change nothing, or cannot be.
   *
   * @param {import("./slip.js").Values} values
   */
  #idle(values) {
    return this.given.wrong(values) !== null || this.given.stands(values);
  }

  /** What would be written as it stands; null while that is not a new value. */
  #act() {
    const values = this.slip?.values ?? { value: this.wanted.typed };
    return this.#idle(values) ? null : correct(this.#what(values), "?");
  }

  #focus() {
    this.slip?.focus();
    const input = document.activeElement;
    // What was typed on the cell is the beginning of the value, not something to be replaced.
    if (this.wanted.typed && input instanceof HTMLInputElement)
      input.setSelectionRange(input.value.length, input.value.length);
  }

  /** @param {DeskBoard} board */
  #title(board) {
    const { team, judge, before } = this.wanted;
    const given = board.judges.find(({ id }) => id === judge);
    const whose = [this.names.get(team) ?? team, given?.name ?? this.place.round.name].join(" · ");
    return before === null
      ? whose
      : t("%(whose)s: so far %(value)s", { whose, value: shown(before) });
  }
}
