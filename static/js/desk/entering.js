import { findRound, markedNames } from "../board/deskboard.js";
import { tidy } from "../common/amount.js";
import { firstWrong, tidied } from "../common/criteria.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { whyNotGiven } from "../common/faults.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";
import { uuid } from "../common/uuid.js";
import { complain } from "./actionqueue.js";
import { perform } from "./actions.js";
import {
  drawLine,
  inputOf,
  inputsOf,
  makeLine,
  notSaved,
  showState,
  unsavedIn,
  valuesIn,
} from "./enteringline.js";
import { correct } from "./rulings.js";

/**
 * A tablet has died: the desk enters the judge's marks, team after team, with one reason for all.
 * Each is written as soon as its field is left, as an entry of the desk; what is not written says so.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {import("./enteringline.js").Line} Line
 */

/** Why the desk enters a mark, as it is usually said. */
export const enteringReasons = () => [t("The tablet is broken"), t("Read from the paper sheet")];

export class Entering {
  /**
   * @param {DeskBoard} board
   * @param {Place} place a judged round that has been opened
   * @param {string} judge
   * @param {{drafts: import("./drafts.js").Drafts, written: (version: number) => void,
   *   leave: () => void}} context
   */
  constructor(board, place, judge, { drafts, written, leave }) {
    this.board = board;
    this.place = place;
    this.judge = judge;
    this.drafts = drafts;
    this.written = written;
    this.leave = leave;
    this.name = board.judges.find(({ id }) => id === judge)?.name ?? judge;
    /** @type {Map<string, Promise<boolean>>} what is on its way, by team */
    this.sending = new Map();
    const id = `entering-${judge}`;
    this.reason = make("input", {
      id: `${id}-reason`,
      class: "field",
      maxlength: 500,
      dir: "auto",
    });
    this.reason.value = drafts.reason(place.round.id, judge);
    this.trouble = make("p", { class: "trouble", role: "alert", id: `${id}-trouble` });
    this.list = make("ol", { class: "entering-teams", "aria-label": t("Marks to enter") });
    this.count = make("p", { class: "entering-count", role: "status" });
    const done = make("button", { type: "button", class: "button" }, t("Done"));
    done.addEventListener("click", () => this.#finish());
    this.body = make(
      "div",
      { class: "entering" },
      make(
        "div",
        { class: "entering-why" },
        make("label", { for: `${id}-reason` }, t("Reason, kept with each mark")),
        this.reason,
        this.#offered(),
      ),
      this.list,
      make("div", { class: "entering-end" }, this.trouble, this.count, done),
    );
  }

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    const values = { judge: this.name, round: this.place.round.name };
    return {
      key: `enter ${this.judge} ${this.place.round.id}`,
      title: t("Enter the marks of %(judge)s, %(round)s", values),
      size: "whole",
      body: this.body,
      draw: (board) => this.#draw(board),
      focus: () => this.#begin(),
      outlives: true,
      settle: () => this.#recordAll(),
      unsaved: () => this.#unsaved().map(({ item, name }) => ({ name, note: typedIn(item) })),
      drop: () => {
        for (const { team } of this.#unsaved()) this.drafts.put(this.#where(team), "");
      },
    };
  }

  /** The keyboard begins with the reason; with one that was kept, where the marks go on. */
  #begin() {
    if (this.reason.value) this.#next(null);
    else this.reason.focus();
  }

