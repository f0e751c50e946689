import { unparted } from "../../board/name.js";
import { find, make, reconcile, setAttributes, setText } from "../../common/dom.js";
import { headingOf } from "../../common/heading.js";
import { page } from "../../common/page.js";
import { t } from "../../common/phrases.js";
import { fitText } from "../fitted.js";
import { rise } from "../motion.js";
import { dayWords, drawCode, drawMarks } from "../parts.js";

/**
 * The event's name, large, while people come in: host, day and place, who supports it or who takes part, and the way
 * for the audience's phones.
 *
 * @typedef {import("../scenes.js").Told} Told
 */

/** Names of teams are written out up to so many; more are counted. */
const MOST_NAMES = 24;
const MOST_MARKS = 8;

/** @param {HTMLElement} root */
function begin(root) {
  root.append(
    make(
      "header",
      { class: "title-head" },
      make("img", { class: "title-logo", alt: "", hidden: true }),
      make("p", { class: "title-host", dir: "auto", "data-shared": "host" }),
    ),
    make(
      "div",
      { class: "title-middle" },
      make("span", { class: "title-rule", "aria-hidden": "true" }),
      make("h1", { class: "title-contest", dir: "auto", "data-shared": "contest" }),
      make("p", { class: "title-second", dir: "auto" }),
      make("p", { class: "title-when", dir: "auto" }),
    ),
    make("div", { class: "title-foot" }),
  );
}

/** @param {HTMLElement} root */
function enter(root) {
  find(".title-rule", root).animate([{ transform: "scaleX(0)" }, {}], {
    duration: 900,
    delay: 200,
    easing: "cubic-bezier(0.2, 0.8, 0.2, 1)",
    fill: "backwards",
  });
  const parts = [...root.querySelectorAll(".title-second, .title-when, .title-foot, .code")];
  for (const [i, part] of parts.entries()) rise(part, { delay: 240 + 120 * i });
}

/**
 * @param {HTMLElement} root
 * @param {Told} told
 */
function drawFoot(root, { board, look }) {
  const foot = find(".title-foot", root);
  const marks = look.sponsors.slice(0, MOST_MARKS);
  foot.classList.toggle("of-marks", marks.length > 0);
  if (marks.length > 0) return drawMarks(foot, marks, 4.5);
  const teams = board.rows.map(({ team }) => team);
  const shown = teams.length > MOST_NAMES ? [] : teams;
  reconcile(foot, shown, {
    key: ({ id }) => id,
    make: () => make("span", { class: "title-team", dir: "auto" }),
    draw: (name, team) => {
      setText(name, team.name);
      setAttributes(name, { "data-shared": `team:${team.id}` });
    },
  });
  if (teams.length > MOST_NAMES)
    foot.replaceChildren(make("span", {}, t("%(n)s teams", { n: teams.length })));
  return undefined;
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, told) {
    const { board, look, scene, settled } = told;
    const fresh = root.childElementCount === 0;
    if (fresh) begin(root);
    const { contest, host } = headingOf(board);
    setText(find(".title-host", root), host);
    const logo = find(".title-logo", root);
    setAttributes(logo, { src: look.logo?.url, hidden: look.logo === null });
    // Where the event has names in both languages, the hall reads both.
    const second = page.locale === "en" ? "" : (look.contest_en ?? "");
    setText(find(".title-second", root), second);
    find(".title-second", root).hidden = !second;
    const when = [dayWords(look.date), look.place];
    setText(find(".title-when", root), when.filter(Boolean).join(" · "));
    drawFoot(root, told);
    drawCode(root, scene);
    const large = find(".title-contest", root);
    setText(large, unparted(contest));
    fitText(large, { size: 11.5, least: 4.4, lines: 2 });
    if (fresh && !settled) enter(root);
  },
};
