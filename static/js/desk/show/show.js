import { mayWrite } from "../../board/deskboard.js";
import { printed } from "../../common/amount.js";
import { closest, find, setAttributes, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { ShowKeys } from "../../show/keys.js";
import { labelOf, onwardWords, stepWords } from "../../show/onward.js";
import { complain } from "../actionqueue.js";
import { stageOf } from "../onstage.js";
import { Ahead } from "./ahead.js";
import { Asking } from "./asking.js";
import { whenIdle } from "./idle.js";
import { Picture } from "./picture.js";
import { showIsOn } from "./proposing.js";
import { BLACK, deskScene, sceneByNumber } from "./scenes.js";
import { tick } from "./sound.js";
import { drawStrip } from "./strip.js";
import { Thumbs } from "./thumbs.js";
import { TimerKeys } from "./timer.js";

/**
 * What the large screen shows, at the desk: the live scene and its steps, and the strip from which
 * scenes are put.
 *
 * @typedef {import("../../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../../common/shapes.js").SceneMessage} SceneMessage
 */

/** What stands where nothing was put yet. */
const STANDINGS = { scene: "standings" };

/** How long S waits for the number of a scene. */
const NUMBER_DUE = 3_000;

export class Show {
  /** @type {SceneMessage | null} */
  scene = null;
  #drawing = false;
  #numberDue = Number.NEGATIVE_INFINITY;

  /** @type {Record<string, unknown>} what stood before the screen was made black, as it is put back */
  #before = STANDINGS;

  /** @param {{board: () => DeskBoard, publicBoard: () => import("../../board/model.js").Board}} context */
  constructor(context) {
    this.context = context;
    this.keys = new ShowKeys(
      () => this.scene,
      (message) => this.take(message),
    );
    this.picture = new Picture(find("#show-picture"));
    this.ahead = new Ahead(() => this.draw());
    if (!mayWrite) return;
    this.timer = new TimerKeys(this.keys, (outcome) => this.#said(outcome));
    this.thumbs = new Thumbs(find("#show-strip"), context.publicBoard);
    this.asking = new Asking(find("#show-ask"), {
      board: context.board,
      put: (body) => this.put(body),
      done: () => this.#showStrip(),
    });
    this.#listen();
  }

  /** @param {SceneMessage} message of any age */
  take(message) {
    const { scene } = this;
    const same = scene && (!message.ledger || scene.ledger === message.ledger);
    if (scene && same && message.version < scene.version) return;
    if (same && scene.put === message.put && message.step > scene.step) tick();
    this.scene = message;
    if (message.scene !== STANDINGS.scene) showIsOn();
    if (message.scene !== BLACK) this.#before = bodyOf(message);
    this.timer?.take(message.timer ?? null);
    this.draw();
  }

  /** Draws what is known by now. */
  draw() {
    const { scene } = this;
    if (!scene) return;
    setAttributes(find("#show"), { "data-scene": scene.scene, "data-step": scene.step });
    setText(find("#show-name"), labelOf(scene.scene));
    const held = scene.hold ? t("Held: the big screen stays as it is") : "";
    setText(find("#show-what"), held || scene.says || this.#about(scene));
    setText(find("#show-step"), stepWords(scene));
    this.#drawPicture();
    if (!mayWrite) return;
    drawStrip(find("#show-strip"), { live: scene.scene, armed: scene.onward?.scene ?? null });
    this.thumbs?.watch();
    setAttributes(find("#show-hold"), { "aria-pressed": String(Boolean(scene.hold)) });
    this.#drawUntold(scene);
    const next = onwardWords(scene, this.#known(scene));
    setText(find("#show-then"), next ? t("Next: %(what)s", { what: next }) : "");
    setAttributes(find("#show-back"), { disabled: scene.step === 0 });
    setAttributes(find("#show-next"), { disabled: next === null });
    find("#show-finish").hidden = scene.of < 2;
    setAttributes(find("#show-finish"), { disabled: scene.step >= scene.of });
  }

  /**
   * What the desk knows of the next press.
   *
   * @param {SceneMessage} scene
   * @returns {import("../../show/onward.js").Known}
   */
  #known(scene) {
    const board = this.context.board();
    const name = (/** @type {string | null | undefined} */ id) =>
      board.teams.find((team) => team.id === id)?.name ?? "";
    const { team, place = null } = board.revealing ?? {};
    const n = place === null ? "" : printed(place);
    return {
      roundName: (round) => this.#roundName(round),
      nextTeam: () => name(stageOf(board, scene.onward?.on_stage?.round ?? "").next),
      revealed: team ? t("place %(n)s, %(names)s", { n, names: name(team) }) : "",
      ahead: this.ahead.of(scene),
    };
  }

  /**
   * What was announced with a scene, and another one stands meanwhile.
   *
   * @param {SceneMessage} scene
   */
  #drawUntold({ scene, onward }) {
    const untold = onward?.stage && onward.scene !== scene ? labelOf(onward.scene) : "";
    find("#show-untold").hidden = untold === "";
    if (untold)
      setText(
        find("#show-untold p"),
        t("%(scene)s is not told to the hall yet.", { scene: untold }),
      );
  }

  /** Goes on with what is not told yet, where it was left. */
  #tellOn() {
    const { onward = null } = this.scene ?? {};
    if (onward) this.put({ scene: onward.scene, stage: onward.stage });
  }

  /**
   * What the scene is about, in a line.
   *
   * @param {SceneMessage} scene
   */
  #about({ team, round, text }) {
    const name = this.context.board().teams.find(({ id }) => id === team)?.name;
    return [text, name, round && this.#roundName(round)].filter(Boolean).join(" · ");
  }

  /** @param {string} round */
  #roundName(round) {
    const rounds = this.context.board().stages.flatMap((stage) => stage.rounds);
    return rounds.find(({ id }) => id === round)?.name ?? "";
  }

  /**
   * A scene chosen by its tile or its key: put at once, or first asked about.
   *
   * @param {string} name
   */
  choose(name) {
    const scene = deskScene(name);
    if (!scene || !mayWrite || !this.asking) return;
    this.asking.about(scene, { timed: this.timer?.isSet });
    find("#show-strip").hidden = this.asking.open;
  }

  /**
   * @param {Record<string, unknown>} body of the scene, as the contract has it
   * @returns {Promise<boolean>} whether it was put
   */
  async put(body) {
    return this.#said(await this.keys.put(body));
  }

  /** @param {import("../../show/keys.js").Turn} to */
  async turn(to) {
    this.#said(await this.keys.turn(to));
  }

  /** The screen black, and what stood before back again. */
  black() {
    this.put(this.scene?.scene === BLACK ? this.#before : { scene: BLACK });
  }

  async hold() {
    this.#said(await this.keys.put({ hold: !this.scene?.hold }));
  }

  /** The next number chooses a scene. */
  arm() {
    this.#numberDue = performance.now() + NUMBER_DUE;
    const strip = find("#show-strip");
    if (strip.hidden) this.asking?.close();
    setAttributes(strip, { "data-numbers": true });
    strip.scrollIntoView({ block: "nearest" });
    setTimeout(() => {
      if (performance.now() >= this.#numberDue) setAttributes(strip, { "data-numbers": null });
    }, NUMBER_DUE);
  }

  /**
   * @param {number} digit
   * @returns {boolean} whether it was waited for
   */
  number(digit) {
    if (performance.now() > this.#numberDue) return false;
    this.#numberDue = Number.NEGATIVE_INFINITY;
    setAttributes(find("#show-strip"), { "data-numbers": null });
    const scene = sceneByNumber(digit);
    if (scene) this.choose(scene.name);
    return scene !== null;
  }

  /** @param {import("../../show/keys.js").Outcome} outcome */
  #said({ done, why }) {
    if (done) setText(find("#show-trouble"), "");
    else if (why) complain(find("#show-trouble"), why);
    return done;
  }

  /** The picture of what is live follows every change, but hurries nothing else. */
  #drawPicture() {
    if (this.#drawing) return;
    this.#drawing = true;
    whenIdle(() => {
      this.#drawing = false;
      const { scene } = this;
      if (!scene || document.hidden || (scene.hold && this.picture.isDrawn)) return;
      this.picture.show(scene, this.context.publicBoard());
    });
  }

  #showStrip() {
    find("#show-strip").hidden = false;
  }

  #listen() {
    find("#show-strip").addEventListener("click", ({ target }) => {
      const tile = closest(target, "[data-scene]");
      if (tile) this.choose(tile.dataset.scene ?? "");
    });
    for (const to of /** @type {const} */ (["next", "back", "finish"]))
      find(`#show-${to}`).addEventListener("click", () => this.turn(to));
    find("#show-hold").addEventListener("click", () => this.hold());
    find("#show-untold button").addEventListener("click", () => this.#tellOn());
  }
}

/**
 * A scene as it is put again.
 *
 * @param {SceneMessage} scene
 * @returns {Record<string, unknown>}
 */
function bodyOf(scene) {
  const { team, round, stage, division, text, second, until } = scene;
  const said = Object.entries({ team, round, stage, division, text, second, until });
  return { scene: scene.scene, ...Object.fromEntries(said.filter(([, value]) => value)) };
}
