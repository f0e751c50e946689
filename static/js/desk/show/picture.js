import { make } from "../../common/dom.js";
import { Player } from "../../show/player.js";

/**
 * A small true picture of what the large screen shows, drawn by the wall's own player. It stands in
 * a tree of its own: the desk's styles do not reach it, nor does anything look for rows in it.
 *
 * @typedef {import("../../board/model.js").Board} Board
 * @typedef {import("../../common/shapes.js").SceneMessage} SceneMessage
 */

/** The picture is laid out as on a screen of this size, and then made small. */
const WIDTH = 1280;
const HEIGHT = 720;

let registered = false;

/** Makes the unit of all scenes a length; style sheets of a tree of its own cannot. */
function registerUnit() {
  if (registered) return;
  registered = true;
  try {
    CSS.registerProperty({ name: "--u", syntax: "<length>", inherits: true, initialValue: "8px" });
  } catch {
    // It is known already.
  }
}

/** @type {Promise<CSSStyleSheet[]> | null} */
let sheets = null;

/**
 * Gives a picture the wall's styles: fetched once, and shared by all pictures of the page.
 *
 * @param {ShadowRoot} root
 */
async function dress(root) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("scene-styles"));
  sheets ??= Promise.all(
    Array.from(template.content.querySelectorAll("link"), async ({ href }) => {
      const sheet = new CSSStyleSheet();
      return sheet.replace(await (await fetch(href)).text());
    }),
  );
  root.adoptedStyleSheets = await sheets;
}

export class Picture {
  /** @type {Promise<Player> | null} */
  #player = null;
  #drawn = "";

  /** @param {HTMLElement} host a box of 16 by 9 */
  constructor(host) {
    this.host = host;
  }

  /** Whether it shows something by now. */
  get isDrawn() {
    return this.#drawn !== "";
  }

  /**
   * @param {SceneMessage} message
   * @param {Board} board
   */
  async show(message, board) {
    const drawn = `${message.ledger} ${message.version} ${board.version} ${message.step}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#player ??= this.#stage();
    await (await this.#player).show(message, board);
  }

  /** Builds the screen, once its styles are there. */
  async #stage() {
    registerUnit();
    const ground = make("div");
    this.host.replaceChildren(ground);
    const root = ground.attachShadow({ mode: "closed" });
    const scene = make("div", { class: "scene" });
    const hall = make("div", { class: "hall" }, scene);
    const box = make("div", { class: "scene-box", "data-palette": "night", inert: true }, hall);
    const { style } = box;
    Object.assign(style, { width: `${WIDTH}px`, height: `${HEIGHT}px`, transformOrigin: "0 0" });
    const fit = () => {
      style.transform = `scale(${this.host.clientWidth / WIDTH})`;
    };
    new ResizeObserver(fit).observe(this.host);
    fit();
    root.append(box);
    await dress(root);
    return new Player(scene, { settled: true });
  }
}
