import { unparted } from "../../board/name.js";
import { clockTime } from "../../board/wording.js";
import { timeWords } from "../../common/countdown.js";
import { find, make, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { serverNow } from "../../common/servertime.js";
import { fitText } from "../fitted.js";
import { rise } from "../motion.js";
import { drawCode, drawMarks } from "../parts.js";

/**
 * A line for the hall, a second one beneath, and the time to wait until something goes on.
 *
 * @typedef {import("../scenes.js").Told} Told
 */

const MOST_MARKS = 8;
/** Seconds up to which a wait is counted down; of a longer one only the time is said. */
const COUNTED = 3 * 3600;

/** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} */
const ticking = new WeakMap();

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make(
      "div",
      { class: "message-middle" },
      make("h1", { class: "message-text", dir: "auto" }),
      make("p", { class: "message-second", dir: "auto" }),
      make("p", { class: "message-until", role: "timer", hidden: true }),
    ),
    make("div", { class: "message-foot" }),
  );
}

/**
 * Counts down to a moment, once a second for as long as the scene stands.
 *
 * @param {HTMLElement} root
 * @param {string | null | undefined} until ISO 8601 with offset
 */
function countDown(root, until) {
  clearTimeout(ticking.get(root));
  const line = find(".message-until", root);
  const end = until ? Date.parse(until) : Number.NaN;
  const left = Math.ceil((end - serverNow()) / 1000);
  line.hidden = !(left > 0);
  if (line.hidden) return;
  const time = clockTime(until ?? "").slice(0, 5);
  const words =
    left > COUNTED
      ? t("Goes on at %(time)s", { time })
      : t("Goes on at %(time)s, in %(left)s", { time, left: timeWords(left) });
  setText(line, words);
  const next = end - serverNow() - (left - 1) * 1000;
  ticking.set(
    root,
    setTimeout(() => countDown(root, until), Math.max(20, next)),
  );
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, { scene, look, settled }) {
    const fresh = root.childElementCount === 0;
    if (fresh) begin(root);
    const { text, second, until } = scene;
    const large = find(".message-text", root);
    setText(large, unparted(text));
    fitText(large, { size: 8.4, least: 3.4, lines: 3 });
    setText(find(".message-second", root), second);
    countDown(root, until);
    drawMarks(find(".message-foot", root), look.sponsors.slice(0, MOST_MARKS), 4.5);
    drawCode(root, scene);
    if (!fresh || settled) return;
    const parts = [...find(".message-middle", root).children, find(".message-foot", root)];
    for (const [i, part] of parts.entries()) rise(part, { delay: 120 + 110 * i });
  },
  leave: (root) => clearTimeout(ticking.get(root)),
};
