/** The screen as a whole: filled by this page, and kept awake. */

/** Whether the page could fill the screen and does not yet. */
export function canFill() {
  const filled =
    window.innerHeight >= window.screen.height && window.innerWidth >= window.screen.width;
  return document.fullscreenEnabled && document.fullscreenElement === null && !filled;
}

/** Fills the screen, or leaves it again. */
export async function fillScreen() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // The browser does not allow it; the page goes on as it stands.
  }
}

/**
 * Keeps the screen awake for as long as the page is in sight. Browsers allow it on secure addresses alone.
 *
 * @returns {Promise<boolean>} whether it is kept
 */
export async function keepAwake() {
  const { wakeLock } = /** @type {{wakeLock?: WakeLock}} */ (navigator);
  if (!wakeLock) return false;
  try {
    const lock = await wakeLock.request("screen");
    // The browser lets go while the page is out of sight.
    lock.addEventListener("release", () => {
      const again = () => {
        if (document.hidden) return;
        document.removeEventListener("visibilitychange", again);
        keepAwake();
      };
      document.addEventListener("visibilitychange", again);
    });
    return true;
  } catch {
    return false;
  }
}
