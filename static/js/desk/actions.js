import { acts } from "../common/acts.js";
import { entryWords } from "../common/entrywords.js";
import { eventUrl, faults, isAbout, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";

/**
 * Requests that run the contest. Each action has an id, so that repeating it after a lost answer
 * does nothing twice.
 *
 * @typedef {{path: string, body?: Record<string, unknown>, method?: "POST" | "PUT",
 *   asks?: (why: string) => void}} Action asks: what is done where the server takes it only with a
 *   reason
 * @typedef {{done: true, version: number}
 *   | {done: false, why: string, late: boolean, asks: boolean,
 *     faults: {field?: string, message?: string}[]}} Outcome
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
/** @type {(round: string, reason: string, order?: string[]) => Action} drawn again, or by hand */
export const changeOrder = (round, reason, order) => ({
  path: `${roundPath(round)}/order`,
  body: order ? { reason, order } : { reason },
});
/** @type {(round: string, to: "next" | "back", team: string | null) => Action} team: who is on stage */
export const stepOnStage = (round, to, team) => ({
  path: `${roundPath(round)}/on_stage/${to}`,
  body: { team },
});
/** @type {(round: string, team: string) => Action} */
export const putOnStage = (round, team) => ({
  path: `${roundPath(round)}/on_stage`,
  body: { team },
  method: "PUT",
});

/** @type {() => Action} the hall's board stops */
export const freezeBoard = () => ({ path: "/freeze" });
/** @type {(reason: string) => Action} */
export const unfreezeBoard = (reason) => ({ path: "/unfreeze", body: { reason } });
/** @type {(to: "next" | "back" | "finish", step: number | null) => Action} step: as it is seen here */
export const stepReveal = (to, step) => ({ path: `/reveal/${to}`, body: { step } });

/**
 * What every display shows from now on.
 *
 * @type {(stage: string) => Action}
 */
export const showEverywhere = (stage) => ({
  path: "/screens/commands",
  body: { do: "show", stage },
});

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
 * An announcement that a scene tells, step by step; until then nobody in the hall knows of it.
 *
 * @type {(action: Action) => Action}
 */
export const withScene = (action) => ({ ...action, body: { ...action.body, scene: true } });

/**
 * @param {Action} action whose body may carry an `id` of its own
 * @returns {Promise<Outcome>}
 */
export async function perform({ path, body = {}, method = "POST" }) {
  const sent = { id: uuid(), ...body };
  for (let tries = 1; ; tries++) {
    const answer = await request(method, eventUrl(path), { body: sent });
    if (answer.meaning === "done") {
      const { entry, version = 0, receipt } = answer.body;
      if (entry) {
        const words = entryWords(entry, new Map());
        acts.keep({ method, path, body: sent }, { ...entry, receipt }, words);
      }
      return { done: true, version: Number(version) };
    }
    if (answer.meaning === "unknown" && tries < TRIES) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      continue;
    }
    return {
      done: false,
      why: whyNot(answer),
      late: answer.status === 409,
      asks: !("reason" in body) && isAbout(answer, "reason"),
      faults: faults(answer.body),
    };
  }
}

/**
 * Why it was not done; where nobody knows whether it was, the running order shows it.
 *
 * @param {import("../common/http.js").Answer} answer
 */
function whyNot(answer) {
  const silence = t("The server does not answer. Look at the running order before you try again.");
  // A server that has too much to do says so itself.
  const known = answer.meaning !== "unknown" || answer.status === 503;
  return known ? refusal(answer, silence) : silence;
}
