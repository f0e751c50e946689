import { unparted } from "../../board/name.js";
import { find, make, setAttributes, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { fitText } from "../fitted.js";
import { rise } from "../motion.js";
import { Pairs } from "../pairs.js";
import { drawRoster, fitRoster } from "../roster.js";

/**
 * The teams come in, one by one: each stands large, then its name becomes a row of the list.
 *
 * @typedef {import("../../common/shapes.js").TeamsShows} Shows
 * @typedef {import("../../common/shapes.js").Seated} Seated
 */

/** Up to so many stand in one list beside the team that comes in; more stand below it. */
const BESIDE = 12;

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make(
      "div",
      { class: "teams-now" },
      make("p", { class: "teams-seat seat" }),
      make("h2", { class: "teams-name", dir: "auto" }),
      make("p", { class: "teams-more", dir: "auto" }),
    ),
    make("ol", { class: "teams-list roster" }),
  );
}

/**
 * Who stands large: nobody at first.
 *
 * @param {HTMLElement} root
 * @param {Seated | undefined} now
 * @param {number} count
 */
function drawNow(root, now, count) {
  const [seat, name, more] = [".teams-seat", ".teams-name", ".teams-more"].map((part) =>
    find(part, root),
  );
  if (!seat || !name || !more) return;
  seat.hidden = !now;
  setText(seat, String(now?.seat ?? ""));
  setText(name, now ? unparted(now.team.name) : t("The teams"));
  setAttributes(name, { "data-shared": now && `team:${now.team.id}` });
  const people = now?.team.members.map((member) => member.name).join("  ") ?? "";
  const words = now ? [now.team.region, people] : [t("%(n)s teams", { n: count })];
  setText(more, words.filter(Boolean).join(" · "));
  fitText(name, { size: 9, least: 3.4, lines: 2, onLines: 7.4 });
  fitText(more, { size: 3, least: 2.2, lines: 2, weight: 400 });
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, { scene, previous, settled }) {
    const { teams } = /** @type {Shows} */ (scene.shows);
    const fresh = root.childElementCount === 0;
    if (fresh) begin(root);
    const pairs = previous && !settled && previous.step !== scene.step ? new Pairs(root) : null;
    const before = pairs?.seen([root]);
    root.classList.toggle("beside", teams.length <= BESIDE);
    const list = find(".teams-list", root);
    const names = teams.map(({ team }) => team.name);
    const columns = teams.length <= BESIDE ? 1 : 6;
    const { shown } = fitRoster(list, names, { largest: 4.6, columns, gap: 0.72, lead: 3.3 });
    drawNow(root, teams[scene.step - 1], teams.length);
    const places = teams.map(({ team, seat }, i) => ({
      team: i + 1 < scene.step ? team : null,
      number: seat,
    }));
    // Of more than find room those stand there who came last.
    const last = Math.min(places.length, Math.max(shown, scene.step - 1));
    drawRoster(list, places.slice(last - shown, last));
    if (before) pairs?.travel(before, [root]);
    if (settled || (!fresh && !before)) return;
    for (const [i, part] of [...find(".teams-now", root).children].entries())
      rise(part, { delay: (before ? 260 : 80) + 90 * i, by: "calc(4 * var(--u))" });
  },
};
