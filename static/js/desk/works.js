import { say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { markingAbsent } from "./absence.js";
import { Bench } from "./bench.js";
import { Correcting } from "./correcting.js";
import { findRound, followed, mayWrite, teamNames, waiting } from "./deskboard.js";
import { Entering, nothingToEnter } from "./entering.js";
import { Extras } from "./extra.js";
import { cellAt, focusGrid, listenToGrid } from "./gridkeys.js";
import { Latest } from "./latest.js";
import { excusing, penalising, withdrawing } from "./more.js";
import { releasing, seenInHall } from "./publishing.js";
import { release } from "./rulings.js";
import { undoing } from "./undoing.js";
import { askBeforeLeaving } from "./unsaved.js";
import { WhatIf } from "./whatif.js";
import { choosingJudge } from "./whose.js";
import { Why } from "./why.js";

/**
 * What can be laid on the bench, and what opens it: a cell of the grid, a button, a key.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {object} Around
 * @property {() => DeskBoard} board the newest
 * @property {() => DeskBoard | null} sheet the board of the round that is shown
 * @property {() => string} round the round that is shown
 * @property {(version: number) => void} written
 * @property {(act: import("./acts.js").Act, host: HTMLElement) => unknown} perform
 * @property {import("./drafts.js").Drafts} drafts
 * @property {() => void} moved something else lies on the bench
 */

/** What only shows, for whoever may not write. */
const READING = new Set(["latest", "why", "whatif"]);

export class Works {
  /** @param {Around} around */
  constructor(around) {
    this.around = around;
    this.bench = new Bench(() => {
      this.#mark();
      if (!this.bench.work) this.extras.next();
    });
    this.extras = new Extras(this.bench, around);
    askBeforeLeaving(
      () => this.bench.losing.length > 0,
      () => this.bench.work?.outlives ?? false,
    );
    for (const table of [the("#grid"), the("#sums")])
      listenToGrid(table, (picked) => this.correct(table, picked));
    for (const place of [the("#grid"), the("#next-hidden")])
      place.addEventListener("click", ({ target }) => {
        const button = target instanceof Element ? target.closest("[data-release]") : null;
        if (button instanceof HTMLElement) this.#release(button);
      });
    the("#more").addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-work]") : null;
      if (button instanceof HTMLElement) this.open(button.dataset.work ?? "");
    });
    the("#next-list").addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-for]") : null;
      if (button instanceof HTMLElement) this.open(button.dataset.for ?? "", button.dataset.judge);
    });
  }

  /** @param {DeskBoard} board */
  draw(board) {
    this.bench.draw(board);
  }

  /** How a slip on the bench ends. */
  get #ends() {
    return {
      done: (/** @type {number} */ version, /** @type {boolean} */ there) =>
        this.#done(version, there),
      leave: () => this.bench.clear(),
    };
  }

  /** Puts the keyboard into the marks or scores that are shown. */
  toGrid() {
    const table = the("#grid-scroll").hidden ? the("#sums") : the("#grid");
    if (this.bench.work?.size !== "whole") return focusGrid(table);
    return this.bench.leave().then((left) => left && focusGrid(table));
  }

  /**
   * Asks why points are to be given that need a reason.
   *
   * @param {import("./acts.js").Act} act
   * @param {string} why
   */
  ask(act, why) {
    this.extras.ask(act, why);
  }

  /**
   * The same work asked for twice is cleared away again.
   *
   * @param {string} what
   * @param {string} [subject]
   */
  open(what, subject) {
    const board = this.around.board();
    const { work } = this.bench;
    if (work && work.key.split(" ")[0] === what && !subject) return this.bench.leave();
    const ends = this.#ends;
    const makers = /** @type {Record<string, () => import("./bench.js").Work>} */ ({
      latest: () =>
        new Latest(board, { done: this.around.written, drawn: () => this.#mark() }).work,
      enter: () => this.#entering(board, subject, ends.leave),
      excuse: () => excusing(board, ends, subject),
      penalty: () => penalising(board, ends),
      absent: () => markingAbsent(board, ends),
      withdraw: () => withdrawing(board, ends),
      why: () => new Why(board, this.around.sheet()?.stage.id ?? board.stage.id, subject).work,
      whatif: () => new WhatIf().work,
    });
    const make = mayWrite || READING.has(what) ? makers[what] : undefined;
    if (make) this.bench.lay(make(), board);
    return undefined;
  }

  /**
   * What a whole panel gave is made public at once; of half a panel's score the hall sees only what
   * somebody has thought about.
   *
   * @param {HTMLElement} button of a cell of the round that is shown, or one that names its round
   */
  #release(button) {
    const named = button.dataset.round;
    const board = named ? this.around.board() : this.around.sheet();
    const round = board && findRound(board, named ?? this.around.round())?.round;
    const id = button.dataset.release ?? "";
    const name = board && teamNames(board).get(id);
    if (!mayWrite || !board || !round || !name) return undefined;
    const team = { id, name };
    if (seenInHall(board, round, team.id).state === "held")
      return this.around.perform(release(round.id, team.id), button);
    return this.bench.lay(releasing(board, round, team, this.#ends), this.around.board());
  }

  /**
   * The marks of a judge; where none is named and several have some missing, that is asked first.
   *
   * @param {DeskBoard} board
   * @param {string | undefined} judge
   * @param {() => void} leave
   */
  #entering(board, judge, leave) {
    const open = followed(board);
    const place = findRound(board, this.around.round());
    const judged = [open, place].find((one) => one?.round.kind === "judged");
    const begun = judged && judged.round.state !== "pending" ? judged : null;
    const late = begun ? waiting(board, begun.round.id) : [];
    const most = [...late].sort((a, b) => b.left.length - a.left.length);
    const whose = judge ?? (most.length === 1 ? most[0]?.judge.id : undefined);
    if (!begun || (!whose && most.length === 0)) return nothingToEnter(leave);
    if (!whose) return choosingJudge(most, (one) => this.open("enter", one));
    return this.#entry(board, begun, whose, leave);
  }

  /**
   * @param {DeskBoard} board
   * @param {import("./deskboard.js").Place} place
   * @param {string} judge
   * @param {() => void} leave
   */
  #entry(board, place, judge, leave) {
    const { drafts, written } = this.around;
    return new Entering(board, place, judge, { drafts, written, leave }).work;
  }

  /**
   * Goes on with what was typed for a judge, in that round, whatever is open now.
   *
   * @param {string} round
   * @param {string} judge
   */
  goOn(round, judge) {
    const board = this.around.board();
    const place = findRound(board, round);
    const leave = () => this.bench.clear();
    if (mayWrite && place) this.bench.lay(this.#entry(board, place, judge, leave), board);
  }

  /**
   * @param {HTMLElement} table
   * @param {import("./gridkeys.js").Picked} picked
   */
  async correct(table, { team, judge, typed }) {
    const round = this.around.round();
    const sheet = this.around.sheet();
    if (!mayWrite || !sheet || !findRound(sheet, round)) return;
    const scored = sheet.rows.find((row) => row.team.id === team)?.rounds[round] ?? null;
    const marked = sheet.marks[round]?.[team]?.[judge ?? ""];
    const before = judge === null ? scored : (marked?.value ?? null);
    const wanted = { round, team, judge, before, version: marked?.version ?? 0, typed };
    const correcting = new Correcting(this.around.board(), wanted, {
      done: (version, there) => this.#done(version, there),
      leave: () => this.bench.clear(),
    });
    if (!(await this.bench.lay(correcting.work, this.around.board()))) return;
    for (const cell of table.querySelectorAll("[data-correcting]"))
      set(cell, { "data-correcting": null });
    const cell = cellAt(table, team, judge);
    set(cell ?? table, { "data-correcting": true });
  }

  /**
   * An award that is taken back with a reason.
   *
   * @param {import("./deskboard.js").Award} award
   * @param {string} words
   */
  takeBack({ version }, words) {
    const board = this.around.board();
    const { slip, consequence } = undoing(board, { version, kind: "award" }, this.#ends);
    this.bench.lay(
      {
        key: `undo ${version}`,
        title: t("Undo this: %(what)s", { what: words }),
        size: "low",
        body: slip.form,
        focus: () => slip.focus(),
        unsaved: () => slip.unsaved(t("Undo this")),
        draw: (newer) => consequence.draw(newer),
        gone: () => consequence.stop(),
      },
      board,
    );
  }

  /**
   * @param {number} version
   * @param {boolean} there
   */
  #done(version, there) {
    this.around.written(version);
    if (!there) return;
    const title = this.bench.work?.title ?? "";
    this.bench.clear();
    say(the("#said"), t("Written: %(what)s", { what: title }));
  }

  /** One filled button: while a slip lies on the bench, it is the slip's. */
  #mark() {
    const key = this.bench.work?.key.split(" ")[0] ?? "";
    const slip = the("#bench-body").querySelector(".slip") !== null;
    set(document.body, { "data-slip": slip && key !== "" });
    for (const button of the("#more").querySelectorAll("[data-work]"))
      set(button, { "aria-expanded": String(button.getAttribute("data-work") === key) });
    if (key !== "correct")
      for (const cell of document.querySelectorAll("[data-correcting]"))
        set(cell, { "data-correcting": null });
    this.around.moved();
  }
}
