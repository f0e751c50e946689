import { eventUrl, request } from "../../common/http.js";
import { page } from "../../common/page.js";
import { whenIdle } from "./idle.js";
import { Picture } from "./picture.js";

/**
 * The small pictures of the strip: what each scene would show if it were put now. Those in sight are
 * drawn once, one after the other, when the desk has nothing better to do; anew while the strip is
 * looked at. What the first ones show came with the page.
 *
 * @typedef {import("../../board/model.js").Board} Board
 * @typedef {import("../../common/shapes.js").SceneMessage} SceneMessage
 */

/** How old a picture may be while somebody looks at it. */
const FRESH = 20_000;

export class Thumbs {
  /** @type {Map<string, {picture: Picture, version: number, at: number}>} */
  #drawn = new Map();
  /** @type {Map<string, SceneMessage>} what came with the page and is not drawn yet */
  #came = new Map(Object.entries(page.previews ?? {}));
  /** @type {Set<string>} */
  #inSight = new Set();
  #looked = false;
  #drawing = false;

  /**
   * @param {HTMLElement} strip
   * @param {() => Board} board as the hall sees it
   */
  constructor(strip, board) {
    this.strip = strip;
    this.board = board;
    this.seer = new IntersectionObserver((seen) => this.#see(seen), { root: strip });
    for (const look of ["pointerenter", "focusin"])
      strip.addEventListener(look, () => this.look(true));
    strip.addEventListener("pointerleave", () => this.look(false));
  }

  /** Watches the tiles that are there by now. */
  watch() {
    for (const tile of this.strip.children) this.seer.observe(tile);
    whenIdle(() => this.#draw());
  }

  /** @param {boolean} looked whether somebody looks at the strip */
  look(looked) {
    this.#looked = looked;
    if (looked) this.#draw();
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #see(seen) {
    for (const { target, isIntersecting } of seen) {
      const name = /** @type {HTMLElement} */ (target).dataset.scene ?? "";
      if (isIntersecting) this.#inSight.add(name);
      else this.#inSight.delete(name);
    }
    whenIdle(() => this.#draw());
  }

  async #draw() {
    if (this.#drawing || document.hidden) return;
    this.#drawing = true;
    for (let name = this.#due(); name; name = this.#due()) await this.#drawOne(name);
    this.#drawing = false;
  }

  /** The next scene in sight without a picture, or with one that is out of date and looked at. */
  #due() {
    const { version } = this.board();
    const late = performance.now() - FRESH;
    return [...this.#inSight].find((name) => {
      const drawn = this.#drawn.get(name);
      return !drawn || (this.#looked && drawn.version !== version && drawn.at < late);
    });
  }

  /** @param {string} name */
  async #drawOne(name) {
    const board = this.board();
    const host = this.strip.querySelector(`.tile[data-scene="${name}"] .tile-picture`);
    const drawn = this.#drawn.get(name) ?? {
      picture: new Picture(/** @type {HTMLElement} */ (host)),
      version: 0,
      at: 0,
    };
    const came = this.#came.get(name);
    this.#came.delete(name);
    const version = came ? page.board.version : board.version;
    this.#drawn.set(name, { ...drawn, version, at: performance.now() });
    const message = came ?? (await asked(name));
    if (message) await drawn.picture.show(message, board);
  }
}

/**
 * @param {string} name of a scene
 * @returns {Promise<SceneMessage | null>} what it would show; null where that cannot be had now
 */
async function asked(name) {
  const { meaning, body } = await request("GET", eventUrl("/scene/preview", { scene: name }));
  return meaning === "done" ? (body.last ?? body.first ?? null) : null;
}
