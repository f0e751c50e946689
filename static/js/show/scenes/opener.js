import { unparted } from "../../board/name.js";
import { roundNumber } from "../../board/wording.js";
import { find, make, setText } from "../../common/dom.js";
import { alsoCalled } from "../../common/spoken.js";
import { fitText } from "../fitted.js";
import { rise } from "../motion.js";

/**
 * A round begins: its number, its name, its rule in one line. The name flies to the hall's corner when the standings
 * come.
 *
 * @typedef {import("../../common/shapes.js").OpenerShows} Shows
 */

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make(
      "div",
      { class: "opener" },
      make("p", { class: "opener-number", dir: "auto" }),
      make("h2", { class: "opener-name", dir: "auto" }),
      make("p", { class: "opener-also", dir: "auto" }),
      make("span", { class: "opener-line", "aria-hidden": "true" }),
      make("p", { class: "opener-rule", dir: "auto" }),
    ),
  );
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, { scene, board, settled }) {
    const shows = /** @type {Shows} */ (scene.shows);
    const fresh = root.childElementCount === 0;
    if (fresh) begin(root);
    const numbered = shows.of > 1 ? [roundNumber(shows.number)] : [];
    setText(find(".opener-number", root), [board.stage.name, ...numbered].join(" · "));
    const name = find(".opener-name", root);
    setText(name, unparted(shows.name));
    name.dataset.shared = `round:${shows.round.id}`;
    fitText(name, { size: 15, least: 5, lines: 2, onLines: 11 });
    const also = find(".opener-also", root);
    setText(also, alsoCalled(shows.name));
    also.hidden = !also.textContent;
    const rule = find(".opener-rule", root);
    setText(rule, shows.rule);
    fitText(rule, { size: 4.6, least: 2.6, lines: 2, weight: 400 });
    find(".opener-line", root).hidden = !shows.rule;
    if (!fresh || settled) return;
    for (const [i, part] of [...find(".opener", root).children].entries())
      if (part.className === "opener-line") draw(part);
      else rise(part, { delay: 120 + 140 * i, by: "calc(2 * var(--u))" });
  },
};

/** @param {Element} line */
function draw(line) {
  line.animate([{ transform: "scaleX(0)" }, {}], {
    duration: 900,
    delay: 420,
    easing: "cubic-bezier(0.2, 0.8, 0.2, 1)",
    fill: "backwards",
  });
}
