import { whose } from "../common/entrant.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { uuid } from "../common/uuid.js";

/**
 * The desk's rulings as actions. Each needs a reason.
 *
 * @typedef {import("./actions.js").Action} Action
 * @typedef {import("../common/shapes.js").Move} Move
 * @typedef {import("../common/shapes.js").Preview} Preview
 * @typedef {{round: string, team: string, judge?: string, value?: string,
 *   values?: import("../common/criteria.js").Values, replaces?: number}} Correction replaces: the version of the mark that is seen, 0 for none
 */

/** @param {string} stage */
const stagePath = (stage) => `/stages/${encodeURIComponent(stage)}`;

/** @type {(stage: string, reason: string, name?: string) => Action} */
export const playOff = (stage, reason, name) => ({
  path: `${stagePath(stage)}/playoff`,
  body: name ? { reason, name } : { reason },
});

/** @type {(stage: string, reason: string) => Action} */
export const drawLots = (stage, reason) => ({ path: `${stagePath(stage)}/lots`, body: { reason } });

/** @type {(stage: string, team: string, reason: string) => Action} */
export const headDecides = (stage, team, reason) => ({
  path: `${stagePath(stage)}/word`,
  body: { teams: [team], reason },
});

/** @type {(stage: string, reason: string) => Action} */
export const takeTogether = (stage, reason) => ({
  path: `${stagePath(stage)}/together`,
  body: { reason },
});

/** @type {(team: string, member: string, name: string, reason: string) => Action} */
export const giveSpecialPrize = (team, member, name, reason) => ({
  path: `/teams/${encodeURIComponent(team)}/prize`,
  body: member ? { name, member, reason } : { name, reason },
});

/** @type {(what: Correction, reason: string, decision?: string) => Action} */
export const correct = (what, reason, decision) => ({
  path: "/corrections",
  body: { ...what, ...whose(what.team), reason, ...(decision ? { decision } : {}) },
});

/** @type {(round: string, scores: Record<string, unknown>, reason?: string) => Action} */
export const enterScores = (round, scores, reason) => ({
  path: `/rounds/${encodeURIComponent(round)}/scores`,
  body: reason ? { scores, reason } : { scores },
});

/** @type {(entry: number, reason?: string, decision?: string) => Action} */
export const undo = (entry, reason, decision) => ({
  path: "/undo",
  body: { entry, ...(reason ? { reason } : {}), ...(decision ? { decision } : {}) },
});

/** @type {(round: string, judge: string, reason: string) => Action} */
export const excuse = (round, judge, reason) => ({
  path: `/rounds/${encodeURIComponent(round)}/excuse`,
  body: { judge, reason },
});

/** @type {(team: string, points: string, reason: string) => Action} */
export const penalise = (team, points, reason) => ({
  path: "/penalties",
  body: { team, points, reason },
});

/** @type {(team: string, points: string, reason: string) => Action} */
export const giveBonus = (team, points, reason) => ({
  path: "/bonuses",
  body: { team, points, reason },
});

/** @type {(team: string, reason: string) => Action} */
export const withdraw = (team, reason) => ({
  path: `/teams/${encodeURIComponent(team)}/withdraw`,
  body: { reason },
});

/** @type {(stage: string, team: string, way: string, reason: string) => Action} */
export const admit = (stage, team, way, reason) => ({
  path: `${stagePath(stage)}/admit`,
  body: { team, as: way, reason },
});

/** @type {(stage: string, by: "lots" | "seeds") => Action} */
export const drawGroups = (stage, by) => ({ path: `${stagePath(stage)}/groups`, body: { by } });

/** @type {(team: string, round: string, reason: string) => Action} */
export const markAbsent = (team, round, reason) => ({
  path: `/teams/${encodeURIComponent(whose(team).team)}/absent`,
  body: { round, reason, ...(whose(team).member ? { member: whose(team).member } : {}) },
});

/** @type {(round: string, team: string, reason?: string) => Action} */
export const release = (round, team, reason) => ({
  path: `/rounds/${encodeURIComponent(round)}/release`,
  body: reason ? { team, reason } : { team },
});

/**
 * What an act would change; nothing is written.
 *
 * @param {Action} action
 * @param {AbortSignal} signal
 * @returns {Promise<{preview: Preview} | {why: string} | null>} null when nobody answers
 */
export async function previewOf({ path, body = {} }, signal) {
  // The reason is no part of what would change, and is not yet written when this is asked.
  const asked = { id: uuid(), ...body, reason: "?" };
  const answer = await request("POST", eventUrl(path, { preview: "1" }), { body: asked, signal });
  if (answer.meaning === "unknown") return null;
  return answer.meaning === "done" ? { preview: answer.body } : { why: refusal(answer) };
}
