import { entrantOf } from "./entrant.js";
import { newestOf, originOf, sharedWith } from "./histories.js";
import { eventUrl, refusal, request } from "./http.js";
import { page } from "./page.js";
import { t } from "./phrases.js";
import { RecordStore } from "./recordstore.js";

/**
 * What the server has acknowledged to this browser's desk in the last hour: a copy of the event that
 * goes on without it lacks it, and the desk may enter it again, in its order and under its id.
 *
 * @typedef {import("./histories.js").Lineage} Lineage
 * @typedef {object} OwnAct
 * @property {string} id
 * @property {"POST" | "PUT"} method
 * @property {string} path
 * @property {Record<string, any>} body
 * @property {string} words what it was
 * @property {string} ledger that acknowledged it, as the entry of this `version`
 * @property {string} origin
 * @property {number} version
 * @property {string} [receipt] the server's word that it has acknowledged it
 * @property {number} at by this device's clock
 * @property {{ledger: string, version: number}} [was] its place in the history before
 *
 * @typedef {Lineage & {marks: Record<string, Record<string, Record<string,
 *   {version: number, corrected: boolean}>>>}} Board
 */

const AN_HOUR = 3_600_000;
const MOST = 240;
// What only shows something is put again as it is wanted; a rehearsal is its own.
const NOT_KEPT = /^\/(scene|screens|timer|reveal|rehearsal|begin|freeze|unfreeze)|\/on_stage/;

class Acts {
  /** @type {Lineage | null} what the page shows */
  #shown = null;

  /** @param {string} event */
  constructor(event) {
    /** @type {RecordStore<OwnAct>} */
    this.store = new RecordStore(`scoreboard/acts/${event}/`);
  }

  /** @param {Lineage} board */
  shows({ ledger, origin, histories, cleared }) {
    this.#shown = {
      ledger,
      ...(origin && { origin }),
      ...(histories && { histories }),
      ...(cleared && { cleared }),
    };
  }

  /**
   * @param {{method: "POST" | "PUT", path: string, body: Record<string, any>}} act
   * @param {{id: string, version: number, receipt?: string}} entry that it brought, and the server's word for it
   * @param {string} words
   */
  keep({ method, path, body }, { id, version, receipt }, words) {
    const shown = this.#shown;
    if (!shown || NOT_KEPT.test(path)) return;
    const { ledger } = shown;
    const origin = originOf(shown);
    const at = Date.now();
    this.store.put({ id, method, path, body, words, ledger, origin, version, receipt, at });
    this.#tidy();
  }

  /** What the ledger that is shown does not have, in the order in which it was done. */
  lacking() {
    this.#tidy();
    return this.store
      .all()
      .filter((act) => this.#lacks(act))
      .sort(byOrder);
  }

  /** What the ledger that is shown has acknowledged here last. */
  told() {
    return newestOf(this.store.all(), this.#shown?.ledger);
  }

  /** @param {string} id of what is not to be entered again */
  leave(id) {
    this.store.remove(id);
  }

  /**
   * Enters it again.
   *
   * @param {OwnAct} act
   * @param {Board} board the newest
   * @returns {Promise<string>} why it was not taken; empty where it was
   */
  async offer(act, board) {
    const body = this.#asHere(act, board);
    if (!body) return t("It takes back an entry that this copy does not have.");
    const { method, path, ledger, version, at } = act;
    const answer = await request(method, eventUrl(path), { body, offered: { ledger, at } });
    if (answer.meaning !== "done") return refusal(answer);
    const here = Number(answer.body?.entry?.version ?? answer.body?.version);
    this.store.put({
      ...act,
      body,
      ledger: board.ledger,
      origin: originOf(board),
      version: here,
      receipt: answer.body?.receipt,
      was: { ledger, version },
    });
    return "";
  }

  /** @param {OwnAct} act */
  #lacks(act) {
    const shared = this.#shown && sharedWith(this.#shown, act);
    return shared !== null && act.version > shared;
  }

  /**
   * What is sent, with the versions that it speaks of as this ledger counts; null where it speaks of
   * an entry that is not here. A mark of the judge's own that came again is what was corrected; a
   * newer correction is not.
   *
   * @param {OwnAct} act
   * @param {Board} board
   */
  #asHere({ id, path, body, ledger, origin }, board) {
    const shared = sharedWith(board, { ledger, origin }) ?? 0;
    const { ledger: _ledger, ...here } = /** @type {Record<string, any>} */ ({ ...body, id });
    if (path === "/undo" && Number(body.entry) > shared) {
      const undone = this.store
        .all()
        .find(({ was }) => was?.ledger === ledger && was.version === Number(body.entry));
      return undone ? { ...here, entry: undone.version } : null;
    }
    if (typeof body.replaces === "number" && body.replaces > shared) {
      const team = body.member ? entrantOf(body.team, body.member) : body.team;
      const mark = board.marks[body.round]?.[team]?.[body.judge];
      return { ...here, replaces: mark && !mark.corrected ? mark.version : 0 };
    }
    return here;
  }

  #tidy() {
    const all = this.store.all().sort((one, other) => one.at - other.at);
    all.forEach(({ id, at }, n) => {
      if (n < all.length - MOST || Date.now() - at > AN_HOUR) this.store.remove(id);
    });
  }
}

/**
 * @param {OwnAct} one
 * @param {OwnAct} other
 */
function byOrder(one, other) {
  // The clock may have been put right meanwhile.
  return one.ledger === other.ledger ? one.version - other.version : one.at - other.at;
}

/** Those of this page's event. */
export const acts = new Acts(page.event ?? "");
