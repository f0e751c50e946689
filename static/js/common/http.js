import { page } from "./page.js";
import { t } from "./phrases.js";

/**
 * One request of the desk to the server, and what its answer means.
 *
 * @typedef {{status: number, answer: any} | null} Heard null when nobody can know what became of it
 */

const PATIENCE = 6_000;

/** Why the server could not do it just now, in its own words. */
let busy = "";

/** @returns {string} the server's word on the last answer that brought nothing; empty without one */
export function whyNot() {
  return busy;
}

/** Which play the page shows; a rehearsal that has ended must not be gone on with in the event. */
let play = "";

/** @param {string} ledger of the board that the page shows now */
export function actIn(ledger) {
  play = ledger;
}

/**
 * The address of something about this page's event.
 *
 * @param {string} path
 * @param {Record<string, string>} [query]
 */
export function address(path, query = {}) {
  const asked = new URLSearchParams({ lang: page.locale, ...query });
  return `${page.api}/events/${encodeURIComponent(page.event ?? "")}${path}?${asked}`;
}

/**
 * @param {string} where
 * @param {string} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<Heard>}
 */
export async function post(where, body, signal) {
  const headers = { ...writing(), "Content-Type": "application/json" };
  return hear(where, { method: "POST", headers, body, signal: signal ?? null });
}

/**
 * @param {string} where what is to be there no longer
 * @returns {Promise<Heard>}
 */
export async function remove(where) {
  return hear(where, { method: "DELETE", headers: writing() });
}

/** What each write carries. */
function writing() {
  return {
    Accept: "application/json, application/problem+json",
    "X-CSRFToken": page.csrf,
    "X-Scoreboard-Role": page.role ?? "",
    ...(play ? { "X-Scoreboard-Ledger": play } : {}),
  };
}

/**
 * Reads something; null while it cannot be had.
 *
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {Promise<Heard>}
 */
export function get(path, query) {
  return hear(address(path, query), { headers: { Accept: "application/json" } });
}

/**
 * @param {string} where
 * @param {RequestInit} request
 * @returns {Promise<Heard>}
 */
async function hear(where, request) {
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), PATIENCE);
  request.signal?.addEventListener("abort", () => abort.abort());
  const common = /** @type {const} */ ({ credentials: "same-origin", cache: "no-store" });
  try {
    const response = await fetch(where, { ...request, ...common, signal: abort.signal });
    const answer = await response.json().catch(() => null);
    busy = response.status === 503 ? (answer?.detail ?? "") : "";
    if (response.status >= 500 || response.status === 429 || !answer) return null;
    return { status: response.status, answer };
  } catch {
    busy = "";
    return null;
  } finally {
    clearTimeout(late);
  }
}

/**
 * Why the server refused.
 *
 * @param {number} status
 * @param {{detail?: string, title?: string, errors?: {message?: string}[]}} problem
 * @returns {string}
 */
export function refusal(status, problem) {
  if (status === 401) return t("This desk is signed out. Open the desk's link again.");
  const fields = (problem.errors ?? []).map(({ message }) => message).filter(Boolean);
  return problem.detail || fields.join(" ") || problem.title || t("The server gave no reason.");
}
