import { newestOf, originOf, sharedWith } from "../common/histories.js";
import { RecordStore } from "../common/recordstore.js";
import { byEntering, byLedger, offeredTo } from "./offering.js";
import { openRounds } from "./openrounds.js";

/**
 * What the server has acknowledged in the last hour, though a sheet has shown it since: a copy of
 * the event that goes on without it is offered it again. Also what waits for the desk there.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {{closed: boolean, noted?: boolean}} AtDesk closed: since its round is not open; noted: the judge has read it
 * @typedef {Item & {origin?: string, kept: number, receipt?: string, told?: string, desk?: AtDesk, tried?: number}} Record
 * kept: since when, by this tablet's clock; told: the ledger that it was offered to last; tried: at which version
 */

const AN_HOUR = 3_600_000;
/** Milliseconds for which what waits at the desk is shown. */
const A_DAY = 12 * AN_HOUR;
// A tablet's storage has room for more; nobody enters more in an hour.
const MOST = 240;

export class Kept {
  /**
   * @param {string} event
   * @param {string} judge
   */
  constructor(event, judge) {
    /** @type {RecordStore<Record>} */
    this.store = new RecordStore(`scoreboard/kept/${event}/${judge}/`);
  }

  /**
   * Keeps what has just been acknowledged, by the ledger that the item names.
   *
   * @param {Item} item
   * @param {string} [receipt] the server's word for it
   */
  keep(item, receipt) {
    const { offered, acknowledged, ...rest } = item;
    this.store.put({ ...rest, kept: Date.now(), ...(receipt && { receipt }) });
    this.#tidy();
  }

  /**
   * Keeps what the desk has before it, as of the ledger that acknowledged it.
   *
   * @param {Item} item
   * @param {AtDesk} desk
   * @param {number} version of the sheet
   */
  atDesk(item, desk, version) {
    const { offered = item.ledger, ...rest } = item;
    const told = item.ledger;
    // The newer of two marks for the same is the one that the desk decides on.
    for (const { id, ...other } of this.waiting(told))
      if (other.kind === "mark" && other.round === item.round && other.team === item.team)
        this.store.remove(id);
    this.store.put({ ...rest, ledger: offered, kept: Date.now(), told, desk, tried: version });
  }

  /** @param {string} id */
  remove(id) {
    this.store.remove(id);
  }

  /** @param {string} id of what waits at the desk, and has been read */
  note(id) {
    const record = this.store.all().find((one) => one.id === id);
    if (record?.desk) this.store.put({ ...record, desk: { ...record.desk, noted: true } });
  }

  /**
   * What waits at the desk of this ledger, and has not been read yet.
   *
   * @param {string} ledger
   */
  waiting(ledger) {
    const here = this.store.all().filter(({ told, desk }) => told === ledger && desk);
    return here.filter(({ desk }) => !desk?.noted).sort(byEntering);
  }

  /**
   * What this ledger has acknowledged last. What takes an award back has no entry of its own id.
   *
   * @param {string} ledger
   */
  acknowledged(ledger) {
    const here = this.store.all().filter(({ kind, desk }) => kind !== "withdraw" && !desk);
    return newestOf(here, ledger);
  }

  /**
   * What is to be offered to the ledger of this sheet, in the order of entering: what it has not
   * been offered yet, and what waits for a round that is open by now. It counts as offered from now.
   *
   * @param {Sheet} sheet
   * @returns {Item[]}
   */
  offered(sheet) {
    this.#tidy();
    const open = openRounds(sheet);
    const found = [];
    for (const record of this.store.all().sort(byLedger)) {
      const shared = sharedWith(sheet, record);
      if (shared === null) continue;
      if (!record.desk && record.version !== null && record.version <= shared) {
        // The copy has it: it is of this ledger as well.
        this.store.put({ ...record, ledger: sheet.ledger, origin: originOf(sheet) });
        continue;
      }
      if (isEntered(sheet, record)) {
        this.store.remove(record.id);
        continue;
      }
      const again = record.desk?.closed && open.includes(record.round);
      if (record.told === sheet.ledger && !(again && record.tried !== sheet.version)) continue;
      const { kept, receipt, told, desk, tried, ...item } = record;
      found.push(offeredTo(sheet, item, shared));
      this.store.put({ ...item, kept, told: sheet.ledger });
    }
    return found;
  }

  #tidy() {
    const records = this.store.all().sort(byEntering);
    const late = records.length - MOST;
    records.forEach(({ id, kept, desk }, at) => {
      if (at < late || Date.now() - kept > (desk ? A_DAY : AN_HOUR)) this.store.remove(id);
    });
  }
}

/**
 * Whether the sheet shows this very mark: the desk has entered it.
 *
 * @param {Sheet} sheet
 * @param {Item} item
 */
function isEntered({ round, teams, others = [] }, { kind, round: id, team, value }) {
  const parts = [...(round ? [{ round, teams }] : []), ...others];
  const shown = parts.find((part) => part.round.id === id)?.teams.find((one) => one.id === team);
  return kind === "mark" && shown?.mark === value;
}
