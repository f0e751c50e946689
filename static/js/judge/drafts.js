import { same } from "../common/amount.js";
import { sameValues } from "../common/criteria.js";
import { RecordStore, sweep } from "../common/recordstore.js";
import { sheetIn } from "./kinds/criteria.js";
import { openRounds } from "./openrounds.js";

/**
 * What a judge has typed and not submitted. It outlives a reload, another team, and the closing of
 * its round: then it is said, and when the round is opened again it is in its field again. What was
 * typed in a rehearsal is never seen in the event.
 *
 * @typedef {object} Draft
 * @property {string} id round and team
 * @property {string} round
 * @property {string} roundName
 * @property {import("../board/model.js").Form} kind
 * @property {string} team
 * @property {string} teamName
 * @property {string} value
 * @property {number} at when it was typed, by this tablet's clock
 * @property {boolean} noted the judge has read that it was not submitted
 */

const STALE_AFTER = 12 * 3_600_000;

export class Drafts {
  /** @param {import("./marks.js").Sheet} sheet what the page was opened with */
  constructor({ event, judge, ledger }) {
    this.prefix = `scoreboard/draft/${event}/${judge.id}/`;
    this.#open(ledger);
    sweep(this.prefix, STALE_AFTER, "\0");
  }

  /** @param {string} ledger that the page has gone over to */
  useLedger(ledger) {
    if (ledger !== this.ledger) this.#open(ledger);
  }

  /** @param {string} ledger */
  #open(ledger) {
    this.ledger = ledger;
    /** @type {RecordStore<Draft>} */
    this.store = new RecordStore(`${this.prefix}${ledger}/`);
  }

  /**
   * What was typed in the open round, by team; without what has been submitted since.
   *
   * @param {import("./marks.js").Sheet} sheet
   * @returns {Map<string, string>}
   */
  of({ round, teams }) {
    const marks = new Map(teams.map((team) => [team.id, team]));
    const mine = this.store.all().filter((draft) => draft.round === round?.id);
    for (const { id, team, value } of mine) {
      const { mark = null, values } = marks.get(team) ?? {};
      const typed = sheetIn(value);
      const given = typed ? sameValues(typed.values, values) : mark !== null && same(mark, value);
      if (given) this.store.remove(id);
    }
    return new Map(
      this.store.all().flatMap((one) => (one.round === round?.id ? [[one.team, one.value]] : [])),
    );
  }

  /**
   * @param {import("./marks.js").SheetRound} round
   * @param {import("./marks.js").SheetTeam} team
   * @param {string} value empty: nothing any more
   */
  put(round, team, value) {
    const id = idOf(round.id, team.id);
    if (!value) return this.store.remove(id);
    return this.store.put({
      id,
      round: round.id,
      roundName: round.name,
      kind: round.form,
      team: team.id,
      teamName: team.name,
      value,
      at: Date.now(),
      noted: false,
    });
  }

  /**
   * @param {string} round
   * @param {string} team
   */
  remove(round, team) {
    this.store.remove(idOf(round, team));
  }

  /**
   * What was typed in rounds that are not open any more, as long as the judge has not read that.
   *
   * @param {import("./marks.js").Sheet} sheet
   * @returns {Draft[]} the oldest first
   */
  left(sheet) {
    const open = openRounds(sheet);
    const others = this.store.all().filter((draft) => !open.includes(draft.round) && !draft.noted);
    return others.sort((a, b) => a.at - b.at);
  }

  /**
   * The judge has read it; opened again, the round still has it.
   *
   * @param {Draft} draft
   */
  note(draft) {
    this.store.put({ ...draft, noted: true });
  }
}

/**
 * @param {string} round
 * @param {string} team
 */
function idOf(round, team) {
  return `${encodeURIComponent(round)}/${encodeURIComponent(team)}`;
}
