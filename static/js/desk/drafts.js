import { page } from "../common/page.js";

/**
 * Marks typed at this desk for a judge and not written yet. They outlive a reload of this page, and
 * those of another ledger (a rehearsal) are never seen.
 *
 * @typedef {{round: string, judge: string, team: string}} Where
 * @typedef {Where & {value: string}} Typed
 */

export class Drafts {
  /** @param {string} ledger the one that this page shows */
  constructor(ledger) {
    this.prefix = `scoreboard/typed/${page.event ?? ""}/${ledger}/`;
    /** @type {Map<string, string>} as stored, and where the browser stores nothing all there is */
    this.known = new Map();
    try {
      for (const key of Object.keys(sessionStorage))
        if (key.startsWith(this.prefix)) this.known.set(key, sessionStorage.getItem(key) ?? "");
    } catch {
      // Without storage what was typed lives as long as the page.
    }
  }

  /**
   * @param {Where} where
   * @returns {string} empty where nothing was typed
   */
  get(where) {
    return this.known.get(this.#key(where)) ?? "";
  }

  /**
   * @param {Where} where
   * @param {string} value empty: nothing any more
   */
  put(where, value) {
    const key = this.#key(where);
    if (value) this.known.set(key, value);
    else this.known.delete(key);
    try {
      if (value) sessionStorage.setItem(key, value);
      else sessionStorage.removeItem(key);
    } catch {
      // It is in memory.
    }
  }

  /**
   * All that was typed, for one judge in one round where they are given.
   *
   * @param {Partial<Where>} [of]
   * @returns {Typed[]}
   */
  all(of = {}) {
    return [...this.known].flatMap(([key, value]) => {
      const [round, judge, team] = JSON.parse(key.slice(this.prefix.length));
      const mine = (of.round ?? round) === round && (of.judge ?? judge) === judge;
      return mine && judge !== "" && team !== "" ? [{ round, judge, team, value }] : [];
    });
  }

  /**
   * The reason typed for all marks of a judge in a round.
   *
   * @param {string} round
   * @param {string} judge
   */
  reason(round, judge) {
    return this.get({ round, judge, team: "" });
  }

  /**
   * @param {string} round
   * @param {string} judge
   * @param {string} reason
   */
  putReason(round, judge, reason) {
    this.put({ round, judge, team: "" }, reason);
  }

  /**
   * What was typed beside a round's award buttons.
   *
   * @param {string} round
   * @param {string} field
   */
  beside(round, field) {
    return this.get({ round, judge: "", team: field });
  }

  /**
   * @param {string} round
   * @param {string} field
   * @param {string} value
   */
  putBeside(round, field, value) {
    this.put({ round, judge: "", team: field }, value);
  }

  /** @param {Where} where */
  #key({ round, judge, team }) {
    return this.prefix + JSON.stringify([round, judge, team]);
  }
}
