import { sharedWith } from "../common/histories.js";
import { drawers, RecordStore } from "../common/recordstore.js";
import { offeredTo } from "./offering.js";

/**
 * A ledger goes on from another one: what that acknowledged and this does not have is queued again,
 * and what waited there comes along.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {import("./marks.js").Sheet} Sheet
 */

/**
 * @param {import("./outbox.js").Outbox} outbox of the sheet's ledger
 * @param {Sheet} sheet
 */
export function bringAlong(outbox, sheet) {
  const waiting = waitingElsewhere(outbox.prefix, sheet);
  // An outbox leaves in its order: what still waits was entered after what was acknowledged.
  outbox.putFirst([...outbox.kept.offered(sheet), ...waiting.map(({ item }) => item)]);
  for (const { item, from } of waiting) from.remove(item.id);
}

/**
 * What waits in the drawers of ledgers that this one goes on from.
 *
 * @param {string} prefix of all drawers
 * @param {Sheet} sheet
 */
function waitingElsewhere(prefix, sheet) {
  const found = [];
  for (const ledger of drawers(prefix)) {
    if (ledger === sheet.ledger) continue;
    /** @type {RecordStore<Item>} */
    const from = new RecordStore(`${prefix}${ledger}/`);
    for (const item of from.all()) {
      const shared = item.state === "pending" ? sharedWith(sheet, item) : null;
      if (shared !== null) found.push({ item: offeredTo(sheet, item, shared), from });
    }
  }
  return found.sort((one, other) => one.item.seq - other.item.seq);
}
