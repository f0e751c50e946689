import { eventUrl, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";

/**
 * The keys of the show: what is on the large screen is put, stepped and timed from here, by the
 * desk, by the presenter's page and by a display that is signed in. One request at a time, in the
 * order of the presses; each says what its sender saw.
 *
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {"next" | "back" | "finish"} Turn
 * @typedef {{done: boolean, why: string}} Outcome why: what is to be read, where it was not done
 */

const TRIES = 3;
const PAUSE = 700;

export class ShowKeys {
  /** @type {Promise<unknown>} */
  #underway = Promise.resolve();

  /**
   * @param {() => SceneMessage | null} scene the newest that is known
   * @param {(message: SceneMessage) => void} took what an answer says of the scene
   */
  constructor(scene, took) {
    this.scene = scene;
    this.took = took;
  }

  /**
   * @param {Record<string, unknown>} body of the scene, as the contract has it
   * @returns {Promise<Outcome>}
   */
  put(body) {
    return this.#inTurn(() => this.#send("PUT", "/scene", body));
  }

  /**
   * A step, from the one that is seen when its turn comes; at the end of a scene what comes then.
   *
   * @param {Turn} to
   * @returns {Promise<Outcome>}
   */
  turn(to) {
    return this.#inTurn(async () => {
      const scene = this.scene();
      if (!scene) return { done: false, why: "" };
      if (to === "next" && scene.step >= scene.of) return this.#goOn(scene);
      const why = nothingTo(to, scene);
      if (why) return { done: false, why };
      return this.#send("POST", `/scene/${to}`, { step: scene.step, put: scene.put });
    });
  }

  /**
   * What the day is at is asked anew: it may have gone on since the scene came.
   *
   * @param {SceneMessage} seen at its last step
   * @returns {Promise<Outcome>}
   */
  async #goOn(seen) {
    const now = await this.#look();
    if (!now) return { done: false, why: t("The server does not answer. Try again.") };
    if (now.put !== seen.put || now.step !== seen.step)
      return { done: false, why: t("The big screen shows something else by now.") };
    const { onward, step, put } = now;
    if (!onward) return { done: false, why: nothingWords() };
    const { on_stage: on, scene, round, stage } = onward;
    // A scene that leads to itself has steps from its first one on, as a reveal that is to begin.
    if (scene === now.scene && !on) return this.#send("POST", "/scene/next", { step, put });
    if (on) {
      const path = `${roundPath(on.round)}/on_stage/next`;
      const called = await this.#send("POST", path, { team: on.team });
      // Marks that go with who is on stage have come along.
      if (!called.done || (await this.#look())?.scene === scene) return called;
    }
    const about = { ...(round && { round }), ...(stage && { stage }) };
    return this.#send("PUT", "/scene", { scene, ...about });
  }

  /**
   * @param {"set" | "start" | "pause" | "add" | "end"} act
   * @param {number} [seconds]
   * @returns {Promise<Outcome>}
   */
  timer(act, seconds) {
    return this.#inTurn(() =>
      this.#send("POST", "/timer", { do: act, ...(seconds && { seconds }) }),
    );
  }

  /**
   * @param {string} round
   * @param {"next" | "back"} to
   * @param {string | null} team who is on stage, as it is seen
   * @returns {Promise<Outcome>}
   */
  stage(round, to, team) {
    const path = `${roundPath(round)}/on_stage/${to}`;
    return this.#inTurn(() => this.#send("POST", path, { team }));
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} act
   * @returns {Promise<Result>}
   */
  #inTurn(act) {
    const done = this.#underway.then(act);
    this.#underway = done.catch(() => null);
    return done;
  }

  /**
   * Asks what stands on the large screen by now.
   *
   * @returns {Promise<SceneMessage | null>} null without an answer
   */
  async #look() {
    const { meaning, body } = await request("GET", eventUrl("/scene"));
    if (meaning !== "done") return null;
    this.took(body);
    return body;
  }

  /**
   * @param {"PUT" | "POST"} method
   * @param {string} path
   * @param {Record<string, unknown>} body
   * @returns {Promise<Outcome>}
   */
  async #send(method, path, body) {
    const sent = { id: uuid(), ...body };
    for (let tries = 1; ; tries++) {
      const answer = await request(method, eventUrl(path), { body: sent });
      if (answer.meaning === "done") {
        if (isScene(answer.body)) this.took(answer.body);
        return { done: true, why: "" };
      }
      if (answer.status === 409) await this.#look();
      if (answer.meaning !== "unknown" || answer.status === 503 || tries === TRIES)
        return { done: false, why: refusal(answer) };
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/** @param {any} body of an answer */
const isScene = (body) => typeof body?.scene === "string" && typeof body.step === "number";

/** @param {string} round */
const roundPath = (round) => `/rounds/${encodeURIComponent(round)}`;

/** What is said where a key has nothing to do. */
const nothingWords = () => t("There is nothing to step now. The desk goes on.");

/**
 * Why a step cannot be made, or nothing.
 *
 * @param {Turn} to
 * @param {SceneMessage} scene
 */
function nothingTo(to, { step, of }) {
  if (to === "back") return step === 0 ? t("This is the first step of the scene.") : "";
  return step >= of ? t("This was the last step of the scene.") : "";
}
