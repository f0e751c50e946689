import { plainly } from "../common/amount.js";
import { teamOf } from "../common/entrant.js";
import { t } from "../common/phrases.js";
import { inOrderOfPlay, worth } from "../common/staking.js";
import { Drafts } from "./drafts.js";
import { kindOf } from "./kinds/table.js";
import { markOf, takesMark } from "./marks.js";
import { inFront } from "./openrounds.js";
import { whyAsked } from "./questions.js";
import { progressOf, shownMark } from "./shownmarks.js";

/**
 * What a judge does at the sheet: chooses a team, types, submits, changes a mark, takes an award
 * back. Decides and remembers; draws nothing.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").SheetTeam} SheetTeam
 * @typedef {import("./marks.js").Award} Award
 * @typedef {import("./outbox.js").Outbox} Outbox
 * @typedef {{round: string, unmarked: string[]}} Closed the names of a round that has closed, and of
 *   the teams that have no mark of this judge in it
 * @typedef {{kind: import("./outbox.js").Kind, team: string, value: string,
 *   values?: import("../common/criteria.js").Values, replaces?: number | null, question?: string | null, target?: string, stake?: string | null,
 *   outcome?: import("../common/staking.js").Outcome, reason?: string, member?: string}} Entered
 * @typedef {{what: Entered, why: string, refused: string | null}} Asked what needs a reason first;
 *   refused: its id, where the server asked
 */

// The second half of a double touch on "Submit" arrives within this time.
const BOUNCE = 400;

export class Scoring {
  /**
   * @param {Sheet} sheet
   * @param {Outbox} outbox
   * @param {() => void} send
   */
  constructor(sheet, outbox, send) {
    this.sheet = inOrderOfPlay(sheet);
    this.outbox = outbox;
    this.send = send;
    /** @type {string | null} */
    this.chosen = null;
    this.kept = new Drafts(sheet);
    /** @type {Map<string, string>} typed but not submitted, by team */
    this.drafts = this.kept.of(this.sheet);
    /** @type {Map<string, {value: string, reason: string}>} refused before sending, by team */
    this.faults = new Map();
    /** @type {string | null} who of the chosen team has earned the points, where that is said */
    this.member = null;
    this.hint = "";
    /** The id of the criterion that the hint is about, if it is about one. */
    this.faultAt = "";
    /** @type {Asked | null} */
    this.asked = null;
    /** @type {Closed | null} the round that closed while the page was open */
    this.closed = null;
    this.submitted = Number.NEGATIVE_INFINITY;
    this.#chooseFirst();
  }

  /** @returns {import("./marks.js").View} */
  get view() {
    const { chosen, drafts, faults } = this;
    return { items: this.outbox.items, chosen, drafts, faults };
  }

  /** The chosen team, or null. */
  get team() {
    return this.sheet.teams.find((team) => team.id === this.chosen) ?? null;
  }

  /** Whether something is half typed for the chosen team, or asked about: it stays chosen. */
  get holding() {
    return this.asked !== null || Boolean(this.drafts.get(this.chosen ?? ""));
  }

  get markable() {
    if (!this.sheet.round?.scores) return [];
    return this.sheet.teams.filter((team) => !team.recused);
  }

  /**
   * Takes a newer sheet; nothing typed for one round may be found in the fields of another.
   *
   * @param {Sheet} newer
   * @returns {"older" | "same round" | "other round"}
   */
  accept(newer) {
    const { event, judge, ledger, version, round: before } = this.sheet;
    const mine = newer.event === event && newer.judge.id === judge.id;
    const samePlay = newer.ledger === ledger;
    if (!mine || (samePlay && newer.version < version)) return "older";
    const unmarked = this.#unmarked();
    // The round in front stays there as long as it is open.
    this.sheet = inOrderOfPlay(inFront(newer, before?.id));
    this.outbox.acknowledge(newer.version);
    const other = before?.id !== this.sheet.round?.id || !samePlay;
    if (other) {
      this.kept.useLedger(newer.ledger);
      this.drafts = this.kept.of(this.sheet);
      this.faults.clear();
      this.hint = "";
      this.asked = null;
      this.closed = newer.round || !before ? null : { round: before.name, unmarked };
    }
    if (other || !this.markable.some((team) => team.id === this.chosen)) this.#chooseFirst();
    return other ? "other round" : "same round";
  }

