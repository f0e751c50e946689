import { fault, same, shown, tidy } from "../common/amount.js";
import { el, say, set } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { allRounds, findRound, teamNames } from "./deskboard.js";
import { drawPreview } from "./previewing.js";
import { correct, previewCorrection } from "./rulings.js";
import { Slip } from "./slip.js";

/**
 * A correction: the new value and the reason, and what it would change before it is written.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").Place} Place
 * @typedef {{round: string, team: string, judge: string | null, before: string | null,
 *   typed: string}} Wanted
 */

/** How long the typing must rest before the server is asked. */
const REST = 120;
/** A team's score in a points round has no limits of its own. */
const ANY = { min: "-999999999", max: "999999999", step: null };

export class Correcting {
  /**
   * @param {DeskBoard} board
   * @param {Wanted} wanted
   * @param {{done: (version: number) => void, leave: () => void}} acts
   */
  constructor(board, wanted, acts) {
    this.wanted = wanted;
    this.place = /** @type {Place} */ (findRound(board, wanted.round));
    this.begun = laterBegun(board, this.place);
    this.version = board.version;
    this.timer = 0;
    this.abort = new AbortController();
    this.result = el("div", { class: "preview", "aria-live": "polite" });
    /** @type {Slip | null} */
    this.slip = null;
    this.slip = new Slip(this.#plan(acts));
    this.slip.extra.append(this.result);
    this.names = teamNames(board);
    this.title = this.#title(board);
    if (wanted.typed) this.#ask();
  }

  /** @returns {import("./bench.js").Work} */
  get work() {
    const { round, team, judge } = this.wanted;
    const slip = /** @type {Slip} */ (this.slip);
    return {
      key: `correct ${round} ${team} ${judge}`,
      title: this.title,
      size: "low",
      body: slip.form,
      draw: (board) => this.#draw(board),
      focus: () => this.#focus(),
      gone: () => this.#gone(),
    };
  }

  /** @param {{done: (version: number) => void, leave: () => void}} acts */
  #plan({ done, leave }) {
    const { typed, before } = this.wanted;
    const label = this.wanted.judge === null ? t("New score in this round") : t("New mark");
    return {
      fields: [
        {
          name: "value",
          label,
          kind: /** @type {const} */ ("number"),
          value: typed || (before ?? ""),
        },
      ],
      reasons: [t("Read wrongly"), t("Typed wrongly"), t("The jury ruled")],
      yes: () => t("Write the correction"),
      act: (/** @type {import("./slip.js").Values} */ { value = "", reason = "", decision }) =>
        correct(this.#what(value), reason, decision),
      fault: (/** @type {import("./slip.js").Values} */ values) => this.#fault(values),
      edited: () => this.#later(),
      done,
      leave,
    };
  }

  /** @param {string} value */
  #what(value) {
    const { round, team, judge } = this.wanted;
    return { round, team, ...(judge === null ? {} : { judge }), value: tidy(value) };
  }

  /**
   * @param {import("./slip.js").Values} values
   * @returns {[string, string] | null}
   */
  #fault({ value = "", decision }) {
    const wrong = this.#wrong(value);
    if (wrong) return ["value", wrong];
    const { before } = this.wanted;
    if (before !== null && same(before, value)) return ["value", t("That stands already.")];
    if (this.slip?.form.querySelector("[name=decision]") && !decision)
      return ["decision", t("Decide whether the announcement stands.")];
    return null;
  }

  /** @param {string} value */
  #wrong(value) {
    const { min, max, step } = this.wanted.judge === null ? ANY : this.place.round;
    const wrong = fault(value, { min, max, step });
    if (wrong === null) return "";
    const range = { min: shown(min), max: shown(max) };
    return {
      empty: t("Enter the new value."),
      number: t("That is not a number."),
      range: t("Only %(min)s to %(max)s can be given.", range),
      step: t("Only steps of %(step)s can be given.", { step: step ?? "" }),
    }[wrong];
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), REST);
  }

  async #ask() {
    const value = this.slip?.values.value ?? "";
    const { before } = this.wanted;
    this.abort.abort();
    if (this.#wrong(value) || (before !== null && same(before, value))) return this.#show(null);
    this.abort = new AbortController();
    const { signal } = this.abort;
    set(this.result, { "aria-busy": "true" });
    const heard = await previewCorrection(this.#what(value), signal);
    if (signal.aborted) return undefined;
    set(this.result, { "aria-busy": null });
    if (heard && "why" in heard) return say(this.result, heard.why);
    return this.#show(heard?.preview ?? null);
  }

  /** @param {import("./rulings.js").Preview | null} preview */
  #show(preview) {
    const { stage } = this.place;
    drawPreview(this.result, preview, { names: this.names, stage: stage.name, begun: this.begun });
  }

  /** @param {DeskBoard} board */
  #draw(board) {
    if (board.version === this.version) return;
    this.version = board.version;
    this.begun = laterBegun(board, this.place);
    this.#ask();
  }

  #focus() {
    this.slip?.focus();
    const input = document.activeElement;
    // What was typed on the cell is the beginning of the value, not something to be replaced.
    if (this.wanted.typed && input instanceof HTMLInputElement)
      input.setSelectionRange(input.value.length, input.value.length);
  }

  #gone() {
    clearTimeout(this.timer);
    this.abort.abort();
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

/**
 * Whether a round after the stage of this one has begun, so that its teams stand.
 *
 * @param {DeskBoard} board
 * @param {Place} place
 */
function laterBegun(board, { stage }) {
  const at = board.stages.findIndex(({ id }) => id === stage.id);
  const later = new Set(board.stages.slice(at + 1).map(({ id }) => id));
  return allRounds(board).some(
    (place) => later.has(place.stage.id) && place.round.state !== "pending",
  );
}
