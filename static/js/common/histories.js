/**
 * Two histories of one event: what the one acknowledged, and the other may not have.
 *
 * @typedef {{ledger: string, origin?: string, histories?: {ledger: string, version: number}[],
 *   cleared?: string[]}} Lineage of a sheet or a desk's board
 * @typedef {{ledger: string, entries: [string, number, string][]}} Told the newest acts that a ledger
 *   has acknowledged here: each entry's id and version, and the server's word for it
 */

/**
 * What all histories of an event have in common.
 *
 * @param {Lineage} shown
 */
export const originOf = ({ ledger, origin }) => origin ?? ledger;

/**
 * Up to which version the ledger that is shown has what another one had: 0 where nobody knows; null
 * where what that one acknowledged is not to be offered to it, since it is the same, was cleared,
 * is another event's or a rehearsal's.
 *
 * @param {Lineage} shown
 * @param {{ledger: string, origin?: string}} acknowledged
 * @returns {number | null}
 */
export function sharedWith(shown, { ledger, origin }) {
  if (ledger === shown.ledger) return null;
  const followed = shown.histories?.find((one) => one.ledger === ledger);
  if (followed) return followed.version;
  const known = shown.cleared?.includes(ledger) ?? false;
  return origin === originOf(shown) && !known ? 0 : null;
}

/** How many acts a page names: what a disk loses is what came last. */
const NAMED = 20;

/**
 * @param {{id: string, ledger: string, version: number | null, receipt?: string}[]} kept
 * @param {string | undefined} ledger
 * @returns {Told | null}
 */
export function newestOf(kept, ledger) {
  const entries = kept
    .filter((one) => one.ledger === ledger && one.version !== null && one.receipt)
    .map(
      ({ id, version, receipt }) =>
        /** @type {[string, number, string]} */ ([id, Number(version), receipt]),
    )
    .sort(([, one], [, other]) => other - one)
    .slice(0, NAMED);
  return ledger && entries.length > 0 ? { ledger, entries } : null;
}