  /**
   * Puts another open round in front; what is typed in the one before stays with it.
   *
   * @param {string} id
   * @returns {boolean} whether it was not in front already
   */
  turnTo(id) {
    if (id === this.sheet.round?.id) return false;
    this.sheet = inOrderOfPlay(inFront(this.sheet, id));
    this.drafts = this.kept.of(this.sheet);
    this.faults.clear();
    this.hint = "";
    this.asked = null;
    this.#chooseFirst();
    return true;
  }

  /**
   * @param {string} id
   * @returns {boolean} whether that team can be marked by this judge
   */
  choose(id) {
    const of = this.#lineOf(id);
    if (of === null) return false;
    if (of !== this.chosen) this.member = null;
    this.chosen = of;
    this.hint = "";
    this.asked = null;
    return true;
  }

  /**
   * The team above or below the chosen one.
   *
   * @param {1 | -1} by
   * @returns {string | null}
   */
  neighbour(by) {
    const at = this.markable.findIndex((team) => team.id === this.chosen);
    return this.markable[at < 0 ? 0 : at + by]?.id ?? null;
  }

  /** @param {string} text */
  type(text) {
    const { team } = this;
    const { round } = this.sheet;
    if (!team || !round) return;
    this.faults.delete(team.id);
    this.drafts.set(team.id, plainly(text));
    this.kept.put(round, team, plainly(text));
    this.hint = "";
  }

  /**
   * Sends what the field holds, or says why it cannot be given.
   *
   * @param {string} text
   * @param {string} question
   */
  submit(text, question) {
    const { team } = this;
    const { round } = this.sheet;
    if (!round || !team) return;
    const kind = kindOf(round);
    const typed = kind.read(text, round);
    this.faultAt = "";
    if (!kind.typed) this.hint = t("Choose a stake first.");
    else if ("empty" in typed) {
      if (performance.now() - this.submitted < BOUNCE) return;
      this.hint = kind.field.empty();
    } else if ("why" in typed) {
      this.hint = typed.why;
      this.faultAt = typed.at ?? "";
      // A sheet stays as it is typed, with its fault at its field.
      if (typed.at) return;
      this.faults.set(team.id, { value: text.slice(0, 16), reason: typed.why });
      if (!kind.adds) {
        this.hint = "";
        this.drafts.delete(team.id);
      }
    } else {
      this.submitted = performance.now();
      this.give(typed.value, question);
    }
  }

  /**
   * Gives the chosen team a mark, or points; then the next is chosen, as the kind of round has it.
   *
   * @param {string} value
   * @param {string} question
   * @param {{stake: string | null, outcome: import("../common/staking.js").Outcome}} [answer] to a
   *   risk question
   */
  give(value, question, answer) {
    const { team, sheet } = this;
    if (!sheet.round || !team) return;
    const { items } = this.outbox;
    const kind = kindOf(sheet.round);
    if (kind.adds && sheet.round.by === "member" && !this.member) {
      const none = t("This team has no members in the set-up.");
      this.hint = team.members ? t("Choose who answered first.") : none;
      return;
    }
    this.hint = "";
    this.#forgetTyped(team.id);
    const what = kind.entry(sheet, team, value, question || null, items);
    const who = kind.adds && this.member ? { member: this.member } : {};
    this.member = null;
    if (what) this.#askOrEnter({ ...what, ...answer, ...who });
    if (!this.asked) this.#chooseNext(team.id);
  }

  /**
   * The answer to a risk question of the chosen team.
   *
   * @param {string | null} stake
   * @param {import("../common/staking.js").Outcome} outcome
   * @param {string} question
   */
  answer(stake, outcome, question) {
    this.give(worth(this.sheet.round ?? {}, stake, outcome), question, { stake, outcome });
  }

  /**
   * Books what was asked about.
   *
   * @param {string} reason
   */
  giveAsked(reason) {
    const { asked } = this;
    if (!asked) return;
    this.leaveAsked();
    this.#enter({ ...asked.what, reason });
    this.#chooseNext(asked.what.team, true);
  }

  /** The question was booked already: nothing more is to be sent. */
  leaveAsked() {
    if (this.asked?.refused) this.outbox.remove(this.asked.refused);
    this.asked = null;
  }

  /** What the server asked about of the chosen team's refused award, or null. */
  get refusedQuestion() {
    const { team } = this;
    const ids = team ? shownMark(this.sheet, team, this.view).refusals : [];
    return this.outbox.items.find((item) => item.asks && ids.includes(item.id)) ?? null;
  }

