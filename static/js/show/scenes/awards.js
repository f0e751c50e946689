import { unparted } from "../../board/name.js";
import { printed } from "../../common/amount.js";
import { find, make, setText } from "../../common/dom.js";
import { headingOf } from "../../common/heading.js";
import { t } from "../../common/phrases.js";
import { alsoCalled } from "../../common/spoken.js";
import { writer } from "../figures.js";
import { fitNames } from "../names.js";
import { endPages, turnPages } from "../paging.js";
import { isAnew, isPlayed, stopTimeline, timelineOf } from "../timeline.js";
import { unitOf } from "../unit.js";

/**
 * The prizes, a page each, the last before the first: its name in gold, and who has it, in letters as large as their
 * number allows.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {{id: string, name: string}} Named
 * @typedef {{team: Named & {region: string}, member: Named | null, total: string | null}} Winner
 * @typedef {{id: string, name: string, division: Named | null, winners: Winner[]}} Prize
 * @typedef {{division: Named | null, prizes: Prize[], prize: Prize | null}} Shows
 */

/** Sizes in hundredths of the picture's height. */
const LARGEST = [11, 8.4, 8.4, 7, 7, 7];
const LARGEST_OF_MANY = 6;
const LEAST = 2.6;
const SMALL = 3.8;
const MOST_COLUMNS = 5;
/** With more names than these the page is a list: names alone. */
const MOST_WITH_WORDS = 12;
/** Names come up one after the other, within so many milliseconds. */
const APART = 110;
const WITHIN = 1400;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const { prize, division } = /** @type {Shows} */ (told.scene.shows);
    const page = pageIn(root);
    const anew = isAnew(told);
    const played = isPlayed(told);
    if (anew) stopTimeline(root);
    const timeline = played ? timelineOf(root) : null;
    if (timeline && told.previous) timeline.leaveBehind(page);
    drawHead(page, told, prize, division);
    drawWinners(page, prize);
    fit(page, prize);
    if (timeline) play(timeline, page);
  },

  /** @param {HTMLElement} root */
  leave(root) {
    stopTimeline(root);
    const list = root.querySelector(".awards-winners");
    if (list) endPages(list);
  },
};

/** @param {HTMLElement} root */
function pageIn(root) {
  const there = root.querySelector(":scope > .awards:not(.gone)");
  if (there instanceof HTMLElement) return there;
  const page = make(
    "section",
    { class: "awards" },
    make(
      "header",
      { class: "awards-head" },
      make("p", { class: "awards-occasion", dir: "auto" }),
      make("h2", { class: "awards-prize", dir: "auto" }),
      make("p", { class: "awards-also", dir: "auto" }),
      make("span", { class: "awards-rule", "aria-hidden": "true" }),
    ),
    make("ol", { class: "awards-winners" }),
    make("p", { class: "awards-more" }),
  );
  root.append(page);
  return page;
}

/**
 * @param {HTMLElement} page
 * @param {Told} told
 * @param {Prize | null} prize
 * @param {Named | null} division whose prizes these are; a prize of its own need not be that one's
 */
function drawHead(page, { board }, prize, division) {
  const { contest } = headingOf(board);
  const of = prize ? prize.division : division;
  const words = [contest, of?.name, alsoCalled(of?.name)].filter(Boolean);
  find(".awards-occasion", page).replaceChildren(
    ...words.map((word) => make("span", { dir: "auto" }, String(word))),
  );
  setText(find(".awards-prize", page), prize?.name ?? t("Awards"));
  const also = find(".awards-also", page);
  setText(also, alsoCalled(prize?.name));
  also.hidden = !also.textContent;
  page.classList.toggle("begins", prize === null);
  page.dataset.prize = prize?.id ?? "";
}

/**
 * What stands large of a winner, and what stands small below.
 *
 * @param {Winner} winner
 * @param {(figure: string | null) => string} [writes]
 */
function wordsOf({ team, member, total }, writes = printed) {
  const beside = total === null ? "" : writes(total);
  if (member) return { name: member.name, words: [team.name, beside] };
  return { name: team.name, words: [team.region, beside] };
}

/**
 * @param {HTMLElement} page
 * @param {Prize | null} prize
 */
function drawWinners(page, prize) {
  const winners = prize?.winners ?? [];
  const writes = writer(winners.map(({ total }) => total));
  find(".awards-winners", page).replaceChildren(
    ...winners.map((winner) => {
      const { name, words } = wordsOf(winner, writes);
      const shared = winner.member ? null : `team:${winner.team.id}`;
      return make(
        "li",
        { class: "awards-winner", "data-won": winner.team.id },
        make("span", { class: "awards-name", dir: "auto", "data-shared": shared }, unparted(name)),
        make("span", { class: "awards-words", dir: "auto" }, words.filter(Boolean).join(" · ")),
      );
    }),
  );
}

/**
 * @param {HTMLElement} page
 * @param {Prize | null} prize
 */
function fit(page, prize) {
  const list = find(".awards-winners", page);
  const winners = prize?.winners ?? [];
  endPages(list);
  find(".awards-more", page).hidden = true;
  if (winners.length === 0) return;
  const unit = unitOf(page);
  // A member without its team could be anybody.
  const members = winners.some(({ member }) => member !== null);
  const small = members || winners.length <= MOST_WITH_WORDS ? SMALL : 0;
  const height = list.clientHeight / unit;
  const fitted = fitNames(
    winners.map((winner) => unparted(wordsOf(winner).name)),
    {
      width: list.clientWidth / unit,
      height,
      largest: LARGEST[winners.length - 1] ?? LARGEST_OF_MANY,
      least: LEAST,
      columns: MOST_COLUMNS,
      lines: 2,
      small,
      between: 4,
      gap: 0.55,
    },
  );
  page.classList.toggle("without-words", small === 0);
  page.style.setProperty("--size", String(fitted.size));
  page.style.setProperty("--names", String(fitted.columns));
  page.classList.toggle("in-list", fitted.columns > 1 && winners.length > fitted.columns * 2);
  showPages(page, list, fitted.shown);
}

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} list
 * @param {number} each how many names a page has room for
 */
function showPages(page, list, each) {
  const names = /** @type {HTMLElement[]} */ ([...list.children]);
  const pages = Math.ceil(names.length / each);
  const more = find(".awards-more", page);
  more.hidden = pages < 2;
  turnPages(list, `${page.dataset.prize} ${names.length} ${each}`, pages, (n) => {
    for (const [i, name] of names.entries()) name.hidden = Math.floor(i / each) !== n;
    setText(more, t("Page %(n)s of %(of)s", { n: n + 1, of: pages }));
  });
}

/**
 * @param {ReturnType<typeof timelineOf>} timeline
 * @param {HTMLElement} page
 */
function play(timeline, page) {
  timeline.appear(find(".awards-prize", page), { delay: 250, duration: 800, rise: "0.35em" });
  timeline.animate(find(".awards-rule", page), [{ transform: "scaleX(0)" }, {}], {
    delay: 450,
    duration: 900,
  });
  const winners = [...page.querySelectorAll(".awards-winner:not([hidden])")];
  const apart = Math.min(APART, WITHIN / Math.max(1, winners.length));
  for (const [i, winner] of winners.entries()) {
    timeline.appear(winner, { delay: 900 + apart * i, duration: 700, rise: "0.6em" });
  }
}
