import { unparted } from "../board/name.js";
import { printed } from "../common/amount.js";
import { find, make, reconcile, setText } from "../common/dom.js";
import { places, travel, unmoved } from "../common/flip.js";
import { t } from "../common/phrases.js";

/**
 * Who goes on, on a phone: the names come in from the lowest up, as the hall is told them; at the end those who are out
 * stand as a quiet line.
 *
 * @typedef {import("../common/shapes.js").AdvanceShows} Shows
 * @typedef {{scene: {step: number, of: number, shows: Shows}, previous: {step: number} | null, own: string | null}} Told
 */

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, { scene, previous, own }) {
    const { next, going, out } = scene.shows;
    if (!root.firstElementChild) begin(root);
    setText(
      find(".going-next", root),
      next ? t("Going on to: %(stage)s", { stage: next.name }) : t("Who goes on"),
    );
    const list = find(".going-list", root);
    const before = places(/** @type {Iterable<HTMLElement>} */ (list.children));
    reconcile(list, [...going].reverse(), {
      key: ({ team }) => team.id,
      make: () => lineOf(),
      draw: (line, { team, rank, total }) => {
        line.toggleAttribute("data-own", team.id === own);
        setText(find(".going-place", line), printed(rank));
        setText(find(".going-name", line), unparted(team.name));
        setText(find(".going-total", line), total === null ? "" : printed(total));
      },
    });
    if (previous && previous.step + 1 === scene.step) comeIn(list, before);
    find(".going-waits", root).hidden = going.length > 0;
    const rest = find(".going-out", root);
    rest.hidden = out.length === 0;
    setText(rest, out.map(({ team, rank }) => `${printed(rank)} ${team.name}`).join(" · "));
  },
};

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make("h2", { class: "going-next", dir: "auto" }),
    make("p", { class: "going-waits" }, t("They are told in the hall, one by one.")),
    make("ol", { class: "going-list" }),
    make("p", { class: "going-out", dir: "auto" }),
  );
}

const lineOf = () =>
  make(
    "li",
    {},
    make("span", { class: "going-place" }),
    make("span", { class: "going-name", dir: "auto" }),
    make("span", { class: "going-total" }),
  );

/**
 * @param {HTMLElement} list
 * @param {Map<HTMLElement, DOMRect>} before
 */
function comeIn(list, before) {
  travel(before);
  if (unmoved()) return;
  for (const line of list.children)
    if (!before.has(/** @type {HTMLElement} */ (line)))
      line.animate([{ opacity: 0, transform: "translateY(-1rem)" }, {}], {
        duration: 600,
        easing: "ease-out",
      });
}