  /**
   * Asks why, where the server did.
   *
   * @param {import("./outbox.js").Item} item refused for want of a reason
   */
  askRefused({ id, kind, team, value, question, stake, outcome, member, detail }) {
    this.choose(team);
    const risk = outcome ? { stake: stake ?? "", outcome } : {};
    const who = member ? { member } : {};
    const what = { kind, team, value, question, ...risk, ...who };
    this.asked = { what, why: detail, refused: id };
  }

  /** @param {Award} award */
  takeBack({ id, team, points, item }) {
    // What never left the tablet needs no second message.
    if (item?.state === "pending" && item.attempts === 0) this.outbox.remove(id);
    else this.#enter({ kind: "withdraw", team, value: points, target: id });
  }

  /** The judge has read why the chosen team's mark was refused. */
  noted() {
    const { team } = this;
    if (!team) return;
    this.#forgetTyped(team.id);
    this.hint = "";
    for (const id of shownMark(this.sheet, team, this.view).refusals) this.outbox.remove(id);
  }

  /** @param {string} team */
  #forgetTyped(team) {
    this.drafts.delete(team);
    this.faults.delete(team);
    this.kept.remove(this.sheet.round?.id ?? "", team);
  }

  /** Whether every mark of the round has been submitted and acknowledged, and nothing else typed. */
  get done() {
    const { all, saved } = progressOf(this.sheet, this.view);
    const typing = [...this.drafts.values()].some(Boolean);
    return this.#marking && all > 0 && all === saved && !typing;
  }

  /** Whether this judge is to mark every team of the open round. */
  get #marking() {
    const { round } = this.sheet;
    return round?.scores === true && kindOf(round).panel;
  }

  /** The names of the teams that this judge was to mark and has not. */
  #unmarked() {
    if (!this.#marking) return [];
    const { items } = this.outbox;
    const open = this.markable
      .filter(takesMark)
      .filter((team) => !["saved", "pending"].includes(markOf(this.sheet, team, items).state));
    return open.map(({ name }) => name);
  }

  /**
   * One question more than the team has, or one it has had, is asked about first.
   *
   * @param {Entered} what
   */
  #askOrEnter(what) {
    const { sheet, outbox } = this;
    const team = sheet.teams.find((one) => one.id === what.team);
    const why = team ? whyAsked(sheet, team, outbox.items, what.question ?? null) : "";
    if (why) this.asked = { what, why, refused: null };
    else this.#enter(what);
  }

  /** @param {Entered} what */
  #enter(what) {
    const { round, teams, version } = this.sheet;
    if (!round) return;
    const teamName = teams.find((one) => one.id === what.team)?.name ?? what.team;
    this.outbox.add({ ...what, round: round.id, roundName: round.name, teamName, seen: version });
    this.send();
  }

  #chooseFirst() {
    const { sheet, outbox } = this;
    this.chosen = sheet.round ? kindOf(sheet.round).first(sheet, outbox.items) : null;
    if (this.#staged) this.chosen = this.#staged;
  }

  /** The line of who is on stage, where this judge gives something there; or null. */
  get #staged() {
    return this.sheet.on_stage === null ? null : this.#lineOf(this.sheet.on_stage);
  }

  /**
   * A line that this judge can mark: its own id, or of a team whose members are marked the first
   * who has no mark yet.
   *
   * @param {string} id
   * @returns {string | null}
   */
  #lineOf(id) {
    const { sheet, outbox, markable } = this;
    if (markable.some((team) => team.id === id)) return id;
    const members = markable.filter((team) => teamOf(team.id) === id);
    const next = members.find(
      (one) => takesMark(one) && markOf(sheet, one, outbox.items).state === "none",
    );
    return (next ?? members[0])?.id ?? null;
  }

  /**
   * Whose turn it is after a team was given something: who is on stage, where judges mark; else as
   * the kind of round has it.
   *
   * @param {string} team
   * @param {boolean} [later] whether another team may have been chosen meanwhile: it then stays
   */
  #chooseNext(team, later = false) {
    const { sheet, outbox } = this;
    const next = sheet.round ? kindOf(sheet.round).next(sheet, outbox.items, team) : team;
    if (this.#marking && this.#staged) this.chosen = this.#staged;
    else if (!later || next !== team) this.chosen = next;
  }
}
