import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { kindOf, names } from "../common/entrywords.js";

/**
 * The scale under the slider: when which round was open.
 *
 * @typedef {import("./ledger.js").LedgerBook} LedgerBook
 * @typedef {{round: string, from: number, to: number}} Span versions, both included
 */

/** In hundredths of the scale: where a name has no room, a piece of its first letter says nothing. */
const NARROW = 8;

/**
 * The versions that opened or closed a round, or announced something; oldest first.
 *
 * @param {LedgerBook} ledger
 * @returns {number[]}
 */
export function milestones({ entries }) {
  const found = [...entries.values()].filter((entry) => kindOf(entry).scale !== null);
  return found.map(({ version }) => version).sort((a, b) => a - b);
}

/**
 * @param {LedgerBook} ledger
 * @param {number} newest
 * @returns {Span[]}
 */
function spansOf(ledger, newest) {
  /** @type {Span[]} */
  const spans = [];
  for (const version of milestones(ledger)) {
    const { kind, round = "" } = ledger.entries.get(version) ?? { kind: "" };
    const { scale } = kindOf({ kind });
    if (ledger.gone.has(version) || scale === "notch") continue;
    const last = spans.at(-1);
    if (last && last.to === newest) last.to = version;
    if (scale === "begins") spans.push({ round, from: version, to: newest });
  }
  return spans;
}

/** @type {string} */
let drawn = "";

/**
 * @param {LedgerBook} ledger
 * @param {number} newest
 */
export function drawScale(ledger, newest) {
  const state = `${ledger.first} ${ledger.newest} ${newest}`;
  if (state === drawn) return;
  drawn = state;
  const share = (/** @type {number} */ version) =>
    newest > 1 ? ((version - 1) / (newest - 1)) * 100 : 0;
  reconcile(find("#scrub-rounds"), spansOf(ledger, newest), {
    key: ({ from }) => String(from),
    make: () => make("li", { class: "scrub-round" }),
    draw: (item, { round, from, to }) => {
      const width = Math.max(0, share(to) - share(from));
      setText(item, width < NARROW ? "" : (names.rounds.get(round) ?? round));
      setAttributes(item, { "data-open": to === newest });
      item.style.setProperty("left", `${share(from)}%`);
      item.style.setProperty("width", `${width}%`);
    },
  });
}
