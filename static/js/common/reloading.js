/**
 * Loads the page anew as soon as nothing would be lost by it.
 *
 * @param {() => boolean} [mayReload]
 */
export function reloadSafely(mayReload) {
  if (mayReload?.() === false) setTimeout(() => reloadSafely(mayReload), 1000);
  else window.location.reload();
}
