/**
 * What a screen is told to show: the live message `scene`.
 *
 * @typedef {Omit<import("../common/shapes.js").SceneMessage, "shows"> & {shows: Record<string, any> | null}} SceneMessage
 *   each scene knows what its own `shows` hold
 * @typedef {SceneMessage["look"]} Look
 * @typedef {Look["sponsors"][number]} Sponsor
 */

/** @type {Look} */
const PLAIN = {
  theme: "night",
  accent: "",
  logo: null,
  sponsors: [],
  place: "",
  date: null,
  host: "",
  contest: "",
  wifi: null,
};

/**
 * The standings, for a screen that follows no scene; it has the look and the timer of the hall.
 *
 * @param {string} event
 * @param {SceneMessage | null | undefined} told
 * @returns {SceneMessage}
 */
export const onlyStandings = (event, told) => ({
  event,
  ledger: told?.ledger ?? "",
  version: told?.version ?? 0,
  at: told?.at ?? "",
  scene: "standings",
  round: null,
  team: null,
  stage: null,
  division: null,
  text: "",
  second: "",
  seconds: null,
  until: null,
  hold: false,
  put: 0,
  step: 0,
  of: 0,
  timer: told?.timer ?? null,
  deadline: told?.deadline ?? null,
  look: told?.look ?? PLAIN,
  shows: null,
  says: null,
  onward: null,
});
