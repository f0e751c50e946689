import { uuid } from "../common/uuid.js";
import { address, post, refusal } from "./ask.js";

/**
 * The desk's rulings as acts. Each rests on a reason.
 *
 * @typedef {import("./acts.js").Act} Act
 * @typedef {{team: string, name: string, rank: [number | null, number | null],
 *   total: [string, string]}} Move
 * @typedef {object} Preview
 * @property {string} stage
 * @property {Move[]} moves
 * @property {string[]} cut
 * @property {{stands: boolean, leaves: string[], enters: string[]} | null} announced
 * @typedef {{round: string, team: string, judge?: string, value: string}} Correction
 */

/** @param {string} stage */
const stagePath = (stage) => `/stages/${encodeURIComponent(stage)}`;

/** @type {(stage: string, reason: string, name?: string) => Act} */
export const playOff = (stage, reason, name) => ({
  path: `${stagePath(stage)}/playoff`,
  body: name ? { reason, name } : { reason },
});

/** @type {(stage: string, reason: string) => Act} */
export const drawLots = (stage, reason) => ({ path: `${stagePath(stage)}/lots`, body: { reason } });

/** @type {(what: Correction, reason: string, decision?: string) => Act} */
export const correct = (what, reason, decision) => ({
  path: "/corrections",
  body: { ...what, reason, ...(decision ? { decision } : {}) },
});

/** @type {(entry: number, reason: string) => Act} */
export const undo = (entry, reason) => ({ path: "/undo", body: { entry, reason } });

/** @type {(round: string, judge: string, reason: string) => Act} */
export const excuse = (round, judge, reason) => ({
  path: `/rounds/${encodeURIComponent(round)}/excuse`,
  body: { judge, reason },
});

/** @type {(team: string, points: string, reason: string) => Act} */
export const penalise = (team, points, reason) => ({
  path: "/penalties",
  body: { team, points, reason },
});

/** @type {(team: string, reason: string) => Act} */
export const withdraw = (team, reason) => ({
  path: `/teams/${encodeURIComponent(team)}/withdraw`,
  body: { reason },
});

/**
 * What a correction would change; nothing is written.
 *
 * @param {Correction} what
 * @param {AbortSignal} signal
 * @returns {Promise<{preview: Preview} | {why: string} | null>} null when nobody answers
 */
export async function previewCorrection(what, signal) {
  // The reason is no part of what would change, and is not yet written when this is asked.
  const body = JSON.stringify({ id: uuid(), reason: "?", ...what });
  const heard = await post(address("/corrections", { preview: "1" }), body, signal);
  if (!heard) return null;
  if (heard.status >= 400) return { why: refusal(heard.status, heard.answer) };
  return { preview: heard.answer };
}
