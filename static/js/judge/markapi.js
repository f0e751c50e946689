import { whose } from "../common/entrant.js";
import { eventUrl, isAbout, refusal, renewToken, request } from "../common/http.js";
import { freshToken } from "./token.js";

/**
 * Takes one item of the outbox to the server and says what became of it.
 *
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {{kind: "saved", version: number, receipt?: string}
 *   | {kind: "refused", detail: string, asks: boolean}
 *   | {kind: "at desk", closed: boolean, decided: boolean}
 *   | {kind: "signed-out"}
 *   | {kind: "later", after: number}} Verdict `after`: milliseconds the server asked for, else 0
 * @typedef {(item: Item, signal: AbortSignal) => Promise<Verdict>} Deliver
 */

/**
 * @param {string} judge whose marks they are
 * @returns {Deliver}
 */
export function markApi(judge) {
  return async (item, signal) => {
    let answer = await deliver(item, signal);
    if (answer.status === 401 || answer.status === 403) {
      const fresh = await freshToken(judge, signal).catch(() => undefined);
      if (fresh === undefined) return { kind: "later", after: 0 };
      if (fresh === null) return { kind: "signed-out" };
      renewToken(fresh);
      answer = await deliver(item, signal);
    }
    return verdict(answer);
  };
}

/**
 * @param {Item} item
 * @param {AbortSignal} signal
 */
function deliver(item, signal) {
  const { method, path, body } = requestOf(item);
  // The sender has a patience of its own.
  const patience = Number.POSITIVE_INFINITY;
  const { ledger, offered, at } = item;
  const again = offered ? { offered: { ledger: offered, at } } : {};
  return request(method, eventUrl(path), { body, ledger, patience, signal, ...again });
}

/**
 * @param {Item} item
 * @returns {{method: "POST" | "DELETE", path: string, body?: Record<string, unknown>}}
 */
function requestOf(item) {
  const { id, ledger, round, team, value } = item;
  if (item.kind === "withdraw") {
    const path = `/awards/${encodeURIComponent(item.target ?? "")}`;
    return { method: "DELETE", path };
  }
  if (item.kind === "award") {
    const question = item.question ? { question: item.question } : {};
    const risk = item.outcome ? { stake: item.stake, outcome: item.outcome } : {};
    const reason = item.reason ? { reason: item.reason } : {};
    const who = item.member ? { member: item.member } : {};
    const body = {
      id,
      ledger,
      round,
      team,
      points: value,
      ...question,
      ...risk,
      ...reason,
      ...who,
    };
    return { method: "POST", path: "/awards", body };
  }
  const replaces = item.replaces === null ? {} : { replaces: item.replaces };
  const mark = item.values ? { values: item.values } : { value };
  return {
    method: "POST",
    path: "/scores",
    body: { id, ledger, round, ...whose(team), ...mark, ...replaces },
  };
}

/**
 * Of an answer about the ledger: the event has gone over to a rehearsal since the mark was made;
 * the page will soon follow, and the mark waits in its own box until the event goes on. Of one
 * about the reason: the award would be taken with one.
 *
 * @param {import("../common/http.js").Answer} answer
 * @returns {Verdict}
 */
function verdict(answer) {
  const { meaning, body, wait } = answer;
  const version = Number(body?.entry?.version ?? body?.version);
  if (meaning === "done" && body?.offered) {
    const { closed, state } = body.offered;
    return { kind: "at desk", closed, decided: state !== "kept" };
  }
  if (meaning === "done" && Number.isInteger(version))
    return { kind: "saved", version, receipt: body?.receipt };
  if (meaning === "signed out") return { kind: "signed-out" };
  if (isAbout(answer, "ledger")) return { kind: "later", after: 0 };
  if (meaning === "refused")
    return { kind: "refused", detail: refusal(answer), asks: isAbout(answer, "reason") };
  return { kind: "later", after: wait };
}
