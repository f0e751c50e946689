import { originOf } from "../common/histories.js";
import { t } from "../common/phrases.js";
import { RecordStore, sweep } from "../common/recordstore.js";
import { uuid } from "../common/uuid.js";
import { bringAlong } from "./goingon.js";
import { Kept } from "./kept.js";

/**
 * What a judge entered and no sheet has shown yet. Every item is stored before it is first sent,
 * keeps its id for good (so a repeat never counts twice), and leaves in the order of entering.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {"mark" | "award" | "withdraw"} Kind
 * @typedef {object} Item
 * @property {string} id
 * @property {number} seq place in the queue
 * @property {Kind} kind
 * @property {string} ledger the ledger of the event itself, or of a rehearsal
 * @property {string} [origin] what all histories of that event, or rehearsal, have in common
 * @property {string} [offered] the ledger that it was meant for, where that goes on as another one
 * @property {boolean} [acknowledged] whether that had acknowledged it
 * @property {string} round
 * @property {string} roundName
 * @property {string} team
 * @property {string} teamName
 * @property {string} value
 * @property {import("../common/criteria.js").Values} [values] of the criteria, where the mark is
 *   their sum
 * @property {number | null} replaces version of the mark that the judge saw when changing it
 * @property {string | null} question
 * @property {string | null} [stake] of a risk question
 * @property {import("../common/staking.js").Outcome | null} [outcome] what became of the stake
 * @property {string | null} [reason] why a question is booked once more
 * @property {string} [member] who of the team has earned the points
 * @property {string | null} target the award that a withdrawal takes back
 * @property {number} at when it was entered, by this tablet's clock
 * @property {number} seen the ledger's version that the page showed then
 * @property {"pending" | "saved" | "refused"} state
 * @property {string} detail why it was refused
 * @property {boolean} [asks] whether it would be taken with a reason
 * @property {number | null} version the ledger's entry, once saved
 * @property {number} attempts
 *
 * @typedef {Pick<Item, "kind" | "round" | "roundName" | "team" | "teamName" | "value" | "seen">
 *   & Partial<Pick<Item, "values" | "replaces" | "question" | "target" | "stake" | "outcome" | "reason" | "member">>} Draft
 */

const STALE_AFTER = 12 * 3_600_000;

export class Outbox {
  /**
   * @param {string} event
   * @param {string} judge
   * @param {Sheet} sheet what the page was opened with
   */
  constructor(event, judge, sheet) {
    this.prefix = `scoreboard/outbox/${event}/${judge}/`;
    /** @type {Kept} */
    this.kept = new Kept(event, judge);
    this.ledger = sheet.ledger;
    this.origin = originOf(sheet);
    /** @type {RecordStore<Item>} */
    this.store = this.#drawerOf(sheet.ledger);
    sweep(this.prefix, STALE_AFTER, this.store.prefix);
    this.#takeStock(sheet.version);
    bringAlong(this, sheet);
  }

  /**
   * Puts what belongs to another ledger aside: nothing entered in a rehearsal is in the event's box,
   * and what waited in the event is there again when the rehearsal is over.
   *
   * @param {Sheet} sheet
   */
  useLedger(sheet) {
    if (sheet.ledger !== this.ledger) {
      this.ledger = sheet.ledger;
      this.origin = originOf(sheet);
      this.store = this.#drawerOf(sheet.ledger);
      this.#takeStock(sheet.version);
    }
    bringAlong(this, sheet);
  }

  /**
   * Queues what is offered before all that was entered here; what is queued already stays.
   *
   * @param {Item[]} items in their order
   */
  putFirst(items) {
    const here = this.items;
    const known = new Set(here.map(({ id }) => id));
    const fresh = items.filter(({ id }) => !known.has(id));
    const first = Math.min(1, ...here.map(({ seq }) => seq));
    fresh.forEach((item, at) => {
      this.store.put({ ...item, seq: first - fresh.length + at });
    });
  }

  /** What waits at the desk, where a round is not open or a newer mark stands. */
  get atDesk() {
    return this.kept.waiting(this.ledger);
  }

  /**
   * Everything not yet shown by a sheet, in the order of entering.
   *
   * @returns {Item[]}
   */
  get items() {
    return this.store.all().sort((a, b) => a.seq - b.seq || a.at - b.at);
  }

  /** What still has to reach the server. */
  get pending() {
    return this.items.filter((item) => item.state === "pending");
  }

  /** Whether what is entered would survive a reload. */
  get durable() {
    return this.store.durable;
  }

