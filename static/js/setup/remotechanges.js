import { eventUrl } from "../common/http.js";
import { connect } from "../common/live.js";
import { ask } from "./api.js";

/**
 * Notices set-ups that somebody else saves while this page is open.
 *
 * @typedef {{id: string, version: number, kind: string}} Entry
 */

/** Milliseconds between two looks: on the day the ledger grows with every mark. */
const PAUSE = 1000;

export class RemoteChanges {
  /** @param {string} event */
  constructor(event) {
    this.newest = 0;
    this.seen = Number.POSITIVE_INFINITY;
    /** What this page wrote itself: the ids of its entries. */
    this.own = new Set();
    this.looking = false;
    this.changed = async () => {};
    connect({ event, view: "desk", onBoard: ({ version }) => this.#heard(version) });
  }

  /**
   * @param {number} version that the page was drawn from
   * @param {() => Promise<void>} changed
   */
  watch(version, changed) {
    this.seen = version;
    this.changed = changed;
    this.#look();
  }

  /** @param {number} version */
  #heard(version) {
    this.newest = version;
    this.#look();
  }

  async #look() {
    if (this.looking || this.newest <= this.seen) return;
    this.looking = true;
    const url = eventUrl("/ledger", { since: String(this.seen) });
    const { meaning, body } = await ask("GET", url);
    /** @type {Entry[]} */
    const entries = meaning === "done" ? body.entries : [];
    this.seen = entries.at(-1)?.version ?? this.seen;
    if (entries.some(({ id, kind }) => kind === "setup" && !this.own.has(id))) await this.changed();
    setTimeout(() => {
      this.looking = false;
      this.#look();
    }, PAUSE);
  }
}
