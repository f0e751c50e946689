import { Countdown, isLast, timeWords } from "../common/countdown.js";
import { setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { askTimeSoon, learnTime } from "../common/servertime.js";

/** The hall's timer in somebody's hand, small; phones ask for the time once, and not all at once. */
export class PhoneTimer {
  #asked = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.countdown = new Countdown((count) => {
      element.hidden = count === null || count.state === "past";
      if (!count) return;
      setAttributes(element, { "data-last": isLast(count) });
      setText(element, count.state === "over" ? t("Time is up") : timeWords(count.left));
    });
  }

  /** @param {import("../common/shapes.js").SceneMessage} scene */
  show({ sent, timer }) {
    if (timer && !this.#asked) {
      this.#asked = true;
      // Only until the answer: what phones are sent may have waited for others.
      learnTime(sent);
      askTimeSoon();
    }
    this.countdown.set(timer);
  }
}
