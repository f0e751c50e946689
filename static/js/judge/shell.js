/**
 * Lets a reload without a network open this page: under TLS a worker keeps it on the tablet. Over plain HTTP browsers
 * have no such thing, and the page itself must stay open.
 */
export async function keepShell() {
  if (!("serviceWorker" in navigator) || location.protocol !== "https:") return;
  try {
    const scope = location.pathname;
    await navigator.serviceWorker.register(`${scope}/worker.js`, { scope });
    await navigator.serviceWorker.ready;
    // What was loaded before the worker was there has passed it by.
    const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
    const ours = files.filter(
      ({ origin, pathname }) => origin === location.origin && pathname.startsWith("/static/"),
    );
    const kept = await caches.open("scoreboard-judge");
    await kept.addAll([scope, ...new Set(ours.map(({ href }) => href))]);
    document.documentElement.dataset.shell = "kept";
  } catch {
    // Full, or forbidden: then it is as without TLS.
    document.documentElement.dataset.shell = "not kept";
  }
}
