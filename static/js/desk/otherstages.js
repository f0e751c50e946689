import { eventUrl, request } from "../common/http.js";

/**
 * Boards of stages other than the current one, which live messages do not carry: fetched when one
 * is looked at, and again after each change.
 *
 * @typedef {{event: string, version: number} & Record<string, any>} Versioned
 */
export class OtherStages {
  /** @param {() => void} arrived called when a board asked for is there */
  constructor(arrived) {
    this.arrived = arrived;
    /** @type {Map<string, Versioned>} */
    this.known = new Map();
    /** @type {Map<string, number>} the version each was asked for */
    this.asked = new Map();
  }

  /**
   * @param {"desk" | "public"} view
   * @param {string} stage
   * @param {number} version as new as the answer should be
   * @returns {any} the newest board known, or null while none is
   */
  board(view, stage, version) {
    const key = `${view} ${stage}`;
    const known = this.known.get(key) ?? null;
    if ((known?.version ?? -1) < version) this.#ask(key, view, stage, version);
    return known;
  }

  /**
   * @param {string} key
   * @param {string} view
   * @param {string} stage
   * @param {number} version
   */
  async #ask(key, view, stage, version) {
    if ((this.asked.get(key) ?? -1) >= version) return;
    this.asked.set(key, version);
    const newer = await fetchBoard(view === "desk" ? { stage, view } : { stage });
    if (!newer) this.asked.delete(key);
    if (!newer || newer.version < (this.known.get(key)?.version ?? 0)) return;
    this.known.set(key, newer);
    this.arrived();
  }
}

/**
 * A board as it is now.
 *
 * @param {Record<string, string>} query
 * @returns {Promise<any>} null when it cannot be had now; what is known stays shown, and the next board asks again
 */
export async function fetchBoard(query) {
  const { meaning, body } = await request("GET", eventUrl("/board", query));
  return meaning === "done" ? body : null;
}
