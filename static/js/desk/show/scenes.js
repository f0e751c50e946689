import { page } from "../../common/page.js";

/**
 * The scenes as the desk offers them: those the server knows, in the order of a day, the first nine
 * with a number key each.
 *
 * @typedef {import("../../show/onward.js").SceneOnPage} SceneOnPage
 * @typedef {SceneOnPage & {key: string}} DeskScene key: "" where it has none
 */

/** @type {Record<string, string>} the key of a scene after S, or its own */
const KEYS = {
  title: "1",
  teams: "2",
  opener: "3",
  standings: "4",
  marks: "5",
  timer: "6",
  advance: "7",
  podium: "8",
  message: "9",
  blank: "B",
};
export const BLACK = "blank";

/** @type {DeskScene[]} those with a key first, the others as the server lists them */
export const DESK_SCENES = (page.scenes ?? [])
  .map((/** @type {SceneOnPage} */ scene) => ({ ...scene, key: KEYS[scene.name] ?? "" }))
  .sort((/** @type {DeskScene} */ a, /** @type {DeskScene} */ b) => rank(a) - rank(b));

/** @param {DeskScene} scene */
function rank({ key }) {
  const names = Object.values(KEYS);
  return key ? names.indexOf(key) : names.length;
}

/** @param {string} name */
export const deskScene = (name) => DESK_SCENES.find((scene) => scene.name === name) ?? null;

/** @param {number} digit */
export const sceneByNumber = (digit) =>
  DESK_SCENES.find(({ key }) => key === String(digit)) ?? null;