  /**
   * Stores what was entered, to be sent when its turn comes.
   *
   * @param {Draft} draft
   */
  add(draft) {
    const earlier = this.items;
    const same = earlier.filter((item) => aboutSame(item, draft));
    for (const item of same) if (item.state === "refused") this.store.remove(item.id);
    const waiting = same.filter((item) => item.state === "pending").at(-1);
    // What was never sent can be rewritten in its place; what may have arrived needs a successor.
    const rewritten = waiting?.attempts === 0 ? waiting : null;
    this.store.put({
      question: null,
      target: null,
      ...draft,
      ledger: this.ledger,
      origin: this.origin,
      replaces: waiting ? waiting.replaces : (draft.replaces ?? null),
      id: uuid(),
      seq: rewritten ? rewritten.seq : (earlier.at(-1)?.seq ?? 0) + 1,
      at: Date.now(),
      state: "pending",
      detail: "",
      version: null,
      attempts: 0,
    });
    if (rewritten) this.store.remove(rewritten.id);
  }

  /**
   * Forgets an item: one that was never sent, or a refusal the judge has read.
   *
   * @param {string} id
   */
  remove(id) {
    this.store.remove(id);
  }

  /**
   * Drops what the sheet of this version already shows.
   *
   * @param {number} version
   */
  acknowledge(version) {
    for (const item of this.items)
      if (item.state === "saved" && (item.version ?? 0) <= version) this.store.remove(item.id);
  }

  /**
   * Notes, before the request leaves, that the item may arrive from now on.
   *
   * @param {Item} item
   * @returns {Item}
   */
  attempt(item) {
    const tried = { ...item, attempts: item.attempts + 1 };
    this.#drawerFor(item).put(tried);
    return tried;
  }

  /**
   * @param {Item} item
   * @param {number} version the ledger's entry
   * @param {string} [receipt] the server's word for it
   */
  saved(item, version, receipt) {
    const { offered, acknowledged, ...saved } = item;
    this.#drawerFor(item).put({ ...saved, state: "saved", version });
    this.kept.keep({ ...saved, state: "saved", version }, receipt);
    for (const other of this.items.filter((one) => one.id !== item.id && aboutSame(one, item))) {
      if (other.state === "refused" && other.seq < item.seq) this.store.remove(other.id);
      // The judge's own earlier mark is what the next one replaces.
      if (other.state === "pending") this.store.put({ ...other, replaces: version });
    }
  }

  /**
   * @param {Item} item
   * @param {string} detail
   * @param {boolean} [asks] whether it would be taken with a reason
   */
  refused(item, detail, asks = false) {
    // What was saved once, and set aside on purpose since, needs no word.
    if (item.acknowledged) return this.#drawerFor(item).remove(item.id);
    this.#drawerFor(item).put({ ...item, state: "refused", detail, asks });
    for (const other of this.items)
      if (other.kind === "withdraw" && other.target === item.id) this.store.remove(other.id);
  }

  /**
   * The desk has it before it, since it cannot be taken now; or has had its word already.
   *
   * @param {Item} item
   * @param {{closed: boolean, decided: boolean}} desk
   * @param {number} version of the sheet
   */
  leftToDesk(item, { closed, decided }, version) {
    if (decided) this.kept.remove(item.id);
    else this.kept.atDesk(item, { closed }, version);
    this.#drawerFor(item).remove(item.id);
  }

  /**
   * @param {string} ledger
   * @returns {RecordStore<Item>}
   */
  #drawerOf(ledger) {
    return new RecordStore(`${this.prefix}${ledger}/`);
  }

  /**
   * An answer may come when the page has gone over to another ledger; the item stays in its own.
   *
   * @param {Item} item
   */
  #drawerFor(item) {
    return item.ledger === this.ledger ? this.store : this.#drawerOf(item.ledger);
  }

  /**
   * On opening: the sheet is the truth for what is saved, and yesterday's rehearsal is not sent.
   *
   * @param {number} version
   */
  #takeStock(version) {
    for (const item of this.items) {
      if (item.state === "saved") this.store.remove(item.id);
      if (item.state !== "pending") continue;
      const old = Date.now() - item.at > STALE_AFTER;
      if (old) this.refused(item, t("It was entered on an earlier day, so it was not sent again."));
      else if (item.seen > version)
        this.refused(
          item,
          t("The event was started anew since it was entered, so it was not sent again."),
        );
    }
  }
}

/**
 * Whether both are this judge's mark for the same team in the same round.
 *
 * @param {Pick<Item, "kind" | "round" | "team">} one
 * @param {Pick<Item, "kind" | "round" | "team">} other
 */
function aboutSame(one, other) {
  const marks = one.kind === "mark" && other.kind === "mark";
  return marks && one.round === other.round && one.team === other.team;
}
