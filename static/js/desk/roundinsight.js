import { find } from "../common/dom.js";

/**
 * Scrolls the running order so that the round that is shown stays in sight, without moving the
 * page.
 */
export class RoundInSight {
  #shown = "";

  constructor() {
    this.root = find("#stages");
    new ResizeObserver(() => this.#bring()).observe(this.root);
  }

  /** @param {string} round */
  draw(round) {
    if (round === this.#shown) return;
    this.#shown = round;
    this.#bring();
  }

  #bring() {
    const button = this.root.querySelector("[aria-pressed=true]");
    if (!button) return;
    const [frame, box] = [this.root.getBoundingClientRect(), button.getBoundingClientRect()];
    const below = Math.max(0, box.bottom - frame.bottom);
    const above = Math.min(0, box.top - frame.top);
    // A scroll position drops fractions of a pixel: half a line would stay out of sight.
    this.root.scrollTop += Math.ceil(below) || Math.floor(above);
  }
}
