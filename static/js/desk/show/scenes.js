import { page } from "../../common/page.js";

/**
 * The scenes as the desk offers them: those the server knows, in the order of a day, the first nine
 * with a number key each.
 *
 * @typedef {import("../../show/onward.js").SceneOnPage} SceneOnPage
 */

export const BLACK = "blank";

/** @type {SceneOnPage[]} */
export const DESK_SCENES = page.scenes ?? [];

/** @param {string} name */
export const deskScene = (name) => DESK_SCENES.find((scene) => scene.name === name) ?? null;

/** @param {number} digit */
export const sceneByNumber = (digit) =>
  DESK_SCENES.find(({ key }) => key === String(digit)) ?? null;
