import { address, post, refusal, whyNot } from "../common/http.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";

/**
 * What the desk asks of the server in running the contest. Each act has an id of its own, so that
 * asking again after a lost answer does nothing twice.
 *
 * @typedef {{path: string, body?: Record<string, unknown>, asks?: (why: string) => void}} Action asks:
 *   what is done where the server takes it only with a reason
 * @typedef {{done: true, version: number}
 *   | {done: false, why: string, late: boolean, asks: boolean}} Outcome
 * late: the order of things had moved on; asks: it would be done with a reason
 */

const TRIES = 3;
const PAUSE = 700;

/** @param {string} round */
const roundPath = (round) => `/rounds/${encodeURIComponent(round)}`;

/** @type {(round: string) => Action} */
export const openRound = (round) => ({ path: `${roundPath(round)}/open` });
/** @type {(round: string) => Action} */
export const closeRound = (round) => ({ path: `${roundPath(round)}/close` });
/** @type {(round: string) => Action} */
export const reopenRound = (round) => ({ path: `${roundPath(round)}/reopen` });
/** @type {(round: string) => Action} */
export const drawOrderOfPlay = (round) => ({ path: `${roundPath(round)}/order` });

/** Plays on a copy from now on, of which nothing is left. */
/** @type {() => Action} */
export const rehearse = () => ({ path: "/rehearsal" });

/**
 * Names who goes on, or who has won; with a decision where a tie stands.
 *
 * @param {string} stage
 * @param {{kind: "all" | "share", reason: string}} [decision]
 * @returns {Action}
 */
export function announce(stage, decision) {
  const path = `/stages/${encodeURIComponent(stage)}/advance`;
  return decision ? { path, body: { decision } } : { path };
}

/**
 * @param {Action} action whose body may carry an `id` of its own
 * @returns {Promise<Outcome>}
 */
export async function perform({ path, body = {} }) {
  const sent = JSON.stringify({ id: uuid(), ...body });
  for (let tries = 1; tries <= TRIES; tries++) {
    const heard = await post(address(path), sent);
    if (heard && heard.status < 400)
      return { done: true, version: Number(heard.answer.version ?? 0) };
    if (heard)
      return {
        done: false,
        why: refusal(heard.status, heard.answer),
        late: heard.status === 409,
        asks: !("reason" in body) && faults(heard.answer).includes("reason"),
      };
    if (tries < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return {
    done: false,
    why:
      whyNot() || t("The server does not answer. Look at the running order before you try again."),
    late: false,
    asks: false,
  };
}

/**
 * The fields that a problem names.
 *
 * @param {{errors?: {field?: string}[]}} problem
 */
function faults({ errors = [] }) {
  return errors.map(({ field }) => field);
}
