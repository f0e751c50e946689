import { Countdown, isLast, timeWords } from "../common/countdown.js";
import { find, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { keepTime, learnTime } from "../common/servertime.js";

/** The hall's timer, in the head of the tablet: the same second as on the wall. */

const countdown = new Countdown((count) => {
  const figure = find("#timer");
  figure.hidden = count === null || count.state === "past";
  const over = count?.state === "over";
  setText(figure, count ? (over ? t("Time is up") : timeWords(count.left)) : "");
  figure.classList.toggle("last", count !== null && isLast(count));
});

/** @param {import("../common/shapes.js").SceneMessage} scene */
export function showTimer({ sent, timer }) {
  learnTime(sent);
  // A tablet asks for the time only where there is something to time.
  if (timer) keepTime();
  countdown.set(timer);
}
