import { lease } from "./lease.js";

/**
 * Empties the outbox: one item at a time, in order, with growing pauses, for as long as the page
 * is open.
 *
 * @typedef {import("./outbox.js").Outbox} Outbox
 * @typedef {import("./markapi.js").Deliver} Deliver
 */

const TIMEOUT = 8_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 4_000;
const SIGNED_OUT_PAUSE = 10_000;
// An unanswered request older than this is given up when the connection comes back.
const PATIENCE = 1_500;

export class Sender {
  /**
   * @param {{event: string, judge: string, outbox: Outbox, deliver: Deliver,
   *   changed: () => void, version: () => number}} options version: of the sheet that is shown
   */
  constructor({ event, judge, outbox, deliver, changed, version }) {
    this.version = version;
    this.outbox = outbox;
    this.deliver = deliver;
    this.changed = changed;
    this.judge = judge;
    this.judgeKey = `scoreboard/judge/${event}`;
    this.lease = lease(`scoreboard/sender/${event}/${judge}`, TIMEOUT + 2_000);
    this.signedOut = false;
    this.failures = 0;
    this.timer = 0;
    /** @type {{since: number, abort: AbortController} | null} */
    this.sending = null;
    this.#claim();
    this.#listen();
  }

  /** Whether another judge has since signed in on this browser: then this page must not send. */
  get displaced() {
    try {
      return (localStorage.getItem(this.judgeKey) ?? this.judge) !== this.judge;
    } catch {
      return false;
    }
  }

  /** Tries at once: the network, the server or the judge has come back. */
  wake() {
    this.failures = 0;
    if (this.sending && Date.now() - this.sending.since > PATIENCE) this.sending.abort.abort();
    this.send();
  }

  /** Sends the first item that waits, unless one is on its way. */
  async send() {
    if (this.sending) return;
    clearTimeout(this.timer);
    const [first] = this.outbox.pending;
    if (!first) return this.lease.release();
    if (this.displaced) return;
    if (!this.lease.take()) return this.#later(1_000);
    const item = this.outbox.attempt(first);
    const abort = new AbortController();
    const timeout = setTimeout(() => abort.abort(), TIMEOUT);
    this.sending = { since: Date.now(), abort };
    const verdict = await this.deliver(item, abort.signal);
    clearTimeout(timeout);
    this.sending = null;
    this.#settle(item, verdict);
    this.changed();
  }

  /**
   * @param {import("./outbox.js").Item} item
   * @param {import("./markapi.js").Verdict} verdict
   */
  #settle(item, verdict) {
    this.signedOut = verdict.kind === "signed-out";
    if (verdict.kind === "signed-out") {
      // A page with a new card in this browser can send, and must not wait for this one.
      this.lease.release();
      return this.#later(SIGNED_OUT_PAUSE);
    }
    if (verdict.kind === "later") {
      const pause = Math.min(FIRST_PAUSE * 2 ** this.failures, LONGEST_PAUSE);
      this.failures += 1;
      // Scattered a little, so that a hall's tablets do not all come back in one instant.
      return this.#later(Math.max(pause * (0.8 + Math.random() * 0.4), verdict.after));
    }
    this.failures = 0;
    if (verdict.kind === "saved") this.outbox.saved(item, verdict.version, verdict.receipt);
    else if (verdict.kind === "at desk") this.outbox.leftToDesk(item, verdict, this.version());
    else this.outbox.refused(item, verdict.detail, verdict.asks);
    return this.#later(0);
  }

  /** @param {number} pause */
  #later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  #claim() {
    try {
      localStorage.setItem(this.judgeKey, this.judge);
    } catch {
      // Without storage no other page can learn of it.
    }
  }

  #listen() {
    addEventListener("online", () => this.wake());
    addEventListener("pageshow", () => this.wake());
    addEventListener("pagehide", () => this.lease.release());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.wake();
    });
    addEventListener("storage", (event) => {
      if (event.key !== null && !event.key.startsWith("scoreboard/")) return;
      this.changed();
      this.send();
    });
  }
}
