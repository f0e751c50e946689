import { page } from "./page.js";
import { t } from "./phrases.js";
import { spoken } from "./spoken.js";
import { base, bearer, doubt, isAway } from "./where.js";

/**
 * Requests to the server, and what their answers mean.
 *
 * @typedef {"GET" | "POST" | "PUT" | "DELETE"} Method
 * @typedef {"done" | "refused" | "signed out" | "unknown"} Meaning unknown: nobody can know what
 *   became of the request, or it cannot be done just now; it may be sent again
 * @typedef {object} Answer
 * @property {Meaning} meaning
 * @property {number} status 0 where none came
 * @property {any} body what its JSON says, null without any
 * @property {number} wait milliseconds for which the server asks to be left alone, else 0
 * @typedef {object} Options
 * @property {unknown} [body] sent as JSON
 * @property {string} [ledger] the ledger that is written to, where it is not the page's
 * @property {{ledger: string, at: number}} [offered] which ledger acknowledged it before, and when
 *   it was entered, by this device's clock
 * @property {number} [patience] milliseconds after which no answer is waited for
 * @property {AbortSignal} [signal]
 * @property {boolean} [shared] asked as nobody in particular: a copy that a cache holds for everybody will do
 */

/**
 * What a status means where JSON comes with it. Every other status may change when the request is
 * repeated, and an answer without JSON is not the server's: a hotel's sign-in page answers 200 too.
 *
 * @type {Partial<Record<number, Meaning>>}
 */
const MEANINGS = {
  200: "done",
  201: "done",
  202: "done",
  400: "refused",
  401: "signed out",
  403: "refused",
  404: "refused",
  409: "refused",
  410: "refused",
  413: "refused",
  415: "refused",
  422: "refused",
};

const PATIENCE = 6_000;
const LONGEST_WAIT = 60;
// So many faults of fields are said one by one.
const MOST_FAULTS = 3;

/** The largest body of a request with a file (`LARGEST_UPLOAD`), and about what a form puts around it. */
const LARGEST_UPLOAD = 6 * 1024 * 1024;
const ENVELOPE = 4 * 1024;

/** The form token that goes with the cookie. */
let token = page.csrf;
/** The ledger that the page shows; nothing meant for a rehearsal may be written into the event. */
let ledgerShown = "";

/** @param {string} fresh the form token of a new session */
export function renewToken(fresh) {
  token = fresh;
}

/** @param {string} ledger that every request from now on is meant for */
export function showsLedger(ledger) {
  ledgerShown = ledger;
}

/**
 * The address of something in the API, in the page's language.
 *
 * @param {string} path
 * @param {Record<string, string>} [query]
 */
export function apiUrl(path, query = {}) {
  return `${base()}${page.api}${path}?${new URLSearchParams({ lang: page.locale, ...query })}`;
}

/**
 * The address of something about an event.
 *
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @param {string} [event] the page's own unless it is named
 */
export function eventUrl(path, query = {}, event = page.event ?? "") {
  return apiUrl(`/events/${encodeURIComponent(event)}${path}`, query);
}

/**
 * Sends a request and says what its answer means; never raises.
 *
 * @param {Method} method
 * @param {string} url
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function request(method, url, options = {}) {
  const { body, ledger, offered, patience = PATIENCE, signal, shared } = options;
  const abort = new AbortController();
  const give = () => abort.abort();
  const late = Number.isFinite(patience) ? setTimeout(give, patience) : 0;
  signal?.addEventListener("abort", give);
  if (signal?.aborted) give();
  try {
    const json = body === undefined ? null : JSON.stringify(body);
    const answer = await understood(
      await send(method, url, json, { ledger, offered, shared, signal: abort.signal }),
    );
    // It does not write now: perhaps the second laptop has taken over.
    if (answer.status === 503) doubt();
    return answer;
  } catch {
    return { meaning: "unknown", status: 0, body: null, wait: 0 };
  } finally {
    clearTimeout(late);
    signal?.removeEventListener("abort", give);
  }
}

/**
 * Sends a request as this page's: with its token, its role and its ledger.
 *
 * @param {Method} method
 * @param {string} url
 * @param {string | FormData | null} body a string is JSON
 * @param {{ledger?: string, offered?: Options["offered"], signal?: AbortSignal, keepalive?: boolean, shared?: boolean}} [options]
 * @returns {Promise<Response>}
 */
