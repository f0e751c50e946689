import { eventUrl, request } from "../../common/http.js";
import { page } from "../../common/page.js";
import { TELLING } from "../../show/onward.js";

/**
 * What the next step of a scene tells: asked of the server for the desk alone, since nobody else may
 * know it before the step.
 *
 * @typedef {import("../../common/shapes.js").SceneMessage} SceneMessage
 */

export class Ahead {
  #asked = page.ahead ? standing(page.scene) : "";
  #known = this.#asked;
  /** @type {SceneMessage["shows"]} */
  #shows = page.ahead ?? null;

  /** @param {() => void} heard called when an answer has come */
  constructor(heard) {
    this.heard = heard;
  }

  /**
   * @param {SceneMessage} scene
   * @returns {SceneMessage["shows"]} null while it is not known; it is asked for then
   */
  of(scene) {
    if (scene.step >= scene.of || !TELLING.has(scene.scene)) return null;
    const asked = standing(scene);
    if (this.#asked !== asked) this.#ask(scene, asked);
    return this.#known === asked ? this.#shows : null;
  }

  /**
   * @param {SceneMessage} scene
   * @param {string} asked
   */
  async #ask({ scene, stage, division, step }, asked) {
    this.#asked = asked;
    const about = Object.entries({ scene, stage, division, step: String(step + 1) });
    const query = Object.fromEntries(
      about.flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const { meaning, body } = await request("GET", eventUrl("/scene/preview", query));
    if (meaning !== "done" || this.#asked !== asked) return;
    this.#known = asked;
    this.#shows = body.at_step?.shows ?? null;
    this.heard();
  }
}

/**
 * What an answer is the answer to.
 *
 * @param {SceneMessage} scene
 */
function standing({ ledger, version, put, step }) {
  return `${ledger} ${version} ${put} ${step}`;
}
