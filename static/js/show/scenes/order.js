import { unparted } from "../../board/name.js";
import { find, make, setText } from "../../common/dom.js";
import { motion, unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { fitText } from "../fitted.js";
import { rise } from "../motion.js";
import { endPages, turnPages } from "../paging.js";
import { drawRoster, fitRoster } from "../roster.js";

/**
 * The order of a round: cards with numbers, face down; then they turn, one after the other.
 *
 * @typedef {import("../../common/shapes.js").OrderShows} Shows
 */

/** Milliseconds from one card's turn to the next; a long row turns in waves. */
const APART = 90;
const LONGEST = 3000;

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make(
      "header",
      { class: "order-head" },
      make("h2", { class: "order-round", dir: "auto" }),
      make("p", { class: "order-reason", dir: "auto" }),
    ),
    make("ol", { class: "order-list roster" }),
  );
}

/** @param {HTMLElement} list */
function turnCards(list) {
  const cards = [...list.children];
  const apart = Math.min(APART, LONGEST / cards.length);
  for (const [i, card] of cards.entries())
    card.animate(
      [{ transform: "perspective(60em) rotateX(-92deg)", opacity: 0.2 }, { opacity: 1 }],
      { duration: motion().travel, easing: motion().easing, delay: i * apart, fill: "backwards" },
    );
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, { scene, board, previous, settled }) {
    const shows = /** @type {Shows} */ (scene.shows);
    const fresh = root.childElementCount === 0;
    if (fresh) begin(root);
    const turned = shows.teams.length > 0;
    const count = Math.max(shows.count, shows.teams.length);
    const round = find(".order-round", root);
    setText(round, t("%(round)s: order", { round: unparted(shows.round.name) }));
    fitText(round, { size: 5.4, least: 3, lines: 2, onLines: 4.4 });
    const stakes = shows.stakes?.join(" / ");
    const words = [shows.reason, stakes && t("Stakes %(stakes)s", { stakes })];
    setText(find(".order-reason", root), words.filter(Boolean).join(" · "));
    const list = find(".order-list", root);
    // The cards have room for the names before anybody knows who stands where.
    const names = turned ? shows.teams.map(({ name }) => name) : board.rows.map((r) => r.team.name);
    const columns = count <= 8 ? 2 : 5;
    const { shown } = fitRoster(list, names.slice(0, count), {
      largest: 6,
      columns,
      gap: 1,
      lead: 3.7,
    });
    const places = Array.from({ length: count }, (_, i) => ({
      team: shows.teams[i] ?? null,
      number: i + 1,
    }));
    const pages = Math.ceil(count / shown);
    turnPages(list, `${shown} ${JSON.stringify(places)}`, pages, (page) =>
      drawRoster(list, places.slice(page * shown, (page + 1) * shown)),
    );
    if (settled || unmoved()) return;
    if (previous && previous.step < scene.step) turnCards(list);
    else if (fresh)
      for (const [i, card] of [...list.children].entries())
        rise(card, { delay: 80 + Math.min(40, LONGEST / 3 / count) * i });
  },
  leave: (root) => endPages(find(".order-list", root)),
};
