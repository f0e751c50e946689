import { onFonts } from "../board/measure.js";
import { make } from "../common/dom.js";
import { unmoved } from "../common/flip.js";
import { persistently } from "../common/persistent.js";
import { standsAlike } from "./handover.js";
import { applyLook } from "./look.js";
import { fadeAway, fadeIn, isReduced } from "./motion.js";
import { Pairs } from "./pairs.js";
import { rowOf, SCENES } from "./scenes.js";

/**
 * Plays the scenes into an element: each on a layer of its own, one becoming the other. What both show (`data-shared`)
 * travels, all else cross-fades, and nothing is cut hard. The element stands in one with the class `scene-box`.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("./message.js").SceneMessage} SceneMessage
 * @typedef {import("./scenes.js").Scene} Scene
 * @typedef {{name: string, scene: Scene, message: SceneMessage, board: Board, layer: HTMLElement}} Standing
 */

/** @type {Map<string, Scene>} */
const loaded = new Map();

/**
 * @param {string} name
 * @returns {Promise<Scene>}
 */
async function load(name) {
  const row = /** @type {import("./scenes.js").SceneRow} */ (SCENES[name]);
  const module = await persistently(async (again) => row.load(again));
  const scene = "default" in module ? module.default : module;
  loaded.set(name, scene);
  return scene;
}

/** Fetches the scenes that have not been shown yet, so that each comes at once. */
export async function loadScenes() {
  for (const name of Object.keys(SCENES)) if (!loaded.has(name)) await load(name);
}

export class Player {
  /** @type {Standing | null} */
  #now = null;
  #turn = 0;

  /**
   * @param {HTMLElement} root
   * @param {{settled?: boolean, frame?: HTMLElement[]}} [options] settled: draws without motion, as in a thumbnail.
   *   frame: what stands around the scenes that do not fill the screen
   */
  constructor(root, { settled = false, frame = [] } = {}) {
    this.root = root;
    this.settled = settled;
    this.frame = frame;
    this.pairs = new Pairs(root);
    const refit = () => this.#refit();
    new ResizeObserver(refit).observe(root.closest(".scene-box") ?? root);
    onFonts(refit);
  }

  /**
   * Shows a scene as it stands at its step; the newest call counts.
   *
   * @param {SceneMessage} message
   * @param {Board} board
   * @returns {Promise<void>} done when it is drawn, which is before it has come to rest
   */
  async show(message, board) {
    this.#turn += 1;
    const turn = this.#turn;
    const name = rowOf(message);
    const scene = loaded.get(name) ?? known(name) ?? (await load(name));
    if (turn === this.#turn) this.#draw({ name, scene, message, board });
  }

  /** The room or the letters are others: the same again, in the sizes that fit now. */
  #refit() {
    // Out of sight nothing has a size; it is drawn when there is room again.
    if (!this.#now || this.root.clientWidth === 0) return;
    const { scene, message, board, layer } = this.#now;
    const { look } = message;
    scene.draw(layer, { scene: message, board, look, previous: message, settled: true });
  }

  /** @param {Omit<Standing, "layer">} next */
  #draw(next) {
    applyLook(this.root.closest(".scene-box") ?? this.root, next.message.look);
    const now = this.#now;
    const same = now?.name === next.name && now.scene === next.scene;
    const stays = same && (SCENES[next.name]?.keeps || now.message.put === next.message.put);
    if (now && stays) this.#goOn(now, next.message, next.board);
    else this.#change(now, next);
  }

  /**
   * The same appearance: a step further is played by the scene, any other step is faded to.
   *
   * @param {Standing} now
   * @param {SceneMessage} message
   * @param {Board} board
   */
  #goOn(now, message, board) {
    const previous = now.message.put === message.put ? now.message : null;
    const from = now.message.step;
    const further = message.step > from && SCENES[now.name]?.leaps === true;
    const plays = (further || message.step === from + 1) && !isReduced();
    const jumps = message.step !== from && !plays;
    const settled = this.settled || jumps || unmoved();
    if (jumps && !this.settled) fadeAway(imageOf(now.layer));
    now.message = message;
    now.board = board;
    const { look } = message;
    now.scene.draw(now.layer, { scene: message, board, look, previous, settled });
  }

  /**
   * @param {Standing | null} now
   * @param {Omit<Standing, "layer">} next
   */
  #change(now, next) {
    const moves = now !== null && !this.settled && !unmoved();
    const before = moves ? this.pairs.seen([now.layer, ...this.#frameOf(now.name)]) : null;
    now?.scene.leave?.(now.layer);
    const layer = make("div", { class: "layer", "data-scene": next.name });
    layer.classList.toggle("framed", isFramed(next.name));
    if (now) this.root.append(layer);
    else this.root.replaceChildren(layer);
    this.#now = { ...next, layer };
    const { message, board } = next;
    const { look } = message;
    const settled = this.settled || now === null || unmoved();
    next.scene.draw(layer, { scene: message, board, look, previous: null, settled });
    this.#showFrame(now, isFramed(next.name));
    if (!now) return;
    const begins = message.step === 0 ? SCENES[next.name]?.begins : undefined;
    const alike = begins === now.name && standsAlike(now.layer, layer);
    if (this.settled || alike) now.layer.remove();
    else {
      retire(now.layer);
      fadeAway(now.layer);
      fadeIn(layer);
    }
    if (before && !alike) this.pairs.travel(before, [layer, ...this.#frameOf(next.name)]);
  }

  /** @param {string} name */
  #frameOf(name) {
    return isFramed(name) ? this.frame : [];
  }

  /**
   * @param {Standing | null} now
   * @param {boolean} framed
   */
  #showFrame(now, framed) {
    for (const part of this.frame) {
      const shown = !part.classList.contains("aside");
      if (shown === framed) continue;
      if (now && !framed) fadeAway(imageOf(part));
      part.classList.toggle("aside", !framed);
      if (now && framed) fadeIn(part);
    }
  }
}

/**
 * A scene that came with the page.
 *
 * @param {string} name
 */
function known(name) {
  const scene = SCENES[name]?.load("");
  return scene && "draw" in scene ? scene : undefined;
}

/** @param {string} name */
const isFramed = (name) => SCENES[name]?.framed === true;

/**
 * A picture of an element as it stands, laid over it; no hook finds its rows.
 *
 * @param {HTMLElement} element
 */
function imageOf(element) {
  const image = /** @type {HTMLElement} */ (element.cloneNode(true));
  retire(image);
  element.after(image);
  return image;
}

/**
 * What is only still to be seen: nobody hears it, and no script takes its rows for the board's.
 *
 * @param {HTMLElement} layer
 */
function retire(layer) {
  layer.inert = true;
  layer.setAttribute("aria-hidden", "true");
  layer.classList.add("gone");
  for (const element of layer.querySelectorAll("[data-team], [id]")) {
    element.removeAttribute("data-team");
    element.removeAttribute("id");
  }
}
