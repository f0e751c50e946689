import { signed, sum } from "../common/amount.js";
import { motion } from "../common/flip.js";

/**
 * The score moment: what has changed between two boards, and when each of it is told. A chip says by
 * how much, then the bar grows, then the number counts, and then the rows set out. Many at once are
 * told one after the other, from the last place up; where more comes than can be told so, it is told
 * faster: the picture never stays behind by more than `BEHIND` milliseconds.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {{team: string, by: string}} Change by how much a team's total has changed, as it is printed
 * @typedef {{starts: Map<string, number>, setOut: number}} Schedule milliseconds from now until each
 *   team's change is told, by id, and until the rows set out
 */

/** Milliseconds between the beginnings of two that are told one after the other, at most. */
const BETWEEN = 450;
/** Milliseconds that a chip stands, and in which a bar grows. */
export const CHIP = 2400;
export const BAR = 350;
/** How far the picture may be behind what happens, in milliseconds. */
const BEHIND = 2500;

/**
 * The totals that have changed, from the last place up.
 *
 * @param {Board} before
 * @param {Board} after
 * @returns {Change[]}
 */
export function changesBetween(before, after) {
  const totals = new Map(before.rows.map((row) => [row.team.id, row.total]));
  return after.rows
    .filter(({ team, total }) => total !== null && totals.get(team.id) !== total)
    .map(({ team, total }) => ({
      team: team.id,
      by: difference(total ?? "0", totals.get(team.id)),
    }))
    .filter(({ by }) => by !== "0")
    .reverse();
}

/**
 * @param {string} now
 * @param {string | null | undefined} then nothing where there was no total
 */
function difference(now, then) {
  const less = then?.startsWith("-") ? then.slice(1) : `-${then ?? "0"}`;
  return signed(sum([now, less]));
}

/**
 * Who has come to the first place, and whether it is shared there; null where nobody has.
 *
 * @param {Board} before
 * @param {Board} after
 * @returns {{team: string, shared: boolean} | null}
 */
export function newLeader(before, after) {
  if (!before.places_shown || !after.places_shown) return null;
  const led = new Set(leaders(before).map(({ team }) => team.id));
  const lead = leaders(after);
  const risen = lead.filter(({ team }) => !led.has(team.id));
  const [first] = risen;
  return first && risen.length === 1 ? { team: first.team.name, shared: lead.length > 1 } : null;
}

/** @param {Board} board */
function leaders({ rows }) {
  const [first] = rows;
  if (!first || first.rank === null) return [];
  return first.tied ? rows.filter(({ rank }) => rank === first.rank) : [first];
}

export class Telling {
  /** When the next can be told. */
  #next = 0;
  /** When the rows set out that wait for it, and since when they wait. */
  #setOut = 0;
  #since = 0;

  /**
   * @param {Change[]} changes
   * @param {number} [lead] milliseconds for what is shown before the first is told
   * @param {number} [now]
   * @returns {Schedule}
   */
  schedule(changes, lead = 0, now = performance.now()) {
    const waiting = this.#setOut > now;
    if (changes.length === 0)
      return { starts: new Map(), setOut: waiting ? this.#setOut - now : 0 };
    if (!waiting) this.#since = now;
    const first = Math.min(Math.max(now + lead, this.#next), now + BEHIND);
    const pace = Math.min(BETWEEN, (now + BEHIND - first) / changes.length);
    const last = first + pace * (changes.length - 1);
    this.#next = last + pace;
    // Whoever waits longest decides: a burst that does not end cannot keep the rows from moving.
    const told = last + BAR + motion().travel;
    this.#setOut = Math.max(now, Math.min(told, this.#since + BEHIND + BAR));
    const starts = changes.map(
      ({ team }, i) => /** @type {const} */ ([team, first + i * pace - now]),
    );
    return { starts: new Map(starts), setOut: this.#setOut - now };
  }
}
