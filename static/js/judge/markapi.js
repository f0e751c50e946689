import { t } from "../common/phrases.js";
import { freshToken } from "./token.js";

/**
 * Takes one item of the outbox to the server and says what became of it.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {{kind: "saved", version: number}
 *   | {kind: "refused", detail: string, asks: boolean}
 *   | {kind: "signed-out"}
 *   | {kind: "later", after: number}} Verdict `after`: milliseconds the server asked for, else 0
 * @typedef {(item: Item, signal: AbortSignal) => Promise<Verdict>} Deliver
 */

// The answers that no repetition would change.
const FINAL = new Set([400, 403, 404, 409, 410, 413, 415, 422]);

/**
 * @param {{api: string, event: string, judge: string, csrf: string, locale: string}} where
 * @returns {Deliver}
 */
export function markApi({ api, event, judge, csrf, locale }) {
  const base = `${api}/events/${encodeURIComponent(event)}`;
  let token = csrf;

  /** @type {(item: Item, signal: AbortSignal) => Promise<Response>} */
  const send = (item, signal) => {
    const { method, path, body } = request(item);
    return fetch(base + path, {
      method,
      headers: {
        Accept: "application/json, application/problem+json",
        "Accept-Language": locale,
        "X-CSRFToken": token,
        "X-Scoreboard-Role": "judge",
        ...(item.ledger ? { "X-Scoreboard-Ledger": item.ledger } : {}),
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      credentials: "same-origin",
      cache: "no-store",
      signal,
    });
  };

  return async (item, signal) => {
    try {
      let response = await send(item, signal);
      if (response.status === 401 || response.status === 403) {
        const fresh = await freshToken(judge, signal);
        if (fresh === null) return { kind: "signed-out" };
        token = fresh;
        response = await send(item, signal);
      }
      return verdict(response, await answer(response));
    } catch {
      return { kind: "later", after: 0 };
    }
  };
}

/**
 * @param {Item} item
 * @returns {{method: string, path: string, body: Record<string, unknown> | null}}
 */
function request(item) {
  const { id, ledger, round, team, value } = item;
  if (item.kind === "withdraw") {
    const path = `/awards/${encodeURIComponent(item.target ?? "")}`;
    return { method: "DELETE", path, body: null };
  }
  if (item.kind === "award") {
    const question = item.question ? { question: item.question } : {};
    const risk = item.outcome ? { stake: item.stake, outcome: item.outcome } : {};
    const reason = item.reason ? { reason: item.reason } : {};
    const body = { id, ledger, round, team, points: value, ...question, ...risk, ...reason };
    return { method: "POST", path: "/awards", body };
  }
  const replaces = item.replaces === null ? {} : { replaces: item.replaces };
  return { method: "POST", path: "/scores", body: { id, ledger, round, team, value, ...replaces } };
}

/**
 * The JSON of an answer, or null: a hotel's sign-in page also answers 200, in HTML.
 *
 * @param {Response} response
 * @returns {Promise<any>}
 */
async function answer(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/(problem\+)?json/.test(type)) return null;
  const body = await response.json();
  return body && typeof body === "object" ? body : null;
}

/**
 * @param {Response} response
 * @param {any} body
 * @returns {Verdict}
 */
function verdict(response, body) {
  if (response.ok && body) {
    const version = Number(body.entry?.version ?? body.version);
    if (Number.isInteger(version)) return { kind: "saved", version };
  }
  if (body && response.status === 401) return { kind: "signed-out" };
  if (body && names(body, "ledger")) return { kind: "later", after: 0 };
  if (body && FINAL.has(response.status))
    return { kind: "refused", detail: reason(body), asks: names(body, "reason") };
  const seconds = Number(response.headers.get("Retry-After"));
  return { kind: "later", after: seconds > 0 ? Math.min(seconds, 60) * 1000 : 0 };
}

/**
 * Whether a problem is about a field. About `ledger`: the event has gone over to a rehearsal since
 * the mark was made; the page will soon follow, and the mark waits in its own box until the event
 * goes on. About `reason`: the award would be taken with one.
 *
 * @param {{errors?: {field?: string}[]}} problem
 * @param {string} field
 */
function names(problem, field) {
  return (problem.errors ?? []).some((error) => error.field === field);
}

/**
 * @param {{detail?: string, title?: string, errors?: {message?: string}[]}} problem
 * @returns {string}
 */
function reason(problem) {
  const fields = (problem.errors ?? []).map((error) => error.message).filter(Boolean);
  return problem.detail || fields.join(" ") || problem.title || t("The server gave no reason.");
}