export function send(method, url, body, options = {}) {
  // The server hangs up on who sends more, and then its answer may be lost.
  if (body instanceof FormData && isTooLarge(body)) return Promise.resolve(tooLarge());
  const { ledger = ledgerShown, offered, signal, keepalive, shared } = options;
  return fetch(url, {
    method,
    headers: {
      Accept: "application/json, application/problem+json",
      ...(method !== "GET" && !isAway() && { "X-CSRFToken": token }),
      ...(isAway() && !shared && bearer() && { Authorization: `Bearer ${bearer()}` }),
      ...(page.role && !shared && { "X-Scoreboard-Role": page.role }),
      ...(method !== "GET" && ledger && { "X-Scoreboard-Ledger": ledger }),
      ...(offered && {
        "X-Scoreboard-Offered": offered.ledger,
        "X-Scoreboard-Given": new Date(offered.at).toISOString(),
      }),
      ...(typeof body === "string" && { "Content-Type": "application/json" }),
    },
    body,
    credentials: shared || isAway() ? "omit" : "same-origin",
    cache: shared ? "default" : "no-store",
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
  });
}

/** @param {FormData} form */
function isTooLarge(form) {
  const sizes = [...form.values()].map((one) => (one instanceof File ? one.size : one.length));
  return sizes.reduce((sum, size) => sum + size, ENVELOPE) > LARGEST_UPLOAD;
}

/** What the server answers to a file that is too large. */
function tooLarge() {
  const body = { status: 413, detail: t("That is more than can be taken in one request.") };
  const headers = { "Content-Type": "application/problem+json" };
  return new Response(JSON.stringify(body), { status: 413, headers });
}

/**
 * What an answer means.
 *
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
export async function understood(response) {
  const { status, headers } = response;
  const json = /^application\/(problem\+)?json/.test(headers.get("Content-Type") ?? "");
  const said = json ? await response.json() : null;
  // A board that was asked for speaks as one that was told.
  const body = said?.rows ? spoken(said) : said;
  const seconds = Math.min(Number(headers.get("Retry-After")) || 0, LONGEST_WAIT);
  const meaning = body === null ? "unknown" : (MEANINGS[status] ?? "unknown");
  return { meaning, status, body, wait: Math.max(0, seconds) * 1000 };
}

/**
 * Why the server did not do it, in words.
 *
 * @param {Answer} answer
 * @param {string} [silence] what is said where there is no answer
 * @returns {string}
 */
export function refusal({ meaning, body }, silence = t("The server does not answer. Try again.")) {
  if (meaning === "signed out") return t("This page is signed out. Open your link again.");
  if (body === null) return silence;
  const messages = [...new Set(faults(body).map(({ message }) => message))].filter(Boolean);
  // What is wrong with a field says more than that something is; a whole list would not be read.
  const fields = messages.length <= MOST_FAULTS ? messages.join(" ") : "";
  return fields || body.detail || body.title || t("The server gave no reason.");
}

/**
 * Whether a refusal is about a field: it would be done with another value there.
 *
 * @param {Answer} answer
 * @param {string} field
 */
export function isAbout({ body }, field) {
  return faults(body).some((fault) => fault.field === field);
}

/**
 * @param {any} body
 * @returns {{field?: string, message?: string}[]} the fields that are at fault, and why
 */
export function faults(body) {
  return Array.isArray(body?.errors) ? body.errors : [];
}
