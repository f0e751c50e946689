import { Countdown, isLast, timeWords } from "../common/countdown.js";
import { setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/** The timer as the presenter sees it: the same seconds as on the wall. */
export class HallTimer {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.countdown = new Countdown((count) => {
      element.hidden = count === null || count.state === "past";
      if (!count) return;
      setAttributes(element, { "data-last": isLast(count) });
      setText(element, count.left > 0 ? timeWords(count.left) : t("Time is up"));
    });
  }

  /** @param {import("../common/shapes.js").SceneMessage} scene */
  take({ timer }) {
    this.countdown.set(timer);
  }
}
