import { motion, timing } from "../common/flip.js";

/**
 * Rows on their way: a row that has changed place moves there by its transform, at once or a moment
 * later; until then it stands where it was. One that is on its way when it is sent elsewhere arrives
 * first, so that nothing stops in mid-air and no place is skipped.
 *
 * @typedef {{animation: Animation, x: number, y: number, starts: number, ends: number}} Journey
 *   to where on the screen, and when
 */

/** A row that is nearly there does not wait, in milliseconds. */
const NEARLY = 60;

export class Journeys {
  /** @type {Map<HTMLElement, Journey>} */
  #under = new Map();

  /**
   * @param {Map<HTMLElement, DOMRect>} before where rows were seen before they were given their new places
   * @param {number} later milliseconds until they set out
   */
  send(before, later) {
    const now = performance.now();
    const known = new Map(this.#under);
    this.stop();
    // Read all, then move all: the page is laid out once.
    const moves = [...before].map(([row, from]) => ({
      row,
      from,
      to: row.getBoundingClientRect(),
    }));
    for (const { row, from, to } of moves) {
      const x = from.left - to.left;
      const y = from.top - to.top;
      if (!row.isConnected || (Math.abs(x) < 0.5 && Math.abs(y) < 0.5)) continue;
      const last = known.get(row);
      const first =
        last && last.starts <= now ? { ...last, x: last.x - to.left, y: last.y - to.top } : null;
      const animation = play(row, { x, y }, later, first, now);
      const journey = {
        animation,
        x: to.left,
        y: to.top,
        starts: now + later,
        ends: now + later + motion().travel,
      };
      this.#under.set(row, journey);
      row.classList.add("travelling");
      animation.onfinish = () => this.#end(row);
    }
  }

  /**
   * Lifts rows above the others, for as long as they are under way.
   *
   * @param {(row: HTMLElement) => boolean} rises
   */
  lift(rises) {
    for (const row of this.#under.keys()) row.classList.toggle("rising", rises(row));
  }

  /** Everything is where it belongs. */
  stop() {
    for (const [row, { animation }] of this.#under) {
      // The end of an old journey must not tidy up after a new one.
      animation.onfinish = null;
      animation.cancel();
      this.#end(row);
    }
  }

  /** @param {HTMLElement} row */
  #end(row) {
    this.#under.delete(row);
    row.classList.remove("travelling", "rising");
  }
}

/**
 * @param {HTMLElement} row
 * @param {{x: number, y: number}} from
 * @param {number} later
 * @param {Journey | null} first one that it is on, with its end as it is seen from the new place
 * @param {number} now
 */
function play(row, from, later, first, now) {
  const at = (/** @type {{x: number, y: number}} */ { x, y }) => `translate(${x}px, ${y}px)`;
  const { easing } = motion();
  const left = first ? first.ends - now : 0;
  if (!first || left < NEARLY || later < left)
    return row.animate(
      [{ transform: at(from) }, { transform: "translate(0, 0)" }],
      timing({ delay: first ? 0 : later }),
    );
  const duration = later + motion().travel;
  return row.animate(
    [
      { transform: at(from), easing: "ease-out" },
      { transform: at(first), offset: left / duration },
      { transform: at(first), offset: later / duration, easing },
      { transform: "translate(0, 0)" },
    ],
    { duration },
  );
}
