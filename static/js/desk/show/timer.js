import { Countdown, isLast, timeWords } from "../../common/countdown.js";
import { closest, find, setAttributes, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { isLoud, setLoud, timeUp } from "./sound.js";

/**
 * The timer at the desk: 30, 60, 90 seconds or any other, started, paused, prolonged and ended.
 *
 * @typedef {import("../../common/shapes.js").TimerShown} Timer
 * @typedef {import("../../common/countdown.js").Count} Count
 * @typedef {"none" | "ready" | "running" | "over"} State
 * @typedef {import("../../show/keys.js").ShowKeys} ShowKeys
 * @typedef {import("../../show/keys.js").Outcome} Outcome
 */

/** What one touch adds, in seconds. */
const MORE = 10;

export class TimerKeys {
  /** @type {State} */
  #state = "none";

  /**
   * @param {ShowKeys} keys
   * @param {(outcome: Outcome) => void} said
   */
  constructor(keys, said) {
    this.keys = keys;
    this.said = said;
    this.box = find("#show-timer");
    this.countdown = new Countdown((count) => this.#draw(count));
    this.#listen();
    this.#drawSound();
  }

  /** @param {Timer | null} timer */
  take(timer) {
    this.countdown.set(timer);
  }

  /** Whether there is time left on it. */
  get isSet() {
    return this.#state === "ready" || this.#state === "running";
  }

  /**
   * Starts it, or lets it stand.
   *
   * @returns {boolean} whether there is one
   */
  toggle() {
    if (this.#state === "none" || this.#state === "over") return false;
    this.#do(this.#state === "running" ? "pause" : "start");
    return true;
  }

  /** @param {Count | null} count */
  #draw(count) {
    const before = this.#state;
    this.#state = stateOf(count);
    if (before === "running" && this.#state === "over") timeUp();
    const over = this.#state === "over";
    setAttributes(this.box, { "data-state": this.#state, "data-last": count && isLast(count) });
    setText(find("#timer-left"), over ? t("Time is up") : timeWords(count?.left ?? 0));
    const none = this.#state === "none";
    find("#timer-set").hidden = !none;
    find("#timer-run").hidden = none;
    setText(find("#timer-toggle span"), this.#state === "running" ? t("Pause") : t("Start"));
    for (const id of ["#timer-toggle", "#timer-more"]) find(id).hidden = over;
    setText(find("#timer-end"), over ? t("Take away") : t("End"));
  }

  /**
   * @param {"set" | "start" | "pause" | "add" | "end"} act
   * @param {number} [seconds]
   */
  async #do(act, seconds) {
    this.said(await this.keys.timer(act, seconds));
  }

  #listen() {
    const input = /** @type {HTMLInputElement} */ (find("#timer-seconds"));
    this.box.addEventListener("click", ({ target }) => {
      const chip = closest(target, "[data-seconds]");
      if (chip) this.#do("set", Number(chip.dataset.seconds));
    });
    find("#timer-set").addEventListener("submit", (event) => {
      event.preventDefault();
      const seconds = Number(input.value);
      const fits = Number.isInteger(seconds) && seconds > 0;
      setAttributes(input, { "aria-invalid": fits ? null : "true" });
      if (!fits) return this.said({ done: false, why: t("Type the seconds as a whole number.") });
      input.value = "";
      return this.#do("set", seconds);
    });
    find("#timer-toggle").addEventListener("click", () => this.toggle());
    find("#timer-more").addEventListener("click", () => this.#do("add", MORE));
    find("#timer-end").addEventListener("click", () => this.#do("end"));
    find("#show-sound").addEventListener("click", () => {
      setLoud(!isLoud());
      this.#drawSound();
    });
  }

  #drawSound() {
    setAttributes(find("#show-sound"), { "aria-pressed": String(isLoud()) });
  }
}

/**
 * @param {Count | null} count
 * @returns {State}
 */
function stateOf(count) {
  // As on the wall it is said for a moment that the time is up, and then it is gone.
  if (!count || count.state === "past") return "none";
  if (count.left === 0) return "over";
  return count.state === "running" ? "running" : "ready";
}
