/**
 * The list of screens. Each process of the server sends its own share of it; here they are merged.
 *
 * @typedef {import("./shapes.js").ShownScreen["state"]} ScreenState
 * @typedef {import("./shapes.js").ShownScreen} Screen
 * @typedef {{event: string, process: string, audience: number, dismissed: string[],
 *   screens: Screen[], room?: {phones: number, waiting: number}}} Share
 */

/** A process tells its share every five seconds; one that has not for this long is no more. */
const TOLD_WITHIN = 16_000;

export class Shares {
  constructor() {
    /** @type {Map<string, {share: Share, at: number}>} */
    this.known = new Map();
  }

  /**
   * @param {Share} share
   * @param {number} now milliseconds
   */
  take(share, now) {
    this.known.set(share.process, { share, at: now });
  }

  /**
   * @param {number} now milliseconds
   * @returns {{screens: Screen[], audience: number, waiting: number}} waiting: phones for which
   *   there was no room
   */
  list(now) {
    const newest = Math.max(0, ...Array.from(this.known.values(), ({ at }) => at));
    for (const [process, { at }] of this.known)
      if (newest - at > TOLD_WITHIN) this.known.delete(process);
    const shares = [...this.known.values()];
    const dismissed = new Set(shares.flatMap(({ share }) => share.dismissed));
    const all = shares.flatMap(({ share, at }) =>
      share.screens.map((screen) => aged(screen, (now - at) / 1000)),
    );
    const live = all.filter(isLive);
    const screens = all.filter(
      (one) => isLive(one) || !(dismissed.has(one.key) || live.some((other) => isBack(one, other))),
    );
    const audience = shares.reduce((sum, { share }) => sum + share.audience, 0);
    const waiting = shares.reduce((sum, { share }) => sum + (share.room?.waiting ?? 0), 0);
    return { screens, audience, waiting };
  }
}

/**
 * The tablets and displays that nothing comes from any more; what somebody has closed is missed by nobody, nor is a
 * desk.
 *
 * @param {Screen[]} screens
 */
export function missing(screens) {
  return screens.filter(({ state, view }) => state === "silent" && view !== "desk");
}

/** @param {Screen} screen */
function isLive(screen) {
  return screen.state === "live";
}

/**
 * Whether a screen that fell silent has come back to another process, which cannot know that.
 *
 * @param {Screen} silent
 * @param {Screen} live
 */
function isBack(silent, live) {
  const same = silent.id !== null && silent.id === live.id && silent.view === live.view;
  return same && process(silent) !== process(live);
}

/** @param {Screen} screen */
function process({ key }) {
  return key.split("-")[0];
}

/**
 * @param {Screen} screen
 * @param {number} seconds since the share was sent
 * @returns {Screen}
 */
function aged(screen, seconds) {
  return isLive(screen) ? screen : { ...screen, quiet: screen.quiet + Math.max(0, seconds) };
}
