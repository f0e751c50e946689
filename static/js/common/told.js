/**
 * What the desk has told this display to show: kept in the browser, so that it comes back to the same after a restart.
 * Each window keeps its own; a browser that is started anew knows that of the last one.
 */

const TOLD = "scoreboard/told/";

/**
 * @param {string} event whose display was told
 * @param {string} path of the page that it is to show
 */
export function remember(event, path) {
  const target = /^\/e\/([^/]+)\//.exec(path)?.[1] ?? event;
  keep(event, path);
  // Told back by another event it stays there, and is not sent away again.
  if (target !== event) keep(target, "");
}

/**
 * Leads a display that was opened at its plain address to what it was told to show. An address that says itself what to
 * show is left as it is.
 *
 * @param {string} event
 * @returns {boolean} whether the page is on its way
 */
export function leadBack(event) {
  const asked = new URLSearchParams(location.search);
  const lang = asked.get("lang");
  asked.delete("lang");
  const path = asked.size === 0 ? told(event) : "";
  if (!path) return false;
  const to = new URL(path, location.origin);
  if (to.origin !== location.origin) return false;
  if (lang) to.searchParams.set("lang", lang);
  if (to.pathname === location.pathname && to.search === location.search) return false;
  location.replace(to);
  return true;
}

/**
 * @param {string} event
 * @param {string} path
 */
function keep(event, path) {
  try {
    for (const storage of storages()) storage.setItem(TOLD + event, path);
  } catch {
    // A full memory keeps nothing more: the display shows it all the same.
  }
}

/** @param {string} event */
function told(event) {
  for (const storage of storages()) {
    const kept = storage.getItem(TOLD + event);
    if (kept !== null)
      return /^\/e\/[a-z0-9-]{1,64}\/(display|overlay)(\?|$)/.test(kept) ? kept : "";
  }
  return "";
}

/** This window's own memory, then that of the whole browser; none where it keeps nothing. */
function storages() {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}
