import { voidedBy } from "../common/entrywords.js";
import { eventUrl, request } from "../common/http.js";

/**
 * The entries of the ledger: the newest first, the long rest in parts behind them, and news as it
 * comes. Nothing of a ledger ever changes, so each is fetched once.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 */

const PART = 1_000;
const AGAIN = 2_000;

export class LedgerBook {
  /** @type {Map<number, Entry>} by version */
  entries = new Map();
  /** @type {Map<number, Entry>} what took an entry back, by its version */
  gone = new Map();
  /** The oldest version known; 1 when all are. */
  first = Number.POSITIVE_INFINITY;
  newest = 0;
  /** @type {Promise<void> | null} */
  #fetching = null;
  #wanted = 0;

  /** @param {() => void} changed called after each part that came */
  constructor(changed) {
    this.changed = changed;
  }

  get whole() {
    return this.first <= 1;
  }

  /** @returns {Entry[]} newest first */
  get newestFirst() {
    return [...this.entries.values()].sort((a, b) => b.version - a.version);
  }

  /** The version of the beginning that counts; what is older was set aside. */
  get begun() {
    let begun = 0;
    for (const { kind, version } of this.entries.values())
      if (kind === "begin" && !this.gone.has(version) && version > begun) begun = version;
    return begun;
  }

  /**
   * Sees to it that everything up to a version is here or on its way.
   *
   * @param {number} version
   */
  reach(version) {
    this.#wanted = Math.max(this.#wanted, version);
    if (this.newest >= this.#wanted && this.whole) return;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
      this.reach(this.#wanted);
    });
  }

  async #fetch() {
    const asksNewest = this.newest < this.#wanted;
    const since = asksNewest
      ? this.newest || Math.max(0, this.#wanted - PART / 2)
      : Math.max(0, this.first - 1 - PART);
    const limit = asksNewest ? this.#wanted - since : this.first - 1 - since;
    const url = eventUrl("/ledger", { since: String(since), limit: String(limit) });
    const { meaning, body } = await request("GET", url);
    // Nothing at all is no answer either: asked again at once it would be asked for ever.
    if (meaning !== "done" || body.entries.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      return;
    }
    this.#take(body.entries, since);
  }

  /**
   * @param {Entry[]} entries
   * @param {number} since
   */
  #take(entries, since) {
    for (const entry of entries) this.entries.set(entry.version, entry);
    this.first = Math.min(this.first, since + 1);
    this.newest = Math.max(this.newest, entries.at(-1)?.version ?? 0);
    this.gone = voidedBy([...this.entries.values()].filter(({ kind }) => kind === "undo"));
    this.changed();
  }
}
