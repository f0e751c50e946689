/**
 * The second half of a double touch: it falls where the first one fell, a moment later.
 */

/** Milliseconds within which nobody means two things at the same spot. */
export const MOMENT = 400;
/** Pixels between two touches that are meant to be one. */
const SPOT = 24;

/**
 * @returns {(event: MouseEvent, moment?: number) => boolean} whether a click is the second half of a double touch;
 *   what the keyboard does is none
 */
export function bounces() {
  let last = { x: 0, y: 0, at: Number.NEGATIVE_INFINITY };
  return ({ clientX: x, clientY: y, timeStamp: at, detail }, moment = MOMENT) => {
    if (detail === 0) return false;
    const near = Math.abs(x - last.x) < SPOT && Math.abs(y - last.y) < SPOT;
    const bounced = near && at - last.at < moment;
    last = { x, y, at };
    return bounced;
  };
}
