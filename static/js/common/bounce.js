/**
 * The second half of a double touch: it falls where the first one fell, a moment later.
 */

/** Milliseconds within which nobody means two things at the same spot. */
export const MOMENT = 400;
/** Pixels between two touches that are meant to be one. */
const SPOT = 24;

const NEVER = { x: 0, y: 0, at: Number.NEGATIVE_INFINITY };

/**
 * @returns {(event: MouseEvent, moment?: number) => boolean} whether a click is the second half of a double touch;
 *   what the keyboard does is none, and whoever has touched something else in between means the next one too
 */
export function bounces() {
  let last = NEVER;
  const isNear = (/** @type {MouseEvent} */ { clientX, clientY }) =>
    Math.abs(clientX - last.x) < SPOT && Math.abs(clientY - last.y) < SPOT;
  document.addEventListener(
    "click",
    (event) => {
      if (event.detail > 0 && !isNear(event)) last = NEVER;
    },
    { capture: true },
  );
  return (event, moment = MOMENT) => {
    const { clientX: x, clientY: y, timeStamp: at, detail } = event;
    if (detail === 0) return false;
    const bounced = isNear(event) && at - last.at < moment;
    last = { x, y, at };
    return bounced;
  };
}
