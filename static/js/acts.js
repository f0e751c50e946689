import { page } from "./page.js";
import { t } from "./phrases.js";
import { uuid } from "./uuid.js";

/**
 * What the desk asks of the server. Each act has an id of its own, so that asking again after a
 * lost answer does nothing twice.
 *
 * @typedef {{path: string, body?: Record<string, unknown>}} Act
 * @typedef {{done: true, version: number} | {done: false, why: string}} Outcome
 */

const PATIENCE = 6_000;
const TRIES = 3;
const PAUSE = 700;

/** @param {string} round */
const roundPath = (round) => `/rounds/${encodeURIComponent(round)}`;

/** @type {(round: string) => Act} */
export const openRound = (round) => ({ path: `${roundPath(round)}/open` });
/** @type {(round: string) => Act} */
export const closeRound = (round) => ({ path: `${roundPath(round)}/close` });
/** @type {(round: string) => Act} */
export const reopenRound = (round) => ({ path: `${roundPath(round)}/reopen` });

/**
 * Names who goes on, or who has won; `share` lets several stand in first place together.
 *
 * @param {string} stage
 * @param {boolean} [share]
 * @returns {Act}
 */
export function announce(stage, share = false) {
  const path = `/stages/${encodeURIComponent(stage)}/advance`;
  return share ? { path, body: { decision: { share: true } } } : { path };
}

/**
 * @param {Act} act
 * @returns {Promise<Outcome>}
 */
export async function perform({ path, body = {} }) {
  const sent = JSON.stringify({ id: uuid(), ...body });
  for (let tries = 1; tries <= TRIES; tries++) {
    const outcome = await ask(path, sent);
    if (outcome) return outcome;
    if (tries < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return {
    done: false,
    why: t("The server does not answer. Look at the running order before you try again."),
  };
}

/**
 * One attempt; null when nobody can know what became of it.
 *
 * @param {string} path
 * @param {string} sent
 * @returns {Promise<Outcome | null>}
 */
async function ask(path, sent) {
  try {
    const event = encodeURIComponent(page.event ?? "");
    const response = await fetch(
      `${page.api}/events/${event}${path}?lang=${encodeURIComponent(page.locale)}`,
      {
        method: "POST",
        headers: {
          Accept: "application/json, application/problem+json",
          "Content-Type": "application/json",
          "X-CSRFToken": page.csrf,
        },
        body: sent,
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      },
    );
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return { done: true, version: Number(answer.version) };
    if (response.status >= 500 || response.status === 429 || !answer) return null;
    return { done: false, why: reason(response.status, answer) };
  } catch {
    return null;
  }
}

/**
 * @param {number} status
 * @param {{detail?: string, title?: string}} problem
 * @returns {string}
 */
function reason(status, problem) {
  if (status === 401) return t("This desk is signed out. Open the desk's link again.");
  return problem.detail || problem.title || t("The server gave no reason.");
}
