/** Whether one picture can take the place of another unseen: all rows of a board stand where they stood. */

const ROWS = ".row[data-team]:not(.off-page)";

/**
 * @param {HTMLElement} before
 * @param {HTMLElement} after
 */
export function standsAlike(before, after) {
  const [old, now] = [rowsIn(before), rowsIn(after)];
  if (old.size === 0 || old.size !== now.size) return false;
  return [...old].every(([team, from]) => {
    const to = now.get(team);
    const pairs = to
      ? [
          [from.left, to.left],
          [from.top, to.top],
          [from.width, to.width],
        ]
      : [];
    return pairs.length > 0 && pairs.every(([a = 0, b = 0]) => Math.abs(a - b) < 1);
  });
}

/** @param {HTMLElement} layer */
function rowsIn(layer) {
  const rows = /** @type {HTMLElement[]} */ ([...layer.querySelectorAll(ROWS)]);
  return new Map(rows.map((row) => [row.dataset.team, row.getBoundingClientRect()]));
}
