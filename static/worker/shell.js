/**
 * Keeps a judge's page on the tablet, so that a reload without a network opens it with what waits in it.
 *
 * It is there under TLS only: browsers allow it nowhere else. The page itself comes from the network wherever that
 * answers in time; files whose names change with their content are taken from the tablet. Nothing else passes by here:
 * no mark, no board, no other page.
 */

const KEPT = "scoreboard-judge";
/** Milliseconds after which the kept page is shown instead of waiting for the network. */
const PATIENCE = 4000;
/** The judge's page that this worker was made for. */
const PAGE = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});

/** The page from the network, and from the tablet where that does not answer in time. */
async function page(event) {
  const cache = await caches.open(KEPT);
  const asked = fetch(event.request).then(async (answer) => {
    // One that refuses is shown, and what was kept of it goes: the link has ended.
    if (answer.ok && !answer.redirected) await cache.put(PAGE, answer.clone());
    else if (answer.status === 401 || answer.status === 403) await cache.delete(PAGE);
    return answer.status < 500 ? answer : ((await cache.match(PAGE)) ?? answer);
  });
  event.waitUntil(asked.catch(() => undefined));
  const late = new Promise((done) => setTimeout(done, PATIENCE)).then(() => cache.match(PAGE));
  const first = await Promise.race([asked.catch(() => cache.match(PAGE)), late]);
  return first ?? asked;
}

/** A file: a stamped one as it was kept, any other from the network while there is one. */
async function file(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  if (kept && /immutable/.test(kept.headers.get("Cache-Control") ?? "")) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (failed) {
    if (kept) return kept;
    throw failed;
  }
}
