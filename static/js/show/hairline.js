/**
 * The line along the top of the screen that runs out as the timer does.
 *
 * @typedef {import("../common/countdown.js").Count} Count
 */

/** @type {WeakMap<HTMLElement, {animation: Animation | null, ends: number}>} */
const lines = new WeakMap();
/** Milliseconds that two reckonings of the same end may lie apart. */
const SAME = 60;

/**
 * @param {HTMLElement} line whose transform-origin is at its left
 * @param {Count | null} count
 */
export function drawHairline(line, count) {
  const known = lines.get(line);
  const runs = count?.state === "running";
  const ends = runs ? performance.now() + count.until : 0;
  if (known?.animation && runs && Math.abs(known.ends - ends) < SAME) return;
  known?.animation?.cancel();
  line.style.transform = `scaleX(${runs ? 0 : (count?.part ?? 0)})`;
  const animation = runs
    ? line.animate([{ transform: `scaleX(${count.part})` }, { transform: "scaleX(0)" }], {
        duration: count.until,
      })
    : null;
  lines.set(line, { animation, ends });
}
