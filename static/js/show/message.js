/**
 * What a screen is told to show: the live message `scene`.
 *
 * @typedef {{url: string, width: number, height: number}} Picture
 * @typedef {Picture & {name: string, tier?: number | string | null}} Sponsor
 * @typedef {object} Look
 * @property {string} theme
 * @property {string} accent
 * @property {Picture | null} logo
 * @property {Sponsor[]} sponsors
 * @property {string} place
 * @property {string | null} date
 * @property {string} host
 * @property {string} contest
 * @property {{name: string} | null} wifi
 * @typedef {object} Timer
 * @property {boolean} running
 * @property {string | null} deadline
 * @property {string | null} left seconds, where it stands
 * @property {number | string} seconds how long it was set to
 * @typedef {object} SceneMessage
 * @property {string} event
 * @property {string} [ledger]
 * @property {number} version
 * @property {string} scene
 * @property {string | null} [round]
 * @property {string | null} [team]
 * @property {string | null} [stage]
 * @property {string | null} [division]
 * @property {string | null} [text]
 * @property {string | null} [second]
 * @property {string | null} [until]
 * @property {boolean} [hold]
 * @property {number} put the version of the entry that put it
 * @property {number} step
 * @property {number} of
 * @property {Timer | null} [timer]
 * @property {string} [sent]
 * @property {Look} look
 * @property {Record<string, any> | null} shows
 * @property {string | null} [says] why there is nothing to show
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
 * What a screen shows as long as it was told nothing.
 *
 * @param {string} event
 * @returns {SceneMessage}
 */
export const untold = (event) => ({
  event,
  version: 0,
  scene: "standings",
  put: 0,
  step: 0,
  of: 0,
  look: PLAIN,
  shows: null,
});
