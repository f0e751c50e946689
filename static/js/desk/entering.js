import { shown, tidy } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";
import { perform } from "./acts.js";
import { teamNames } from "./deskboard.js";
import { whyNot } from "./limits.js";
import { correct } from "./rulings.js";

/**
 * A tablet has died: the desk enters the judge's marks, team after team, with one reason for all.
 * Each is written at once, as an entry of the desk.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").Place} Place
 * @typedef {{team: string, name: string, value: string | null, own: boolean}} Line
 */

/** Why the desk enters a mark, as it is usually said. */
export const enteringReasons = () => [t("The tablet is broken"), t("Read from the paper sheet")];

export class Entering {
  /**
   * @param {DeskBoard} board
   * @param {Place} place a judged round that has been opened
   * @param {string} judge
   * @param {{written: (version: number) => void, leave: () => void}} acts
   */
  constructor(board, place, judge, { written, leave }) {
    this.board = board;
    this.place = place;
    this.judge = judge;
    this.written = written;
    this.name = board.judges.find(({ id }) => id === judge)?.name ?? judge;
    const id = `entering-${judge}`;
    this.reason = el("input", { id: `${id}-reason`, class: "field", maxlength: 500, dir: "auto" });
    this.trouble = el("p", { class: "trouble", role: "alert", id: `${id}-trouble` });
    this.list = el("ol", { class: "entering-teams", "aria-label": t("Marks to enter") });
    this.count = el("p", { class: "entering-count", role: "status" });
    const done = el("button", { type: "button", class: "button" }, t("Done"));
    done.addEventListener("click", leave);
    this.body = el(
      "div",
      { class: "entering" },
      el(
        "div",
        { class: "entering-why" },
        el("label", { for: `${id}-reason` }, t("Reason, kept with each mark")),
        this.reason,
        this.#offered(),
      ),
      this.list,
      el("div", { class: "entering-end" }, this.trouble, this.count, done),
    );
  }

  /** @returns {import("./bench.js").Work} */
  get work() {
    const values = { judge: this.name, round: this.place.round.name };
    return {
      key: `enter ${this.judge}`,
      title: t("Enter the marks of %(judge)s, %(round)s", values),
      size: "whole",
      body: this.body,
      draw: (board) => this.#draw(board),
      focus: () => this.reason.focus(),
    };
  }

  #offered() {
    const box = el("div", {
      class: "slip-offered",
      role: "group",
      "aria-label": t("Usual reasons"),
    });
    for (const reason of enteringReasons()) {
      const button = el("button", { type: "button" }, reason);
      button.addEventListener("click", () => {
        this.reason.value = reason;
        this.#next(null);
      });
      box.append(button);
    }
    this.reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.#next(null);
    });
    return box;
  }

  /** @param {DeskBoard} board */
  #draw(board) {
    this.board = board;
    const { round } = this.place;
    const names = teamNames(board);
    const left = board.missing[round.id]?.[this.judge] ?? [];
    const given = Object.entries(board.marks[round.id] ?? {}).flatMap(([team, byJudge]) => {
      const mark = byJudge[this.judge];
      return mark ? [{ team, value: mark.value, own: mark.corrected }] : [];
    });
    const known = new Map(given.map((one) => [one.team, one]));
    /** @type {Line[]} */
    const lines = [];
    for (const [team, name] of names) {
      const one = known.get(team);
      if (one) lines.push({ ...one, name });
      else if (left.includes(team)) lines.push({ team, name, value: null, own: false });
    }
    keep(this.list, lines, {
      key: ({ team }) => team,
      make: (line) => this.#line(line),
      draw: (item, line) => drawLine(item, line),
    });
    const n = left.length;
    say(this.count, n === 0 ? t("All marks are there.") : t("Still missing: %(n)s", { n }));
  }

  /** @param {Line} line */
  #line({ team, name }) {
    const id = `entering-${this.judge}-${team}`;
    const input = el("input", {
      id,
      class: "field figure",
      inputmode: "decimal",
      maxlength: 20,
      "aria-describedby": `${id}-state`,
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#step(input, event);
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#enter(input, team);
    });
    return el(
      "li",
      { "data-line": team },
      el("label", { for: id, dir: "auto" }, name),
      input,
      el("span", { class: "entering-state", id: `${id}-state` }),
    );
  }

  /**
   * @param {HTMLInputElement} input
   * @param {KeyboardEvent} event
   */
  #step(input, event) {
    const all = [...this.list.querySelectorAll("input")];
    all[all.indexOf(input) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} team
   */
  async #enter(input, team) {
    const item = /** @type {HTMLElement} */ (input.closest("li"));
    const { id, min, max, step } = this.place.round;
    const wrong = whyNot(input.value, { min, max, step });
    const reason = this.reason.value.trim();
    set(input, { "aria-invalid": wrong ? "true" : null });
    set(this.reason, { "aria-invalid": reason ? null : "true" });
    say(this.trouble, wrong || (reason ? "" : t("Say why; it is kept with the act.")));
    if (wrong) return;
    if (!reason) return this.reason.focus();
    const what = { round: id, team, judge: this.judge, value: tidy(input.value), replaces: 0 };
    set(item, { "data-state": "sending" });
    say(the(".entering-state", item), t("Sending"));
    this.#next(input);
    const { path, body } = correct(what, reason);
    // Pressed again after a lost answer it is the same act; another value is another one.
    const key = `${what.value} ${reason}`;
    if (item.dataset.act !== key) set(item, { "data-act": key, "data-id": uuid() });
    const outcome = await perform({ path, body: { id: item.dataset.id, ...body } });
    set(item, { "data-state": outcome.done ? null : "refused" });
    if (outcome.done) return this.written(outcome.version);
    say(the(".entering-state", item), `✕ ${outcome.why}`);
    say(this.trouble, outcome.why);
  }

  /**
   * The keyboard goes to the next team without a mark.
   *
   * @param {HTMLInputElement | null} from
   */
  #next(from) {
    const open = [...this.list.querySelectorAll("input")].filter(
      (input) => !input.readOnly && input.closest("li")?.dataset.state !== "sending",
    );
    const after = open.find(
      (input) =>
        from === null || from.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    (after ?? open[0] ?? from ?? this.reason).focus();
  }
}

/**
 * @param {() => void} leave
 * @returns {import("./bench.js").Work}
 */
export function nothingToEnter(leave) {
  const done = el("button", { type: "button", class: "button" }, t("Done"));
  done.addEventListener("click", leave);
  const words = el("p", {}, t("No judge of an open round has marks to enter."));
  return {
    key: "enter",
    title: t("Enter marks for a judge"),
    size: "low",
    body: el("div", { class: "entering-none" }, words, done),
    focus: () => done.focus(),
  };
}

/**
 * @param {HTMLElement} item
 * @param {Line} line
 */
function drawLine(item, { value, own }) {
  const input = /** @type {HTMLInputElement} */ (the("input", item));
  const state = the(".entering-state", item);
  if (value === null) {
    if (input.readOnly) Object.assign(input, { readOnly: false, value: "" });
    if (!item.dataset.state) say(state, "");
    return;
  }
  set(item, { "data-state": "given" });
  Object.assign(input, { readOnly: true, value: shown(value) });
  say(state, own ? t("✓ entered by the desk") : t("✓ from the tablet"));
}