  #offered() {
    const box = make("div", {
      class: "slip-offered",
      role: "group",
      "aria-label": t("Usual reasons"),
    });
    const given = () => {
      this.#recordAll();
      this.#next(null);
    };
    for (const reason of enteringReasons()) {
      const button = make("button", { type: "button" }, reason);
      button.addEventListener("click", () => {
        this.reason.value = reason;
        this.#reasoned();
        given();
      });
      box.append(button);
    }
    this.reason.addEventListener("input", () => this.#reasoned());
    this.reason.addEventListener("change", () => {
      if (this.body.isConnected && seenText(this.reason.value)) this.#recordAll();
    });
    this.reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      given();
    });
    return box;
  }

  #reasoned() {
    this.drafts.putReason(this.place.round.id, this.judge, seenText(this.reason.value));
    setAttributes(this.reason, { "aria-invalid": null });
    setText(this.trouble, "");
  }

  /** @param {DeskBoard} board */
  #draw(board) {
    this.board = board;
    const { round } = this.place;
    const names = markedNames(board);
    const left = board.missing[round.id]?.[this.judge] ?? [];
    const given = Object.entries(board.marks[round.id] ?? {}).flatMap(([team, byJudge]) => {
      const mark = byJudge[this.judge];
      return mark ? [{ team, value: mark.value, values: mark.values, own: mark.corrected }] : [];
    });
    const known = new Map(given.map((one) => [one.team, one]));
    /** @type {Line[]} */
    const lines = [];
    for (const [team, name] of names) {
      const one = known.get(team);
      if (one) lines.push({ ...one, name });
      else if (left.includes(team)) lines.push({ team, name, value: null, own: false });
    }
    reconcile(this.list, lines, {
      key: ({ team }) => team,
      make: (line) =>
        makeLine(this.judge, line, round.criteria ?? [], {
          typed: (team) => this.#typed(team),
          enter: (team) => this.#enter(team),
          left: (team) => this.#left(team),
        }),
      draw: (item, line) => {
        const { closed } = this;
        const typed = this.drafts.get(this.#where(line.team));
        drawLine(item, line, { typed, version: board.version, closed });
      },
    });
    const n = left.length;
    setText(this.count, n === 0 ? t("All marks are there.") : t("Still missing: %(n)s", { n }));
  }

  /** Whether the round is closed by now. */
  get closed() {
    return findRound(this.board, this.place.round.id)?.round.state === "closed";
  }

  /** @param {string} team */
  #where(team) {
    return { round: this.place.round.id, judge: this.judge, team };
  }

  /** @param {string} team */
  #item(team) {
    return find(`[data-line="${CSS.escape(team)}"]`, this.list);
  }

  /** @param {string} team */
  #typed(team) {
    const item = this.#item(team);
    const value = unsavedIn(item);
    this.drafts.put(this.#where(team), value);
    showState(item, value ? "typed" : null, value ? notSaved(this.closed) : "");
    for (const input of inputsOf(item)) setAttributes(input, { "aria-invalid": null });
    setText(this.trouble, "");
  }

  /**
   * Enter records, and goes on to the next team; what cannot be recorded keeps the keyboard.
   *
   * @param {string} team
   */
  #enter(team) {
    const item = this.#item(team);
    if (!unsavedIn(item)) return this.#next(lastOf(item));
    const fault = this.#fault(item);
    this.#record(team);
    if (!fault) this.#next(lastOf(item));
    else fault.field.focus();
    return undefined;
  }

  /**
   * A field that is left records; where it cannot, its team is named, for the eye is elsewhere.
   *
   * @param {string} team
   */
  #left(team) {
    const item = this.#item(team);
    this.#record(team);
    const wrong = item.querySelector("[aria-invalid=true]") && unsavedIn(item);
    if (wrong) setText(this.trouble, this.#named(item));
  }

  /** @param {HTMLElement} item */
  #named(item) {
    const fault = this.#fault(item);
    const own = fault && item.contains(fault.field);
    return own ? `${find("label", item).textContent}: ${fault.why}` : (fault?.why ?? "");
  }

  /**
   * Why a line cannot be recorded as it stands, and the field at fault.
   *
   * @param {HTMLElement} item
   * @returns {{field: HTMLInputElement, why: string} | null}
   */
  #fault(item) {
    const { min, max, step, criteria = [] } = this.place.round;
    const values = valuesIn(item);
    const part = values && firstWrong(criteria, values);
    if (part) {
      const at = `[data-criterion="${CSS.escape(part.at)}"]`;
      return { field: find(at, item), why: part.why };
    }
    const wrong = values ? "" : whyNotGiven(inputOf(item).value, { min, max, step });
    if (wrong) return { field: inputOf(item), why: wrong };
    if (seenText(this.reason.value)) return null;
    return { field: this.reason, why: t("Say why; it is kept with the act.") };
  }

  /**
   * Writes what a line holds, unless that is nothing, at fault, or on its way already.
   *
   * @param {string} team
   * @returns {Promise<boolean>} whether nothing is left to write
   */
  #record(team) {
    const item = this.#item(team);
    const under = this.sending.get(team);
    if (under || !unsavedIn(item)) return under ?? Promise.resolve(true);
    const fault = this.#fault(item);
    setText(this.trouble, fault?.why ?? "");
    if (fault) {
      setAttributes(fault.field, { "aria-invalid": "true" });
      return Promise.resolve(false);
    }
    const sent = this.#send(item, team).finally(() => this.sending.delete(team));
    this.sending.set(team, sent);
    return sent;
  }

  /**
   * @param {HTMLElement} item
   * @param {string} team
   */
  async #send(item, team) {
    const where = this.#where(team);
    const values = valuesIn(item);
    const given = values
      ? { values: tidied(this.place.round.criteria ?? [], values) }
      : { value: tidy(inputOf(item).value) };
    const { path, body } = correct(
      { ...where, ...given, replaces: 0 },
      seenText(this.reason.value),
    );
    showState(item, "sending", t("Sending"));
    // Pressed again after a lost answer it is the same act; another value is another one.
    const key = `${JSON.stringify(given)} ${body?.reason}`;
    if (item.dataset.act !== key) setAttributes(item, { "data-act": key, "data-id": uuid() });
    const outcome = await perform({ path, body: { id: item.dataset.id, ...body } });
    if (outcome.done) {
      this.drafts.put(where, "");
      setAttributes(item, { "data-version": outcome.version });
      showState(item, "given", t("✓ entered by the desk"));
      this.written(outcome.version);
      return true;
    }
    showState(item, "refused", `✕ ${outcome.why}`);
    if (this.body.isConnected) setText(this.trouble, outcome.why);
    else complain(find("#round-panel-trouble"), this.#lost(team, typedIn(item), outcome.why));
    return false;
  }

  /**
   * @param {string} team
   * @param {string} value
   * @param {string} why
   */
  #lost(team, value, why) {
    const whose = [this.name, markedNames(this.board).get(team) ?? team, value].join(" · ");
    return t("%(whose)s was not saved: %(why)s", { whose, why });
  }

  /** Writes what can be written, and waits until that is done. */
  async #recordAll() {
    await Promise.all(this.#unsaved().map(({ team }) => this.#record(team)));
  }

  /** The lines with something that is not saved. */
  #unsaved() {
    const items = /** @type {HTMLElement[]} */ ([...this.list.children]);
    return items.flatMap((item) => {
      const value = unsavedIn(item);
      const name = find("label", item).textContent ?? "";
      return value ? [{ item, team: item.dataset.line ?? "", name, value }] : [];
    });
  }

  /** Leaves once everything is saved; else stays where it is not, and says why. */
  async #finish() {
    await this.#recordAll();
    const [first] = this.#unsaved();
    if (!first) return this.leave();
    const fault = this.#fault(first.item);
    if (fault) setText(this.trouble, this.#named(first.item));
    (fault?.field ?? inputOf(first.item)).focus();
    return undefined;
  }

  /**
   * The keyboard goes to the next team without a mark.
   *
   * @param {HTMLInputElement | null} from
   */
  #next(from) {
    const open = [...this.list.querySelectorAll("input")].filter((input) => !input.readOnly);
    const after = open.find(
      (input) =>
        from === null || from.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    (after ?? open[0] ?? from ?? this.reason).focus();
  }
}

/** @param {HTMLElement} item */
const lastOf = (item) => /** @type {HTMLInputElement} */ (inputsOf(item).at(-1));

/**
 * What stands in a line, as people read it.
 *
 * @param {HTMLElement} item
 */
function typedIn(item) {
  const said = inputsOf(item).map(({ value }) => value.trim() || "–");
  return said.join(" + ");
}

/**
 * @param {() => void} leave
 * @returns {import("./workspace.js").Tool}
 */
export function nothingToEnter(leave) {
  const done = make("button", { type: "button", class: "button" }, t("Done"));
  done.addEventListener("click", leave);
  const words = make("p", {}, t("No judge of an open round has marks to enter."));
  return {
    key: "enter",
    title: t("Enter marks for a judge"),
    size: "low",
    body: make("div", { class: "entering-none" }, words, done),
    focus: () => done.focus(),
  };
}
