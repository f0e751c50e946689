import { runningRound } from "../../board/model.js";
import { unparted } from "../../board/name.js";
import { Countdown, isBeating, isLast, timeWords } from "../../common/countdown.js";
import { find, make, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { fitText } from "../fitted.js";
import { drawHairline } from "../hairline.js";
import { rise } from "../motion.js";

/**
 * The time that is left, as large as the screen; who is on stage, and in which round.
 *
 * @typedef {import("../../common/countdown.js").Count} Count
 * @typedef {import("../scenes.js").Told} Told
 */

/** @type {WeakMap<HTMLElement, Countdown>} */
const counting = new WeakMap();

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make("span", { class: "hairline", "aria-hidden": "true" }),
    make(
      "header",
      { class: "timer-head" },
      make(
        "div",
        { class: "timer-where" },
        make("p", { class: "timer-stage", dir: "auto" }),
        make("p", { class: "timer-round", dir: "auto" }),
      ),
      make("p", { class: "timer-team", dir: "auto" }),
    ),
    make(
      "div",
      { class: "timer-middle" },
      make("p", { class: "timer-figure", role: "timer" }),
      make("p", { class: "timer-word" }),
    ),
  );
  const countdown = new Countdown((count) => drawCount(root, count));
  counting.set(root, countdown);
  return countdown;
}

/**
 * @param {HTMLElement} root
 * @param {Count | null} count
 */
function drawCount(root, count) {
  const figure = find(".timer-figure", root);
  const over = count?.state === "over";
  root.classList.toggle("last", count !== null && isLast(count));
  root.classList.toggle("over", over);
  root.classList.toggle("past", count?.state === "past");
  setText(figure, count ? timeWords(count.left) : "–");
  setText(find(".timer-word", root), over ? t("Time is up") : "");
  drawHairline(find(".hairline", root), count);
  if (count && isBeating(count)) beat(figure);
}

/** @param {HTMLElement} figure */
function beat(figure) {
  if (unmoved()) return;
  figure.animate([{}, { transform: "scale(1.04)", offset: 0.25 }, {}], {
    duration: 420,
    easing: "ease-out",
  });
}

/**
 * @param {HTMLElement} root
 * @param {Told} told
 */
function drawWhere(root, { board }) {
  const team = board.rows.find(({ team: { id } }) => id === board.on_stage?.team)?.team;
  const round =
    board.rounds.find(({ id }) => id === board.on_stage?.round) ?? runningRound(board)?.round;
  setText(find(".timer-stage", root), board.stage.name);
  setText(find(".timer-round", root), round?.name ?? "");
  const name = find(".timer-team", root);
  setText(name, unparted(team?.name ?? ""));
  fitText(name, { size: 6.4, least: 3, lines: 2, onLines: 4.8 });
  if (team) name.dataset.shared = `team:${team.id}`;
  else delete name.dataset.shared;
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, told) {
    const fresh = root.childElementCount === 0;
    const countdown = counting.get(root) ?? begin(root);
    drawWhere(root, told);
    countdown.set(told.scene.timer);
    if (fresh && !told.settled) rise(find(".timer-middle", root), { by: "calc(3 * var(--u))" });
  },
  leave(root) {
    counting.get(root)?.stop();
  },
};
