import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { ShowKeys } from "../show/keys.js";
import { labelOf, onwardWords, stepWords } from "../show/onward.js";

/**
 * The keys under the presenter's thumb: a step on, or back; Page Down and Page Up of a remote do the
 * same. When there is nothing to step the key says so.
 *
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 */

/** How long a refusal stays to be read, in milliseconds. */
const READING = 8_000;

export class Remote {
  /** @type {SceneMessage | null} */
  scene = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading;

  /** @param {import("../show/onward.js").Known} known what the hall knows, and no more */
  constructor(known) {
    this.known = known;
    this.keys = new ShowKeys(
      () => this.scene,
      (message) => this.take(message),
    );
    find("#remote-next").addEventListener("click", () => this.turn("next"));
    find("#remote-back").addEventListener("click", () => this.turn("back"));
    document.addEventListener("keydown", (event) => {
      const to = { PageDown: "next", PageUp: "back" }[event.key];
      if (!to || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.turn(/** @type {"next" | "back"} */ (to));
    });
  }

  /** @param {SceneMessage} message of any age */
  take(message) {
    const { scene } = this;
    const same = scene && (!message.ledger || scene.ledger === message.ledger);
    if (scene && same && message.version < scene.version) return;
    this.scene = message;
    this.draw();
  }

  draw() {
    const { scene } = this;
    if (!scene) return;
    const { step } = scene;
    setText(find("#remote-scene"), labelOf(scene.scene));
    setText(find("#remote-step"), stepWords(scene));
    const next = onwardWords(scene, this.known);
    setText(find("#remote-next-word"), next ? t("Next step") : t("Nothing to step"));
    // The whole sentence comes when the key is pressed all the same.
    setText(find("#remote-next-what"), next ?? "");
    setAttributes(find("#remote-next"), { "data-idle": next === null });
    setAttributes(find("#remote-back"), { "data-idle": step === 0 });
  }

  /** @param {"next" | "back"} to */
  async turn(to) {
    const { done, why } = await this.keys.turn(to);
    const trouble = find("#remote-trouble");
    clearTimeout(this.#reading);
    setText(trouble, done ? "" : why);
    if (!done) this.#reading = setTimeout(() => setText(trouble, ""), READING);
    else if (navigator.vibrate) navigator.vibrate(12);
  }
}
