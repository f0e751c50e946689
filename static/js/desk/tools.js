import { allRounds, findRound, mayWrite, panelOf, teamNames, waiting } from "../board/deskboard.js";
import { closest, find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { Bringing } from "./bringing.js";
import { choosingJudge } from "./choosejudge.js";
import { Correcting } from "./correcting.js";
import { Entering, nothingToEnter } from "./entering.js";
import { Extras } from "./extraquestions.js";
import { unfreezing } from "./freezing.js";
import { cellAt, focusGrid, listenToGrid } from "./gridkeys.js";
import { bestIndividuals } from "./individuals.js";
import { kindOf } from "./kinds/table.js";
import { Latest } from "./latest.js";
import { enteringAnew, listenToListed } from "./listed.js";
import { ordering } from "./ordering.js";
import { releasing, seenInHall } from "./publishing.js";
import { release } from "./rulings.js";
import {
  admitting,
  excusing,
  givingBonus,
  givingPrize,
  markingAbsent,
  penalising,
  withdrawing,
} from "./rulingtools.js";
import { undoSlip } from "./undoslip.js";
import { askBeforeLeaving } from "./unsaved.js";
import { WhatIf } from "./whatif.js";
import { Why } from "./why.js";
import { Workspace } from "./workspace.js";

/**
 * The desk's tools, and what opens each in the workspace: a cell of the grid, a button, a key.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {object} Context
 * @property {() => DeskBoard} board the newest
 * @property {() => DeskBoard | null} shownBoard the board of the round that is shown
 * @property {() => string} round the round that is shown
 * @property {(version: number) => void} written
 * @property {(action: import("./actions.js").Action, host: HTMLElement) => unknown} perform
 * @property {import("./drafts.js").Drafts} drafts
 * @property {() => void} moved something else lies in the workspace
 * @property {(team: string) => void} callUp puts a team on stage
 */

/** What only shows, for whoever may not write. */
const READING = new Set(["latest", "why", "whatif", "individuals"]);

export class Tools {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.workspace = new Workspace(() => {
      this.#mark();
      if (!this.workspace.tool) this.extras.next();
    });
    this.extras = new Extras(this.workspace, context);
    askBeforeLeaving(
      () => this.workspace.losing.length > 0,
      () => this.workspace.tool?.outlives ?? false,
    );
    for (const table of [find("#grid"), find("#sums")])
      listenToGrid(table, (picked) => this.correct(table, picked));
    listenToListed(find("#listed"), {
      board: () => this.context.shownBoard(),
      written: this.context.written,
      again: (team) => this.#enterAnew(team),
      bring: () => this.#bring(),
    });
    for (const place of [find("#grid"), find("#next-hidden")])
      place.addEventListener("click", ({ target }) => {
        const button = closest(target, "[data-release]");
        if (button) this.#release(button);
      });
    find("#more").addEventListener("click", ({ target }) => {
      const button = closest(target, "[data-tool]");
      if (button) this.open(button.dataset.tool ?? "");
    });
    find("#next-list").addEventListener("click", ({ target }) => {
      const button = closest(target, "[data-for]");
      const { for: what = "", judge, in: round } = button?.dataset ?? {};
      if (button) this.open(what, judge, round);
    });
  }

  /** @param {DeskBoard} board */
  draw(board) {
    this.workspace.draw(board);
    find("#tool-individuals").hidden = !board.individuals;
  }

  /** How a slip in the workspace ends. */
  get #ends() {
    return {
      done: (/** @type {number} */ version, /** @type {boolean} */ there) =>
        this.#done(version, there),
      leave: () => this.workspace.clear(),
    };
  }

  /** Puts the keyboard into the marks or scores that are shown. */
  toGrid() {
    const table = find("#grid-scroll").hidden ? find("#sums") : find("#grid");
    if (this.workspace.tool?.size !== "whole") return focusGrid(table);
    return this.workspace.leave().then((left) => left && focusGrid(table));
  }

  /**
   * Asks why points are to be given that need a reason.
   *
   * @param {import("./actions.js").Action} action
   * @param {string} why
   */
  ask(action, why) {
    this.extras.ask(action, why);
  }

  /**
   * The same work asked for twice is cleared away again.
   *
   * @param {string} what
   * @param {string} [subject]
   * @param {string} [round] in which, where several are open
   */
  open(what, subject, round) {
    const board = this.context.board();
    const { tool } = this.workspace;
    if (tool && tool.key.split(" ")[0] === what && !subject) return this.workspace.leave();
    const ends = this.#ends;
    const makers = /** @type {Record<string, () => import("./workspace.js").Tool>} */ ({
      latest: () =>
        new Latest(board, { done: this.context.written, drawn: () => this.#mark() }).tool,
      enter: () => this.#entering(board, subject, ends.leave, round),
      excuse: () => excusing(board, ends, subject, round),
      penalty: () => penalising(board, ends),
      bonus: () => givingBonus(board, ends),
      absent: () => markingAbsent(board, ends),
      withdraw: () => withdrawing(board, ends),
      admit: () => admitting(board, ends),
      prize: () => givingPrize(board, ends),
      why: () =>
        new Why(board, this.context.shownBoard()?.stage.id ?? board.stage.id, subject).tool,
      whatif: () => new WhatIf().tool,
      individuals: bestIndividuals,
      unfreeze: () => unfreezing(ends),
      order: () => this.#ordering(ends),
    });
    const make = mayWrite || READING.has(what) ? makers[what] : undefined;
    if (make && (what !== "order" || this.#hasStage)) this.workspace.lay(make(), board);
    return undefined;
  }

  /** Whether the round that is shown has an order on stage to be changed. */
  get #hasStage() {
    return !find("#stage-strip").hidden;
  }

  /** @param {{done: import("./slip.js").Plan["done"], leave: () => void}} ends */
  #ordering(ends) {
    const board = /** @type {DeskBoard} */ (this.context.shownBoard());
    const place = /** @type {import("../board/deskboard.js").Place} */ (
      findRound(board, this.context.round())
    );
    return ordering(board, place, { ...ends, callUp: this.context.callUp });
  }

  /**
   * What a whole panel gave is made public at once; of half a panel's score the hall sees only what
   * somebody has thought about.
   *
   * @param {HTMLElement} button of a cell of the round that is shown, or one that names its round
   */
  #release(button) {
    const named = button.dataset.round;
    const board = named ? this.context.board() : this.context.shownBoard();
    const round = board && findRound(board, named ?? this.context.round())?.round;
    const id = button.dataset.release ?? "";
    const name = board && teamNames(board).get(id);
    if (!mayWrite || !board || !round || !name) return undefined;
    const team = { id, name };
    if (seenInHall(board, round, team.id).state === "held")
      return this.context.perform(release(round.id, team.id), button);
    return this.workspace.lay(releasing(board, round, team, this.#ends), this.context.board());
  }

  /**
   * The marks of a judge; where none is named and several have some missing, that is asked first.
   *
   * @param {DeskBoard} board
   * @param {string | undefined} judge
   * @param {() => void} leave
   * @param {string} [round] in which, where several are open
   */
  #entering(board, judge, leave, round) {
    const begun = this.#toEnter(board, judge, round ?? this.context.round());
    const late = begun ? waiting(board, begun.round.id) : [];
    const most = [...late].sort((a, b) => b.left.length - a.left.length);
    const whose = judge ?? (most.length === 1 ? most[0]?.judge.id : undefined);
    if (!begun || (!whose && most.length === 0)) return nothingToEnter(leave);
    if (!whose) return choosingJudge(most, (one) => this.open("enter", one, begun.round.id));
    return this.#entry(board, begun, whose, leave);
  }

  /**
   * The judged round in which marks are entered: an open one before one that is closed; of several
   * the one named or shown, else the first in which there is something to enter.
   *
   * @param {DeskBoard} board
   * @param {string | undefined} judge
   * @param {string} preferred
   */
  #toEnter(board, judge, preferred) {
    const place = findRound(board, preferred);
    const open = allRounds(board).filter(({ round }) => round.state === "open");
    const judged = [...open, ...(place ? [place] : [])].filter(
      ({ round }) =>
        kindOf(round).panel &&
        round.state !== "pending" &&
        (!judge || panelOf(board, round).some(({ id }) => id === judge)),
    );
    return (
      judged.find(({ round }) => round.state === "open" && round.id === preferred) ??
      judged.find(({ round }) => waiting(board, round.id).length > 0) ??
      judged[0]
    );
  }

  /**
   * @param {DeskBoard} board
   * @param {import("../board/deskboard.js").Place} place
   * @param {string} judge
   * @param {() => void} leave
   */
  #entry(board, place, judge, leave) {
    const { drafts, written } = this.context;
    return new Entering(board, place, judge, { drafts, written, leave }).tool;
  }

  /** @param {string} team whose score is entered anew, with a reason */
  #enterAnew(team) {
    const board = this.context.shownBoard();
    const round = board && findRound(board, this.context.round())?.round;
    if (mayWrite && board && round)
      this.workspace.lay(enteringAnew(board, round, team, this.#ends), this.context.board());
  }

  /** A list is brought into the round that is shown. */
  #bring() {
    const board = this.context.board();
    const round = findRound(board, this.context.round())?.round;
    const { written } = this.context;
    const leave = () => this.workspace.clear();
    if (mayWrite && round) this.workspace.lay(new Bringing(round, { written, leave }).tool, board);
  }

  /**
   * Goes on with what was typed for a judge, in that round, whatever is open now.
   *
   * @param {string} round
   * @param {string} judge
   */
  goOn(round, judge) {
    const board = this.context.board();
    const place = findRound(board, round);
    const leave = () => this.workspace.clear();
    if (mayWrite && place) this.workspace.lay(this.#entry(board, place, judge, leave), board);
  }

  /**
   * @param {HTMLElement} table
   * @param {import("./gridkeys.js").Picked} picked
   */
  async correct(table, { team, judge, typed, entered = null }) {
    const round = this.context.round();
    const shown = this.context.shownBoard();
    if (!mayWrite || !shown || !findRound(shown, round)) return;
    const scored = shown.rows.find((row) => row.team.id === team)?.rounds[round] ?? null;
    const marked = shown.marks[round]?.[team]?.[judge ?? ""];
    const before = judge === null ? scored : (marked?.value ?? null);
    const seen = { before, version: marked?.version ?? 0, values: marked?.values ?? null };
    const wanted = { round, team, judge, ...seen, typed, entered };
    const correcting = new Correcting(this.context.board(), wanted, {
      done: (version, there) => this.#done(version, there),
      leave: () => this.workspace.clear(),
    });
    if (!(await this.workspace.lay(correcting.tool, this.context.board()))) return;
    for (const cell of table.querySelectorAll("[data-correcting]"))
      setAttributes(cell, { "data-correcting": null });
    const cell = cellAt(table, team, judge);
    setAttributes(cell ?? table, { "data-correcting": true });
  }

  /**
   * An award that is taken back with a reason.
   *
   * @param {{version: number}} award or foul
   * @param {string} words
   */
  takeBack({ version }, words) {
    const board = this.context.board();
    const { slip, consequence } = undoSlip(board, { version, kind: "award" }, this.#ends);
    this.workspace.lay(
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
    this.context.written(version);
    if (!there) return;
    const title = this.workspace.tool?.title ?? "";
    this.workspace.clear();
    setText(find("#said"), t("Written: %(what)s", { what: title }));
  }

  /** One filled button: while a slip lies in the workspace, it is the slip's. */
  #mark() {
    const key = this.workspace.tool?.key.split(" ")[0] ?? "";
    const slip = find("#workspace-body").querySelector(".slip") !== null;
    setAttributes(document.body, { "data-slip": slip && key !== "" });
    for (const button of find("#more").querySelectorAll("[data-tool]"))
      setAttributes(button, { "aria-expanded": String(button.getAttribute("data-tool") === key) });
    if (key !== "correct")
      for (const cell of document.querySelectorAll("[data-correcting]"))
        setAttributes(cell, { "data-correcting": null });
    this.context.moved();
  }
}
