import { originOf } from "../common/histories.js";

/**
 * What becomes of an item that another ledger gets than it was meant for.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {import("./marks.js").Sheet} Sheet
 */

/**
 * An item as it goes to another ledger than it was meant for. What it replaces was seen in that
 * one: beyond what both have it says nothing, and is none.
 *
 * @param {Sheet} sheet
 * @param {Item} item
 * @param {number} shared
 * @returns {Item}
 */
export function offeredTo(sheet, item, shared) {
  const { ledger, offered = ledger, replaces, version } = item;
  const seen = replaces !== null && replaces <= shared ? replaces : 0;
  return {
    ...item,
    ledger: sheet.ledger,
    origin: originOf(sheet),
    offered,
    acknowledged: item.acknowledged || version !== null,
    replaces: item.kind === "mark" ? seen : replaces,
    seen: sheet.version,
    state: "pending",
    detail: "",
    version: null,
  };
}

/**
 * @param {Item} one
 * @param {Item} other
 */
export function byEntering(one, other) {
  return one.at - other.at || one.seq - other.seq;
}

/**
 * As a ledger has them, whatever the tablet's clock said meanwhile.
 *
 * @param {Item} one
 * @param {Item} other
 */
export function byLedger(one, other) {
  const same = one.ledger === other.ledger && one.version !== null && other.version !== null;
  return same ? Number(one.version) - Number(other.version) : byEntering(one, other);
}
