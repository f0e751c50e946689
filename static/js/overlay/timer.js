import { Countdown, isLast, timeWords } from "../common/countdown.js";
import { find, make, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { keepTime, learnTime } from "../common/servertime.js";
import { drawHairline } from "../show/hairline.js";

/** The running time in a corner; nothing while there is no timer, or a while after it has run out. */

/** @type {Countdown | null} */
let countdown = null;

/**
 * @param {HTMLElement} plate
 * @param {import("../common/countdown.js").Count | null} count
 */
function drawCount(plate, count) {
  plate.hidden = count === null || count.state === "past";
  if (!count) return;
  const figure = find(".timer-figure", plate);
  setText(figure, count.state === "over" ? t("Time is up") : timeWords(count.left));
  figure.classList.toggle("last", isLast(count));
  drawHairline(find(".timer-line", plate), count);
}

/** @param {HTMLElement} plate */
function build(plate) {
  if (countdown) return countdown;
  plate.append(
    make("p", { class: "timer-figure", role: "timer" }),
    make("p", { class: "timer-line", "aria-hidden": "true" }),
  );
  countdown = new Countdown((count) => drawCount(plate, count));
  keepTime();
  return countdown;
}

/** @type {import("./plate.js").Plate} */
export default {
  draw(plate, { scene }) {
    learnTime(scene?.sent);
    build(plate).set(scene?.timer ?? null);
    return !plate.hidden;
  },
};
