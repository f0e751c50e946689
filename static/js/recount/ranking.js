import { compare } from "./exact.js";

/**
 * From keys to places (rulebook, "From totals to places"). A key is a list of exact numbers that are
 * compared one after the other, the greater first; null takes no place.
 *
 * @typedef {import("./exact.js").Exact} Exact
 * @typedef {Exact[]} Key
 */

/**
 * @param {Key} a
 * @param {Key} b
 * @returns {number} below 0 where a is to be placed first
 */
export function before(a, b) {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    if (!left || !right) return left ? -1 : 1;
    const order = compare(right, left);
    if (order) return order;
  }
  return 0;
}

/**
 * The positions of equal keys together, best first, each group in the order given.
 *
 * @param {(Key | null)[]} keys
 * @returns {number[][]}
 */
export function levels(keys) {
  /** @type {number[][]} */
  const found = [];
  const placed = keys.flatMap((key, i) => (key ? [i] : []));
  placed.sort(
    (a, b) => before(/** @type {Key} */ (keys[a]), /** @type {Key} */ (keys[b])) || a - b,
  );
  for (const i of placed) {
    const last = found.at(-1);
    const first = last?.[0];
    if (
      last &&
      first !== undefined &&
      !before(/** @type {Key} */ (keys[first]), /** @type {Key} */ (keys[i]))
    )
      last.push(i);
    else found.push([i]);
  }
  return found;
}

/**
 * The printed place of each position; null without one. Half a place is possible.
 *
 * @param {number[][]} groups positions level with each other, best first
 * @param {number} count of all positions
 * @param {string} method
 * @returns {(number | null)[]}
 */
export function placesBy(groups, count, method) {
  /** @type {(number | null)[]} */
  const found = Array(count).fill(null);
  let ahead = 0;
  for (const [nth, group] of groups.entries()) {
    for (const [at, i] of group.entries())
      found[i] =
        {
          dense: nth + 1,
          competition: ahead + 1,
          modified: ahead + group.length,
          ordinal: ahead + at + 1,
          fractional: ahead + (group.length + 1) / 2,
        }[method] ?? null;
    ahead += group.length;
  }
  return found;
}
